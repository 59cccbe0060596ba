"""What `doctor` says of each thing: one function a check, over what was found out before.

Nothing here asks anybody anything: that is done once, in `consult.py`.
"""
