"""From the code host to files: asked, checked, and only then written."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from reconciler.cli.forging import open_forge
from reconciler.cli.main import run
from reconciler.cli.saving import save
from reconciler.cli.settings import Environment
from reconciler.engine.forge_ports import Forge
from reconciler.engine.outside import Home, latest_snapshot, proposed_files, pull_request_of_run
from reconciler.errors import ForgeDeniedError, ForgeProtocolError, SettingsError
from reconciler.model.pull_request import PullRequest
from reconciler.system_errors import why
from reconciler.text import Text

T = TypeVar("T")


def fetch_proposed(environment: Environment, run_id: int, out: Path, folder: str, base: str | None) -> None:
    """The documents of a pull request from outside, into a new folder. Raises: ForgeError, SettingsError."""
    if out.exists() or out.is_symlink():
        raise SettingsError(
            Text(f"{out} 已经存在，没有写。", f"{out} exists already; nothing was written."),
            Text("给一个还不存在的目录。", "Give a folder that does not exist."),
        )

    async def ask(forge: Forge, home: Home) -> dict[str, bytes]:
        found = await pull_request_of_run(forge, run_id, home)
        return dict(await proposed_files(forge, run_id, found, folder))

    files = _asked(environment, base, ask)
    try:
        for path, content in sorted(files.items()):
            target = out / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    except OSError as error:
        raise SettingsError(
            Text(f"写不了 {out}：{why(error).zh}。", f"Cannot write {out}: {why(error).en}.")
        ) from error


def fetch_snapshot(environment: Environment, out: Path, base: str | None) -> None:
    """The newest snapshot of our own drift workflow, into a file. Raises: ForgeError, SettingsError."""
    content = _asked(environment, base, latest_snapshot)
    try:
        save(out, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ForgeProtocolError(Text("快照不是 UTF-8 文本。", "The snapshot is not UTF-8 text.")) from error


def outside_of_run(environment: Environment, run_id: int, base: str | None) -> PullRequest:
    """The pull request from outside that a run checked. Raises: ForgeError."""
    return _asked(environment, base, lambda forge, home: pull_request_of_run(forge, run_id, home))


def _asked(environment: Environment, base: str | None, ask: Callable[[Forge, Home], Awaitable[T]]) -> T:
    async def inside() -> T:
        async with open_forge(environment) as forge:
            return await ask(forge, Home(environment.code_host().repository, base or environment.branch))

    try:
        return run(inside())
    except SettingsError as error:
        raise ForgeDeniedError(error.what, error.remedy) from error
