"""One call on its way through an endpoint: who asks, what for, and at which moment of which world."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from reconciler.simulator.contacts.directory import Directory
from reconciler.simulator.fields import Fields
from reconciler.simulator.world.apps import App, Visible
from reconciler.simulator.world.world import Moment, World

Answer = dict[str, object]


@dataclass(slots=True)
class Call:
    """A request that passed every check before its fields; `applied` is set by a write that took effect.

    `raw` is the body of a call by key, which reads and checks it in an order of its own, and of an upload.
    """

    world: World
    moment: Moment
    app: App
    query: dict[str, str]
    body: Fields
    applied: bool = field(default=False)
    raw: bytes = b""

    @property
    def directory(self) -> Directory:
        """The address book of the caller's corp."""
        return self.world.directory(self.moment, self.app.corp_id)

    @property
    def visible(self) -> Visible:
        """The part of it the caller sees."""
        return self.world.visible(self.moment, self.app)

    def switch(self, name: str) -> str:
        """The value of a switch."""
        return self.world.switches[name]

    def code(self, name: str) -> int:
        """The value of a switch that is a number."""
        return int(self.world.switches[name])


class Needs(Enum):
    """What a caller must be, checked before limits and fields."""

    ANYONE = "any live token"
    DETAILS = "not the address-book sync secret, which may not read details [96079]"
    SYNC = "only the address-book sync secret [96067]"
    ROOT = "a self-built app whose range is the root department [90245]"
    APP = "a self-built app [90236]"
    CUSTOMER = "an app listed for customer contact, or the old secret of 客户联系 [92109]"
    DOCUMENTS = "an app listed for documents whose range is the root department [100989]"
    KEY = "no token: the key of a webhook in the query [91770]"
    ARCHIVE = "only the 会话内容存档 secret, of a corp that has the archive [91614]"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One documented call. `get_code` is the answer to GET where POST is documented; `uploads` takes no JSON."""

    path: str
    page: int
    answer: Callable[[Call], Answer]
    needs: Needs
    method: str = "GET"
    get_code: int = 40058
    writes: bool = False
    empty_lists: tuple[str, ...] = ()
    while_disabled: bool = False
    uploads: bool = False
