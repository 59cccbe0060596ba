"""What the eye takes for something else."""

import pytest

from reconciler.policy.glyphs import is_invisible, is_ordinary, lookalike, plain_name, skeleton


@pytest.mark.clause("C2.2")
@pytest.mark.parametrize(
    ("name", "plain"),
    [
        pytest.param("研发部-平台发布", "研发部-平台发布", id="ordinary"),
        pytest.param("研发部－平台", "研发部-平台", id="full-width-hyphen"),
        pytest.param("研发部—平台", "研发部-平台", id="dash"),
        pytest.param("ＡＰＰ１群", "APP1群", id="full-width-letters-and-digits"),
        pytest.param("\u0440latform", "platform", id="cyrillic-in-a-latin-word"),
        pytest.param("\u0430\u0440\u0440", "app", id="latin-word-in-cyrillic"),
        pytest.param("\u041c\u043e\u0441\u043a\u0432\u0430", "\u041c\u043e\u0441\u043a\u0432\u0430", id="russian"),
        pytest.param("エ程部", "工程部", id="katakana-among-han"),
        pytest.param("カフェ", "カフェ", id="japanese"),
        pytest.param("\u2f08员", "人员", id="radical"),
        pytest.param("\uf901新", "更新", id="compatibility-ideograph"),
        pytest.param("平\u200b台", "平台", id="zero-width"),
        pytest.param("平\u202e台", "平台", id="direction"),
        pytest.param("平\u3164台", "平台", id="filler"),
        pytest.param("  平台\u3000 发布 ", "平台 发布", id="blanks"),
        pytest.param("平台（二期）：发布", "平台（二期）：发布", id="full-width-punctuation"),
        pytest.param(
            "家\U0001f468\u200d\U0001f469\u200d\U0001f467", "家\U0001f468\u200d\U0001f469\u200d\U0001f467", id="family"
        ),
        pytest.param("1\ufe0f\u20e3组", "1\ufe0f\u20e3组", id="keycap"),
        pytest.param("平\ufe0f台", "平台", id="style-mark-alone"),
        pytest.param("", "", id="empty"),
    ],
)
def test_the_plain_form_of_a_name(name: str, plain: str) -> None:
    assert plain_name(name) == plain
    assert plain_name(plain) == plain


def test_forbidden_characters_are_left_out() -> None:
    assert plain_name("【研发部】-平台", forbidden="【】") == "研发部-平台"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param("研发部-App 发布", "研发部－ＡＰＰ发布", True, id="width-case-blank"),
        pytest.param("研发部-平台", "研发部_平台", True, id="punctuation"),
        pytest.param("研发部-C", "研发部-C++", False, id="signs-count"),
        pytest.param("研发部-平台", "研发部-平合", False, id="other-character"),
        pytest.param("---", "--", False, id="nothing-but-punctuation"),
    ],
)
def test_names_that_cannot_be_told_apart_have_one_skeleton(*, one: str, other: str, alike: bool) -> None:
    assert (skeleton(one) == skeleton(other)) is alike


def test_ordinary_names_have_nothing_to_look_at() -> None:
    name = "研发部-Platform 2_x"

    assert is_ordinary(name)
    assert not any(is_invisible(name, index) or lookalike(name, index) for index in range(len(name)))
    assert not is_ordinary("研发部  平台")
    assert not is_ordinary(" 平台")
