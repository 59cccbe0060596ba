"""Messages of an app to people, and the cards among them."""
