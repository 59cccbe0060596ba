"""A group as WeCom shows it → the document that says so, in the folder of its owner's department."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from reconciler.errors import EditError
from reconciler.model.desired import DesiredState
from reconciler.model.directory import ROOT_DEPARTMENT, Directory
from reconciler.model.group import Enrolment, GroupType, ManagedBy, Selector, SelectorKind
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.live import LiveGroup
from reconciler.resolve import AddressBook, Folding
from reconciler.source.document import read_document
from reconciler.source.explain import judge
from reconciler.source.naming import department_document, department_folder
from reconciler.source.new_document import new_document
from reconciler.text import Text

_ALL_STAFF = "全员"  # what WeCom calls the group of everybody (wecom-api-2 §9)
_RENAME = Text(
    "在企业微信里改一个普通的群名（1 到 50 个字），再登记一次。",
    "Give the group an ordinary name of 1 to 50 characters in WeCom, then adopt again.",
)


@dataclass(frozen=True, slots=True)
class Written:
    """A document that is ready to be saved.

    `lines` counts what stands under `members:`; `notes` are what could not be said.
    """

    file: str
    text: str
    lines: int
    managed_by: ManagedBy | None
    notes: tuple[Text, ...]


@dataclass(slots=True)
class Register:
    """Writes groups down, all by one address book and one company; no file name is given twice.

    `files` are those that exist, in lower case: some disks do not tell cases apart.
    """

    desired: DesiredState
    directory: Directory
    files: set[str]
    _folding: Folding = field(init=False)
    _book: AddressBook = field(init=False)

    def __post_init__(self) -> None:
        self._folding = Folding(self.directory)
        self._book = AddressBook(self.directory)

    def write_down(self, group: LiveGroup, key: GroupKey, doc: str | None) -> Written:
        """The document of a group whose owner works here.

        Args:
            doc: the smartsheet of a sheet group.

        Raises: EditError where the group's name cannot be written; nothing else makes a group impossible.
        """
        tree = self._tree(group, key, doc)
        file = self._file(key, group.owner)
        notes = self._notes(group)
        try:
            text = _valid(tree, file)
        except EditError:
            if "announcement" not in tree:
                raise
            del tree["announcement"]
            text = _valid(tree, file)
            notes = (*notes, _NO_ANNOUNCEMENT)
        self.files.add(file.casefold())
        return Written(file, text, len(tree.get("members", ())), self._managed_by(group), notes)

    def _tree(self, group: LiveGroup, key: GroupKey, doc: str | None) -> dict[str, Any]:
        owner, managed_by = self.directory.people[group.owner], self._managed_by(group)
        department = department_document(self.directory, owner.main_department, self.desired.departments.values())
        tree: dict[str, Any] = {
            "kind": "group",
            "key": key,
            "type": group.type.value,
            id_field(group.type): group.chat_id,
            "doc": doc,
            "managed_by": managed_by.value if managed_by else None,
            "name": group.name,
            "department": department.key if department else None,
            "owner": owner.written,
            "membership": Enrolment.OBSERVE.value,
        }
        if managed_by is None:
            lines = self._folding.fold(group.members & self.directory.people.keys(), group.owner)
            tree["members"] = [_line(selector) for selector in lines]
            if group.admins is not None:
                known = sorted(group.admins & self.directory.people.keys())
                tree["admins"] = [self.directory.written(admin) for admin in known]
            if group.announcement is not None and group.announcement.strip():
                tree["announcement"] = group.announcement
        return {name: value for name, value in tree.items() if value is not None}

    def _managed_by(self, group: LiveGroup) -> ManagedBy | None:
        """Which internal group follows the address book: its people and its name are those of a department.

        Source: wecom-api-2 §9; no call tells.
        """
        if group.type is not GroupType.INTERNAL:
            return None
        names = {self.desired.company.name}
        if ROOT_DEPARTMENT in self.directory.departments:
            names.add(self.directory.departments[ROOT_DEPARTMENT].name)
        if group.members == self.directory.people.keys() and (group.name in names or _ALL_STAFF in group.name):
            return ManagedBy.ALL_STAFF
        for number in self._called(group.name):
            whole = self._book.people_in(number, sub_departments=True)
            if group.members in (whole, self._book.people_in(number, sub_departments=False)):
                return ManagedBy.DEPARTMENT
        return None

    def _called(self, name: str) -> Iterable[int]:
        return (number for number, each in self.directory.departments.items() if each.name == name)

    def _file(self, key: GroupKey, owner: UserId) -> str:
        """A path that nobody has: the key's, with a number where something else has that name."""
        number = self.directory.people[owner].main_department
        folder = department_folder(self.directory, number, self.desired.departments.values())
        front = f"{folder}/{key}" if folder else key
        file, again = f"{front}.yaml", 1
        while file.casefold() in self.files:
            again += 1
            file = f"{front}.{again}.yaml"
        return file

    def _notes(self, group: LiveGroup) -> tuple[Text, ...]:
        number = len(group.members - self.directory.people.keys())
        if not number:
            return ()
        return (
            Text(
                f"群里有 {number} 人在通讯录里找不到，没有写进文件。",
                f"{number} in the group are not in the address book; the file does not name them.",
            ),
        )


def id_field(group_type: GroupType) -> str:
    """The key under which a document holds its group's id."""
    return "archive_room" if group_type is GroupType.INTERNAL else "chat_id"


def _line(selector: Selector) -> str | dict[str, Any]:
    if selector.kind is SelectorKind.USER:
        return selector.value
    line: dict[str, Any] = {selector.kind.value: selector.value}
    if not selector.sub_departments:
        line["sub_departments"] = False
    return line


def _valid(tree: dict[str, Any], file: str) -> str:
    """The text of a document that the schema accepts. Raises: EditError."""
    text = new_document(tree, file)
    _, findings = judge(read_document(file, text.encode()))
    if findings:
        raise EditError(findings[0].what, _RENAME)
    return text


_NO_ANNOUNCEMENT = Text(
    "群公告里有文件里写不了的字符，没有写进文件。",
    "The announcement holds characters that no file may hold; the file does not have it.",
)
