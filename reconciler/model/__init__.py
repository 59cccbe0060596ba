"""The words of the product: frozen, slotted values shared by every floor above.

It knows no file, no network, no clock and no randomness; it must not know who uses it.
"""
