"""Edits that people ask for by name: add or remove somebody, hand a group over, declare a new one (E1.1, A7).

Only files change, by the fewest lines; what was asked for but is so already is said instead.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reconciler.engine.naming_people import People
from reconciler.engine.ports import Documents
from reconciler.errors import EditError
from reconciler.model.desired import DesiredState
from reconciler.model.edited import Edited, FileEdit
from reconciler.model.group import Enrolment, GroupSpec, Selector, SelectorKind
from reconciler.model.ids import GroupKey, UserId, user_id
from reconciler.model.resolved import ResolvedGroup
from reconciler.source.document import read_document
from reconciler.source.edit import add_items, remove_items, set_value
from reconciler.source.explain import judge
from reconciler.text import Text, listed


@dataclass(frozen=True, slots=True)
class Moved:
    """What people did to a group in WeCom; `owner` and `name` None where they are as they were."""

    joined: tuple[UserId, ...] = ()
    left: tuple[UserId, ...] = ()
    owner: UserId | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Editor:
    """Edits of one desired state.

    Attributes:
        resolved: groups with their people, by key; empty where the address book was not read, and then nobody knows
            whom a department, a tag or another group brings.
    """

    documents: Documents
    desired: DesiredState
    people: People
    resolved: Mapping[GroupKey, ResolvedGroup] = field(default_factory=dict)

    def add_members(
        self, group: str, words: Iterable[str], *, until: date | None = None, reason: str | None = None
    ) -> Edited:
        """People come in, perhaps until a day. Raises: EditError."""
        work = self._open(group)
        wanted = self.people.all_called(words)
        if work.spec.members is None and work.is_strict:
            raise EditError(
                Text(
                    f"群“{work.spec.key}”是 strict，却没有写 members：现在加人，等于只留下这些人。",
                    f"“{work.spec.key}” is strict and names no members: adding people would leave nobody but them.",
                ),
                Text("先把现在的成员写进 members。", "First write the present members under members:."),
            )
        for user in wanted:
            work.add(user, self.people.written(user), until, reason)
        return work.done()

    def all_in(self, rows: Iterable[tuple[str, ...]]) -> list[str]:
        """Everyone whom the rows of a table mean, as ids. Raises: EditError that names all who are unclear at once."""
        users, unclear = self.people.in_rows(rows)
        if unclear:
            zh, en = (
                "".join(each.what.zh for each in unclear[:_UNCLEAR]),
                " ".join(e.what.en for e in unclear[:_UNCLEAR]),
            )
            rest = len(unclear) - _UNCLEAR
            more = Text(f"还有 {rest:,} 处。", f" And {rest:,} more.") if rest > 0 else Text("", "")
            raise EditError(Text(f"{zh}{more.zh}", f"{en}{more.en}"), unclear[0].remedy)
        return [self.people.written(user) for user in users]

    def remove_members(self, group: str, words: Iterable[str]) -> Edited:
        """People go out. Raises: EditError for the owner, and where only the address book could tell who is in."""
        work = self._open(group)
        for user in self.people.all_called(words):
            work.remove(user, self.people.written(user))
        return work.done()

    def take_out(self, group: str, user: UserId, successor: UserId | None) -> Edited:
        """Somebody goes out altogether; where they own the group, `successor` follows. Raises: EditError."""
        work = self._open(group)
        if successor is not None:
            work.hand_over(successor, self.people.written(successor), former_stays=False)
        work.take_away(user, self.people.written(user))
        return work.done()

    def set_owner(self, group: str, words: str, *, former_stays: bool = True) -> Edited:
        """Somebody else runs the group; who ran it stays a member unless told otherwise. Raises: EditError."""
        work = self._open(group)
        (owner,) = self.people.all_called([words])
        work.hand_over(owner, self.people.written(owner), former_stays=former_stays)
        return work.done()

    def follow(self, group: str, moved: Moved) -> Edited:
        """The document says what people did in WeCom. Raises: EditError."""
        work, written = self._open(group), self.people.written
        if moved.name is not None:
            work.text = set_value(work.file, work.text, ("name",), moved.name)
        if moved.owner is not None:
            work.hand_over(moved.owner, written(moved.owner), former_stays=work.spec.owner not in moved.left)
        for user in moved.left:
            work.take_away(user, written(user))
        for user in moved.joined:
            work.add(user, written(user), None, None)
        return work.done()

    def _open(self, group: str) -> "_Work":
        spec = self.group(group)
        return _Work(spec, self.documents.read(spec.place.file), self.resolved.get(spec.key), self.people)

    def group(self, words: str) -> GroupSpec:
        """A group by its key, or by its name where only one has it. Raises: EditError."""
        wanted = words.strip()
        found = [spec for spec in self.desired.groups if spec.key == wanted]
        found = found or [spec for spec in self.desired.groups if spec.name == wanted.strip("“”\"' ")]
        if len(found) == 1:
            return found[0]
        if found:
            keys = listed([spec.key for spec in found])
            what = Text(f"有 {len(found)} 个群都叫“{wanted}”。", f"{len(found)} groups are called “{wanted}”.")
            raise EditError(what, Text(f"写 key：{keys.zh}。", f"Give the key: {keys.en}."))
        near = listed([spec.key for spec in self.desired.groups if wanted in spec.key or wanted in spec.name][:5])
        what = Text(f"没有群“{wanted}”。", f"There is no group “{wanted}”.")
        hint = Text(f"是不是：{near.zh}？", f"Perhaps: {near.en}?") if near.zh else _WHICH_GROUP
        raise EditError(what, hint)


_UNCLEAR = 20  # shown of a table; the rest is counted
_WHICH_GROUP = Text(
    "写群文件里的 key，或完整的群名。", "Give the key that stands in the group's file, or the group's whole name."
)


@dataclass(slots=True)
class _Work:
    """One document under way."""

    spec: GroupSpec
    was: str
    resolved: ResolvedGroup | None
    people: People
    text: str = field(init=False)
    notes: list[Text] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.was

    @property
    def file(self) -> str:
        """The document's path."""
        return self.spec.place.file

    @property
    def is_strict(self) -> bool:
        """Whether people that git does not name are removed."""
        enrolment = self.resolved.membership if self.resolved else self.spec.membership
        return enrolment is Enrolment.STRICT

    def add(self, user: UserId, written: str, until: date | None, reason: str | None) -> None:
        """One person comes in."""
        name = self.people.name(user)
        if user == self.spec.owner or user in (self.spec.admins or ()):
            self._say(f"{name} 是群主或管理员，本来就在群里。", f"{name} runs the group and is in it already.")
            return
        self._let_in_again(user, name)
        index = _index_of(self.spec.members, user)
        if index is not None:
            self._prolong(index, name, written, until, reason)
        elif self._brought(user):
            self._say(f"{name} 已经通过部门、标签或别的群在群里。", f"{name} is in already: a line brings them.")
        else:
            self.text = add_items(self.file, self.text, ("members",), [_line(written, until, reason)])

    def remove(self, user: UserId, written: str) -> None:
        """One person goes out."""
        name = self.people.name(user)
        if user == self.spec.owner:
            raise EditError(
                Text(f"{name} 是群主，不能直接移出。", f"{name} owns the group and cannot just be taken out."),
                Text("先换群主：reconciler edit set-owner。", "Name another owner first: reconciler edit set-owner."),
            )
        before = self.text
        self.take_away(user, written)
        if self.text == before and not self._brought(user):
            self._was_not_named(user, name)

    def take_away(self, user: UserId, written: str) -> None:
        """No line names somebody any more, and no line brings them."""
        name = self.people.name(user)
        self._take_out("admins", user)
        self._take_out("members", user)
        if self._brought(user):
            self.text = add_items(self.file, self.text, ("except",), [written])
            self._say(f"{name} 由部门、标签或别的群带进来，写进 except。", f"A line brings {name}: put under except.")

    def hand_over(self, owner: UserId, written: str, *, former_stays: bool) -> None:
        """Another owner."""
        former = self.spec.owner
        if owner == former:
            self._say(f"群主已经是 {self.people.name(owner)}。", f"{self.people.name(owner)} owns the group already.")
            return
        self._let_in_again(owner, self.people.name(owner))
        self.text = set_value(self.file, self.text, ("owner",), written)
        is_named = _index_of(self.spec.members, former) is not None or former in (self.spec.admins or ())
        if former_stays and self.spec.members is not None and not is_named and not self._brought(former):
            self.text = add_items(self.file, self.text, ("members",), [self.people.written(former)])

    def done(self) -> Edited:
        """The file, if it changed. Raises: EditError where what came out is no valid document."""
        if self.text == self.was:
            return Edited((), tuple(self.notes))
        _, findings = judge(read_document(self.file, self.text.encode()))
        if findings:
            raise EditError(findings[0].what, findings[0].remedy)
        return Edited((FileEdit(self.file, self.was, self.text),), tuple(self.notes))

    def _prolong(self, index: int, name: str, written: str, until: date | None, reason: str | None) -> None:
        line = (self.spec.members or ())[index]
        wanted = (until or line.until, reason or line.reason)
        if wanted == (line.until, line.reason):
            self._say(f"{name} 已经在名单里。", f"{name} is in the list already.")
            return
        if (line.until, line.reason) == (None, None):
            self.text = set_value(self.file, self.text, ("members", index), _line(written, *wanted))
            return
        for key, value in zip(("until", "reason"), wanted, strict=True):
            if value is not None:
                self.text = set_value(self.file, self.text, ("members", index, key), value)

    def _let_in_again(self, user: UserId, name: str) -> None:
        if _index_of(self.spec.excepted, user) is not None:
            self._take_out("except", user)
            self._say(f"{name} 原来写在 except 里，已去掉。", f"{name} was under except; that line is gone.")

    def _take_out(self, key: str, user: UserId) -> None:
        items = (read_document(self.file, self.text.encode()).tree or {}).get(key) or []
        gone = [item for item in items if _names(item, user)]
        if gone:
            self.text = remove_items(self.file, self.text, (key,), gone)

    def _brought(self, user: UserId) -> bool:
        """Whether a line that is no single person brings somebody, as far as the address book was read."""
        return self.resolved is not None and any(user in people for _, _, people in self.resolved.selected)

    def _was_not_named(self, user: UserId, name: str) -> None:
        lines = [line for line in self.spec.members or () if line.kind is not SelectorKind.USER]
        if lines and self.resolved is None and _index_of(self.spec.excepted, user) is None:
            raise EditError(
                Text(
                    f"名单里没有单独写 {name}，但有部门、标签或别的群，不查通讯录看不出来。",
                    f"{name} has no line, but departments, tags or groups do: only the address book can tell.",
                ),
                Text("加 --look-up 查通讯录。", "Add --look-up to ask the address book."),
            )
        self._say(f"git 本来就没有让 {name} 在这个群里。", f"git does not put {name} into this group.")

    def _say(self, zh: str, en: str) -> None:
        self.notes.append(Text(zh, en))


def _line(written: str, until: date | None, reason: str | None) -> str | dict[str, Any]:
    if until is None and reason is None:
        return written
    line: dict[str, Any] = {"user": written, "until": until, "reason": reason}
    return {key: value for key, value in line.items() if value is not None}


def _index_of(lines: Iterable[Selector] | None, user: UserId) -> int | None:
    found = (
        index
        for index, line in enumerate(lines or ())
        if line.kind is SelectorKind.USER and user_id(line.value) == user
    )
    return next(found, None)


def _names(item: object, user: UserId) -> bool:
    words = item.get("user") if isinstance(item, dict) else item
    return isinstance(words, str) and user_id(words) == user
