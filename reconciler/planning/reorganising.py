"""What a reorganisation of the address book holds back, and from where to where people went."""

from collections import Counter
from collections.abc import Iterable, Sequence

from reconciler.model.change import Cause
from reconciler.model.desired import GuardName
from reconciler.model.directory import Directory
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.plan import Blocked
from reconciler.model.reorganisation import Reorganisation
from reconciler.planning.guards import override_hint
from reconciler.planning.work import GroupWork
from reconciler.text import Text

_SHOWN = 3  # routes from one department to another; the rest is counted


def groups_held(reorganisations: Iterable[Reorganisation]) -> frozenset[GroupKey]:
    """Every group that a held reorganisation concerns."""
    return frozenset(key for each in reorganisations if each.is_held for key in each.groups)


def reorganised(works: Iterable[GroupWork], reorganisations: Iterable[Reorganisation]) -> Blocked | None:
    """One refusal for everything that reorganisations hold back; `changes` are what letting it through would do."""
    held = [each for each in reorganisations if each.is_held]
    if not held:
        return None
    number = len(groups_held(held))
    happened = held[0].what
    for each in held[1:]:
        happened += each.what
    return Blocked(
        GuardName.DIRECTORY_MOVE,
        happened
        + Text(
            f"有 {number} 个群从这里取成员，先不动它们。",
            f"Groups that take people from there: {number}; nothing is done with them.",
        ),
        Text("按“部门调整”一节改 YAML。", "Edit the YAML as the section “Reorganisation” shows.")
        + override_hint(GuardName.DIRECTORY_MOVE, number, None),
        None,
        number,
        0,
        tuple(change for work in works for change in work.withheld),
    )


def routes(works: Sequence[GroupWork], directory: Directory) -> Text | None:
    """From which department to which people went who leave groups because the address book moved.

    A person left the department that most of their groups name; where several are named as often, the deepest one.
    """
    lines: dict[UserId, Counter[str]] = {}
    for work in works:
        named = [words.partition(":")[2] for words in work.group.selectors if words.startswith("department:")]
        for leave in work.leaves:
            if leave.cause is Cause.DIRECTORY:
                lines.setdefault(UserId(leave.before), Counter()).update(path.removesuffix("/.") for path in named)
    found: Counter[tuple[str, str]] = Counter()
    for user, counted in lines.items():
        person = directory.people.get(user)
        department = directory.departments.get(person.main_department) if person else None
        if counted and department is not None:
            origin = max(counted, key=lambda path: (counted[path], len(path), path))
            found[origin, department.path or department.name] += 1
    if not found:
        return None
    first = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    shown, rest = first[:_SHOWN], sum(number for _, number in first[_SHOWN:])
    zh = "；".join(f"“{old}”→“{new}”{number} 人" for (old, new), number in shown)
    en = "; ".join(f"“{old}” → “{new}”: {number}" for (old, new), number in shown)
    return Text(
        f"去向：{zh}{f'；其余 {rest} 人' if rest else ''}。",
        f"People went {en}{f'; others: {rest}' if rest else ''}.",
    )
