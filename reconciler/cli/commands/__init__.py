"""One file a command: ask, run, show, return a number. No rules inside."""
