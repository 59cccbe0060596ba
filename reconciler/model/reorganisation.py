"""A department renamed, moved, merged or split in the address book: one cause over all the groups that name it."""

from dataclasses import dataclass, field
from enum import StrEnum

from reconciler.model.finding import Place
from reconciler.model.ids import GroupKey
from reconciler.text import Text, listed


class ReorganisationKind(StrEnum):
    """What became of a department."""

    RENAMED = "renamed"
    MOVED = "moved"  # below another department, perhaps with another name too
    MERGED = "merged"  # gone; most of its people work in one other department
    SPLIT = "split"  # gone; its people work in several departments
    DISSOLVED = "dissolved"  # gone; its people are in no department any more, or nobody knows who they were
    RECREATED = "recreated"  # deleted and made again with the same path and another id

    @property
    def is_followed(self) -> bool:
        """Whether there is one department that lines can go on to mean, without a review."""
        return self in {ReorganisationKind.RENAMED, ReorganisationKind.MOVED, ReorganisationKind.RECREATED}


@dataclass(frozen=True, slots=True)
class DepartmentEdit:
    """A proposed edit of YAML: `old` as written after `department:`, and what should stand there.

    Attributes:
        document: the key of the group or activity.
        old: a path or an id.
        new: paths or ids; several for a department that was split, none where the line should go.
        place: file and route of the line, for showing.
    """

    document: str
    old: str
    new: tuple[str, ...]
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """One department that is not where lines of git look for it.

    Attributes:
        department: its id in the address book.
        before: its path when it was seen last; the company itself by its name.
        after: paths now: where it is, or where its people went.
        groups: who takes people from it, directly or by way of another group; not those that are over.
        people: how many people are in it, or were.
        is_taken: another department has its former path now.
        is_held: its groups are held back, until the YAML is edited or the set is let through by review.
        edits: the lines of git to change, by document.
    """

    kind: ReorganisationKind
    department: int
    before: str
    after: tuple[str, ...] = ()
    groups: tuple[GroupKey, ...] = ()
    people: int = 0
    is_taken: bool = False
    is_held: bool = False
    edits: tuple[DepartmentEdit, ...] = ()

    @property
    def what(self) -> Text:
        """What happened, in a sentence."""
        return self._happened + self._taken if self.is_taken else self._happened

    @property
    def _happened(self) -> Text:
        quoted = [f"“{path}”" for path in self.after]
        zh, en, old = "、".join(quoted), listed(quoted).en, self.before
        match self.kind:
            case ReorganisationKind.RENAMED:
                return Text(f"部门“{old}”改名为{zh}。", f"The department “{old}” is now called {en}.")
            case ReorganisationKind.MOVED:
                return Text(f"部门“{old}”移到了{zh}。", f"The department “{old}” moved to {en}.")
            case ReorganisationKind.MERGED:
                return Text(f"部门“{old}”并入了{zh}。", f"The department “{old}” was merged into {en}.")
            case ReorganisationKind.SPLIT:
                return Text(
                    f"部门“{old}”拆分了，人去了{zh}。", f"The department “{old}” was split: its people went to {en}."
                )
            case ReorganisationKind.DISSOLVED:
                return Text(
                    f"部门“{old}”撤销了，看不出它的人去了哪个部门。",
                    f"The department “{old}” is gone, and its people are found in no other.",
                )
            case ReorganisationKind.RECREATED:
                return Text(
                    f"部门“{old}”删除后又重建了，ID 不再是 {self.department}。",
                    f"The department “{old}” was deleted and made again; its id is not {self.department} any more.",
                )

    @property
    def _taken(self) -> Text:
        if self.kind is ReorganisationKind.RECREATED:
            return Text("里面的人和原来不一样。", "The people in it are not those it had.")
        return Text(f"现在叫“{self.before}”的是另一个部门。", f"Another department is called “{self.before}” now.")
