"""A document for a group that is to be made: its file in the folder of its department, its key from its name."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from reconciler.engine.naming_people import People
from reconciler.engine.ports import Documents
from reconciler.errors import EditError
from reconciler.model.desired import DepartmentSpec, DesiredState
from reconciler.model.edited import Edited, FileEdit
from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId
from reconciler.source.document import read_document
from reconciler.source.explain import judge
from reconciler.source.naming import group_keys
from reconciler.source.new_document import new_document
from reconciler.text import Text, listed


@dataclass(frozen=True, slots=True)
class NewGroup:
    """What is asked for; people and the department as somebody wrote them.

    `key` empty: made from the name. `more` are further fields of the document, as in the schema.
    """

    name: str
    owner: str
    department: str = ""
    key: str = ""
    type: GroupType = GroupType.APP
    members: Sequence[str] = ()
    more: dict[str, Any] = field(default_factory=dict)


def declare_group(wish: NewGroup, documents: Documents, desired: DesiredState, people: People) -> Edited:
    """The new document. Raises: EditError where it would not be valid, or stands already."""
    same = [spec for spec in desired.groups if spec.name == wish.name]
    if same:
        raise EditError(
            Text(f"已经有群叫“{wish.name}”（{same[0].key}）。", f"“{wish.name}” is there already ({same[0].key})."),
            Text("换个群名，或改那一份文件。", "Choose another name, or change that document."),
        )
    owner, *members = people.all_called([wish.owner, *wish.members])
    department = _department(wish.department, desired)
    taken = {*(spec.key for spec in desired.groups), *desired.broken}
    key = wish.key or group_keys({ChatId(wish.name): wish.name}, taken)[ChatId(wish.name)]
    if wish.key in taken:
        raise EditError(
            Text(f"已经有群的 key 是 {key}。", f"A group has the key {key} already."),
            Text("换一个 key。", "Choose another key."),
        )
    tree = {
        "kind": "group",
        "key": key,
        "type": wish.type.value,
        "name": wish.name,
        "department": department.key if department else None,
        "owner": people.written(owner),
        "members": [people.written(user) for user in members],
        **wish.more,
    }
    file = _file(key, department, documents)
    text = new_document({name: value for name, value in tree.items() if value is not None}, file)
    _, findings = judge(read_document(file, text.encode()))
    if findings:
        raise EditError(findings[0].what, findings[0].remedy)
    return Edited((FileEdit(file, None, text),))


def _department(words: str, desired: DesiredState) -> DepartmentSpec | None:
    """A department's document by key, id or name; none for no words. Raises: EditError."""
    wanted = words.strip()
    if not wanted:
        return None
    documents = desired.departments.values()
    found = [one for one in documents if wanted in {one.key, str(one.department_id), one.name}]
    if len(found) == 1:
        return found[0]
    known = listed(sorted(one.key for one in documents))
    raise EditError(
        Text(f"没有部门文件“{wanted}”。", f"There is no department document “{wanted}”."),
        Text(f"写其中一个：{known.zh}。", f"Give one of: {known.en}."),
    )


def _file(key: str, department: DepartmentSpec | None, documents: Documents) -> str:
    folder = PurePosixPath(department.place.file).parent.as_posix() if department else "."
    file = f"{key}.yaml" if folder == "." else f"{folder}/{key}.yaml"
    if file.casefold() in {name.casefold() for name in documents.files()}:
        raise EditError(
            Text(f"文件 {file} 已经有了。", f"The file {file} exists already."),
            Text("换一个 key。", "Choose another key."),
        )
    return file
