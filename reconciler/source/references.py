"""Findings about names that lead nowhere or back to where they came from."""

import difflib
import graphlib
from collections.abc import Iterator, Mapping
from typing import Final

from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.group import GroupSpec, SelectorKind
from reconciler.model.notice import Activity, Notice, Task
from reconciler.model.sanction import Sanction
from reconciler.source.around_groups import named_groups
from reconciler.source.collection import Collection
from reconciler.text import Text

Edges = dict[str, dict[str, Place]]  # from key → to key → the place where it is named

_KINDS: Final[dict[str, Text]] = {
    "group": Text("群", "group"),
    "department": Text("部门文档", "department document"),
    "profile": Text("模板", "profile"),
    "ruleset": Text("群规", "rule set"),
}


def find_lost_references(collection: Collection, edges: Edges) -> Iterator[Finding]:
    """Every key of another document that no document has, and every category without a profile."""
    known = {kind: collection.keys(kind) for kind in _KINDS}
    for group, targets in edges.items():
        for key, place in targets.items():
            if key not in known["group"]:
                yield _unknown("group", key, place, group, known["group"])
    for kind, key, place, subject in _references(collection):
        if key not in known[kind]:
            yield _unknown(kind, key, place, subject, known[kind])
    yield from _lost_categories(collection)


def find_cycles(collection: Collection, edges: Edges) -> Iterator[Finding]:
    """Groups, profiles and rule sets that lead back to themselves."""
    yield from _cycles("group-cycle", "group", edges)
    profiles: Edges = {
        profile.key: {profile.extends: profile.place.at("extends")} if profile.extends else {}
        for profile in collection.profiles
    }
    yield from _cycles("profile-cycle", "profile", profiles)
    for field in ("extends", "supersedes"):
        rules: Edges = {}
        for ruleset in collection.rulesets:
            target = getattr(ruleset, field)
            rules[ruleset.key] = {target: ruleset.place.at(field)} if target else {}
        yield from _cycles("ruleset-cycle", "ruleset", rules)


def _references(collection: Collection) -> Iterator[tuple[str, str, Place, str]]:
    """(kind, key, place, subject) of every reference."""
    for group in collection.groups:
        yield from _references_of(group)
    yield from named_groups(collection.groups)
    for profile in collection.profiles:
        if profile.extends is not None:
            yield "profile", profile.extends, profile.place.at("extends"), profile.key
        for index, key in enumerate(profile.rulesets or ()):
            yield "ruleset", key, profile.place.at("defaults", "rulesets", index), profile.key
    for ruleset in collection.rulesets:
        for field in ("extends", "supersedes"):
            target = getattr(ruleset, field)
            if target is not None:
                yield "ruleset", target, ruleset.place.at(field), ruleset.key
    yield from _references_of_messages(collection)
    yield from _references_of_exceptions(collection)


def _references_of_messages(collection: Collection) -> Iterator[tuple[str, str, Place, str]]:
    documents: list[Notice | Task | Activity | Sanction]
    documents = [*collection.notices, *collection.tasks, *collection.activities, *collection.sanctions]
    for document in documents:
        for index, key in enumerate(document.groups):
            yield "group", key, document.place.at("groups", index), document.key
    for activity in collection.activities:
        for index, line in enumerate(activity.participants):
            if line.kind is SelectorKind.GROUP:
                yield "group", line.value, activity.place.at("participants", index, "group"), activity.key
    for sanction in collection.sanctions:
        if sanction.ruleset is not None:
            yield "ruleset", sanction.ruleset, sanction.place.at("ruleset"), sanction.key


def _references_of_exceptions(collection: Collection) -> Iterator[tuple[str, str, Place, str]]:
    for override in collection.overrides:
        if override.group is not None:
            yield "group", override.group, override.place.at("group"), override.group
    for waiver in collection.waivers:
        for kind in ("group", "department", "profile"):
            target = getattr(waiver, kind)
            if target is not None:
                yield kind, target, waiver.place.at(kind), target
    for company in collection.companies:
        for key in sorted(company.guards.protected):
            yield "group", key, company.place.at("guards", "protected"), key


