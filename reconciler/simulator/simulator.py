"""The façade: one object per world, everything else behind it. httpx and uvicorn wait until a door opens."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reconciler.simulator.app_messages.inbox import InboxMessage, read_inbox
from reconciler.simulator.callbacks.events import Event, load_events
from reconciler.simulator.customers.groups import CustomerGroup
from reconciler.simulator.customers.ids import open_gid
from reconciler.simulator.errors import SimulatorError, WorldExistsError, WorldMissingError
from reconciler.simulator.hands.handles import only_corp
from reconciler.simulator.hands.hands import Hands
from reconciler.simulator.outreach.intercept_rules import InterceptRule, load_rules
from reconciler.simulator.outreach.join_ways import JoinWay, load_join_ways
from reconciler.simulator.outreach.mass_messages import MassMessage, load_mass_messages
from reconciler.simulator.outreach.welcome_templates import WelcomeTemplate, load_templates
from reconciler.simulator.service import Service
from reconciler.simulator.show.customers import read_customer_group, read_seen_id
from reconciler.simulator.show.show import ChatMessage, ShownChat, describe, read_chat, read_messages
from reconciler.simulator.switches.switches import Switches
from reconciler.simulator.world.clock import WorldClock
from reconciler.simulator.world.faults import Faults
from reconciler.simulator.world.journal import Journal, JournalEntry
from reconciler.simulator.world.store import FILE, Store
from reconciler.simulator.world.world import World

if TYPE_CHECKING:
    from reconciler.simulator.callbacks.deliveries import Delivery
    from reconciler.simulator.transport import SimulatorTransport


def create(directory: Path, world_file: Path) -> "Simulator":
    """Make a world in a directory (made when absent) from a world file.

    Raises: WorldExistsError when the directory holds a world, WorldFileError when the file is wrong.
    """
    from reconciler.simulator.world_file.reading import insert, read_world_file

    path = directory / FILE
    if path.exists():
        raise WorldExistsError(f"{directory} 里已有世界", f"there is a world in {directory} already")
    rows = read_world_file(world_file)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        store = Store(path, fresh=True)
    except (OSError, sqlite3.Error) as error:
        raise SimulatorError(f"在 {directory} 里建不了世界", f"no world can be made in {directory}") from error
    try:
        with store.transaction() as connection:
            insert(connection, rows)
    except BaseException:
        store.close()
        path.unlink()
        raise
    return Simulator(directory, store)


class Simulator:
    """One world: doors for clients, side doors for people, and everything a test or a person wants to look at."""

    def __init__(self, directory: Path, store: Store) -> None:
        """Use `create` or `Simulator.open`."""
        self.directory = directory
        self._store = store
        self.clock = WorldClock(store.transaction)
        self.switches = Switches(store.transaction)
        self.faults = Faults(store.transaction)
        self.hands = Hands(store.transaction)
        self.requests = Journal(store.transaction)

    @classmethod
    def open(cls, directory: Path) -> Self:
        """The world in a directory. Raises: WorldMissingError."""
        path = directory / FILE
        if not path.is_file():
            raise WorldMissingError(
                f"{directory} 里没有世界；先运行 simulate init", f"there is no world in {directory}; run simulate init"
            )
        return cls(directory, Store(path))

    @cached_property
    def service(self) -> Service:
        """The front desk, for doors."""
        return Service(World(self._store))

    def serve(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        idle_timeout_s: float | None = None,
        announce: Callable[[str], None] | None = None,
    ) -> None:
        """The door on a loopback socket; returns when idle long enough or at SIGTERM or SIGINT. See `server.serve`.

        Raises: DoorError when the host is not loopback.
        """
        from reconciler.simulator.server import serve

        serve(self.directory, host, port, idle_timeout_s, announce)

    def transport(self, *, ip: str = "127.0.0.1") -> "SimulatorTransport":
        """The door in process, an `httpx.AsyncBaseTransport`; `ip` is where the caller seems to be."""
        from reconciler.simulator.transport import SimulatorTransport

        return SimulatorTransport(self.service, ip=ip)

    def now(self) -> datetime:
        """World time, aware, in the zone of the world."""
        return self.clock.now()

    def secret_of(self, corp_id: str, agent_id: int) -> str:
        """The secret of an app. Raises: SimulatorError when there is no such app."""
        with self._store.transaction() as connection:
            row = connection.execute(
                "SELECT secret FROM apps WHERE corp_id = ? AND agent_id = ?", (corp_id, agent_id)
            ).fetchone()
        if row is None:
            raise SimulatorError(f"没有应用 {corp_id}/{agent_id}", f"there is no app {corp_id}/{agent_id}")
        return str(row[0])

    def secret_of_kind(self, corp_id: str, kind: str) -> str:
        """The secret of the first app of a kind (`archive`, …). Raises: SimulatorError when there is none."""
        with self._store.transaction() as connection:
            row = connection.execute(
                "SELECT secret FROM apps WHERE corp_id = ? AND kind = ? ORDER BY agent_id", (corp_id, kind)
            ).fetchone()
        if row is None:
            raise SimulatorError(f"企业 {corp_id} 没有 {kind} 类应用", f"{corp_id} has no app of kind {kind}")
        return str(row[0])

    def webhook_key(self, chat_id: str, name: str = "", corp: str = "") -> str:
        """The key of a webhook in a group, by its name when there are several. Raises: SimulatorError."""
        with self._store.transaction() as connection:
            row = connection.execute(
                "SELECT key FROM webhooks WHERE corp_id = ? AND chat_id = ? AND (? = '' OR name = ?) ORDER BY key",
                (only_corp(connection, corp), chat_id, name, name),
            ).fetchone()
        if row is None:
            raise SimulatorError(f"群 {chat_id} 没有消息推送 {name}", f"there is no webhook {name} in {chat_id}")
        return str(row[0])

    def journal(self) -> tuple[JournalEntry, ...]:
        """Every request so far, oldest first; `requests` can filter and clear."""
        return self.requests.entries()

    def chat(self, chat_id: str, corp: str = "") -> ShownChat:
        """One chat as its members see it, admins and announcement too. Raises: HandError when there is none."""
        with self._store.transaction() as connection:
            return read_chat(connection, corp, chat_id)

    def customer_group(self, chat_id: str, corp: str = "") -> CustomerGroup:
        """One customer group as it is, by its id of the world file. Raises: HandError when there is none."""
        with self._store.transaction() as connection:
            return read_customer_group(connection, corp, chat_id)

    def seen_chat_id(self, chat_id: str, agent_id: int, corp: str = "") -> str:
        """The chat_id of a customer group as one app sees it. Raises: HandError when there is no such app."""
        with self._store.transaction() as connection:
            return read_seen_id(connection, corp, chat_id, agent_id)

    def opengid(self, chat_id: str) -> str:
        """The opengid that a mini program learns of a customer group."""
        with self._store.transaction() as connection:
            return open_gid(connection.execute("SELECT seed FROM pulse").fetchone()[0], chat_id)

    def messages(self, chat_id: str = "", corp: str = "") -> tuple[ChatMessage, ...]:
        """Messages delivered to one chat, or to all, oldest first, with their text."""
        with self._store.transaction() as connection:
            return read_messages(connection, corp, chat_id)

    def inbox(self, user: str, corp: str = "", *, with_dropped: bool = False) -> tuple[InboxMessage, ...]:
        """What apps sent to one person, oldest first; copies dropped for their number only when asked for."""
        with self._store.transaction() as connection:
            return read_inbox(connection, user, corp, with_dropped=with_dropped)

    def intercept_rules(self, corp: str = "") -> tuple[InterceptRule, ...]:
        """Sensitive-word rules of a corp, oldest first, with who made them."""
        with self._store.transaction() as connection:
            return load_rules(connection, only_corp(connection, corp))

    def join_ways(self, corp: str = "") -> tuple[JoinWay, ...]:
        """Ways into customer groups, oldest first, with the groups they made."""
        with self._store.transaction() as connection:
            return load_join_ways(connection, only_corp(connection, corp))

    def welcome_templates(self, corp: str = "") -> tuple[WelcomeTemplate, ...]:
        """Welcome templates, oldest first, with whether members were told of them."""
        with self._store.transaction() as connection:
            return load_templates(connection, only_corp(connection, corp))

    def mass_messages(self, corp: str = "") -> tuple[MassMessage, ...]:
        """Tasks to write to customer groups, oldest first, with what became of them."""
        with self._store.transaction() as connection:
            return load_mass_messages(connection, only_corp(connection, corp))

    def events(self, state: str = "") -> tuple[Event, ...]:
        """Callbacks in the order they happened: all, or those `pending`, `delivered`, `lost` or `dropped`."""
        with self._store.transaction() as connection:
            return load_events(connection, state)

    def deliver(self, timeout_s: float = 5.0) -> "tuple[Delivery, ...]":
        """Send every pending callback to its app; a real second is a second here. See `deliveries.deliver`."""
        from reconciler.simulator.callbacks.deliveries import deliver

        return deliver(self._store.transaction, timeout_s)

    def verify_callback(self, agent_id: int, corp: str = "", timeout_s: float = 1.0) -> bool:
        """Whether an app's callback address passes the console's check. Raises: HandError when it has none."""
        from reconciler.simulator.callbacks.deliveries import verify

        return verify(self._store.transaction, agent_id, corp, timeout_s)

    def show(self) -> dict[str, object]:
        """The whole world as plain values for printing; no secrets, no tokens, no message text."""
        with self._store.transaction() as connection:
            return describe(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
