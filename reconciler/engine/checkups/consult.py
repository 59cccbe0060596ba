"""Everything the doctor asks of the outside, each once; what goes wrong is an answer too."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

from reconciler.engine.checkup_ports import Access, CheckedLedger, CodeHost, Line, Variable
from reconciler.engine.ports import Clock
from reconciler.errors import LedgerError, ReconcilerError
from reconciler.model.checkup import Granted, PackageFacts, Probed
from reconciler.model.company import Company
from reconciler.model.desired import DesiredState
from reconciler.model.group import GroupType
from reconciler.model.ledger_report import Pruning
from reconciler.model.live import ApplicationState
from reconciler.model.record import Past

CODE_HOST_VARIABLES = ("GITHUB_TOKEN", "GH_TOKEN")
APP, CUSTOMER, ARCHIVE = "app", "customer", "archive"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Surgery:
    """Whom the doctor may ask.

    Attributes:
        access: by the name of the secret in company.yaml; an error where there is nothing to try.
        package: what is installed, or why that could not be found out.
    """

    desired: DesiredState
    clock: Clock
    simulated: bool
    line: Line
    access: Mapping[str, Access | ReconcilerError]
    ledger: CheckedLedger
    package: PackageFacts | ReconcilerError
    variable: Variable
    code_host: CodeHost


@dataclass(frozen=True, slots=True)
class Consulted:
    """What was found out; None where it was not asked.

    Attributes:
        now: when WeCom's answer to the probe came, aware, in the company's zone.
        resolved: how many addresses WeCom's name has; not asked behind a proxy, which resolves it, nor simulated.
        proxied: the proxy took a connection.
        tokens: by the name of the secret; True where WeCom gave one.
        outlived: records that are kept for longer than company.yaml says; not asked where it does not say.
        broken: the first thing wrong with the ledger's chain.
        callback: the callback's host took a connection; not asked where none is configured, nor simulated.
        granted: what the code host says of its token; not asked where there is none, nor simulated.
    """

    surgery: Surgery
    now: datetime
    resolved: int | ReconcilerError | None
    proxied: bool | ReconcilerError | None
    probed: Probed | ReconcilerError
    tokens: Mapping[str, bool | ReconcilerError]
    application: ApplicationState | ReconcilerError | None
    customer: bool | ReconcilerError | None
    archive: int | ReconcilerError | None
    past: Past | ReconcilerError
    broken: LedgerError | None
    writable: bool | ReconcilerError
    outlived: Pruning | ReconcilerError | None
    granted: Granted | ReconcilerError | None
    callback: bool | ReconcilerError | None

    @property
    def company(self) -> Company:
        """Its settings."""
        return self.surgery.desired.company


async def consult(surgery: Surgery) -> Consulted:
    """Ask everybody once. Behind a line that is dead, or a secret that is refused, nobody asks again."""
    resolved, proxied = await _line(surgery)
    probed = await _try(surgery.line.probe())
    now = surgery.clock()
    tokens = {name: await _token(access, probed) for name, access in surgery.access.items()}
    app = _opened(surgery, tokens, APP)
    customer = _opened(surgery, tokens, CUSTOMER if CUSTOMER in surgery.access else APP)
    archive = _opened(surgery, tokens, ARCHIVE)
    past = _now(surgery.ledger.read)
    return Consulted(
        surgery=surgery,
        now=now,
        resolved=resolved,
        proxied=proxied,
        probed=probed,
        tokens=tokens,
        application=await _try(app.application()) if app else None,
        customer=await _done(customer.customer_groups()) if customer and wants_customers(surgery) else None,
        archive=await _try(archive.archive()) if archive else None,
        past=past,
        broken=_chain(surgery.ledger),
        writable=_writable(surgery.ledger),
        outlived=_outlived(surgery),
        granted=await _granted(surgery),
        callback=await _callback(surgery),
    )


def wants_customers(surgery: Surgery) -> bool:
    """Whether anything here needs customer contact."""
    company = surgery.desired.company
    return (
        CUSTOMER in surgery.access
        or company.watch_customers
        or any(group.type is GroupType.CUSTOMER for group in surgery.desired.groups)
    )


async def _line(surgery: Surgery) -> tuple[int | ReconcilerError | None, bool | ReconcilerError | None]:
    """What the names say, and whether the proxy answers."""
    connection = surgery.desired.company.connection
    if surgery.simulated:
        return None, None
    if connection.proxy is None:
        return await _try(surgery.line.resolve(urlsplit(connection.base_url).hostname or "")), None
    return None, await _connected(surgery.line, connection.proxy)


async def _callback(surgery: Surgery) -> bool | ReconcilerError | None:
    callback = surgery.desired.company.callback
    return None if callback is None or surgery.simulated else await _connected(surgery.line, callback.url)


async def _connected(line: Line, url: str) -> bool | ReconcilerError:
    place = urlsplit(url)
    port = place.port or (443 if place.scheme == "https" else 80)
    return await _done(line.connect(place.hostname or "", port))


async def _granted(surgery: Surgery) -> Granted | ReconcilerError | None:
    tokens = [token for name in CODE_HOST_VARIABLES if (token := surgery.variable(name).strip())]
    return await _try(surgery.code_host(tokens[0])) if tokens and not surgery.simulated else None


async def _token(access: Access | ReconcilerError, probed: Probed | ReconcilerError) -> bool | ReconcilerError:
    if isinstance(access, ReconcilerError):
        return access
    return probed if isinstance(probed, ReconcilerError) else await _done(access.token())


def _opened(surgery: Surgery, tokens: Mapping[str, bool | ReconcilerError], name: str) -> Access | None:
    access = surgery.access.get(name)
    return None if isinstance(access, ReconcilerError) or tokens.get(name) is not True else access


async def _try(asked: Awaitable[T]) -> T | ReconcilerError:
    try:
        return await asked
    except ReconcilerError as error:
        return error


async def _done(asked: Awaitable[None]) -> bool | ReconcilerError:
    try:
        await asked
    except ReconcilerError as error:
        return error
    return True


def _now(asked: Callable[[], T]) -> T | ReconcilerError:
    try:
        return asked()
    except ReconcilerError as error:
        return error


def _writable(ledger: CheckedLedger) -> bool | ReconcilerError:
    try:
        ledger.check_writable()
    except LedgerError as error:
        return error
    return True


def _outlived(surgery: Surgery) -> Pruning | ReconcilerError | None:
    company = surgery.desired.company
    retain = company.ledger.retain
    if retain is None:
        return None
    return _now(lambda: surgery.ledger.prunable(retain.ends(surgery.clock().astimezone(company.zone))))


def _chain(ledger: CheckedLedger) -> LedgerError | None:
    try:
        return ledger.broken_at()
    except LedgerError as error:
        return error
