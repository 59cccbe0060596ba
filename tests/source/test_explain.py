"""Every file in tests/cases/schema is a case: `valid/` has no finding, `invalid/` exactly those its comments name."""

import re
from pathlib import Path

import pytest
import yaml

from reconciler.source.decode import decode
from reconciler.source.document import read_document
from reconciler.source.explain import judge

CASES = Path(__file__).parents[1] / "cases" / "schema"
_EXPECT = re.compile(r"^# expect: ([a-z0-9-]+) (\d+):(\d+)\r?$", re.MULTILINE)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_HALF_WIDTH = re.compile("[\u4e00-\u9fff][,;?!]|[,;?!][\u4e00-\u9fff]")


def _cases(folder: str) -> list[Path]:
    return sorted((CASES / folder).glob("*.yaml"))


@pytest.mark.parametrize("path", _cases("valid"), ids=lambda path: path.stem)
def test_valid_documents_have_no_finding(path: Path) -> None:
    document = read_document(path.name, path.read_bytes())

    kind, findings = judge(document)

    assert (findings, bool(kind)) == ((), True)


@pytest.mark.parametrize("path", _cases("invalid"), ids=lambda path: path.stem)
def test_invalid_documents_have_exactly_the_findings_they_name(path: Path) -> None:
    raw = path.read_bytes()
    named = sorted((int(line), int(column), rule) for rule, line, column in _EXPECT.findall(raw.decode()))

    _, findings = judge(read_document(path.name, raw))

    assert named
    assert sorted((found.place.line, found.place.column, found.rule) for found in findings) == named


@pytest.mark.parametrize("path", _cases("invalid"), ids=lambda path: path.stem)
def test_findings_speak_both_languages_and_say_what_why_and_how(path: Path) -> None:
    _, findings = judge(read_document(path.name, path.read_bytes()))

    for finding in findings:
        for text in (finding.what, finding.why, finding.remedy):
            assert _CHINESE.search(text.zh)
            assert not _HALF_WIDTH.search(text.zh)
            assert text.en
            assert not _CHINESE.search(re.sub("`[^`]*`|“[^”]*”", "", text.en))
        assert finding.remedy.zh.endswith(("。", "？"))
        assert finding.remedy.en.endswith((".", "?"))


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ("key: rd\nversion: 1.10", 'Quote it: `"1.10"`.'),
        ("key: 00123\nversion: v1", 'Quote it: `"00123"`.'),
    ],
)
def test_the_remedy_shows_the_quoted_form_of_what_was_written(wrong: str, remedy: str) -> None:
    text = f"kind: ruleset\n{wrong}\ntitle: 群规\ntext: 请实名\neffective_from: 2026-01-01\n"

    _, findings = judge(read_document("standard.yaml", text.encode()))

    assert [finding.remedy.en for finding in findings] == [remedy]


def test_what_is_missing_within_braces_is_not_asked_for_on_a_line_of_its_own() -> None:
    text = "kind: group\nkey: g\ntype: app\nname: 研发群\nowner: ann\nfeedback: {respond_within: 2d}\n"

    _, (finding,) = judge(read_document("g.yaml", text.encode()))

    assert finding.remedy.en == "Add `contact: …` in `feedback`."
    assert finding.remedy.zh == "在 `feedback` 里补上 `contact: …`。"


def test_quoting_as_the_remedy_says_mends_the_file() -> None:
    text = "kind: group\nkey: 00123\ntype: app\nname: 群\nowner: no\nmembers: [12:30, 1e3]\nlabels: {a: 1.10}\n"
    mended = (
        text.replace("00123", '"00123"').replace("no\n", '"no"\n').replace("1e3", '"1e3"').replace("1.10", '"1.10"')
    )
    mended = mended.replace("12:30", "lisi")  # its remedy names the form of a user id instead

    _, before = judge(read_document("g.yaml", text.encode()))
    _, after = judge(read_document("g.yaml", mended.encode()))

    assert len(before) == 5
    assert after == ()


@pytest.mark.parametrize("value", ["s3cr3t", "123456", "0x1234", "[s3cr3t]"])
def test_what_stands_in_place_of_a_secrets_name_is_never_repeated(value: str) -> None:
    text = f'kind: company\nname: 公司\ncorp_id: ww1\nagent_id: "1"\nsecrets: {{app: {value}}}\n'

    _, findings = judge(read_document("company.yaml", text.encode()))

    assert len(findings) == 1
    assert value not in str(findings)


def test_a_robots_address_in_place_of_its_variable_is_never_repeated() -> None:
    text = "kind: group\nkey: g\ntype: app\nname: 群\nowner: lisi\nwebhook_env: https://x.example/send?key=s3cr3t\n"

    _, findings = judge(read_document("g.yaml", text.encode()))

    assert [finding.rule for finding in findings] == ["malformed-value"]
    assert "s3cr3t" not in str(findings)


def test_a_trailing_line_break_does_not_slip_through_a_pattern() -> None:
    text = 'kind: group\nkey: "rd\\n"\ntype: app\nname: 群\nowner: zhangsan\n'

    _, findings = judge(read_document("g.yaml", text.encode()))

    assert [finding.rule for finding in findings] == ["malformed-value"]


def test_every_invalid_text_case_is_text_a_plain_reader_could_meet() -> None:
    unread = [path.stem for path in _cases("invalid") if not decode(path.name, path.read_bytes()).text]

    assert unread == []
    assert yaml.__with_libyaml__
