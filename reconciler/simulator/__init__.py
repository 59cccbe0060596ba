"""A stateful WeCom at the wire, over a world kept in SQLite: for tests, demonstrations and rehearsals.

It knows the vendor's documented answers and nothing of the reconciler; third-party WeCom clients work against it.
"""

from reconciler.simulator.app_messages.inbox import InboxMessage
from reconciler.simulator.callbacks.events import Event
from reconciler.simulator.customers.groups import CustomerGroup, CustomerMember
from reconciler.simulator.errors import (
    DoorError,
    FaultError,
    HandError,
    SimulatorError,
    SwitchError,
    WorldExistsError,
    WorldFileError,
    WorldMissingError,
)
from reconciler.simulator.hands.handles import Hand, HandParameter
from reconciler.simulator.hands.hands import describe_hands
from reconciler.simulator.outreach.intercept_rules import InterceptRule
from reconciler.simulator.outreach.join_ways import JoinWay
from reconciler.simulator.outreach.mass_messages import MassMessage
from reconciler.simulator.outreach.welcome_templates import WelcomeTemplate
from reconciler.simulator.show.show import ChatMessage, ShownChat
from reconciler.simulator.simulator import Simulator, create
from reconciler.simulator.switches.switch import Switch
from reconciler.simulator.switches.switches import SWITCHES
from reconciler.simulator.world.faults import KINDS as FAULT_KINDS
from reconciler.simulator.world.faults import Fault
from reconciler.simulator.world.journal import JournalEntry

__all__ = [
    "FAULT_KINDS",
    "SWITCHES",
    "ChatMessage",
    "CustomerGroup",
    "CustomerMember",
    "DoorError",
    "Event",
    "Fault",
    "FaultError",
    "Hand",
    "HandError",
    "HandParameter",
    "InboxMessage",
    "InterceptRule",
    "JoinWay",
    "JournalEntry",
    "MassMessage",
    "ShownChat",
    "Simulator",
    "SimulatorError",
    "Switch",
    "SwitchError",
    "WelcomeTemplate",
    "WorldExistsError",
    "WorldFileError",
    "WorldMissingError",
    "create",
    "describe_hands",
]
