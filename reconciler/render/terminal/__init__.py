"""For a terminal: lines of words, folded by width."""
