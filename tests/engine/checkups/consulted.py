"""What the doctor found out, as a test says it: a company in good health unless told otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from reconciler.engine.checkup_ports import Access
from reconciler.engine.checkups.consult import APP, Consulted, Surgery
from reconciler.errors import ForbiddenError, LedgerError, ReconcilerError, UnreachableError
from reconciler.model.checkup import Granted, PackageFacts, Probed
from reconciler.model.company import Company
from reconciler.model.group import GroupSpec
from reconciler.model.ledger_report import Pruning
from reconciler.model.live import ApplicationState
from reconciler.model.record import Past
from reconciler.text import Text
from tests.builders import NOW, a_company, a_state

HEALTHY = ApplicationState(name="群管家", enabled=True, root_in_range=True)
ANSWER = Probed(200, is_wecom=True, said_at=NOW.astimezone(UTC), seen_from="192.0.2.7")
UNREACHABLE = UnreachableError(Text("连不上企业微信。", "WeCom cannot be reached."), Text("检查网络。", "Check."))


def forbidden(errcode: int) -> ForbiddenError:
    """WeCom's no."""
    return ForbiddenError(Text("企业微信拒绝。", "WeCom refuses."), Text("照做。", "Do this."), errcode=errcode)


@dataclass(slots=True)
class FakeLine:
    """The way to WeCom; `asked` keeps who asked for what."""

    probed: Probed | ReconcilerError = ANSWER
    names: int | ReconcilerError = 2
    asked: list[str] = field(default_factory=list)

    async def resolve(self, host: str) -> int:
        """See `Line`."""
        self.asked.append(f"resolve {host}")
        if isinstance(self.names, ReconcilerError):
            raise self.names
        return self.names

    async def connect(self, host: str, port: int) -> None:
        """See `Line`."""
        self.asked.append(f"connect {host} {port}")
        if isinstance(self.names, ReconcilerError):
            raise self.names

    async def probe(self) -> Probed:
        """See `Line`."""
        self.asked.append("probe")
        if isinstance(self.probed, ReconcilerError):
            raise self.probed
        return self.probed


@dataclass(slots=True)
class FakeAccess:
    """WeCom behind one secret; what is an error is raised."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def token(self) -> None:
        """See `Access`."""
        self._answer("token", None)

    async def application(self) -> ApplicationState:
        """See `Access`."""
        found: ApplicationState = self._answer("application", HEALTHY)
        return found

    async def customer_groups(self) -> None:
        """See `Access`."""
        self._answer("customer", None)

    async def archive(self) -> int:
        """See `Access`."""
        found: int = self._answer("archive", 12)
        return found

    def _answer(self, name: str, otherwise: object) -> Any:
        self.asked.append(name)
        answer = self.answers.get(name, otherwise)
        if isinstance(answer, ReconcilerError):
            raise answer
        return answer


@dataclass(frozen=True, slots=True)
class FakePast:
    """A ledger that holds this past."""

    past: Past = field(default_factory=Past)
    unread: LedgerError | None = None
    broken: LedgerError | None = None
    full: LedgerError | None = None
    old: Pruning = field(default_factory=Pruning)

    def read(self) -> Past:
        """See `CheckedLedger`."""
        if self.unread is not None:
            raise self.unread
        return self.past

    def broken_at(self) -> LedgerError | None:
        """See `CheckedLedger`."""
        if self.unread is not None:
            raise self.unread
        return self.broken

    def prunable(self, before: datetime) -> Pruning:
        """See `CheckedLedger`."""
        return self.old if before < NOW else Pruning()

    def check_writable(self) -> None:
        """See `CheckedLedger`."""
        if self.full is not None:
            raise self.full


@dataclass(slots=True)
class FakeHost:
    """A code host that grants this; `asked` counts."""

    granted: Granted | ReconcilerError = Granted(accepted=True)  # noqa: RUF009 - frozen
    asked: int = 0

    async def __call__(self, token: str) -> Granted:
        """See `CodeHost`."""
        del token
        self.asked += 1
        if isinstance(self.granted, ReconcilerError):
            raise self.granted
        return self.granted


def a_surgery(
    *groups: GroupSpec, company: Company | None = None, variables: Mapping[str, str] | None = None, **fields: Any
) -> Surgery:
    """Whom the doctor may ask."""
    access: dict[str, Access | ReconcilerError] = {APP: FakeAccess()}
    plain = Surgery(
        desired=a_state(*groups, company=company or a_company()),
        clock=lambda: NOW,
        simulated=False,
        line=FakeLine(),
        access=access,
        ledger=FakePast(),
        package=PackageFacts("1.2.3"),
        code_host=FakeHost(),
        variable=lambda name: (variables or {}).get(name, ""),
    )
    return replace(plain, **fields)


def found_out(surgery: Surgery | None = None, **fields: Any) -> Consulted:
    """What came of asking."""
    plain = Consulted(
        surgery=surgery or a_surgery(),
        now=NOW,
        resolved=2,
        proxied=None,
        probed=ANSWER,
        tokens={APP: True},
        application=HEALTHY,
        customer=None,
        archive=None,
        past=Past(records=3, last_call_at=NOW - timedelta(days=1)),
        broken=None,
        writable=True,
        outlived=None,
        granted=None,
        callback=None,
    )
    return replace(plain, **fields)
