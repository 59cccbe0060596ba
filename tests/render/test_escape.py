"""Strings of other people made harmless."""

import pytest

from reconciler.render.escape import code, markdown, plain, title, url


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("研发部-平台发布", "研发部-平台发布", id="an-ordinary-name"),
        pytest.param("a\r\n# b", "a  # b", id="line-ends"),
        pytest.param("a\u202eb", "a⟨U+202E⟩b", id="direction"),
        pytest.param("a\u200bb", "a⟨U+200B⟩b", id="zero-width"),
        pytest.param("a\x1b[31m", "a⟨U+001B⟩[31m", id="terminal-escape"),
        pytest.param("a\u3164b", "a⟨U+3164⟩b", id="blank-letter"),
        pytest.param("a\ud83d", "a⟨U+D83D⟩", id="half-an-emoji"),
        pytest.param("👨\u200d👩", "👨👩", id="emoji-of-parts"),
        pytest.param("a\u200db", "a⟨U+200D⟩b", id="joiner-between-letters"),
        pytest.param("a\u00a0b　c", "a b　c", id="spaces"),
    ],
)
def test_plain_text_has_only_visible_characters(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("研发部-平台发布", "研发部-平台发布", id="an-ordinary-name"),
        pytest.param("a|b", "a&#124;b", id="pipe"),
        pytest.param("<b>&", "&#60;b&#62;&#38;", id="html"),
        pytest.param("`*_[x](y)", "&#96;&#42;&#95;&#91;x&#93;(y)", id="markup"),
        pytest.param("写 `membership: {a: *}` 即可", "写 `membership: {a: *}` 即可", id="code"),
        pytest.param("`a`*`b` `", "`a`&#42;`b` &#96;", id="code-and-a-backtick-alone"),
        pytest.param(
            "`a``b` ` c ` `a|b` `<b>`",
            "&#96;a&#96;&#96;b&#96; &#96; c &#96; &#96;a&#124;b&#96; &#96;&#60;b&#62;&#96;",
            id="no-code",
        ),
        pytest.param("`a1b2c3d`", "&#96;<code>a1b2c3d</code>&#96;", id="code-of-a-commit"),
        pytest.param("@zhangsan", "＠zhangsan", id="mention"),
        pytest.param("见 #12", "见 ＃12", id="reference"),
        pytest.param("https://a.b www.a.b", "https&#58;//a.b www&#46;a.b", id="links"),
        pytest.param("- a", "&#45; a", id="list"),
        pytest.param("1. a", "&#49;. a", id="numbered-list"),
        pytest.param("10:30", "10:30", id="a-time"),
        pytest.param("10:30:15", "10:30:15", id="seconds"),
        pytest.param(":tada: :+1: :100:", "：tada: ：+1: ：100:", id="emoji"),
        pytest.param("$x$ $5", "＄x＄ ＄5", id="formula"),
        pytest.param("\f1. x", "&#32;1. x", id="list-after-a-blank"),
        pytest.param("    x", "&#32;   x", id="indented-like-code"),
        pytest.param("值班GH-1", "值班GH‐1", id="another-reference"),
        pytest.param("o/r#1 o/r@a1b2c3d", "o/r＃1 o/r＠<code>a1b2c3d</code>", id="reference-elsewhere"),
        pytest.param("@org/team a@b.cn", "＠org/team a＠b.cn", id="team-and-mail"),
        pytest.param("值班a1b2c3d群", "值班<code>a1b2c3d</code>群", id="commit"),
        pytest.param("20261127. x", "<code>20261127</code>. x", id="commit-of-digits-like-a-list"),
        pytest.param("a1b2c3d" * 10, "a1b2c3d" * 10, id="longer-than-any-commit"),
        pytest.param("a1b2c3 a1b2c3dx", "a1b2c3 a1b2c3dx", id="no-commit"),
    ],
)
def test_markdown_has_no_markup_of_a_stranger(text: str, shown: str) -> None:
    assert str(markdown(text)) == shown


def test_an_id_stands_in_a_code_span_and_anything_else_does_not() -> None:
    assert (str(code("zhang@acme.com")), str(code("a`b"))) == ("`zhang@acme.com`", "a&#96;b")


def test_only_a_plain_https_address_becomes_a_link() -> None:
    assert (str(url("https://a.b/c")), str(url("http://a> b"))) == ("<https://a.b/c>", "http&#58;//a&#62; b")


def test_a_title_mentions_nobody_and_closes_nothing() -> None:
    assert title("fixes #12, GH-3 @all `x`") == "fixes ＃12, GH‐3 ＠all `x`"
    assert title("closes https://github.com/o/r/issues/5") == "closes https：//github.com/o/r/issues/5"


@pytest.mark.parametrize("order", ["[skip ci]", "[ci skip]", "[no ci]", "[skip actions]", "[Actions\tSkip]"])
def test_a_title_keeps_no_workflow_from_running(order: str) -> None:
    assert title(f"新群 {order}") == f"新群 ［{plain(order)[1:]}"


def test_other_brackets_stay_in_a_title() -> None:
    assert title("[草稿] skip ci") == "[草稿] skip ci"
