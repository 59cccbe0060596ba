"""The world itself: its rows, its clock, its limits, its faults, and what it has written down."""
