"""The roof: argv → engine → render → exit code. Only `wiring.py` knows all adapters together."""
