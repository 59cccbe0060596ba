"""Stated documents → whom the code host asks about each file: the nearest that paths come to delegation by field."""

from collections import Counter
from collections.abc import Iterator, Sequence

from reconciler.delegation.authority import Authority
from reconciler.model.consent import GOVERNANCE, OWNER, Seat
from reconciler.model.field_change import CREATED, UNCLEAR, FieldChange
from reconciler.model.ids import UserId
from reconciler.model.ownership import OwnedPath, Ownership
from reconciler.model.stated import Stated

_BY_GROUPS = frozenset({"notice", "task", "activity"})


def ownership(stated: Sequence[Stated]) -> Ownership:
    """Owners of the root, of each department's folder, and of every file that has others than the folder around it.

    A new group in its department's folder therefore changes nothing. Who owns a group is not asked: a path cannot say
    that she approves members and nothing else.

    Args:
        stated: everything under one root.
    """
    asked = _Asked(Authority(stated))
    root = OwnedPath("", asked.governance())
    folders = list(_folders(stated, asked))
    times = Counter((each.kind, each.key.casefold()) for each in stated)
    files = []
    for each in sorted(stated, key=lambda document: document.file):
        field = UNCLEAR if each.tree is None or (times[each.kind, each.key.casefold()] > 1 and each.key) else ""
        files.append(OwnedPath(each.file, asked.owners(_change(each, field or _field(each)))))
    above = [root, *folders]
    own = [each for each in files if each.owners != _nearest(each.path, above).owners]
    settings = asked.owners(FieldChange("company", "", ""))
    return Ownership((*above, *own), settings, tuple(sorted(asked.without_login)))


class _Asked:
    """Seats → logins and teams; remembers who has none."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._logins = authority.login_of
        self.without_login: set[UserId] = set()

    def governance(self) -> tuple[str, ...]:
        return self._of(self._authority.role_seat(GOVERNANCE))

    def owners(self, change: FieldChange) -> tuple[str, ...]:
        """Everybody who has to be asked; governance where nobody else can be, or one person, who may be the author."""
        found: dict[str, None] = {}
        for seats in self._authority.seats(change):
            named = [seat for seat in seats if seat.role not in {GOVERNANCE, OWNER}]
            owners = dict.fromkeys(owner for seat in named for owner in self._of(seat))
            found |= owners or dict.fromkeys(self.governance())
        is_alone = len(found) == 1 and not any(owner.startswith("@") for owner in found)
        return tuple(found | dict.fromkeys(self.governance()) if is_alone else found)

    def _of(self, seat: Seat) -> tuple[str, ...]:
        team = self._authority.team(seat.role)
        if team:
            return (team,)
        self.without_login.update(person for person in seat.people if person not in self._logins)
        return tuple(self._logins[person] for person in seat.people if person in self._logins)


def _folders(stated: Sequence[Stated], asked: _Asked) -> Iterator[OwnedPath]:
    """Folders that one department document lies in: whoever approves a new group of the department."""
    homes = [each for each in stated if each.kind == "department" and "/" in each.file]
    times = Counter(_folder(each.file) for each in homes)
    for each in sorted(homes, key=lambda home: home.file):
        folder = _folder(each.file)
        if times[folder] == 1:
            yield OwnedPath(folder, asked.owners(FieldChange("group", "", CREATED, home=(None, each.key))))


def _folder(file: str) -> str:
    return file.rpartition("/")[0] + "/"


def _nearest(file: str, folders: Sequence[OwnedPath]) -> OwnedPath:
    return max((each for each in folders if file.startswith(each.path)), key=lambda each: len(each.path))


def _field(document: Stated) -> str:
    """The field that most changes of such a file are about; empty: any."""
    return "members" if document.kind == "group" else ""


def _change(document: Stated, field: str) -> FieldChange:
    tree = document.tree or {}
    home = tree.get("department")
    groups = tuple(str(key) for key in tree.get("groups", ())) if document.kind in _BY_GROUPS else ()
    return FieldChange(document.kind, document.key, field, home=(home, home), groups=groups)
