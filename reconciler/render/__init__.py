"""What people and programs read: the model turned into text, Markdown and JSON, in Chinese and English.

It is pure: no file, no network, no clock. It must not know how a plan is made or carried out.
"""
