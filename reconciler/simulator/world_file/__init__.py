"""A world file (YAML) read into the rows of a world."""
