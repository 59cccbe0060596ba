"""A stateful WeCom at the wire, over a world kept in SQLite: for tests, demonstrations and rehearsals.

It knows the vendor's documented answers and nothing of the reconciler; third-party WeCom clients work against it.
"""

from reconciler.simulator.customer_groups import CustomerGroup, CustomerMember
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
from reconciler.simulator.events import Event
from reconciler.simulator.faults import KINDS as FAULT_KINDS
from reconciler.simulator.faults import Fault
from reconciler.simulator.handles import Hand, HandParameter
from reconciler.simulator.hands import describe_hands
from reconciler.simulator.inbox import InboxMessage
from reconciler.simulator.intercept_rules import InterceptRule
from reconciler.simulator.join_ways import JoinWay
from reconciler.simulator.journal import JournalEntry
from reconciler.simulator.mass_messages import MassMessage
from reconciler.simulator.show import ChatMessage, ShownChat
from reconciler.simulator.simulator import Simulator, create
from reconciler.simulator.switch import Switch
from reconciler.simulator.switches import SWITCHES
from reconciler.simulator.welcome_templates import WelcomeTemplate

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
