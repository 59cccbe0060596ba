"""Keys and folders for groups that come from WeCom: readable, safe on every disk, and the same whenever asked again."""

import hashlib
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Final

from reconciler.model.desired import DepartmentSpec
from reconciler.model.directory import ROOT_DEPARTMENT, Department, Directory
from reconciler.model.ids import ChatId, GroupKey

LONGEST_SLUG: Final = 40
_DIGEST: Final = 6  # hex digits: two groups of one name among 10,000 would meet once in a thousand companies
_DIGEST_AT_END = re.compile(f"-[0-9a-f]{{{_DIGEST},}}\\Z")
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"[a-z0-9]+|[{_HAN}]+")
# Windows keeps these for devices; the others are files and folders that mean something here.
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
_OURS: Final = frozenset({"company", "department", "waivers", "overrides"})
_FOLDERS: Final = frozenset({"profiles", "rulesets", "notices", "tasks", "activities", "sanctions", "schemas"})


def slug(name: str) -> str:
    """A name in lower-case ASCII letters and digits, its words joined by hyphens; empty if nothing can be written so.

    Chinese by its pinyin, other letters without their accents, everything else is a gap. At most 40 characters, cut
    between words where that leaves any.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name)).casefold()
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = [word for run in _RUN.findall(bare) for word in ([run] if run.isascii() else _pinyin(run))]
    joined = "-".join(words)
    if len(joined) <= LONGEST_SLUG:
        return joined
    cut = joined[: LONGEST_SLUG + 1].rpartition("-")[0]
    return cut or joined[:LONGEST_SLUG]


def group_keys(names: Mapping[ChatId, str], taken: Collection[str] = ()) -> dict[ChatId, GroupKey]:
    """A key for each group, from its name; a digest of the chat id behind it where the name alone is not enough.

    Args:
        names: every group that has no document yet, also those that are not adopted this time: groups of one name all
            get their digest, and so no key depends on which of them is adopted first.
        taken: the keys of all groups' documents, compared without regard to case; a key with a digest keeps its name
            from becoming a key without one.
    """
    folded = {key.casefold() for key in taken}
    fronts = {chat_id: _kept(slug(name), "group") for chat_id, name in names.items()}
    times = Counter(fronts.values())
    stems = {stem for key in {*folded, *times} if (stem := _DIGEST_AT_END.sub("", key)) != key}
    plain = {front for front, number in times.items() if number == 1 and front not in {"", *folded, *stems}}
    used, keys = folded | plain, dict[ChatId, GroupKey]()
    for chat_id in sorted(fronts):
        front = fronts[chat_id]
        key = front if front in plain else _with_digest(front or "group", chat_id, used)
        used.add(key)
        keys[chat_id] = GroupKey(key)
    return keys


def department_document(
    directory: Directory, number: int, documents: Iterable[DepartmentSpec]
) -> DepartmentSpec | None:
    """The document of a department, or of the nearest one above it that has one; the company's is for itself only."""
    by_number = {int(document.department_id): document for document in documents}
    for department in _upwards(directory, number):
        if department.id in by_number and (department.id == number or department.id != ROOT_DEPARTMENT):
            return by_number[department.id]
    return by_number.get(number)


def department_folder(directory: Directory, number: int, documents: Iterable[DepartmentSpec]) -> str:
    """The folder for a department's groups as a posix path below the root, empty for the root itself.

    That of its `department.yaml` or of the nearest one above; else a new one, named after the department, with its id
    behind the name where another department or document has that name.

    Args:
        number: the department's id in the address book; one that it does not know gets a folder by its id.
    """
    documents = tuple(documents)
    found = department_document(directory, number, documents)
    if found is not None:
        return _folder_of(found)
    department = directory.departments.get(number)
    front = _kept(slug(department.name), "department") if department is not None else ""
    same = [one for one in directory.departments.values() if department is not None and one.name == department.name]
    if front and len(same) == 1 and all(_folder_of(one).split("/")[0] != front for one in documents):
        return front
    return f"{front or 'department'}-{number}"


def _pinyin(run: str) -> list[str]:
    """Words of a run of Chinese characters; characters that belong to no word stay together or with the word before."""
    from pypinyin import lazy_pinyin  # the dictionaries take a third of a second
    from pypinyin.seg.mmseg import seg

    pieces: list[str] = []
    for is_single, together in itertools.groupby(seg.cut(run), key=lambda piece: len(piece) == 1):
        found = list(together)
        if is_single:
            found = ["".join(found)]
        if is_single and len(found[0]) == 1 and pieces:  # 市场 + 部, 华东 + 区
            pieces[-1] += found[0]
        else:
            pieces += found
    words = ("".join(lazy_pinyin(piece, errors="ignore")) for piece in pieces)
    return [plain for word in words if (plain := re.sub("[^a-z]", "", word))]


def _kept(name: str, noun: str) -> str:
    """The name, with a noun behind it where the name alone means something to a disk or to us."""
    return f"{name}-{noun}" if name in _DEVICES | _OURS | _FOLDERS else name


def _with_digest(front: str, chat_id: ChatId, used: Collection[str]) -> str:
    digest = hashlib.sha256(chat_id.encode()).hexdigest()
    keys = (f"{front}-{digest[:length]}" for length in range(_DIGEST, 23))
    return next(key for key in keys if key not in used)


def _upwards(directory: Directory, number: int) -> list[Department]:
    """A department and those above it, the nearest first."""
    found: list[Department] = []
    while (department := directory.departments.get(number)) is not None and department not in found:
        found.append(department)
        number = department.parent
    return found


def _folder_of(document: DepartmentSpec) -> str:
    folder = PurePosixPath(document.place.file).parent.as_posix()
    return "" if folder == "." else folder
