"""A group file with ten mistakes: ten findings in one run, each in its place, each with a remedy that mends it.

A remedy is followed as it is written: `{0}`, `{1}` … of an edit stand for what it quotes, the same in both languages.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.broken.marks import FOLDER, marked, told
from tests.e2e.town import in_process

TEN = FOLDER / "ten"
DAY = "2026-11-23"
_QUOTED = re.compile(r"`([^`]+)`|“([^”]+)”|([a-z_]+: (?:\{[^}]*\}|[a-z]+))|(\d{4}-\d\d-\d\d)|\b(\d+d?)(?![\w,])")


@dataclass(frozen=True, slots=True)
class Row:
    """One mistake: where it begins, in words of the file, and the edits that its remedy asks for.

    Each edit is what stands in the file once and what takes its place; the first is on the line of the finding.
    """

    rule: str
    at: str
    edits: tuple[tuple[str, str], ...]


def row(rule: str, at: str, *edits: tuple[str, str]) -> Row:
    return Row(rule, at, edits)


MISTAKES: dict[str, tuple[Row, ...]] = {
    "spelling": (
        row("yaml-tag", "!!str tangguoan", ("{0} tangguoan", "tangguoan")),
        row("empty-value", "deputy:", ("deputy:   # ✗ empty-value\n", "")),
        row("malformed-value", "2026-11-31", ("2026-11-31", "{0}")),
        row("unknown-alias", "*manager", ("*manager", "tangguoan")),
        row("unquoted-text", "13007", ("- 13007", "- {0}")),
        row("merge-key", "<<:", ("<<: {{invite: admins}}", "invite: admins")),
        row("tab-character", "\t晚班", ("早茶\t晚班", "早茶 晚班")),
        row("key-not-text", "1:", (" 1: 门店", " {0} 门店")),
        row("ambiguous-scalar", "007", ("店号: 007", "店号: {0}")),
        row("doubled-key", "review:", ("review: {{every: 90d}}   # ✗ doubled-key\n", "")),
    ),
    "form": (
        row("unknown-property", "admin:", ("admin: ", "{0}: ")),
        row("unknown-property", "colour:", ("colour: 茶色   # ✗ unknown-property\n", "")),
        row(
            "wrong-combination",
            "{reason: 茶艺",
            (
                "{{reason: 茶艺, user: dengfei, department: 五一店}}",
                "{{reason: 茶艺, user: dengfei}}\n  - {{department: 五一店}}",
            ),
        ),
        row("wrong-type", '"no"', ('"no"', "{1}")),
        row("wrong-type", "zhoujie", ("except: zhoujie", "{0}")),
        row("not-a-choice", "strickt", ("strickt", "{0}")),
        row("repeated-item", "house-rules]", ("house-rules, house-rules", "house-rules")),
        row("out-of-range", "20000", ("20000", "{0}")),
        row("malformed-value", "三个月", ("三个月", "{2}")),
        row(
            "missing-property", "{respond_within", ("{{respond_within: 2d}}", "{{respond_within: 2d, contact: luomin}}")
        ),
    ),
    "secrecy": (
        row("name-characters", "门店部-茶", ("门店部-茶\u0410配方", "{0}")),
        row("purpose-present", "配方", ("purpose: 配方", "purpose: 新茶配方的试制与定稿")),
        row("confidential-broad-selector", "{reason: 品茶", ('department: "1"', "department: 门店部/品控组")),
        row(
            "expiry-passed",
            "2026-08-31",
            ("  - {{reason: 制茶, user: zhoujie, until: 2026-08-31}}   # ✗ expiry-passed\n", ""),
        ),
        row("confidential-invite", "everyone", ("invite: everyone", "{0}")),
        row("confidential-invite", "false", ("invite_confirmation: false", "{0}")),
        row("confidential-history", "visible", ("history_for_new_members: visible", "{0}")),
        row(
            "confidential-webhook",
            "WECOM",
            ("webhook_env: WECOM_WEBHOOK_RECIPES   # ✗ confidential-webhook\n", ""),
        ),
        row("confidential-acknowledgement", "[house-rules]", ("[house-rules]", "[house-rules, secrecy]")),
        row("feedback-present", "{contact", ("{{contact: luomin}}", "{{contact: luomin, respond_within: {0}}}")),
    ),
    "partners": (
        row("naming-pattern", "茶农联络", ("name: 茶农联络", "name: 门店部-茶农联络")),
        row("owner-eligible", "heyun", ("owner: heyun", "owner: tangguoan")),
        row("admin-eligible", "gaoqi", ("luomin, gaoqi", "luomin")),
        row("ruleset-outdated", "house-rules-2025", ("house-rules-2025", "{0}")),
        row("review-missing", "2000d", ("every: 2000d", "every: {0}")),
        row("review-overdue", "2026-12-24", ("last: 2026-12-24", "last: 2026-11-20")),
        row("partner-terms", "{company: 雾里茶园", ("name: 符大山", "name: 符大山, {0}: luomin")),
        row("partner-terms", "{company: 云边茶园", ("name: 石小溪", "name: 石小溪, {0}: {1}")),
        row("partner-terms", "2029-12-31", ("until: 2029-12-31", "until: {0}")),
        row(
            "expiry-passed",
            "2026-08-31",
            ("  - {{company: 清明茶园, name: 罗冬梅, sponsor: luomin, until: 2026-08-31}}   # ✗ expiry-passed\n", ""),
        ),
    ),
}
FILES = pytest.mark.parametrize("name", MISTAKES)
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])
ONE_BY_ONE = [
    pytest.param(name, index, id=f"{name}-{index}-{each.rule}")
    for name, rows in MISTAKES.items()
    for index, each in enumerate(rows)
]

Judge = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """Findings about a group file in a company that is otherwise in order."""

    def run(name: str, text: str, encode: Callable[[str], bytes] = str.encode) -> list[dict[str, Any]]:
        for file in (TEN / "around").iterdir():
            (tmp_path / file.name).write_bytes(encode(file.read_text(encoding="utf-8")))
        (tmp_path / f"{name}.yaml").write_bytes(encode(text))
        report = in_process("validate", "--root", str(tmp_path), "--at", DAY, "--json").json()
        found: list[dict[str, Any]] = report["findings"]
        return found

    return run


def text_of(name: str) -> str:
    return (TEN / f"{name}.yaml").read_text(encoding="utf-8")


def quotes(sentence: str) -> list[str]:
    """What a remedy gives to be written, in its order."""
    return ["".join(groups) for groups in _QUOTED.findall(sentence)]


def followed(text: str, mistakes: Sequence[Row], found: Sequence[dict[str, Any]], lang: str) -> str:
    """The file after some remedies were followed."""
    lines = text.splitlines(keepends=True)
    for each, finding in zip(mistakes, found, strict=True):
        given = quotes(finding["remedy"][lang])
        for number, (before, after) in enumerate(each.edits):
            old, new = before.format(*given), after.format(*given)
            assert number or old in lines[finding["line"] - 1], f"{each.rule}: {old!r} is on another line"
            assert text.count(old) == 1, f"{each.rule}: {old!r} is not there once"
            text = text.replace(old, new)
    return text


def places(found: Sequence[dict[str, Any]]) -> list[tuple[str, int, int]]:
    return [(each["rule"], each["line"], each["column"]) for each in found]


def remedies(found: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(each["rule"], each["remedy"]["en"]) for each in found]


@FILES
def test_ten_mistakes_are_ten_findings_each_in_its_place(name: str, judge: Judge) -> None:
    text = text_of(name)

    found = judge(name, text)

    lines = text.splitlines()
    begins = [lines[each["line"] - 1][each["column"] - 1 :] for each in found]
    assert len(found) == 10
    assert [each["rule"] for each in found] == [each.rule for each in MISTAKES[name]]
    assert [words.startswith(each.at) for words, each in zip(begins, MISTAKES[name], strict=True)] == [True] * 10
    assert told({"findings": found}) == {spot: n for spot, n in marked(TEN).items() if spot[0] == f"{name}.yaml"}


@LANGUAGES
@FILES
def test_the_remedies_followed_literally_leave_nothing(name: str, lang: str, judge: Judge) -> None:
    found = judge(name, text_of(name))

    mended = followed(text_of(name), MISTAKES[name], found, lang)

    assert judge(name, mended) == []


@pytest.mark.parametrize(("name", "index"), ONE_BY_ONE)
def test_one_remedy_followed_alone_mends_that_and_spoils_nothing(name: str, index: int, judge: Judge) -> None:
    found = judge(name, text_of(name))

    mended = followed(text_of(name), MISTAKES[name][index : index + 1], found[index : index + 1], "en")

    others = [each for number, each in enumerate(found) if number != index]
    assert remedies(judge(name, mended)) == remedies(others)


@FILES
@pytest.mark.parametrize(
    "encode",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(lambda text: text.replace("\n", "\r").encode(), id="cr"),
        pytest.param(lambda text: text.encode("utf-8-sig"), id="bom"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"), id="crlf-and-bom"),
        pytest.param(lambda text: text.replace("茶", "🍵").encode(), id="emoji"),
        pytest.param(lambda text: text.replace("茶", "𠮷").encode(), id="outside-the-bmp"),
    ],
)
def test_line_ends_marks_and_emoji_move_no_place(name: str, encode: Callable[[str], bytes], judge: Judge) -> None:
    text = text_of(name)

    assert places(judge(name, text, encode)) == places(judge(name, text))
