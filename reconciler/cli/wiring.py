"""Composition root: the only module that knows WeCom, the ledger and the simulator together."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reconciler.cli.checkout import lacks_commit
from reconciler.cli.settings import Environment
from reconciler.cli.virtual_time import VirtualTime
from reconciler.engine.plan import Setting
from reconciler.engine.ports import ActivitySource, Executor, ExecutorFor, Observer, Progress
from reconciler.engine.statistics import Counter
from reconciler.errors import SettingsError
from reconciler.ledger import DirectoryLedger, GitLedger
from reconciler.model.activity import ActivityLog
from reconciler.model.capability import CapabilityTable
from reconciler.model.company import Company
from reconciler.model.desired import DesiredState
from reconciler.model.directory import Directory
from reconciler.model.finding import Finding
from reconciler.text import Text

if TYPE_CHECKING:
    from reconciler.simulator import Simulator
    from reconciler.wecom.gateway import Session
    from reconciler.wecom.person_messages import PersonMessages
    from reconciler.wecom.retry import Patience
    from reconciler.wecom.webhook import Webhook


OpenLedger = DirectoryLedger | GitLedger


@dataclass(frozen=True, slots=True)
class Tenant:
    """One company, real or simulated, with everything a use case needs of the outside.

    `simulator` is None for the real WeCom.
    """

    setting: Setting
    ledger: OpenLedger
    environment: Environment
    simulator: "Simulator | None"

    def close(self) -> None:
        """Let go of the simulator's world, if there is one."""
        if self.simulator is not None:
            self.simulator.close()

    @asynccontextmanager
    async def reader(self, progress: Progress) -> AsyncIterator[Observer]:
        """The reading half alone: what a plan is made with cannot write."""
        async with self._sessions() as sessions:
            yield _observer(sessions, self.setting.desired.company, progress)

    @asynccontextmanager
    async def counter(self, progress: Progress) -> AsyncIterator[tuple[Observer, Counter]]:
        """What counts customer groups, beside the reading half."""
        from reconciler.wecom.counter import WecomCounter
        from reconciler.wecom.gateway import ReadGateway

        company = self.setting.desired.company
        async with self._sessions() as sessions:
            gateway = ReadGateway(sessions.customer or sessions.app)
            yield _observer(sessions, company, progress), WecomCounter(gateway, company.zone)

    @asynccontextmanager
    async def writer(self, progress: Progress) -> AsyncIterator[tuple[Observer, ExecutorFor]]:
        """Both halves over one session."""
        from reconciler.wecom.executor import WecomExecutor
        from reconciler.wecom.gateway import WriteGateway

        company = self.setting.desired.company
        async with self._sessions() as sessions:
            customer = WriteGateway(sessions.customer) if sessions.customer else None

            def executor_for(directory: Directory) -> Executor:
                return WecomExecutor(
                    WriteGateway(sessions.app),
                    directory.written,
                    agent_id=company.agent_id,
                    language=company.language,
                    customer=customer,
                    webhook=lambda name: self._webhook(sessions.app, name),
                )

            yield _observer(sessions, company, progress), executor_for

    @asynccontextmanager
    async def _sessions(self) -> AsyncIterator["Sessions"]:
        """One session for each secret that company.yaml names; closed at the end."""
        company = self.setting.desired.company
        async with AsyncExitStack() as stack:

            async def opened(name: str | None, kind: str) -> "Session | None":
                if name is None:
                    return None
                return await stack.enter_async_context(self.session(self.secret_of(name, kind)))

            app = await stack.enter_async_context(self.session(self.app_secret()))
            customer = await opened(company.customer_secret_env, "customer-contact")
            yield Sessions(app, customer, await opened(company.archive_secret_env, "archive"))

    @asynccontextmanager
    async def cards(self) -> AsyncIterator["PersonMessages"]:
        """What changes cards that were sent to people."""
        from reconciler.wecom.gateway import WriteGateway
        from reconciler.wecom.person_messages import PersonMessages

        async with self.session(self.app_secret()) as session:
            yield PersonMessages(WriteGateway(session), self.setting.desired.company.agent_id)

    def app_secret(self) -> str:
        """The application's secret. Raises: SettingsError if its variable is not set."""
        return self.secret_of(self.setting.desired.company.secret_env, "app")

    def secret_of(self, name: str, kind: str) -> str:
        """The secret in the environment variable of that name; in a simulator the one that stands for it.

        Args:
            kind: `app`, `customer-contact` or `archive`, as the simulator calls them.
        """
        if self.simulator is None:
            return self.environment.secret(name)
        return _simulated_secret(self.simulator, self.setting.desired.company, kind)

    def session(self, secret: str, patience: "Patience | None" = None) -> "Session":
        """A session of the company with one of its secrets; nothing is sent before its first call."""
        from reconciler.model.secret import Secret
        from reconciler.wecom.gateway import Session
        from reconciler.wecom.throttle import Timing

        company = self.setting.desired.company
        if self.simulator is None:
            return Session(company.connection, company.corp_id, Secret(secret), patience=patience)
        virtual = VirtualTime()
        return Session(
            company.connection,
            company.corp_id,
            Secret(secret),
            transport=self.simulator.transport(),
            timing=Timing(clock=virtual.clock, sleep=virtual.sleep),
            patience=patience,
        )

    def _webhook(self, session: "Session", name: str) -> "Webhook":
        """The webhook whose address or key is in an environment variable; in a simulator too."""
        from reconciler.model.secret import Secret
        from reconciler.wecom.gateway import KeyedGateway
        from reconciler.wecom.webhook import Webhook

        _, _, key = self.environment.secret(name, _WEBHOOK_REMEDY).rpartition("key=")
        return Webhook(KeyedGateway(session, Secret(key)))


