"""Findings about what stands around customer groups: ways in, welcomes, notices, sensitive words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.group import GroupSpec, GroupType, Welcome
from reconciler.model.ids import GroupKey
from reconciler.model.notice import Notice
from reconciler.model.words import WordRule
from reconciler.source.collection import Collection
from reconciler.text import Text

TEXT_BYTES: Final = 3000  # welcome templates [92366]
TITLE_BYTES: Final = 128
DESC_BYTES: Final = 512
NOTICE_BYTES: Final = 4000  # mass messages to customer groups, title, text and link together [92135]
_MARK_BYTES: Final = 15  # the mark of secrecy, in the longer of the two languages


def check_around_groups(collection: Collection) -> Iterator[Finding]:
    """Ways in that lead to no customer group, texts that are too long, names used twice."""
    types = {group.key: group.type for group in collection.groups}
    for group in collection.groups:
        yield from _ways_that_lead_elsewhere(group, types)
        yield from _doubled(group)
        if group.welcome is not None:
            yield from _too_long(group, group.welcome)
    for notice in collection.notices:
        if any(types.get(key) is GroupType.CUSTOMER for key in notice.groups):
            yield from _too_long_a_notice(notice)
    yield from _doubled_rules(collection)


def _ways_that_lead_elsewhere(group: GroupSpec, types: dict[GroupKey, GroupType]) -> Iterator[Finding]:
    for index, way in enumerate(group.join):
        for number, key in enumerate(way.also):
            place = group.place.at("join", index, "also", number)
            if key == group.key or types.get(key, GroupType.CUSTOMER) is not GroupType.CUSTOMER:
                yield _error(
                    "join-target",
                    place,
                    Text(f"`{key}` 不是另一个客户群", f"`{key}` is not another customer group"),
                    Text(
                        "进群方式只能通向客户群，本群已在其中。", "A way in leads to customer groups; this one is in."
                    ),
                    Text("改成别的客户群的 key，或者删掉。", "Write the key of another customer group, or delete it."),
                    group.key,
                )


def _doubled(group: GroupSpec) -> Iterator[Finding]:
    times = Counter(way.key for way in group.join)
    for index, way in enumerate(group.join):
        if times[way.key] > 1:
            yield _twice(group.place.at("join", index, "key"), way.key, group.key)


def _too_long(group: GroupSpec, welcome: Welcome) -> Iterator[Finding]:
    link, place = welcome.link, group.place.at("welcome")
    texts: list[tuple[str, Place, str, int]] = [("text", place.at("text"), welcome.text, TEXT_BYTES)]
    if link is not None:
        texts += [("title", place.at("link", "title"), link.title, TITLE_BYTES)]
        texts += [("desc", place.at("link", "desc"), link.desc, DESC_BYTES)]
    for name, where, text, limit in texts:
        yield from _over(name, where, len(text.encode()), limit, group.key)


def _too_long_a_notice(notice: Notice) -> Iterator[Finding]:
    """A mass message is one text, never cut into several: the owner confirms each of them."""
    parts = [part.strip() for part in (notice.title, notice.text, notice.link or "") if part.strip()]
    size = len("\n\n".join(parts).encode()) + _MARK_BYTES
    yield from _over("text", notice.place.at("text"), size, NOTICE_BYTES, notice.key)


def _over(name: str, place: Place, size: int, limit: int, subject: str) -> Iterator[Finding]:
    if size > limit:
        yield _error(
            "too-long",
            place,
            Text(f"`{name}` 有 {size} 字节，最多 {limit} 字节", f"`{name}` has {size} of at most {limit} bytes"),
            Text("一个汉字占 3 字节。", "A Chinese character takes 3 bytes."),
            Text("写短一些，长内容放到链接里。", "Shorten it; long contents go behind a link."),
            subject,
        )


def _doubled_rules(collection: Collection) -> Iterator[Finding]:
    owners: list[tuple[str, tuple[WordRule, ...]]] = [("", company.sensitive_words) for company in collection.companies]
    owners += [(department.key, department.sensitive_words) for department in collection.departments]
    keys = Counter((owner, rule.key) for owner, rules in owners for rule in rules)
    names = Counter(rule.name for _, rules in owners for rule in rules)
    for owner, rules in owners:
        for rule in rules:
            if keys[owner, rule.key] > 1:
                yield _twice(rule.place.at("key"), rule.key, owner)
            if names[rule.name] > 1:
                yield _twice(rule.place.at("name"), rule.name, owner)


def _twice(place: Place, word: str, subject: str) -> Finding:
    return _error(
        "used-twice",
        place,
        Text(f"`{word}` 用了不止一次", f"`{word}` is used more than once"),
        Text("它用来认出企业微信里的那一个。", "It tells which one at WeCom is meant."),
        Text("给其中一个换个名字。", "Give one of them another."),
        subject,
    )


def _error(rule: str, place: Place, what: Text, why: Text, remedy: Text, subject: str) -> Finding:
    return Finding(rule, Severity.ERROR, place, what, why, remedy, subject)


def named_groups(groups: Iterable[GroupSpec]) -> Iterator[tuple[str, str, Place, str]]:
    """(kind, key, place, subject) of every group that a way in leads to besides its own."""
    for group in groups:
        for index, way in enumerate(group.join):
            for number, key in enumerate(way.also):
                yield "group", key, group.place.at("join", index, "also", number), group.key
