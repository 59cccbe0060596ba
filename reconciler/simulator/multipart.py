"""Uploads: a multipart body, cut by the boundary in its first line, whatever the Content-Type says."""

import re

from reconciler.simulator.call import Call

FILENAME = re.compile(rb";\s*filename\*?=", re.IGNORECASE)
NAME = "media"


def sent_file(call: Call) -> bytes:
    """The part called `media` [90253]; empty when there is none, or nothing in it.

    Clients in use call it otherwise, or not at all: unless the switch `upload_part` says `named`, the first part with
    a file name will do.
    """
    parts = _parts(call.raw)
    named = re.compile(rb";\s*name=\"?" + NAME.encode() + rb"\"?\s*(;|\r|$)", re.IGNORECASE)
    found = next((content for head, content in parts if named.search(head)), None)
    if found is None and call.switch("upload_part") == "any":
        found = next((content for head, content in parts if FILENAME.search(head)), None)
    return found or b""


def _parts(raw: bytes) -> list[tuple[bytes, bytes]]:
    """Head and content of every part, in order."""
    boundary = raw.partition(b"\r\n")[0]
    if not boundary.startswith(b"--"):
        return []
    cut = (each.partition(b"\r\n\r\n") for each in raw.split(boundary)[1:])
    return [(head, content.removesuffix(b"\r\n")) for head, gap, content in cut if gap]
