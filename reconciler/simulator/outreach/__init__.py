"""What stands around customer groups: ways in, welcome, mass messages, sensitive words."""
