"""Findings about documents that are right alone and wrong together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reconciler.model.company import Company
from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.group import GroupSpec, GroupType, SelectorKind
from reconciler.model.ids import derive_chat_id, user_id
from reconciler.source.around_groups import check_around_groups
from reconciler.source.collection import Collection, shown
from reconciler.source.references import find_cycles, find_lost_references, group_edges
from reconciler.text import Text, listed


def check_together(collection: Collection) -> Iterator[Finding]:
    """Everything that is wrong across documents, in no particular order. Keys are still as often as written."""
    yield from _one_company(collection)
    yield from _doubled_keys(collection)
    yield from _doubled_department_ids(collection)
    yield from _doubled_scopes(collection)
    edges = group_edges(collection)
    yield from find_lost_references(collection, edges)
    yield from find_cycles(collection, edges)
    if len(collection.companies) == 1:
        yield from _chat_ids(collection.groups, collection.companies[0])
    for group in collection.groups:
        yield from _people(group)
    yield from check_around_groups(collection)


def doubled(keys: Iterable[str]) -> frozenset[str]:
    """Keys that come more than once, without regard to case; folded."""
    return frozenset(key for key, times in Counter(map(str.casefold, keys)).items() if times > 1)


def _one_company(collection: Collection) -> Iterator[Finding]:
    files = collection.company_files
    if len(files) > 1:
        for file in files:
            others = listed([f"`{other}`" for other in files if other != file])
            yield Finding(
                "several-companies",
                Severity.ERROR,
                Place(file, ("kind",)),
                Text(
                    f"公司设置不止一份，还有 {others.zh}", f"There is more than one company document: {others.en} too"
                ),
                Text("一个根目录只对应一个企业。", "One root folder stands for one company."),
                Text("只留一份；别的企业放到另一个根目录。", "Keep one; another company has a root folder of its own."),
            )
    unclear = any(file.rpartition("/")[2].startswith("company.") for file in collection.broken)
    if not files and not unclear:
        yield Finding(
            "missing-company",
            Severity.ERROR,
            Place("company.yaml", (), 1, 1),
            Text("没有公司设置（`kind: company`）", "There is no company document (`kind: company`)"),
            Text(
                "不知道是哪个企业、用哪个应用，什么都做不了。",
                "Without it nobody knows which company and which application.",
            ),
            Text(
                "新建 `company.yaml`，可以照示例公司的 `groups/company.yaml` 写。",
                "Add `company.yaml`; the example company's `groups/company.yaml` shows how.",
            ),
        )


def _doubled_keys(collection: Collection) -> Iterator[Finding]:
    kinds: tuple[tuple[str, Sequence[tuple[str, Place]]], ...] = (
        ("group", [(group.key, group.place) for group in collection.groups]),
        ("department", [(department.key, department.place) for department in collection.departments]),
        ("profile", [(profile.key, profile.place) for profile in collection.profiles]),
        ("ruleset", [(ruleset.key, ruleset.place) for ruleset in collection.rulesets]),
        ("notice", [(notice.key, notice.place) for notice in collection.notices]),
        ("task", [(task.key, task.place) for task in collection.tasks]),
        ("activity", [(activity.key, activity.place) for activity in collection.activities]),
        ("sanction", [(sanction.key, sanction.place) for sanction in collection.sanctions]),
    )
    for kind, documents in kinds:
        for key, places in _same(documents):
            what = Text(
                f"`kind: {kind}` 的 key `{key}` 用了不止一次",
                f"The key `{key}` of `kind: {kind}` is used more than once",
            )
            why = Text(
                "key 是身份；两份文档争一个身份，哪份都不能采用。",
                "A key is an identity; of two documents that claim it neither can be used.",
            )
            remedy = Text(
                "给其中一份换一个没用过的 key，或者删掉它。", "Give one of them a key nobody uses, or delete it."
            )
            yield from _each("duplicate-key", what, why, remedy, [place.at("key") for place in places], key)


def _doubled_department_ids(collection: Collection) -> Iterator[Finding]:
    documents = [(department.department_id.lstrip("0"), department.place) for department in collection.departments]
    for number, places in _same(documents):
        what = Text(
            f"部门 ID `{number}` 写在不止一份文档里", f"The department id `{number}` is in more than one document"
        )
        why = Text("一个部门由谁做决定，只能有一个答案。", "There is one answer only to who decides in a department.")
        remedy = Text("改正 `department_id`，或者合并成一份。", "Correct `department_id`, or merge the documents.")
        yield from _each("duplicate-department-id", what, why, remedy, [place.at("department_id") for place in places])


def _doubled_scopes(collection: Collection) -> Iterator[Finding]:
    for field in ("category", "classification"):
        scoped = [(str(value), profile.place) for profile in collection.profiles if (value := getattr(profile, field))]
        for value, places in _same(scoped):
            what = Text(f"`{field}: {value}` 有不止一个模板", f"More than one profile has `{field}: {value}`")
            why = Text("说不清该采用哪个模板的默认值。", "It is unclear whose defaults count.")
            remedy = Text(
                "合并成一个，或者让一个 `extends` 另一个并去掉自己的适用范围。",
                f"Merge them, or let one extend the other and drop its `{field}`.",
            )
            yield from _each("duplicate-profile", what, why, remedy, [place.at(field) for place in places])


def _chat_ids(groups: Sequence[GroupSpec], company: Company) -> Iterator[Finding]:
    claims: list[tuple[str, Place]] = []
    for group in groups:
        if group.chat_id is not None:
            claims.append((group.chat_id, group.place.at("chat_id")))
        elif group.type is GroupType.APP:
            claims.append((derive_chat_id(company.corp_id, group.key, group.generation), group.place.at("key")))
    by_id: dict[str, list[Place]] = defaultdict(list)
    for chat_id, place in claims:
        by_id[chat_id].append(place)
    twice = doubled(group.key for group in groups)
    for chat_id, places in by_id.items():
        if len(places) > 1 and not _same_key_only(groups, places, twice):
            what = Text(f"群 ID `{chat_id}` 属于不止一个群", f"The chat id `{chat_id}` belongs to more than one group")
            why = Text("企业微信里的一个群只能由一份文档管理。", "One chat at WeCom is managed by one document only.")
            remedy = Text(
                "改正 `chat_id`；它照抄自被接管的那个群。",
                "Correct `chat_id`; it is copied from the chat that was adopted.",
            )
            yield from _each("chat-id-collision", what, why, remedy, places)


def _same_key_only(groups: Sequence[GroupSpec], places: Sequence[Place], twice: frozenset[str]) -> bool:
    """Whether a collision only follows from a key used twice, which is a finding already."""
    files = {place.file for place in places}
    keys = {group.key.casefold() for group in groups if group.place.file in files}
    return len(keys) == 1 and keys <= twice


def _people(group: GroupSpec) -> Iterator[Finding]:
    members = group.members or ()
    users = [line.value for line in members if line.kind is SelectorKind.USER]
    if len(set(map(str.casefold, users))) != len(users):
        yield from _repeated(group)
    if group.excepted:
        must = {
            group.owner: Text("群主", "the owner"),
            **dict.fromkeys(group.admins or (), Text("群管理员", "an admin")),
        }
        for index, line in enumerate(group.excepted):
            role = must.get(user_id(line.value))
            if role is not None:
                yield Finding(
                    "excepted-owner",
                    Severity.ERROR,
                    group.place.at("except", index),
                    Text(
                        f"`{line.value}` 是{role.zh}，却写在 `except` 里",
                        f"`{line.value}` is {role.en} and stands under `except` too",
                    ),
                    Text("群主和管理员总是在群里。", "Owner and admins are always in the group."),
                    Text(
                        "从 `except` 里删掉，或者换一个人担任。",
                        "Take the line out of `except`, or name somebody else.",
                    ),
                    group.key,
                )


def _repeated(group: GroupSpec) -> Iterator[Finding]:
    """People named twice. The sentence says nothing of the order of lines: it is part of plans, which have none."""
    known: set[str] = set()
    for index, line in enumerate(group.members or ()):
        if line.kind is not SelectorKind.USER:
            continue
        user = user_id(line.value)
        if user in known:
            yield Finding(
                "repeated-person",
                Severity.WARNING,
                group.place.at("members", index),
                Text(f"`{user}` 在 `members` 里写了不止一次", f"`{user}` is named more than once under `members`"),
                Text(
                    "账号不分大小写；写两次，改一处时容易漏掉另一处。",
                    "Ids ignore case; of two lines one is easily forgotten when the other is changed.",
                ),
                Text("删掉这一项。", "Delete this item."),
                group.key,
            )
        known.add(user)


def _same(documents: Iterable[tuple[str, Place]]) -> Iterator[tuple[str, list[Place]]]:
    """Names that come more than once, without regard to case, with all their places."""
    places: dict[str, list[Place]] = defaultdict(list)
    for name, place in documents:
        places[name.casefold()].append(place)
    for name, found in places.items():
        if len(found) > 1:
            yield name, found


def _each(
    rule: str, what: Text, why: Text, remedy: Text, places: Sequence[Place], subject: str = ""
) -> Iterator[Finding]:
    """The same finding at every place, each naming the others."""
    for place in places:
        others = listed([shown(other) for other in places if other is not place])
        told = Text(f"{what.zh}，另见 {others.zh}", f"{what.en}, see {others.en}")
        yield Finding(rule, Severity.ERROR, place, told, why, remedy, subject)
