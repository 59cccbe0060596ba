"""A company's own repository: every file it begins with, and putting there what is missing; nothing is overwritten."""

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from reconciler.cli.packaged import document_schemas, own_workflows
from reconciler.cli.questions import QUESTIONS, Answers, founding_of, governors_of
from reconciler.cli.tool_pin import pin_in, pin_of
from reconciler.delegation.owning import ownership
from reconciler.errors import InternalError, SettingsError, SourceError
from reconciler.model.form import FORMS
from reconciler.model.founding import Founding, ToolPin
from reconciler.render.setup.codeowners import codeowners
from reconciler.render.setup.company_workflows import FOLDER, company_workflows
from reconciler.render.setup.first_pages import first_pages
from reconciler.render.setup.issue_forms import issue_forms
from reconciler.source.new_company import COMPANY_FILE, SECRET, company_document
from reconciler.source.replace_file import replace_file
from reconciler.source.stated import state, stated_under
from reconciler.system_errors import why
from reconciler.text import Text

ROOT: Final = "groups"
_FOLDERS: Final = (ROOT, "schemas", ".github", FOLDER, ".github/ISSUE_TEMPLATE")
_COMPANY: Final = f"{ROOT}/{COMPANY_FILE}"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a folder holds already, by path: files to be made, files that are so, and files that say something else."""

    missing: Mapping[str, str]
    there: tuple[str, ...]
    differing: tuple[str, ...]


def known_answers(folder: Path) -> Answers:
    """What the folder's own files answer already. Raises: SettingsError if company.yaml is there and of no use."""
    found: dict[str, str] = {}
    workflow = _read(folder / FOLDER / "validate.yml")
    if workflow is not None and (pin := pin_in(workflow.decode("utf-8", "replace"))):
        found["tool"] = str(pin)
    tree = _company(folder)
    if tree is None:
        return found
    fallbacks = {each.id: each.fallback for each in QUESTIONS if each.fallback is not None}
    logins = {str(user).casefold(): login for login, user in tree.get("code_host", {}).get("people", {}).items()}
    people = tree.get("governance", {}).get("people", [])
    governors = ",".join(f"{user}={login}" if (login := logins.get(user.casefold())) else user for user in people)
    plain = {name: tree.get(name.replace("-", "_")) for name in ("name", "corp-id", "agent-id")}
    more = {name: tree.get(name.replace("-", "_")) for name in ("language", "time-zone", "visibility")}
    more["ledger-branch"] = tree.get("ledger", {}).get("branch")
    if not governors_of(governors):
        raise SettingsError(
            Text("company.yaml 里的治理人员一个登录名也没有。", "Nobody of governance in company.yaml has a login."),
            Text(
                "在 governance.people 和 code_host.people 里写上。",
                "Write them into governance.people and code_host.people.",
            ),
        )
    more["governor"] = governors
    said = {name: words for name, words in {**plain, **more}.items() if words}
    return {**found, **fallbacks, **said}


def contradicts(given: Answers, known: Answers) -> bool:
    """Whether flags say something else than the company.yaml that is there."""

    def read(name: str, words: str) -> object:
        return set(governors_of(words)) if name == "governor" else words

    return any(name in known and read(name, words) != read(name, known[name]) for name, words in given.items())


def first_files(folder: Path, answers: Answers) -> dict[str, str]:
    """Every file of the repository, by path from its top; a company.yaml that is there stays as it is.

    Raises: EditError for answers that no document may hold.
    """
    founding, tool = founding_of(answers), pin_of(answers["tool"])
    if tool is None:
        raise InternalError(Text.same("a pin that was accepted and is none"))
    kept = _read(folder / _COMPANY)
    company = company_document(founding) if kept is None else kept.decode("utf-8")
    return {
        _COMPANY: company,
        **{f"schemas/{name}": text for name, text in document_schemas().items()},
        **company_workflows(own_workflows(), tool),
        **issue_forms(),
        ".github/CODEOWNERS": _owners(folder, company),
        **_pages(founding, tool),
    }


