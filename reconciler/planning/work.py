"""One group on its way through planning."""

from dataclasses import dataclass, field

from reconciler.model.action import SendMessage
from reconciler.model.change import Change
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from reconciler.model.plan import Blocked
from reconciler.model.record import Baseline
from reconciler.model.resolved import ResolvedGroup


@dataclass(slots=True)
class GroupWork:
    """What was found for one group so far; guards move `acted` into `blocked`, and what no API does goes to `by_hand`.

    `live` is None for a group that does not exist. `baseline` is what was asked for the last time, `found` is
    every difference, whatever becomes of it. `is_held` when
    something was held back, be it by a guard of the group or of the run. `withheld` is what a reorganisation of the
    address book holds back. `perhaps_renamed` are people among `undeclared` who may be others under a new id.
    """

    group: ResolvedGroup
    live: LiveGroup | None = None
    baseline: Baseline | None = None
    found: tuple[Change, ...] = ()
    acted: tuple[Change, ...] = ()
    reported: tuple[Change, ...] = ()
    waiting: tuple[Change, ...] = ()
    undeclared: tuple[UserId, ...] = ()
    perhaps_renamed: tuple[UserId, ...] = ()
    by_hand: tuple[Change, ...] = ()
    messages: tuple[SendMessage, ...] = ()
    blocked: list[Blocked] = field(default_factory=list)
    is_held: bool = False
    withheld: tuple[Change, ...] = ()

    @property
    def leaves(self) -> tuple[Change, ...]:
        """Everybody who would go."""
        return tuple(change for change in self.acted if change.is_leave)

    @property
    def people_after(self) -> frozenset[UserId]:
        """The members once the changes are done."""
        before = self.live.members if self.live else frozenset[UserId]()
        joins = {UserId(change.after) for change in self.acted if change.is_join}
        return (before - {UserId(change.before) for change in self.leaves}) | joins

    def block(self, blocked: Blocked) -> None:
        """Hold everything about this group back."""
        self.blocked.append(blocked)
        self.hold()

    def hold(self) -> None:
        """Do nothing with this group, for a reason that is told elsewhere."""
        self.acted = ()
        self.is_held = True

    def withhold(self) -> None:
        """Do nothing with this group, and say nothing of its people: who should be in it is not certain."""
        self.withheld = self.acted
        self.reported = self.waiting = ()
        self.undeclared = ()
        self.hold()
