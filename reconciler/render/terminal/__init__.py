"""For a terminal: lines of words, folded by width; and short JSON beside them where both say the same few things."""
