"""JSON with one spelling: equal trees give equal bytes."""

import hashlib
import json
import re
from collections.abc import Mapping

from reconciler.text import Text

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def pretty(tree: Mapping[str, object]) -> str:
    """Sorted keys, two spaces, Chinese as it is, one newline at the end."""
    return _writable(json.dumps(tree, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False)) + "\n"


def compact(tree: Mapping[str, object]) -> str:
    """The same on one line, as `jq -cS` writes it."""
    words = json.dumps(tree, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return _writable(words) + "\n"


def digest_of(tree: Mapping[str, object]) -> str:
    """SHA-256 of everything but `digest`: `jq -cS 'del(.digest)' plan.json | sha256sum`."""
    rest = {key: value for key, value in tree.items() if key != "digest"}
    return hashlib.sha256(compact(rest).encode()).hexdigest()


def strict_json(text: str) -> object:
    """What JSON says, if no key appears twice and nothing else is in it. Raises: ValueError, RecursionError."""
    return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_no_doubles, parse_constant=_no_constant)


def both(text: Text) -> dict[str, str]:
    """A sentence in both languages."""
    return {"zh": text.zh, "en": text.en}


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    tree = dict(pairs)
    if len(tree) != len(pairs):
        raise ValueError("a key appears twice")
    return tree


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is not JSON")


def _writable(words: str) -> str:
    """Names cut in the middle of an emoji hold half a character, which UTF-8 cannot write: JSON can, escaped."""
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", words)
