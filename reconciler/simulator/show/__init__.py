"""The world as plain values, for people and tests to look at."""
