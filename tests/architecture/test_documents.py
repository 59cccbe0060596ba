"""Documents name what exists, and name all of it."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache

import click
import pytest

import reconciler
from reconciler.cli.language import Say
from reconciler.cli.main import COMMANDS, build
from tests.architecture.sources import ROOT, modules

_CALL = re.compile(r"(?<![\w./-])reconciler[ ]+((?:--?[a-z][\w-]*|[a-z][a-z-]+)(?:[ ]+[^\s`'\"，。；：）]+)*)")
_NAMED = re.compile(r"(?<![\w./-])reconciler (?!and\b)([a-z][a-z-]+)")
_CODE = re.compile(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_MAKE = re.compile(r"(?<![\w-])make ([a-z]+)\b")

DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "reconciler").rglob("*.md"))
)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_call_only_what_exists(document: str) -> None:
    wrong = [call for call in _calls_in_code(_read(document)) if not _exists(call)]

    assert wrong == []


def test_sentences_of_the_package_name_only_commands_that_exist() -> None:
    found = [
        f"{module.path}:{node.lineno}: reconciler {words}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for words in _NAMED.findall(node.value)
        if words not in COMMANDS
    ]

    assert found == []


def test_the_example_company_names_only_commands_that_exist() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}: reconciler {words}"
        for path in sorted((ROOT / "groups").rglob("*.yaml"))
        for words in _NAMED.findall(path.read_text(encoding="utf-8"))
        if words not in COMMANDS
    ]

    assert found == []


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_command_is_in_the_readme(readme: str, command: str) -> None:
    assert re.search(rf"reconciler {command}\b", _read(readme))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_to_files_that_exist(document: str) -> None:
    links = [link for link in _LINK.findall(_read(document)) if "://" not in link and not link.startswith("mailto:")]

    assert [link for link in links if not (ROOT / document).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_make_targets_exist(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", _read("Makefile"), re.MULTILINE))
    code = "\n".join(_code(_read(document)))

    assert {name for name in _MAKE.findall(code) if name not in targets} == set()


def test_the_readme_begins_with_the_two_commands() -> None:
    for readme in ("README.md", "README.zh-CN.md"):
        assert {"demo", "test"} <= set(_MAKE.findall("\n".join(_code(_read(readme)))))


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads(_read("pyproject.toml"))["project"]

    assert project["version"] == reconciler.__version__


def test_the_changelog_has_room_for_what_is_not_released() -> None:
    assert re.search(r"^## \[Unreleased\]$", _read("CHANGELOG.md"), re.MULTILINE)


def test_every_exit_code_is_explained() -> None:
    from reconciler.cli.exits import Exit

    for document in ("README.md", "README.zh-CN.md", "docs/exit-codes.md"):
        told = set(re.findall(r"^\| `(\d+)` \|", _read(document), re.MULTILINE))
        assert told == {str(int(each)) for each in Exit}


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _code(text: str) -> Iterator[str]:
    for block, span in _CODE.findall(text):
        yield from (block or span).splitlines()


def _calls_in_code(text: str) -> Iterator[str]:
    for line in _code(text):
        yield from (match.group(1) for match in _CALL.finditer(line.partition(" #")[0]))


@cache
def _commands() -> click.Group:
    return build(Say("en"))


def _exists(call: str) -> bool:
    """Whether the command, its sub-command and all its options exist."""
    context = click.Context(_commands(), info_name="reconciler")
    here: click.Command = _commands()
    for word in call.split():
        if word.startswith("-"):
            if word.partition("=")[0] not in _options(here):
                return False
        elif isinstance(here, click.Group):
            found = here.get_command(context, word)
            if found is None:
                return False
            here = found
    return True


def _options(command: click.Command) -> set[str]:
    return {"-h", "--help"}.union(*(parameter.opts for parameter in command.params))
