"""Switches: one for every behaviour the vendor does not document, and for every published limit."""
