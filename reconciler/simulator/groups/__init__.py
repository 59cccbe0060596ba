"""Groups of staff: of an app, internal, of a sheet, and what is said in them."""
