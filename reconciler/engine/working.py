"""One document under way: people come and go, and it stays what people wrote but for the lines that change."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reconciler.engine.naming_people import People
from reconciler.errors import EditError
from reconciler.model.edited import Edited, FileEdit
from reconciler.model.group import Enrolment, GroupSpec, Selector, SelectorKind
from reconciler.model.ids import UserId, user_id
from reconciler.model.resolved import ResolvedGroup
from reconciler.source.document import read_document
from reconciler.source.edit import add_items, remove_items, set_value
from reconciler.source.explain import judge
from reconciler.text import Text


@dataclass(slots=True)
class Work:
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

    def add(self, user: UserId, written: str, until: date | None, reason: str | None, *, keep: bool = False) -> None:
        """One person comes in."""
        name = self.people.name(user)
        if user == self.spec.owner or user in (self.spec.admins or ()):
            self._say(f"{name} 是群主或管理员，本来就在群里。", f"{name} runs the group and is in it already.")
            return
        self._let_in_again(user, name)
        index = _index_of(self.spec.members, user)
        if index is not None and keep and not _is_later(until, (self.spec.members or ())[index].until):
            self._is_in(name, (self.spec.members or ())[index].until)
        elif index is not None:
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
                Text(
                    "先换群主：表单“调整群主”，或 reconciler edit set-owner。",
                    "Name another owner first: the form “Change the owner”, or reconciler edit set-owner.",
                ),
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
            self._is_in(name, None)
            return
        if (line.until, line.reason) == (None, None):
            self.text = set_value(self.file, self.text, ("members", index), _line(written, *wanted))
            return
        for key, value in zip(("until", "reason"), wanted, strict=True):
            if value is not None:
                self.text = set_value(self.file, self.text, ("members", index, key), value)

    def _is_in(self, name: str, until: date | None) -> None:
        end = Text(f"，到 {until} 为止", f", until {until}") if until else Text("", "")
        self._say(f"{name} 已经在名单里{end.zh}。", f"{name} is in the list already{end.en}.")

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


def _is_later(wanted: date | None, there: date | None) -> bool:
    return wanted is not None and there is not None and wanted > there


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
