"""Rules on the desired side: one a file, named like its id."""
