"""A small world for rules that see more than files, built from the builders."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from reconciler.model.activity import ActivityLog
from reconciler.model.directory import Directory, Person, PersonStatus
from reconciler.model.group import GroupSpec, GroupType
from reconciler.model.ids import ChatId, UserId, user_id
from reconciler.model.live import LiveState, SeenGroup
from reconciler.model.rule import Facts
from reconciler.policy import judge, rule_named
from reconciler.resolve import resolve, with_profiles
from tests.builders import NOW, a_directory, a_state, chat_of, people


def some_facts(
    *specs: GroupSpec,
    directory: Directory | None = None,
    seen: Iterable[SeenGroup] | None = None,
    activity: ActivityLog | None = None,
    listed: bool = False,
    contact: str | None = None,
    **desired: object,
) -> Facts:
    """What the rules see of these groups, resolved for real; `seen` None means that no group was read.

    `listed`: customer groups were listed. `contact`: who may own them, None where that was not read.
    """
    state = a_state(*specs, **desired)
    book = directory or a_directory()
    return Facts(
        desired=state,
        groups=with_profiles(state.groups, state.profiles),
        now=NOW,
        directory=book,
        resolved=resolve(state, book, NOW),
        live=None
        if seen is None
        else LiveState(
            NOW,
            {chat.chat_id: chat for chat in seen},
            listed=frozenset({GroupType.CUSTOMER} if listed else ()),
            contact_people=None if contact is None else people(contact),
        ),
        activity=activity,
    )


def places(rule_id: str, facts: Facts) -> list[str]:
    """Where one rule finds something: file and route, sorted."""
    return sorted(f"{where} {route}" for where, route, _ in _found(rule_id, facts))


def sentences(rule_id: str, facts: Facts) -> list[str]:
    """What one rule says, in English."""
    return [words for _, _, words in _found(rule_id, facts)]


def remedies(rule_id: str, facts: Facts) -> list[str]:
    """What one rule advises, in English."""
    rule = rule_named(rule_id)
    assert rule is not None
    return [finding.remedy.en for finding in judge(facts, rules=(rule,)).findings]


def _found(rule_id: str, facts: Facts) -> list[tuple[str, str, str]]:
    rule = rule_named(rule_id)
    assert rule is not None
    judged = judge(facts, rules=(rule,))
    assert judged.not_run == ()
    return [(one.place.file, ".".join(map(str, one.place.path)), one.what.en) for one in judged.findings]


def with_people(directory: Directory, *people: Person) -> Directory:
    """The address book with these people added or changed."""
    return replace(directory, people={**directory.people, **{person.id: person for person in people}})


def with_status(directory: Directory, words: str, status: PersonStatus) -> Directory:
    """The address book in which these people have another status."""
    return with_people(directory, *(replace(directory.people[user_id(word)], status=status) for word in words.split()))


def a_log(days_ago: dict[str, int], *, since: int = 365, until: int = 0, key: str | None = None) -> ActivityLog:
    """Who spoke last how many days ago in one chat, in an export of so many days."""
    chat = chat_of(key) if key else chat_of()
    spoke: dict[tuple[ChatId, UserId], datetime] = {
        (chat, user_id(user)): NOW - timedelta(days=days) for user, days in days_ago.items()
    }
    return ActivityLog(
        NOW - timedelta(days=since),
        NOW - timedelta(days=until),
        {chat: max(spoke.values())} if spoke else {},
        spoke,
    )
