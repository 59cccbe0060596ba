"""Uploads: a multipart body, cut by the boundary in its first line, whatever the Content-Type says."""


def part(raw: bytes, name: str) -> bytes:
    """The content of the part with this name; empty when there is no such part."""
    boundary = raw.partition(b"\r\n")[0]
    if not boundary.startswith(b"--"):
        return b""
    for each in raw.split(boundary):
        head, _, content = each.partition(b"\r\n\r\n")
        if f'name="{name}"'.encode() in head:
            return content.removesuffix(b"\r\n")
    return b""
