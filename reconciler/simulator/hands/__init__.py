"""Side doors: what people do by hand in the client and in the console."""