def survey(folder: Path, files: Mapping[str, str]) -> Ground:
    """Compare every file with what is there, byte for byte; links are never followed."""
    missing, there, differing = {}, [], []
    for path, text in files.items():
        target = folder / path
        if _is_astray(folder, target) or (os.path.lexists(target) and _read(target) != text.encode()):
            differing.append(path)
        elif os.path.lexists(target):
            there.append(path)
        else:
            missing[path] = text
    return Ground(missing, tuple(there), tuple(differing))


def put(folder: Path, missing: Mapping[str, str]) -> None:
    """Write the files that are missing, each whole. Raises: SettingsError where that cannot be done."""
    for path, text in missing.items():
        target = folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_file(target, text.encode())
        except OSError as error:
            raise SettingsError(
                Text(f"写不了 {target}：{why(error).zh}。", f"{target} cannot be written: {why(error).en}."),
                Text("改好后再运行一次，会接着做完。", "Mend that and run it again: it goes on where it stopped."),
            ) from error


def refuse_unusable(folder: Path) -> None:
    """Whatever is asked would be in vain. Raises: SettingsError for a folder that cannot be read or written."""
    here = folder.absolute()
    home = next(path for path in (here, *here.parents) if os.path.lexists(path))  # Path.exists raises for long names
    for path in (home, *(folder / name for name in _FOLDERS if os.path.lexists(folder / name))):
        try:
            with os.scandir(path):
                pass
        except OSError as error:
            raise _unusable(path, error) from error
        if not os.access(path, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
            raise _unusable(path, PermissionError(errno.EACCES, ""))
    if os.path.isfile(folder / _COMPANY):  # noqa: PTH113  # As above.
        try:
            (folder / _COMPANY).read_bytes()
        except OSError as error:
            raise _unusable(folder / _COMPANY, error) from error


def _unusable(path: Path, error: OSError) -> SettingsError:
    return SettingsError(
        Text(
            f"{path} 用不了：{why(error).zh}。什么也没有问，什么也没有写。",
            f"{path} is of no use: {why(error).en}. Nothing was asked or written.",
        ),
        Text("改好权限，或者换一个目录。", "Mend its permissions, or take another folder."),
    )


def refuse_inner(folder: Path) -> None:
    """Workflows count at the top of a repository only. Raises: SettingsError for a folder inside of one."""
    here = folder.resolve()
    if _is_top(here):
        return
    above = next((each for each in here.parents if _is_top(each)), None)
    if above is not None:
        raise SettingsError(
            Text(f"{folder} 在另一个仓库 {above} 里面。", f"{folder} lies inside another repository, {above}."),
            Text("换一个目录，或者写那个仓库的最上层。", "Take another folder, or the top of that repository."),
        )


def _owners(folder: Path, company: str) -> str:
    try:
        stated = [each for each in stated_under(folder / ROOT) if each.file != COMPANY_FILE]
    except SourceError:  # no such folder, or an empty one
        stated = []
    return codeowners(ownership([state(COMPANY_FILE, company.encode()), *stated]), f"{ROOT}/")


def _pages(founding: Founding, tool: ToolPin) -> dict[str, str]:
    return first_pages(founding, tool, [form.kind.value for form in FORMS], SECRET)


def _company(folder: Path) -> dict[str, Any] | None:
    raw = _read(folder / _COMPANY)
    if raw is None:
        return None
    stated = state(COMPANY_FILE, raw)
    if stated.tree is None or stated.kind != "company":
        raise SettingsError(
            Text(f"{folder / _COMPANY} 已经有了，但有错误。", f"{folder / _COMPANY} is there, but is not right."),
            Text("运行 reconciler validate 看看，改好或删掉它。", "See reconciler validate; mend it or take it away."),
        )
    return stated.tree


def _is_astray(folder: Path, target: Path) -> bool:
    """Whether a link lies on the way, or something that is no folder."""
    here = target.parent
    while here != folder:
        if os.path.islink(here) or (os.path.exists(here) and not os.path.isdir(here)):  # noqa: PTH110, PTH112, PTH114  # Path's own raise where a folder may not be entered.
            return True
        here = here.parent
    return os.path.islink(target)  # noqa: PTH114  # As above.


def _is_top(folder: Path) -> bool:
    return os.path.exists(folder / ".git")  # noqa: PTH110  # Path.exists raises where a folder may not be entered.


def _read(file: Path) -> bytes | None:
    try:
        return None if file.is_symlink() else file.read_bytes()
    except OSError:
        return None
