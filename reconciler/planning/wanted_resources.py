"""What git asks for around groups: ways in, welcomes, words; notices that are due become mass messages elsewhere."""

from collections.abc import Iterable, Iterator

from reconciler.model.desired import DesiredState
from reconciler.model.group import JoinWay, Lifecycle, Welcome
from reconciler.model.ids import ChatId, GroupKey
from reconciler.model.live import LiveGroup, LiveState
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.resource import Content, Resource, ResourceKind
from reconciler.model.words import WordRule
from reconciler.text import Text


def wanted_resources(desired: DesiredState, groups: Iterable[ResolvedGroup], live: LiveState) -> tuple[Resource, ...]:
    """Ways in and welcomes of customer groups that are there, and every rule of sensitive words.

    A group that is not there, or could not be read, asks for nothing now; `undecided` says that nothing of its is
    taken away either.
    """
    by_key = {group.key: group for group in groups}
    found: list[Resource] = []
    for group in by_key.values():
        if _is_live(group, live) and group.spec.lifecycle is Lifecycle.ACTIVE:
            found.extend(_of_group(group, by_key))
    found.extend(_word_rule(rule, rule.key) for rule in desired.company.sensitive_words)
    for department in desired.departments.values():
        found.extend(_word_rule(rule, f"{department.key}/{rule.key}") for rule in department.sensitive_words)
    return tuple(sorted(found, key=lambda resource: (resource.kind, resource.key)))


def undecided(
    key: str, kind: ResourceKind, desired: DesiredState, groups: Iterable[ResolvedGroup], live: LiveState
) -> bool:
    """Whether nobody can say that git no longer asks for a resource: its document is broken, gone, or was not read."""
    if kind is ResourceKind.MASS_MESSAGE:
        return True  # what was asked of a person stays theirs
    if kind is ResourceKind.WORDS:
        return any("." in name or "/" in name for name in desired.broken)
    owner = next((group for group in groups if group.key == key.partition("/")[0]), None)
    if owner is None:
        return True
    at_rest = owner.spec.lifecycle in {Lifecycle.RETIRING, Lifecycle.RETIRED}
    return not at_rest and not _is_live(owner, live)


def _is_live(group: ResolvedGroup, live: LiveState) -> bool:
    return isinstance(live.groups.get(group.chat_id), LiveGroup)


def _of_group(group: ResolvedGroup, by_key: dict[GroupKey, ResolvedGroup]) -> Iterator[Resource]:
    spec = group.spec
    for index, way in enumerate(spec.join):
        others = [by_key[key] for key in way.also if key in by_key]
        chats = [group.chat_id, *(other.chat_id for other in others if not other.spec.is_unlinked)]
        yield Resource(
            kind=ResourceKind.JOIN_WAY,
            key=f"{group.key}/{way.key}",
            groups=(group.key, *way.also),
            title=Text(f"“{spec.name}”的进群方式 {way.key}", f"The way into “{spec.name}”: {way.key}"),
            content=_join_content(way, chats),
            place=spec.place.at("join", index),
        )
    if spec.welcome is not None:
        yield Resource(
            kind=ResourceKind.WELCOME,
            key=group.key,
            groups=(group.key,),
            title=Text(f"“{spec.name}”的入群欢迎语", f"The welcome of “{spec.name}”"),
            content=_welcome_content(spec.welcome),
            place=spec.place.at("welcome"),
        )


def _join_content(way: JoinWay, chats: list[ChatId]) -> Content:
    return {
        "scene": way.scene.value,
        "remark": way.remark,
        "auto_create_room": way.auto_create_room,
        "room_base_name": way.room_base_name,
        "room_base_id": way.room_base_id,
        "state": way.state,
        "groups": sorted(chats),
    }


def _welcome_content(welcome: Welcome) -> Content:
    link = welcome.link
    page = {"title": link.title, "url": link.url, "picurl": link.picurl, "desc": link.desc} if link else None
    return {"text": welcome.text.strip(), "link": page}


def _word_rule(rule: WordRule, key: str) -> Resource:
    return Resource(
        kind=ResourceKind.WORDS,
        key=key,
        groups=(),
        title=Text(f"敏感词规则“{rule.name}”", f"The sensitive-word rule “{rule.name}”"),
        content={
            "name": rule.name,
            "words": sorted(rule.words),
            "semantics": sorted(rule.semantics),
            "action": rule.action.value,
            "users": sorted(rule.users),
            "departments": sorted(rule.departments),
        },
        place=rule.place,
    )
