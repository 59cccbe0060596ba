"""Who a message to people reaches: touser, toparty and totag worked out against the app's visible range [90236]."""

from collections.abc import Iterable
from dataclasses import dataclass

from reconciler.simulator.call import Call
from reconciler.simulator.codes import Refusal
from reconciler.simulator.contacts.directory import Tag, fold

MOST_USERS = 1000
MOST_PARTIES = 100
MOST_TAGS = 100
EVERYBODY = "@all"


@dataclass(frozen=True, slots=True)
class Recipients:
    """Folded ids of those who are reached, and what could not be: users lower-cased, the rest as written."""

    people: tuple[str, ...]
    users: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def written_recipients(call: Call) -> Recipients:
    """The recipients of message/send, ids joined by `|`; `@all` is the whole range, and the rest is then ignored.

    Raises: Refusal 82001 none given, 40032, 82002 or 82003 too many users, departments or tags.
    """
    users, parties, tags = (_split(call.body.text(name)) for name in ("touser", "toparty", "totag"))
    if EVERYBODY in users:
        return Recipients(tuple(sorted(call.visible.people)))
    if not (users or parties or tags):
        raise Refusal(82001)
    return work_out(call, users, parties, tags)


def work_out(call: Call, users: Iterable[str], parties: Iterable[str], tags: Iterable[str]) -> Recipients:
    """Users, departments with everything below, tags with their departments; each person once, in that order.

    Raises: Refusal 40032, 82002 or 82003 too many.
    """
    users, parties, tags = (list(dict.fromkeys(each)) for each in (users, parties, tags))
    for wanted, most, code in ((users, MOST_USERS, 40032), (parties, MOST_PARTIES, 82002), (tags, MOST_TAGS, 82003)):
        if len(wanted) > most:
            raise Refusal(code)
    reached: dict[str, None] = {}
    invalid_users = _add_users(call, users, reached)
    invalid_parties = [each for each in parties if not _add_party(call, each, reached)]
    invalid_tags = [each for each in tags if not _add_tag(call, each, reached)]
    return Recipients(tuple(reached), tuple(invalid_users), tuple(invalid_parties), tuple(invalid_tags))


def _split(words: str) -> list[str]:
    return [each.strip() for each in words.split("|") if each.strip()]


def _add_users(call: Call, users: list[str], reached: dict[str, None]) -> list[str]:
    """Adds those in range; unknown, departed and out of range look the same [90236]."""
    keys = dict.fromkeys(map(fold, users))
    reached.update((key, None) for key in keys if key in call.visible.people)
    return [key for key in keys if key not in call.visible.people]


def _add_party(call: Call, words: str, reached: dict[str, None]) -> bool:
    department = _number(words)
    if department not in call.visible.departments:
        return False
    _add_departments(call, (department,), reached)
    return True


def _add_tag(call: Call, words: str, reached: dict[str, None]) -> bool:
    tag = call.directory.tags.get(_number(words))
    if tag is None or not _is_in_range(call, tag):
        return False
    reached.update((key, None) for key in map(fold, tag.people) if key in call.visible.people)
    _add_departments(call, tag.departments, reached)
    return True


def _number(words: str) -> int:
    """The id of a department or tag, -1 for anything else; ids have 10 digits at most."""
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 10 else -1


def _is_in_range(call: Call, tag: Tag) -> bool:
    return call.visible.everything or tag.id in call.app.tags


def _add_departments(call: Call, departments: Iterable[int], reached: dict[str, None]) -> None:
    directory = call.directory
    for root in departments:
        for each in directory.subtree(root):
            people = (fold(person.user_id) for person in directory.staff.get(each, ()))
            reached.update((key, None) for key in people if key in call.visible.people)
