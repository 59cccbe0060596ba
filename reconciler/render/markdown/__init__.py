"""For the code host: comments, checks, summaries."""