def _references_of(group: GroupSpec) -> Iterator[tuple[str, str, Place, str]]:
    if group.department is not None:
        yield "department", group.department, group.place.at("department"), group.key
    for index, key in enumerate(group.rulesets or ()):
        yield "ruleset", key, group.place.at("rulesets", index), group.key


def _unknown(kind: str, key: str, place: Place, subject: str, known: set[str]) -> Finding:
    word = _KINDS[kind]
    near = difflib.get_close_matches(key, sorted(known), n=1)
    remedy = Text(
        f"改成已有的 key，或者新建一份 `kind: {kind}`、`key: {key}` 的文档。",
        f"Write a key that exists, or add a document with `kind: {kind}` and `key: {key}`.",
    )
    if near:
        remedy = Text(f"是不是要写 `{near[0]}`？", f"Did you mean `{near[0]}`?") + remedy
    return Finding(
        f"unknown-{kind}",
        Severity.ERROR,
        place,
        Text(f"没有 key 为 `{key}` 的{word.zh}", f"There is no {word.en} with the key `{key}`"),
        Text("指向不存在的文档，就不知道该怎么做。", "What leads nowhere cannot be carried out."),
        remedy,
        subject,
    )


def _lost_categories(collection: Collection) -> Iterator[Finding]:
    known = {profile.category for profile in collection.profiles}
    if collection.broken_keys.get("profile") or collection.broken_keys.get(""):
        return  # a broken profile may be the one
    for group in collection.groups:
        if group.category is not None and group.category not in known:
            yield Finding(
                "unknown-category",
                Severity.WARNING,
                group.place.at("category"),
                Text(
                    f"类别 `{group.category}` 没有对应的模板", f"No profile goes with the category `{group.category}`"
                ),
                Text("这个类别不会带来任何默认值。", "The category brings no defaults."),
                Text(
                    f"检查拼写，或者新建一份写有 `category: {group.category}` 的模板。",
                    f"Check the spelling, or add a profile with `category: {group.category}`.",
                ),
                group.key,
            )


def group_edges(collection: Collection) -> Edges:
    """Which group takes the people of which other."""
    edges: Edges = {}
    for group in collection.groups:
        out = edges.setdefault(group.key, {})
        for index, line in enumerate(group.members or ()):
            if line.kind is SelectorKind.GROUP:
                out.setdefault(line.value, group.place.at("members", index, "group"))
    return edges


def _cycles(rule: str, kind: str, edges: Edges) -> Iterator[Finding]:
    """One finding for each cycle, at the reference that leaves its smallest key."""
    graph: dict[str, list[str]] = {key: sorted(edges[key]) for key in sorted(edges) if edges[key]}
    while (cycle := _first_cycle(graph)) is not None:
        for key in cycle:
            graph.pop(key, None)
        first = min(cycle)
        turn = cycle.index(first)
        ring = [*cycle[turn:], *cycle[:turn], first]
        yield _cycle(rule, kind, ring, edges[first][ring[1]])


def _first_cycle(graph: Mapping[str, list[str]]) -> list[str] | None:
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as problem:
        nodes: list[str] = problem.args[1]
        return nodes[:0:-1]  # graphlib walks against the references, and names the first key again at the end
    return None


def _cycle(rule: str, kind: str, ring: list[str], place: Place) -> Finding:
    word, path = _KINDS[kind], " → ".join(f"`{key}`" for key in ring)
    own = len(ring) == 2
    what = (
        Text(f"{word.zh} `{ring[0]}` 引用了自己", f"The {word.en} `{ring[0]}` refers to itself")
        if own
        else Text(f"{word.zh}的引用绕成了圈：{path}", f"These references go round in a circle: {path}")
    )
    why = Text("绕成圈的引用没有尽头，算不出结果。", "A circle has no end, so nothing can be worked out from it.")
    return Finding(
        rule, Severity.ERROR, place, what, why, Text("删掉其中一处引用。", "Delete one of the references."), ring[0]
    )
