"""Edits that people ask for by name: add or remove somebody, hand a group over, declare a new one (E1.1, A7).

Only files change, by the fewest lines; what was asked for but is so already is said instead.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from reconciler.engine.naming_people import People
from reconciler.engine.ports import Documents
from reconciler.engine.working import Work
from reconciler.errors import EditError
from reconciler.model.desired import DesiredState
from reconciler.model.edited import Edited
from reconciler.model.group import GroupSpec
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.resolved import ResolvedGroup
from reconciler.source.edit import set_value
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
        self,
        group: str,
        words: Iterable[str],
        *,
        until: date | None = None,
        reason: str | None = None,
        keep: bool = False,
    ) -> Edited:
        """People come in, perhaps until a day; `keep`: who is in already gets a later end and nothing else.

        Raises: EditError.
        """
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
            work.add(user, self.people.written(user), until, reason, keep=keep)
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

    def _open(self, group: str) -> Work:
        spec = self.group(group)
        return Work(spec, self.documents.read(spec.place.file), self.resolved.get(spec.key), self.people)

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
        if wanted in self.desired.broken:
            raise EditError(Text(f"群“{wanted}”的文件现在有错。", f"The file of “{wanted}” has errors."), _MEND_FIRST)
        near = listed([spec.key for spec in self.desired.groups if wanted in spec.key or wanted in spec.name][:5])
        what = Text(f"没有群“{wanted}”。", f"There is no group “{wanted}”.")
        hint = Text(f"是不是：{near.zh}？", f"Perhaps: {near.en}?") if near.zh else _WHICH_GROUP
        if self.desired.broken:
            hint += _PERHAPS_BROKEN
        raise EditError(what, hint)


_UNCLEAR = 20  # shown of a table; the rest is counted
_WHICH_GROUP = Text(
    "写群文件里的 key，或完整的群名。", "Give the key that stands in the group's file, or the group's whole name."
)
_MEND_FIRST = Text("请维护这些文件的人先按 reconciler validate 改好。", "Have it mended first: reconciler validate.")
_PERHAPS_BROKEN = Text(
    "也可能它的文件现在有错：请维护的人运行 reconciler validate。",
    " Or its file has errors: have reconciler validate run.",
)
