"""Measurements of the package on made-up companies; nothing here is installed."""
