"""Rules on the live side: one a file, named like its id."""
