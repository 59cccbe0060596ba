"""Who may approve, as it stands before the changes: nobody grants herself a right in the change that needs it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from reconciler.delegation.table import Table
from reconciler.model.consent import APPROVER, DEPARTMENT, GOVERNANCE, OWNER, Seat
from reconciler.model.field_change import UNCLEAR, FieldChange
from reconciler.model.ids import UserId, user_id
from reconciler.model.stated import Stated
from reconciler.text import Text

Tree = Mapping[str, Any]
_NO_TREE: Tree = {}


class Authority:
    """The roles of one stated company.

    Args:
        stated: the state that was approved before; a document that cannot be read or is there twice grants nothing.
    """

    def __init__(self, stated: Sequence[Stated]) -> None:
        self._trees = _sound(stated)
        company = self._trees.get(("company", ""), _NO_TREE)
        self._roles: Mapping[str, Tree] = company.get("roles", {})
        self._governance = _people(company.get("governance", _NO_TREE).get("people", ()))
        self.table = Table(company.get("delegation", {}))
        people: Mapping[str, str] = company.get("code_host", _NO_TREE).get("people", {})
        self.logins = {login.casefold(): user_id(user) for login, user in people.items()}

    @property
    def login_of(self) -> dict[UserId, str]:
        """A login by user id, the first by alphabet where somebody has several; robots' are none."""
        return {user: login for login, user in sorted(self.logins.items(), reverse=True) if not login.endswith("[bot]")}

    @property
    def has_company(self) -> bool:
        """Whether there is a company to look roles up in."""
        return ("company", "") in self._trees

    def seats(self, change: FieldChange) -> tuple[tuple[Seat, ...], ...]:
        """Sets of seats; of each one person has to approve. A group that moves needs both departments."""
        roles = () if change.field == UNCLEAR else self.table.roles(change)
        if DEPARTMENT not in roles:
            return (self._with_governance([self._seat(role, "", change) for role in roles]),)
        found: dict[tuple[Seat, ...], None] = {}
        for home in self._homes(change):
            found[self._with_governance([self._seat(role, home, change) for role in roles])] = None
        return tuple(found)

    def department_seat(self, key: str, field: str = "") -> Seat:
        """Head, deputy, and those delegates whose department lets them approve this field of groups."""
        tree = self._trees.get(("department", key), _NO_TREE)
        may = tree.get("delegates_may")
        delegates = tree.get("delegates", ()) if may is None or not field or field in may else ()
        written = [tree.get("head"), tree.get("deputy"), *delegates]
        name = tree.get("name", key)
        words = Text(f"{name}负责人、副负责人或受托人", f"head, deputy or a delegate of {name}")
        return Seat(DEPARTMENT, words, _people([person for person in written if person]))

    def role_seat(self, role: str) -> Seat:
        """The people of a role that company.yaml names, or governance."""
        if role == GOVERNANCE:
            return Seat(GOVERNANCE, Text("治理人员", "governance"), self._governance)
        tree = self._roles.get(role, _NO_TREE)
        return Seat(role, Text(f"角色 {role}", f"role {role}"), _people(tree.get("people", ())))

    def team(self, role: str) -> str:
        """The code host's team of a role, empty if it has none."""
        return str(self._roles.get(role, _NO_TREE).get("team", ""))

    def home_of(self, group: str) -> str | None:
        """The department a group is in."""
        home: str | None = self._trees.get(("group", group), _NO_TREE).get("department")
        return home

    def owner_of(self, group: str) -> UserId | None:
        """Who owns a group."""
        owner = self._trees.get(("group", group), _NO_TREE).get("owner")
        return user_id(owner) if owner else None

    def _homes(self, change: FieldChange) -> tuple[str, ...]:
        """Departments that are asked; "" stands for none, which is governance's."""
        if change.kind != "group":
            return tuple({self.home_of(group) or "": None for group in change.groups}) or ("",)
        before, after = change.home
        key = change.was_key or change.key
        if ("group", key) in self._trees:
            before = self.home_of(key)
        elif change.field == "create" or before is None:
            return (after or "",)
        if change.steps == ("department",):
            return tuple({before or "": None, after or "": None})
        return (before or "",)

    def _seat(self, role: str, home: str, change: FieldChange) -> Seat:
        if role == DEPARTMENT:
            return self.department_seat(home, change.steps[0]) if home else self.role_seat(GOVERNANCE)
        if role == OWNER:
            owner = self.owner_of(change.was_key or change.key) if change.kind == "group" else None
            name = change.title or change.key
            return Seat(OWNER, Text(f"“{name}”的群主", f"owner of “{name}”"), (owner,) if owner else ())
        if role == APPROVER:
            named = self._trees.get((change.kind, change.key), _NO_TREE).get("approver")
            words = Text("文件里写的批准人", "the approver it names")
            return Seat(APPROVER, words, _people([named] if named else []))
        return self.role_seat(role)

    def _with_governance(self, seats: list[Seat]) -> tuple[Seat, ...]:
        filled = [seat for seat in seats if seat.people and seat.role != GOVERNANCE]
        return (*filled, self.role_seat(GOVERNANCE))


def _sound(stated: Sequence[Stated]) -> dict[tuple[str, str], Tree]:
    times = Counter((each.kind, each.key) for each in stated)
    return {
        (each.kind, each.key): each.tree
        for each in stated
        if each.tree is not None and times[each.kind, each.key] == 1 and each.kind != "case"
    }


def _people(written: Sequence[str]) -> tuple[UserId, ...]:
    return tuple(dict.fromkeys(user_id(person) for person in written))
