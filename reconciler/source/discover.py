"""Which files under a root are documents, always in the same order."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reconciler.errors import NoDocumentsError, SourceError
from reconciler.model.finding import Finding, Place, Severity
from reconciler.source.decode import MAX_SIZE_BYTES
from reconciler.system_errors import why
from reconciler.text import Text

SUFFIXES: Final = (".yaml", ".yml")
CASE_SUFFIXES: Final = (".case.yaml", ".case.yml")


@dataclass(frozen=True, slots=True)
class Discovery:
    """Paths below the root, in posix form and sorted, and what was found instead of a file."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def discover(root: Path) -> Discovery:
    """Every `*.yaml` and `*.yml` under a root, cases aside; names that begin with a dot are skipped.

    A link is followed as long as it stays below the root and leads to a file; folders behind links are not entered,
    so that no loop is possible and nothing is read twice.

    Raises: NoDocumentsError if the root holds none; SourceError if it does not exist, is no folder, cannot be listed.
    """
    found = _walk(root, lambda name: name.endswith(SUFFIXES) and not is_case(name))
    if not found.files and not found.findings:
        raise NoDocumentsError(
            Text(
                f"`{root}` 下面没有 YAML 文件，什么都不做（documents-missing）。",
                f"There are no YAML files under `{root}`: nothing is done (documents-missing).",
            ),
            Text(
                "检查路径和检出的提交，用 --root 指到放 YAML 的目录。",
                "Check the path and the commit that is checked out; --root names the folder with the YAML files.",
            ),
        )
    return found


def discover_cases(root: Path) -> Discovery:
    """As `discover`, every `*.case.yaml` and `*.case.yml`; there may be none.

    Raises: SourceError if the root does not exist, is not a folder or cannot be listed.
    """
    return _walk(root, is_case)


def is_case(file: str) -> bool:
    """Whether a file holds a case of rules by its name; such a file is no part of the company."""
    return file.endswith(CASE_SUFFIXES)


def _walk(root: Path, is_wanted: Callable[[str], bool]) -> Discovery:
    _require_folder(root)
    inside = os.path.realpath(root)
    files: list[str] = []
    findings: list[Finding] = []
    failures: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(folder).relative_to(root)
        for name in [*folders, *names]:
            if name.startswith(".") or not is_wanted(name):
                continue
            path = (below / name).as_posix()
            finding = _reason_to_refuse(Path(folder) / name, path, inside)
            if finding is None:
                files.append(path)
            else:
                findings.append(finding)
    findings += [unreadable(Path(str(problem.filename)).relative_to(root).as_posix(), problem) for problem in failures]
    return Discovery(tuple(sorted(files)), tuple(findings))


def _require_folder(root: Path) -> None:
    remedy = Text("写出放 company.yaml 的目录，例如 `groups`。", "Name the folder with company.yaml, such as `groups`.")
    if not os.path.exists(root):  # noqa: PTH110  # Path.exists raises where the system cannot look.
        raise SourceError(Text(f"目录 `{root}` 不存在。", f"The folder `{root}` does not exist."), remedy)
    if not root.is_dir():
        raise SourceError(Text(f"`{root}` 不是目录。", f"`{root}` is not a folder."), remedy)
    if not os.access(root, os.R_OK | os.X_OK):
        raise SourceError(Text(f"没有权限读取目录 `{root}`。", f"The folder `{root}` cannot be read."), remedy)


def _reason_to_refuse(path: Path, shown: str, inside: str) -> Finding | None:
    """Why a name that looks like a document is not read, None if it is."""
    if path.is_symlink():
        target = os.path.realpath(path)
        if os.path.commonpath((inside, target)) != inside:
            return _outside(shown)
        if not Path(target).exists():
            return _not_a_file(shown, Text("是失效的链接", "is a link that leads nowhere"))
    if path.is_dir():
        return _not_a_file(shown, Text("是一个目录", "is a folder"))
    if not path.is_file():
        return _not_a_file(shown, Text("不是普通文件", "is not an ordinary file"))
    return None


def is_document(root: Path, file: str) -> bool:
    """Whether a path below the root is a file that may be read at all."""
    return _reason_to_refuse(root / file, file, os.path.realpath(root)) is None


def read_bytes(root: Path, file: str, *, cut: bool = False) -> bytes | Finding:
    """A file's bytes, or why it cannot be used; `cut`: the first MiB of what is larger."""
    try:
        with (root / file).open("rb") as opened:
            raw = opened.read(MAX_SIZE_BYTES + 1)
    except OSError as problem:
        return unreadable(file, problem)
    return raw if cut or len(raw) <= MAX_SIZE_BYTES else _too_big(file)


def _finding(rule: str, file: str, what: Text, why: Text, remedy: Text) -> Finding:
    return Finding(rule, Severity.ERROR, Place(file, (), 1, 1), what, why, remedy)


def unreadable(file: str, problem: OSError) -> Finding:
    """A file or folder that the operating system does not let us read."""
    return _finding(
        "unreadable-file",
        file,
        Text(f"`{file}` 读不出来：{why(problem).zh}", f"`{file}` cannot be read: {why(problem).en}"),
        Text("读不出来的文件不会被当作不存在。", "What cannot be read is never taken for absent."),
        Text("检查文件的权限，然后再运行一次。", "Check its permissions and run again."),
    )


def _too_big(file: str) -> Finding:
    return _finding(
        "file-too-large",
        file,
        Text("文件超过 1 MiB", "This file is larger than 1 MiB"),
        Text(
            "一份文档用不了这么大；这多半不是手写的文件。",
            "No document needs that; it is probably not written by hand.",
        ),
        Text("把内容分到几个文件里，或移出这个目录。", "Split it into several files, or move it out of this folder."),
    )


def _outside(file: str) -> Finding:
    return _finding(
        "link-outside",
        file,
        Text(f"链接 `{file}` 指向根目录之外", f"The link `{file}` leads outside the root folder"),
        Text("根目录之外的内容没有经过评审。", "What lies outside is not part of what was reviewed."),
        Text("把文件本身放到这里，代替链接。", "Put the file itself here instead of the link."),
    )


def _not_a_file(file: str, is_what: Text) -> Finding:
    return _finding(
        "not-a-file",
        file,
        Text(f"`{file}` {is_what.zh}", f"`{file}` {is_what.en}"),
        Text("以 .yaml、.yml 结尾的应该是文档。", "What ends in .yaml or .yml should be a document."),
        Text("改名或删掉它。", "Rename or delete it."),
    )