_WEBHOOK_REMEDY = Text(
    "在群里添加消息推送（webhook），把它的地址设到这个环境变量里；不用了，就去掉群文件里的 webhook_env。",
    "Add a webhook (消息推送) in the group and put its address into that variable; if it is not used any more take "
    "webhook_env out of the group's file.",
)


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of one run; None for a secret that company.yaml does not name."""

    app: "Session"
    customer: "Session | None"
    archive: "Session | None"


def _simulated_secret(simulator: "Simulator", company: Company, kind: str) -> str:
    """The simulated secret that stands for the named environment variable."""
    if kind == "app":
        return simulator.secret_of(company.corp_id, int(company.agent_id))
    from reconciler.simulator import SimulatorError

    try:
        return simulator.secret_of_kind(company.corp_id, kind)
    except SimulatorError as error:
        raise SettingsError(Text(error.zh, error.en)) from error


def _observer(sessions: Sessions, company: Company, progress: Progress) -> Observer:
    from reconciler.wecom.gateway import ReadGateway
    from reconciler.wecom.observer import WecomObserver

    return WecomObserver(
        ReadGateway(sessions.app),
        company.agent_id,
        progress=progress,
        customer=ReadGateway(sessions.customer) if sessions.customer else None,
        archive=ReadGateway(sessions.archive) if sessions.archive else None,
    )


def open_tenant(
    root: Path,
    desired: DesiredState,
    findings: tuple[Finding, ...],
    environment: Environment,
    simulator_directory: Path | None,
) -> Tenant:
    """The company of a root, at the real WeCom or in a simulator that was named explicitly.

    Raises: SettingsError if the simulator's directory holds no world or another company's.
    """
    company = desired.company
    simulator = open_simulator(simulator_directory) if simulator_directory else None
    if simulator is not None:
        _check_world(simulator, company)
    setting = Setting(
        desired=desired,
        capabilities=capability_table(),
        clock=_clock(company, simulator),
        simulated=simulator is not None,
        findings=findings,
        activity=_activity(root, company),
        lacks=partial(lacks_commit, root, environment.variables),
    )
    return Tenant(setting, _ledger(root, company, environment, simulator_directory), environment, simulator)


def _ledger(root: Path, company: Company, environment: Environment, simulator_directory: Path | None) -> OpenLedger:
    """The ledger that company.yaml names; a simulator has its own, unless the environment asks for the company's.

    Rehearsals and the real past are told apart by where they lie, so nothing else ever chooses for a simulator.
    """
    if simulator_directory is not None and not environment.wants_company_ledger:
        return DirectoryLedger(simulator_directory / "ledger", company.corp_id)
    home = company.ledger
    if home.branch is None:
        return DirectoryLedger(root / home.directory, company.corp_id)
    return GitLedger(root, company.corp_id, branch=home.branch, remote=home.remote, variables=environment.variables)


def open_simulator(directory: Path) -> "Simulator":
    """The world in a directory. Raises: SettingsError if there is none."""
    from reconciler.simulator import Simulator, SimulatorError

    try:
        return Simulator.open(directory)
    except SimulatorError as error:
        raise SettingsError(Text(error.zh, error.en)) from error


def capability_table() -> CapabilityTable:
    """What WeCom allows, as data."""
    from reconciler.wecom.capabilities import CAPABILITIES

    return CAPABILITIES


def _activity(root: Path, company: Company) -> ActivitySource | None:
    """The company's export of who said something when, if company.yaml names one."""
    source = company.activity
    if source is None:
        return None

    def read(now: datetime) -> tuple[ActivityLog | None, tuple[Finding, ...]]:
        from reconciler.activity import read_activity

        told = read_activity(root / source.file, source.file, now, source.format)
        return told.log, told.findings

    return read


def _check_world(simulator: "Simulator", company: Company) -> None:
    from reconciler.simulator import SimulatorError

    try:
        simulator.secret_of(company.corp_id, int(company.agent_id))
    except (SimulatorError, ValueError) as error:
        raise SettingsError(
            Text(
                f"模拟器里没有企业 {company.corp_id} 的应用 {company.agent_id}。",
                f"The simulator has no application {company.agent_id} of company {company.corp_id}.",
            ),
            Text(
                "核对 company.yaml 的 corp_id 和 agent_id，或用相应的世界文件重新 simulate init。",
                "Check corp_id and agent_id in company.yaml, or run simulate init with the right world file.",
            ),
        ) from error


def _clock(company: Company, simulator: "Simulator | None") -> Callable[[], datetime]:
    if simulator is not None:
        world = simulator
        return lambda: world.now().astimezone(company.zone)
    return lambda: datetime.now(company.zone)
