"""How long a text is to the code host, which counts differently from place to place.

Comments and issues end at 262,144 bytes, bodies of pull requests at 65,536 characters, a check's summary at 65,535
bytes. Measured by others: github.com/dead-claudia/github-limits, github.com/github/docs/issues/35252.
"""


def characters(text: str) -> int:
    """UTF-16 units: never fewer than what the code host counts, so what fits here fits there."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def size_bytes(text: str) -> int:
    """Bytes as UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))
