"""What `doctor` does: hand every adapter to the use case, once."""

import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reconciler import __version__
from reconciler.cli.forging import token_rights
from reconciler.cli.formats import formats, says_version
from reconciler.cli.main import run
from reconciler.cli.wiring import Tenant
from reconciler.engine.checkup_ports import Access
from reconciler.engine.checkups.consult import APP, ARCHIVE, CUSTOMER, Surgery
from reconciler.engine.doctor import examine
from reconciler.errors import ProviderError, ReconcilerError, SettingsError
from reconciler.model.checkup import Check, PackageFacts
from reconciler.source.schema import schema_folder
from reconciler.text import Text

if TYPE_CHECKING:
    from reconciler.simulator import Simulator

_SUFFIX = ".schema.json"
_SIMULATED_KINDS = {CUSTOMER: "customer-contact", ARCHIVE: "archive"}


def check_up(tenant: Tenant, root: Path) -> tuple[Check, ...]:
    """Every check of the company under a root."""
    return run(_check_up(tenant, root))


async def _check_up(tenant: Tenant, root: Path) -> tuple[Check, ...]:
    async with _surgery(tenant, root) as surgery:
        return await examine(surgery)


@asynccontextmanager
async def _surgery(tenant: Tenant, root: Path) -> AsyncIterator[Surgery]:
    """Each distinct secret has one session, so that a refused one is tried once whatever names it has."""
    from reconciler.wecom.checkup import WecomAccess, WecomLine
    from reconciler.wecom.retry import Patience

    company = tenant.setting.desired.company
    impatient = Patience(throttle_wait_s=0.0)
    async with AsyncExitStack() as stack:
        opened: dict[str, WecomAccess] = {}
        access: dict[str, Access | ReconcilerError] = {}
        for name, secret in _secrets(tenant).items():
            if isinstance(secret, ReconcilerError):
                access[name] = secret
                continue
            if secret not in opened:
                session = await stack.enter_async_context(tenant.session(secret, impatient))
                opened[secret] = WecomAccess(session, company.agent_id)
            access[name] = opened[secret]
        line = await stack.enter_async_context(tenant.session("", impatient))
        yield Surgery(
            desired=tenant.setting.desired,
            clock=tenant.setting.clock,
            simulated=tenant.simulator is not None,
            line=WecomLine(line, company.connection.timeout_s),
            access=access,
            ledger=tenant.ledger,
            package=_package(root),
            code_host=token_rights(tenant.environment),
            variable=lambda name: tenant.environment.variables.get(name, ""),
        )


def _secrets(tenant: Tenant) -> Mapping[str, str | ReconcilerError]:
    """Secrets by their names in company.yaml; an error where there is none to try."""
    company = tenant.setting.desired.company
    named = {CUSTOMER: company.customer_secret_env, ARCHIVE: company.archive_secret_env}
    found: dict[str, str | ReconcilerError] = {APP: _app_secret(tenant)}
    for name, variable in named.items():
        if variable is not None:
            found[name] = _other_secret(tenant, name, variable)
    return found


def _app_secret(tenant: Tenant) -> str | ReconcilerError:
    try:
        return tenant.app_secret()
    except SettingsError as error:
        return error


def _other_secret(tenant: Tenant, name: str, variable: str) -> str | ReconcilerError:
    if tenant.simulator is not None:
        return _simulated_secret(tenant.simulator, tenant.setting.desired.company.corp_id, name)
    value = tenant.environment.variables.get(variable, "").strip()
    if value:
        return value
    return SettingsError(
        Text(f"没有设置环境变量 {variable}。", f"The environment variable {variable} is not set."),
        Text(
            f"把 Secret 设到 {variable}；用不到就从 company.yaml 的 secrets 里删掉 {name}。",
            f"Set {variable} to the secret; where it is not needed, delete {name} from secrets in company.yaml.",
        ),
    )


def _simulated_secret(simulator: "Simulator", corp_id: str, name: str) -> str | ReconcilerError:
    from reconciler.simulator import SimulatorError

    try:
        return simulator.secret_of_kind(corp_id, _SIMULATED_KINDS[name])
    except SimulatorError as error:
        return ProviderError(Text(f"{error.zh}。", f"The simulator: {error.en}."))


def _package(root: Path) -> PackageFacts | ReconcilerError:
    """The schemas in use against those beside the root, and the formats we print against their schemas."""
    try:
        ours = schema_folder()
    except ReconcilerError as error:
        return error
    files = _digests(ours)
    beside = root.absolute().parent / "schemas"
    theirs = {} if beside.resolve() == ours.resolve() else _digests(beside)
    return PackageFacts(
        version=__version__,
        beside=str(beside) if theirs else None,
        differing=tuple(sorted(name for name, digest in theirs.items() if files.get(name, digest) != digest)),
        formats=tuple(
            name for name, number in formats().items() if not says_version(ours / f"{name}{_SUFFIX}", number)
        ),
    )


def _digests(folder: Path) -> dict[str, str]:
    try:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob(f"*{_SUFFIX}"))}
    except OSError:
        return {}
