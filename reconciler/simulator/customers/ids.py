"""A customer group has another chat_id for each principal that looks at it [92109].

The world file and the side doors use the id that the self-built apps of the corp see; the old 客户联系 secret sees
another, and with the switch `chat_id_per_app` every app does. Nothing is stored: the characters are shifted along a
keyed stream, so that each principal's ids are opaque, stable and lead back to one group.
"""

import hashlib
import string
from typing import TYPE_CHECKING

from reconciler.simulator.world.apps import CUSTOMER_CONTACT, App

if TYPE_CHECKING:  # `call` stands above what the clock carries out, which needs these ids too.
    from reconciler.simulator.call import Call

ALPHABET = string.ascii_letters + string.digits
PLACES = {character: place for place, character in enumerate(ALPHABET)}
HEAD = 2  # The prefix, `wr` or `og`, stays.


def principal(app: App, *, per_app: bool) -> str:
    """Whose eyes an app looks through; "" sees the ids of the world file."""
    if app.kind == CUSTOMER_CONTACT:
        return CUSTOMER_CONTACT
    return f"app/{app.agent_id}" if per_app else ""


def seen_by(eyes: str, seed: str, chat_id: str) -> str:
    """The id as a principal sees it."""
    return _shifted(chat_id, eyes, seed, 1)


def real_of(eyes: str, seed: str, seen: str) -> str:
    """The id of the world file behind the one a principal sees; nonsense stays nonsense."""
    return _shifted(seen, eyes, seed, -1)


def seen_id(call: "Call", chat_id: str) -> str:
    """The id of a group as the caller sees it: for answers."""
    return seen_by(_eyes(call), call.moment.seed, chat_id)


def real_id(call: "Call", seen: str) -> str:
    """The id of the world file behind an id that a caller wrote: for requests."""
    return real_of(_eyes(call), call.moment.seed, seen)


def open_gid(seed: str, chat_id: str) -> str:
    """The opengid that a mini program learns of a group [94822]."""
    return "og" + seen_by("opengid", seed, chat_id)[HEAD:]


def chat_of_open_gid(seed: str, opengid: str) -> str:
    """The id of the world file behind an opengid, or "" when it cannot be one."""
    return real_of("opengid", seed, "wr" + opengid[HEAD:]) if opengid.startswith("og") else ""


def _eyes(call: "Call") -> str:
    return principal(call.app, per_app=call.switch("chat_id_per_app") == "yes")


def _shifted(chat_id: str, eyes: str, seed: str, direction: int) -> str:
    if not eyes:
        return chat_id
    stream = hashlib.sha512(f"{seed}/{eyes}".encode()).digest()
    tail = (
        ALPHABET[(PLACES[each] + direction * stream[place % len(stream)]) % len(ALPHABET)] if each in PLACES else each
        for place, each in enumerate(chat_id[HEAD:])
    )
    return chat_id[:HEAD] + "".join(tail)
