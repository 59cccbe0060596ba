"""All side doors of one world: typed methods for tests, a name and texts for the command line."""

from collections.abc import Mapping

from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.apps import AppHands
from reconciler.simulator.hands.chats import ChatHands
from reconciler.simulator.hands.console import ConsoleHands
from reconciler.simulator.hands.customers import CustomerHands
from reconciler.simulator.hands.handles import Hand, describe, read_arguments
from reconciler.simulator.hands.inbox import InboxHands
from reconciler.simulator.hands.joining import JoiningHands
from reconciler.simulator.hands.mass import MassHands
from reconciler.simulator.hands.people import PeopleHands
from reconciler.simulator.hands.reorganisation import ReorganisationHands
from reconciler.simulator.hands.rooms import RoomHands
from reconciler.simulator.hands.rules import RuleHands
from reconciler.simulator.hands.webhooks import WebhookHands


class Hands(
    ChatHands,
    PeopleHands,
    ConsoleHands,
    AppHands,
    RoomHands,
    WebhookHands,
    ReorganisationHands,
    InboxHands,
    RuleHands,
    MassHands,
    JoiningHands,
    CustomerHands,
):
    """What people do by hand, in the client and in the console. Nothing here counts as a call."""

    def call(self, name: str, arguments: Mapping[str, str]) -> object:
        """Open a side door by its name (`rename-chat`) with arguments as texts. Raises: HandError."""
        for door in describe_hands():
            if door.name == name.replace("_", "-"):
                method = getattr(self, door.name.replace("-", "_"))
                return method(**read_arguments(door, arguments))
        names = ", ".join(door.name for door in describe_hands())
        raise HandError(f"没有侧门 {name}；可用：{names}", f"there is no side door {name}; there are: {names}")


def describe_hands() -> tuple[Hand, ...]:
    """Every side door with its parameters and both texts, sorted by name."""
    return describe(Hands)
