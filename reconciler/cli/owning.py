"""CODEOWNERS of one root: what it should say, and what the file says."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reconciler.cli.delegating import is_public
from reconciler.cli.output import Output
from reconciler.cli.revisions import Revisions
from reconciler.delegation.owning import ownership
from reconciler.errors import SettingsError
from reconciler.ledger.git import GitError
from reconciler.model.called import mask_id
from reconciler.model.ownership import Ownership
from reconciler.render.setup.codeowners import LARGEST_BYTES, codeowners
from reconciler.source.replace_file import replace_file
from reconciler.source.stated import stated_under
from reconciler.system_errors import why
from reconciler.text import Text

USUAL = ".github/CODEOWNERS"


@dataclass(frozen=True, slots=True)
class Owners:
    """The text, and where it usually lies."""

    text: str
    usual: Path


def stated_owners(root: Path, variables: Mapping[str, str], output: Output) -> Owners | None:
    """What the file should say; whoever cannot be named in it is told on stderr. None: no use writing it.

    Raises: SettingsError outside a repository, SourceError if the root cannot be read.
    """
    stated = stated_under(root)
    revisions = Revisions(root, variables)
    try:
        below, top = revisions.below(), revisions.top()
    except GitError as error:
        raise SettingsError(
            Text(f"{root} 不在 git 仓库里，说不出文件的路径。", f"{root} is in no git repository, so it has no path.")
        ) from error
    found = ownership(stated)
    _tell_without_login(found, output, masked=is_public(stated))
    if not found.has_owner or not found.settings:
        output.complain(
            Text(
                "错误：治理人员一个登录名也没有，别的文件就没人看。在 company.yaml 的 governance.people 和 "
                "code_host.people 里写上。",
                "Error: nobody of governance has a login, so files would be nobody's. Write them into "
                "governance.people and code_host.people of company.yaml.",
            )
        )
        return None
    text = codeowners(found, below)
    if len(text.encode()) >= LARGEST_BYTES:
        output.complain(
            Text(
                "错误：CODEOWNERS 超过 3 MB，GitHub 不读。把各部门的群放进部门自己的目录，文件就短了。",
                "Error: CODEOWNERS would have 3 MB or more, which GitHub does not read. Keep groups in the folder of "
                "their department, and it becomes short.",
            )
        )
        return None
    return Owners(text, top / USUAL)


def is_like(file: Path, text: str, output: Output) -> bool:
    """Whether a file says just that; told on stderr if not."""
    try:
        said = file.read_bytes()
    except OSError:
        said = b""
    if said == text.encode():
        return True
    output.complain(
        Text(
            f"{file} 不是最新的。运行 reconciler codeowners --out {file}，然后提交。",
            f"{file} is not fresh. Run reconciler codeowners --out {file} and commit it.",
        )
    )
    return False


def save_owners(file: Path, text: str) -> None:
    """Write it, whole. Raises: SettingsError if that cannot be done."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, text.encode())
    except OSError as error:
        raise SettingsError(
            Text(f"写不了 {file}：{why(error).zh}。", f"{file} cannot be written: {why(error).en}.")
        ) from error


def _tell_without_login(found: Ownership, output: Output, *, masked: bool) -> None:
    if not found.without_login:
        return
    people = [mask_id(person) if masked else person for person in found.without_login]
    output.complain(
        Text(
            f"注意：{'、'.join(people)} 没有登录名，写不进 CODEOWNERS。补在 company.yaml 的 code_host.people 里。",
            f"Note: {', '.join(people)} have no login and cannot be named in CODEOWNERS. Add them to code_host.people "
            "of company.yaml.",
        )
    )
