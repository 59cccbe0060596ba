"""Findings as workflow commands: on their lines, and never a command of somebody else's."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.finding import Finding, Place, Severity
from reconciler.render.annotations import findings_to_annotations
from reconciler.text import Text
from tests.render.builders import a_finding
from tests.render.strategies import findings as any_finding
from tests.render.strategies import law

_COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^:,\n]*)(?:,\w+=[^:,\n]*)*)::([^\r\n]*)")


def read_back(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner takes it apart."""
    command = _COMMAND.fullmatch(line)
    assert command is not None, line
    pairs = (pair.partition("=") for pair in command[2].split(","))
    return command[1], {name: unescaped(value) for name, _, value in pairs}, unescaped(command[3])


def unescaped(words: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        words = words.replace(code, character)
    return words


def test_a_finding_is_a_command_on_its_line() -> None:
    finding = replace(
        a_finding("name-length", Severity.ERROR, Place("groups/研发/a.yaml", ("name",), 2, 7)),
        what=Text("太长", "Too long: 100%"),
        why=Text("看不全", "It is cut off"),
        remedy=Text("改短", "Shorten it, now"),
        clauses=("C2.2",),
    )

    shown = findings_to_annotations((finding,), "en", files=1)

    assert shown.splitlines() == [
        "::error file=groups/研发/a.yaml,line=2,col=7,title=name-length (C2.2)"
        "::Too long: 100%25%0AWhy: It is cut off%0AHow to mend it: Shorten it, now",
        "1 file checked: 1 error.",
    ]


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")],
)
def test_a_severity_has_its_command(severity: Severity, command: str) -> None:
    shown = findings_to_annotations((a_finding(severity=severity),), "zh", files=1)

    assert read_back(shown.splitlines()[0])[0] == command


def test_a_finding_without_a_file_names_none() -> None:
    shown = findings_to_annotations((replace(a_finding(), place=Place("")),), "zh", files=1)

    assert set(read_back(shown.splitlines()[0])[1]) == {"title"}


@pytest.mark.parametrize(
    "hostile",
    [
        "x\n::set-output name=a::b",
        "x\r::stop-commands::t",
        "x\r\n##[add-mask]y",
        "x\u2028::error::y",
        "%0A::error::y",
        "a,line=1::b",
        "a::warning file=b::c",
    ],
)
def test_hostile_words_stay_words(hostile: str) -> None:
    text = Text(hostile, hostile)
    finding = Finding(hostile, Severity.ERROR, Place(hostile, (), 1, 1), text, text, text, hostile, (hostile,))

    shown = findings_to_annotations((finding,), "en", files=1)

    lines = re.split(r"[\r\n]+", shown.strip())
    command, properties, message = read_back(lines[0])
    assert len(lines) == 2
    assert command == "error"
    assert set(properties) == {"file", "line", "col", "title"}
    assert properties["line"] == "1"
    assert message.count("\n") == 2


@law
@given(st.lists(any_finding, max_size=3))
def test_any_finding_is_one_line(found: list[Finding]) -> None:
    shown = findings_to_annotations(found, "zh", files=1)

    *commands, _count = shown.removesuffix("\n").split("\n")
    assert "\r" not in shown
    assert len(commands) == len(found)
    assert all(read_back(each)[1]["title"] for each in commands)


@pytest.mark.clause("E5.1", "G5")
def test_numbers_of_persons_are_in_no_annotation() -> None:
    finding = replace(a_finding(), what=Text("成员 13800138000 不存在", "13800138000 is unknown"))

    assert "13800138000" not in findings_to_annotations((finding,), "zh", files=1)
