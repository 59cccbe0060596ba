"""Shifts of single lines → the few causes behind them, what is held back, what git should say, what is remembered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from reconciler.model.desired import DesiredState, GuardName
from reconciler.model.directory import Directory
from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.group import GroupSpec, Lifecycle, Selector, SelectorKind
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.reorganisation import DepartmentEdit, Reorganisation
from reconciler.model.reorganisation import ReorganisationKind as Kind
from reconciler.resolve.address_book import AddressBook
from reconciler.resolve.former import FormerTree, paths_of
from reconciler.resolve.shifts import Shift, ways_up
from reconciler.text import Text

_AT_WORK = frozenset({Lifecycle.ACTIVE, Lifecycle.FROZEN})


@dataclass(frozen=True, slots=True)
class Reorganiser:
    """One run. `specs` have their profiles applied; `takers` are, for each cause, the groups that it concerns."""

    desired: DesiredState
    specs: Mapping[GroupKey, GroupSpec]
    book: AddressBook
    former: FormerTree
    shifts: Mapping[str, Shift]
    takers: Mapping[int, frozenset[GroupKey]]
    today: date

    def reorganisations(self) -> tuple[Reorganisation, ...]:
        """One for each cause, by former path; those that endanger somebody are held, or let through, as one set."""
        causes: dict[int, dict[str, Shift]] = defaultdict(dict)
        for reference, shift in self.shifts.items():
            causes[shift.cause][reference] = shift
        edits = self._edits()
        made = [self._made(cause, mine, tuple(edits[cause])) for cause, mine in causes.items()]
        found = [each for each in made if each.groups or each.edits]
        harmful = {cause for cause, mine in causes.items() if not all(shift.is_safe for shift in mine.values())}
        concerned = {key for each in found if each.department in harmful for key in each.groups}
        is_held = bool(concerned) and not self._is_let_through(len(concerned))
        return tuple(
            replace(each, is_held=is_held and each.department in harmful and bool(each.groups))
            for each in sorted(found, key=lambda each: (each.before, each.department))
        )

    def remembered(self, reorganisations: Iterable[Reorganisation]) -> dict[int, str]:
        """What the ledger should know from now on: departments as they are, but those that git still calls otherwise.

        Whatever lies at a path that is kept for another department waits, so that a path never means two.
        """
        settled = {each.department for each in reorganisations if each.is_taken and not each.is_held}
        open_shifts = [
            shift
            for shift in self.shifts.values()
            if not (shift.kind is Kind.RECREATED and shift.is_safe) and shift.cause not in settled
        ]
        kept = {number: self.former.paths[number] for number in ways_up(self.former, open_shifts)}
        kept |= {number: self.former.paths[number] for number in self._lost_documents()}
        taken = set(kept.values())
        now = {number: path for number, path in paths_of(self._directory).items() if path not in taken}
        return now | kept

    def findings(self, reorganisations: Iterable[Reorganisation]) -> Iterator[Finding]:
        """A word on each reorganisation, and on department documents whose department is gone."""
        for each in reorganisations:
            yield _finding(each)
        lost = self._lost_documents()
        for department in self.desired.departments.values():
            number = _number(department.department_id)
            if number in lost:
                place = department.place.at("department_id")
                yield _gone_document(department.key, place, self.former.paths[number])

    @property
    def _directory(self) -> Directory:
        return self.book.directory

    def _lost_documents(self) -> set[int]:
        """Departments that have a document, were there and are gone."""
        named = {_number(department.department_id) for department in self.desired.departments.values()}
        return {number for number in named if number in self.former.paths and number not in self._directory.departments}

    def _made(self, cause: int, mine: Mapping[str, Shift], edits: tuple[DepartmentEdit, ...]) -> Reorganisation:
        shifts = sorted(mine.values(), key=lambda shift: (shift.meant != cause, shift.meant))
        first = shifts[0]
        after, kind = first.after, first.kind
        if first.meant != cause and kind in {Kind.RENAMED, Kind.MOVED}:
            after = (cause,)
        people = len(frozenset[UserId]().union(*(shift.people for shift in shifts)))
        if cause in self._directory.departments:
            people = len(self.book.people_in(cause, sub_departments=True))
        paths = paths_of(self._directory)
        return Reorganisation(
            kind=kind,
            department=cause,
            before=self.former.paths[cause],
            after=tuple(paths[number] for number in after),
            groups=tuple(sorted(self.takers.get(cause, ()))),
            people=people,
            is_taken=any(shift.is_taken for shift in shifts),
            edits=edits,
        )

    def _is_let_through(self, number: int) -> bool:
        return any(
            entry.guard is GuardName.DIRECTORY_MOVE
            and entry.group is None
            and number <= entry.limit
            and self.today <= entry.until
            for entry in self.desired.overrides
        )

    def _edits(self) -> Mapping[int, list[DepartmentEdit]]:
        """The lines of groups, then of activities, that should say something else, by cause."""
        edits: dict[int, list[DepartmentEdit]] = defaultdict(list)
        documents: list[tuple[str, Place, tuple[Selector, ...]]] = [
            (key, spec.place.at("members"), spec.members or ())
            for key, spec in sorted(self.specs.items())
            if spec.lifecycle is not Lifecycle.RETIRED
        ]
        documents += [
            (activity.key, activity.place.at("participants"), activity.participants)
            for activity in self.desired.activities
        ]
        for key, place, lines in documents:
            for cause, edit in self._edits_of(key, place, lines):
                edits[cause].append(edit)
        return edits

    def _edits_of(self, key: str, place: Place, lines: tuple[Selector, ...]) -> Iterator[tuple[int, DepartmentEdit]]:
        """A line that would say what another one says already is left out."""
        said = set(lines)
        for index, line in enumerate(lines):
            shift = self.shifts.get(line.value) if line.kind is SelectorKind.DEPARTMENT else None
            if shift is None or (line.until is not None and line.until < self.today):
                continue
            if shift.kind is Kind.RECREATED and shift.is_safe:
                continue  # the path is right as it stands
            new = [replace(line, value=self._words(number)) for number in shift.after]
            fresh = tuple(each.value for each in new if each not in said)
            said.update(new)
            yield shift.cause, DepartmentEdit(key, line.value, fresh, place.at(index, "department"))

    def _words(self, number: int) -> str:
        """What names a department for good: its path, or its id where the path meant another one before."""
        path = paths_of(self._directory)[number]
        is_clear = self.former.called(path) in {(), (number,)} and self.book.departments_called(path) == (number,)
        return path if is_clear else str(number)


def concerns(spec: GroupSpec) -> bool:
    """Whether who is in a group still matters: it is not over, and not left to WeCom."""
    return spec.lifecycle in _AT_WORK and spec.managed_by is None


def _number(department_id: str) -> int:
    return int(department_id) if department_id.isascii() and department_id.isdigit() else 0


def _finding(each: Reorganisation) -> Finding:
    groups = len(each.groups)
    first = next((edit.place for edit in each.edits if edit.place), Place(""))
    why = Text(
        "成员照旧按这个部门算，没有人因此进群或出群。",
        "Members still follow this department: nobody joins or leaves because of it.",
    )
    if each.is_held:
        why = Text(
            "照旧写法会换成另一批人，没有评审过就不执行。",
            "The lines would mean other people, which nobody reviewed.",
        )
    elif each.is_taken or not each.kind.is_followed:
        why = Text("这次调整已经评审放行。", "A reviewed override lets this reorganisation through.")
    remedy = Text(
        "把涉及的行改成新的写法；改法见计划里的“部门调整”。",
        "Write the lines concerned anew; the plan shows how under “Reorganisation”.",
    )
    if not each.edits:
        remedy = Text("不用处理。", "Nothing to do.")
    return Finding(
        "department-reorganised",
        Severity.ERROR if each.is_held else Severity.WARNING,
        first,
        each.what + Text(f"涉及 {groups} 个群。", f"Groups concerned: {groups}."),
        why,
        remedy,
        clauses=("A7",),
    )


def _gone_document(key: str, place: Place, path: str) -> Finding:
    return Finding(
        "department-gone",
        Severity.WARNING,
        place,
        Text(
            f"部门文档“{key}”所指的部门“{path}”已经不在通讯录里。", f"The department “{path}” of this document is gone."
        ),
        Text("没有这个部门，就没有人为它的群负责。", "Without the department nobody answers for its groups."),
        Text(
            "写上接手的部门的 ID；不再需要就删掉这份文档。",
            "Write the id of the department that took over, or delete the document.",
        ),
        subject=key,
        clauses=("A5",),
    )
