"""What became of adopting existing groups: documents written, groups left out, groups nobody asked for."""

from dataclasses import dataclass, field

from reconciler.model.group import GroupType, ManagedBy
from reconciler.model.ids import ChatId, GroupKey
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class AdoptedGroup:
    """A group that has a document now.

    Attributes:
        file: posix path below the root.
        people: colleagues in it, the owner among them.
        lines: lines under `members:` of a new document.
        is_linked: the document was there already, and got the group's id.
        notes: what the document does not say although it is so in WeCom.
    """

    key: GroupKey
    file: str
    chat_id: ChatId
    name: str
    people: int
    lines: int = 0
    is_linked: bool = False
    managed_by: ManagedBy | None = None
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class NotAdopted:
    """A group that was asked for and has no document; `id` is a chat's, or a smartsheet's that could not be listed."""

    id: str
    name: str
    what: Text
    remedy: Text | None = None


@dataclass(frozen=True, slots=True)
class UndeclaredGroup:
    """A group that WeCom lists, that no document declares and that nobody asked for."""

    chat_id: ChatId
    name: str
    owner: str
    people: int


@dataclass(frozen=True, slots=True)
class Adoption:
    """The whole run.

    Attributes:
        dry_run: nothing was written.
        adopted: sorted by file.
        declared: how many groups that were asked for have a document already.
        refused: sorted by id.
        undeclared: sorted by name.
        in_line: adopted groups that are as their document says; the ledger remembers them.
    """

    type: GroupType
    simulated: bool
    dry_run: bool = False
    adopted: tuple[AdoptedGroup, ...] = ()
    declared: int = 0
    refused: tuple[NotAdopted, ...] = ()
    undeclared: tuple[UndeclaredGroup, ...] = ()
    in_line: frozenset[GroupKey] = field(default=frozenset())
