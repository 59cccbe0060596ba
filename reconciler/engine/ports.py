"""What the engine needs from outside, as protocols; `cli/wiring.py` hands the adapters in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from reconciler.model.action import (
    Action,
    CreateGroup,
    SendMessage,
    TellPerson,
    TransferOwner,
    UpdateGroup,
    WriteResource,
)
from reconciler.model.activity import ActivityLog
from reconciler.model.approval import Provenance
from reconciler.model.desired import DesiredState
from reconciler.model.directory import Directory, Person
from reconciler.model.finding import Finding
from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.live import ApplicationState, LiveGroup, SeenGroup
from reconciler.model.manual import ManualStep, StepEnd
from reconciler.model.outcome import Status
from reconciler.model.record import Baseline, Past
from reconciler.model.resource import Content, Made, PastResource, ResourceKey, ResourceKind

Clock = Callable[[], datetime]
"""The present moment, aware, in the company's zone."""

NO_DOCS: Mapping[ChatId, str] = MappingProxyType({})

Progress = Callable[[str, int, int], None]
"""Told what is going on: a word, how much is done, how much there is."""


class Observer(Protocol):
    """Everything that reads WeCom; it has no method that writes."""

    async def read_application(self) -> ApplicationState:
        """Our own application."""

    async def read_directory(self, tags: frozenset[str] | None) -> Directory:
        """A complete walk with these tags, or with every tag for None; or an error."""

    async def read_people(self, directory: Directory, users: frozenset[UserId]) -> Directory:
        """The directory with everyone of `users` whom the walk did not meet asked for one by one."""

    async def find_person(self, user: UserId) -> Person | None:
        """Somebody of the address book, None for whom our application does not see; one read."""

    async def read_groups(
        self, chat_ids: Iterable[ChatId], family: GroupType = GroupType.APP, docs: Mapping[ChatId, str] = NO_DOCS
    ) -> dict[ChatId, SeenGroup]:
        """One read per chat of one family; what could not be read is said to be unreadable.

        `docs` names the smartsheet of each sheet group. Raises: ProviderError once for the whole family.
        """

    async def list_customer_groups(self, owners: frozenset[UserId]) -> tuple[ChatId, ...]:
        """Every customer group whose owner is in range, sorted by id; `owners` may own such groups."""

    async def read_contact_people(self) -> frozenset[UserId]:
        """Who may own customer groups."""

    async def list_sheet_groups(self, doc: str) -> tuple[ChatId, ...]:
        """Every group of one smartsheet, sorted by id."""

    async def read_resources(self, kind: ResourceKind, known: Iterable[PastResource]) -> dict[str, Content | None]:
        """One read per resource of ours, by its id; None for one that is gone. Raises: ProviderError for the kind."""

    async def find_rule(self, name: str) -> tuple[str, Content] | None:
        """The sensitive-word rule of that name, whoever made it. Raises: ProviderError."""


class Executor(Protocol):
    """The one thing that writes; each method is exactly one call."""

    async def create(self, action: CreateGroup) -> None:
        """Raises AlreadyExistsError where the chat id is taken."""

    async def update(self, action: UpdateGroup) -> None:
        """Name, owner, joins and leaves at once."""

    async def transfer(self, action: TransferOwner) -> None:
        """A customer group changes hands; a refusal of the one item is raised like any other."""

    async def send(self, action: SendMessage) -> None:
        """One text."""

    async def tell(self, action: TellPerson) -> None:
        """One message to one person; raises RejectedError where they cannot be reached."""

    async def write_resource(self, action: WriteResource) -> Made:
        """Make, change or take away one resource; the id it has. Raises MissingError where it is gone."""


class Documents(Protocol):
    """The files of the desired state, as text; paths are posix, below the root."""

    def files(self) -> frozenset[str]:
        """Every document there is."""

    def read(self, file: str) -> str:
        """The text of one. Raises: EditError."""

    def save(self, file: str, text: str, was: str | None) -> None:
        """Write one whole; `was` is what it said, None for a new one. Raises: EditError, and nothing is written."""

    def load(self) -> DesiredState:
        """What all of them say now. Raises: SourceError if they cannot be used."""


class Ledger(Protocol):
    """The past, append-only. Everything but `read` only inside `hold`."""

    def read(self) -> Past:
        """Replay to the end."""

    def hold(self, holder: str, purpose: str, now: datetime) -> AbstractContextManager[object]:
        """Be the only writer; raises LedgerConflictError."""

    def begin(
        self,
        apply_id: str,
        *,
        fingerprint: str,
        by: str,
        reviewed: bool,
        digest: str,
        now: datetime,
        provenance: Provenance | None = None,
    ) -> None:
        """An apply starts."""

    def reserve(self, action: Action, apply_id: str, now: datetime) -> int:
        """Write down that a call is about to be made; its number."""

    def confirm(self, seq: int, status: Status, errcode: int | None, now: datetime, made: Made | None = None) -> None:
        """Write down how it ended, and what writing a resource answered."""

    def note_results(
        self, results: Iterable[tuple[str, tuple[ChatId, ...], tuple[ChatId, ...]]], now: datetime
    ) -> None:
        """What became of mass messages: key, groups they were sent to, groups that they are refused in."""

    def forget_resources(self, keys: Iterable[ResourceKey], now: datetime) -> None:
        """Resources are gone at WeCom, and nobody asks for them."""

    def settle(self, groups: Iterable[tuple[GroupKey, ChatId, Baseline]], now: datetime) -> None:
        """Groups are in line with these baselines."""

    def note_missing(self, users: Iterable[UserId], since: datetime, now: datetime) -> None:
        """People were not found."""

    def note_found(self, users: Iterable[UserId], now: datetime) -> None:
        """People are there."""

    def revoke(self, user: UserId, approver: UserId, by: str, reason: str, now: datetime) -> None:
        """Somebody goes out of everything at once, until it is lifted."""

    def lift(self, user: UserId, approver: UserId, by: str, reason: str, now: datetime) -> None:
        """Somebody may be in groups again."""

    def note_departments(self, paths: Mapping[int, str], now: datetime) -> None:
        """These are the departments, id → path."""

    def open_steps(self, steps: Iterable[tuple[ManualStep, ChatId]], now: datetime) -> None:
        """Manual steps are handed over."""

    def attest(self, step_id: str, by: UserId, note: str, now: datetime) -> None:
        """Somebody vouches for a step."""

    def end_steps(self, ends: Iterable[tuple[str, StepEnd]], now: datetime) -> None:
        """Steps were seen as done, or are withdrawn."""

    def end(
        self,
        apply_id: str,
        counts: Mapping[Status, int],
        now: datetime,
        left: Sequence[tuple[GroupKey, LiveGroup]] = (),
        due: datetime | None = None,
    ) -> None:
        """An apply ends, and left those groups as they are given; `due` is when what it put off can go on."""


ExecutorFor = Callable[[Directory], Executor]
"""An executor that writes user ids as this address book does."""

ActivitySource = Callable[[datetime], tuple[ActivityLog | None, tuple[Finding, ...]]]
"""Reads the company's export of who said something when, up to a moment: what it tells, and what is wrong with it."""
