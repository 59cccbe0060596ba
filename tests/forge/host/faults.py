"""What the host answers instead, by the name of the trouble."""

import json


def _errors(kind: str, message: str) -> bytes:
    """What GraphQL answers, with 200, where it did not do it."""
    return json.dumps({"data": None, "errors": [{"type": kind, "message": message}]}).encode()


_LIMITED = b'{"message": "You have exceeded a secondary rate limit."}'
BEFORE: dict[str | None, tuple[int, dict[str, str], bytes]] = {
    "502": (502, {}, b"<html>"),
    "forbidden": (403, {}, b'{"message": "Resource not accessible by integration"}'),
    "away": (307, {"location": "https://evil.example/x"}, b""),
    "garbage": (200, {}, b"<html>"),
    "secondary": (403, {"retry-after": "7"}, _LIMITED),
    "dated-secondary": (403, {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, b""),
    "silent-secondary": (429, {}, _LIMITED),
    "locked": (403, {}, b'{"message": "Unable to create comment because issue is locked."}'),
    "archived": (403, {}, b'{"message": "Repository was archived so is read-only."}'),
    "single-sign-on": (403, {}, b'{"message": "Resource protected by organization SAML enforcement."}'),
    "gone": (410, {}, b'{"message": "Issues are disabled for this repo"}'),
    "abuse": (403, {}, b'{"message": "You have triggered an abuse detection mechanism."}'),
    "graph-limit": (200, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1030"}, _errors("RATE_LIMITED", "API")),
    "graph-secondary": (200, {"retry-after": "7"}, _errors("", "You have exceeded a secondary rate limit.")),
    "graph-broken-off": (200, {}, _errors("", "Something went wrong while executing your query.")),
    "graph-missing": (200, {}, _errors("NOT_FOUND", "Could not resolve to a node")),
    "primary": (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1030"}, b'{"message": "API rate limit"}'),
}
