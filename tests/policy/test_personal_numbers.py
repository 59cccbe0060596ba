"""Numbers are found however they are written, and told by their place alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.finding import Place
from reconciler.model.ids import GroupKey
from reconciler.model.notice import Notice
from reconciler.model.personal_numbers import NumberKind, PersonalNumber, find_personal_numbers
from reconciler.policy import judge, rule_named
from reconciler.policy.secrecy_marks import secrecy_mark
from tests.builders import NOW, a_spec
from tests.policy.world import some_facts

MOBILE, ID_CARD = NumberKind.MOBILE, NumberKind.ID_CARD


@pytest.mark.clause("G5", "E5.1")
@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("13800138000", [MOBILE], id="plain"),
        pytest.param("找我13800138000。", [MOBILE], id="between-characters"),
        pytest.param("138-0013-8000", [MOBILE], id="hyphens"),
        pytest.param("138 0013 8000", [MOBILE], id="blanks"),
        pytest.param("138－0013－8000", [MOBILE], id="full-width-hyphens"),
        pytest.param("138 - 0013 - 8000", [MOBILE], id="blanks-and-hyphens"),
        pytest.param("138.0013.8000", [MOBILE], id="dots"),
        pytest.param("1380 013 8000", [MOBILE], id="four-three-four"),
        pytest.param("1 3 8 0 0 1 3 8 0 0 0", [MOBILE], id="digit-by-digit"),
        pytest.param("＋８６１３８００１３８０００", [MOBILE], id="full-width"),
        pytest.param("+86 138 0013 8000", [MOBILE], id="country-code"),
        pytest.param("0086-13800138000", [MOBILE], id="country-code-with-zeros"),
        pytest.param("8613800138000", [MOBILE], id="country-code-glued-on"),
        pytest.param("(+86)13800138000", [MOBILE], id="country-code-in-brackets"),
        pytest.param("13800138000/13900139000", [MOBILE, MOBILE], id="two"),
        pytest.param("11010119900307803X", [ID_CARD], id="card"),
        pytest.param("11010119900307803x", [ID_CARD], id="small-x"),
        pytest.param("110101 19900307 803X", [ID_CARD], id="card-in-groups"),
        pytest.param("１１０１０１１９９００３０７８０３Ｘ", [ID_CARD], id="full-width-card"),
        pytest.param("110101199003077758，13800138000", [ID_CARD, MOBILE], id="both"),
        pytest.param("110101199003077757", [], id="wrong-checksum"),
        pytest.param("110101199013077759", [], id="no-such-month"),
        pytest.param("138001380001", [], id="too-long"),
        pytest.param("1380013800", [], id="too-short"),
        pytest.param("12800138000", [], id="no-such-prefix"),
        pytest.param("010-62345678", [], id="land-line"),
        pytest.param("a13800138000f", [], id="digest"),
        pytest.param("13 14 15 16 17 18 19", [], id="a-row-of-numbers"),
        pytest.param("2026-11-23 13:00-15:00", [], id="a-time"),
    ],
)
def test_numbers_are_told_from_other_digits(text: str, kinds: list[NumberKind]) -> None:
    assert [found.kind for found in find_personal_numbers(text)] == kinds


def test_a_number_has_a_line_and_a_character() -> None:
    found = find_personal_numbers("通知🎉\n请打 138-0013-8000\n")

    assert found == (PersonalNumber(MOBILE, line=2, character=4),)


@pytest.mark.clause("E5.1")
@given(number=st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), separator=st.sampled_from(["", "-", " ", "－", " - "]))
def test_a_finding_never_repeats_the_number(number: str, separator: str) -> None:
    written = separator.join((number[:3], number[3:7], number[7:]))
    notice = Notice("n", "电话", f"请打 {written}", (GroupKey("rd-platform"),), NOW, Place("n.yaml"))
    rule = rule_named("notice-personal-data")
    assert rule is not None

    judged = judge(
        replace(some_facts(a_spec()), desired=some_facts(a_spec(), notices=(notice,)).desired), rules=(rule,)
    )

    (finding,) = judged.findings
    assert number[3:7] not in repr(finding)
    assert number[7:] not in repr(finding)


@pytest.mark.clause("F5.3.1", "H5.3")
@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("【保密】报价", "保密"),
        ("报价（机密）", "机密"),
        ("[内部 绝密]", "绝密"),
        ("报价 [Confidential]", "Confidential"),
        ("〔秘密★五年〕", "秘密"),
        ("密级： 机密", "机密"),
        ("第一行\n机密★十年", "机密"),
        ("商业秘密：配方", "秘密"),
        ("请学习《保密制度》，签署保密协议", None),
        ("密级：公开", None),
        ("保密培训周五举行", None),
        ("secretary wanted", None),
    ],
)
def test_marks_are_told_from_talk_of_secrecy(text: str, mark: str | None) -> None:
    assert secrecy_mark(text) == mark
