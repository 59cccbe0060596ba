"""Customer groups: found, read, changed, handed over, counted."""
