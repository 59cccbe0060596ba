"""One field of one group differs: before, after, and why."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum

from reconciler.model.finding import Place
from reconciler.model.ids import GroupKey


class Field(StrEnum):
    """The fields that planning compares."""

    GROUP = "group"  # the group itself: "" → its chat id
    NAME = "name"
    OWNER = "owner"
    MEMBER = "member"  # one person: "" → id joins, id → "" leaves
    ADMIN = "admin"  # one group admin, as with member
    ANNOUNCEMENT = "announcement"  # digests of the two texts
    RULES = "rules"  # the first message with the rule sets: "" → message id
    NOTICE = "notice"  # a notice that is said by webhook: "" → message id


class Cause(StrEnum):
    """Why a change is there (design §6)."""

    INTENT = "intent"  # git moved
    DIRECTORY = "directory"  # the address book moved
    EXPIRY = "expiry"
    SANCTION = "sanction"
    DEPARTED = "departed"
    DRIFT = "drift"  # live moved
    REVOKED = "revoked"  # an emergency: the person goes out of everything at once
    UNDO = "undo"  # an apply is undone, or git still asks for what was undone


EMERGENCY = frozenset({Cause.REVOKED})
"""What a run acts on that takes somebody out at once: no freeze, no hour and no number of removals holds it."""

SAID = frozenset({Field.RULES, Field.NOTICE})
"""Fields that are said in a chat, not compared with it."""


Meaning = tuple[str, str, str, str]
"""Group, field, before, after."""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference. `reasons` are canonical words (`department:研发部`); `place` is for showing only."""

    group: GroupKey
    field: Field
    before: str
    after: str
    cause: Cause
    reasons: tuple[str, ...] = ()
    place: Place | None = dataclasses.field(default=None, compare=False)

    @property
    def capability(self) -> str:
        """The row of the capability table that says how this field is reached."""
        return {Field.GROUP: "create", Field.MEMBER: "members", Field.ADMIN: "admins"}.get(self.field, self.field.value)

    @property
    def is_join(self) -> bool:
        """Somebody comes in."""
        return self.field is Field.MEMBER and not self.before

    @property
    def is_leave(self) -> bool:
        """Somebody goes out."""
        return self.field is Field.MEMBER and not self.after

    @property
    def meaning(self) -> Meaning:
        """What has to be equal for two changes to be the same at apply: cause and place are not part of it."""
        return (self.group, self.field.value, self.before, self.after)
