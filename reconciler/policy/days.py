"""Durations in options, as the schema writes them."""


def days_of(duration: str) -> int:
    """`90d` → 90."""
    return int(duration.removesuffix("d"))
