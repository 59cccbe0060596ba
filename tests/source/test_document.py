"""The strict loader: nothing converted in silence, every place right."""

import marshal

import pytest

from reconciler.source.document import MAX_NODES, read_document


def _told(text: str | bytes) -> list[str]:
    document = read_document("f.yaml", text if isinstance(text, bytes) else text.encode())
    return [f"{finding.rule} {finding.place.line}:{finding.place.column}" for finding in document.findings]


def test_a_tree_is_plain_and_keeps_ambiguous_scalars_as_written() -> None:
    document = read_document("f.yaml", b"a: [1, x, 00123, {b: no}]\nc: 'no'\nd: true\ne:\nf: 1.5\n")

    assert document.tree == {"a": [1, "x", "00123", {"b": "no"}], "c": "no", "d": True, "e": None, "f": 1.5}
    assert set(document.ambiguous) == {("a", 2), ("a", 3, "b")}
    assert marshal.dumps(document.tree)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("\ufeffa: 1\na: 2\n", ["doubled-key 2:1"], id="bom-at-start"),
        pytest.param("\ufeffa: 1", [], id="bom-alone-is-fine"),
        pytest.param("a: 1\r\nb: 2\r\nb: 3\r\n", ["doubled-key 3:1"], id="crlf"),
        pytest.param("a: 1\rb: 2\rb: 3\r", ["doubled-key 3:1"], id="lone-cr"),
        pytest.param("a: {🎉: 1, 群: 2, 群: 3}\n", ["doubled-key 1:17"], id="emoji-and-cjk-before"),
        pytest.param("a: 𠮷\tx\n", ["tab-character 1:5"], id="outside-the-bmp-before"),
        pytest.param("a: 1\n\tb: 2\n\tc: 3\n", ["tab-character 2:1", "tab-character 3:1"], id="one-tab-a-line"),
        pytest.param("a: 1\nb: \x07\u2028\n", ["control-character 2:4"], id="one-odd-character-a-line"),
        pytest.param("a: 1\nb: x\u0085y\nb: 2\n", ["line-separator 2:5", "doubled-key 3:1"], id="next-line"),
        pytest.param('a: "\\u2028"\n', ["line-separator 1:4"], id="escaped-separator"),
        pytest.param("", ["empty-file 1:1"], id="nothing"),
        pytest.param("# x\n\n", ["empty-file 1:1"], id="comments-only"),
        pytest.param("---\n", ["empty-file 1:1"], id="marker-only"),
        pytest.param("\n", ["empty-file 1:1"], id="blank"),
        pytest.param("x\n", ["not-a-mapping 1:1"], id="one-word"),
        pytest.param("a: 1\n---\nb: 2\n", ["several-documents 2:1"], id="two-documents"),
        pytest.param("a: 1\n---\n", ["several-documents 2:1"], id="an-empty-second-document"),
        pytest.param("---\na: 1\n...\n", [], id="markers-around-one"),
        pytest.param("? a\n: b\n", [], id="question-mark-key"),
        pytest.param("{a: b}: c\n", ["key-not-text 1:1"], id="mapping-as-key"),
        pytest.param("a: &x 1\n*x : 2\n", ["key-not-text 2:1"], id="alias-as-key"),
        pytest.param("a: 1\n?\n: x\n", ["key-not-text 2:2"], id="nothing-as-key"),
        pytest.param("1: a\n2026-01-01: b\n'3': c\n", ["key-not-text 1:1", "key-not-text 2:1"], id="numbers-as-keys"),
        pytest.param("a: !!int '1'\nb: !x [y]\n", ["yaml-tag 1:4", "yaml-tag 2:4"], id="tags"),
        pytest.param("!!map {a: b}\n", ["yaml-tag 1:1"], id="tag-on-top"),
        pytest.param("a: &x {b: *x}\n", ["unknown-alias 1:11"], id="alias-in-itself"),
        pytest.param("a: [1\nb: 2\n", ["yaml-syntax 2:2"], id="syntax-stands-alone"),
        pytest.param("a: 1\na: 2\nb: 'x\n", ["yaml-syntax 3:4"], id="syntax-hides-what-came-before"),
        pytest.param("a: [" + "x, " * (MAX_NODES + 1) + "]", ["too-many-values 1:180008"], id="too-many-values"),
    ],
)
def test_findings_stand_where_the_mistake_is(text: str, told: list[str]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        pytest.param("名: 张三".encode("gb18030"), ["not-utf-8 1:1"], id="gbk"),
        pytest.param(b"a: 1\nb: \xe7\xa0\xff\n", ["not-utf-8 2:4"], id="broken-utf8"),
        pytest.param("a: 1\n".encode("utf-16"), ["not-text 1:1"], id="utf16"),
        pytest.param(b"a: 1\x00\n", ["not-text 1:1"], id="nul"),
    ],
)
def test_what_is_not_utf8_text_is_said_to_be_so(raw: bytes, told: list[str]) -> None:
    assert _told(raw) == told


def test_gbk_is_recognised_for_the_person_who_saved_it() -> None:
    document = read_document("f.yaml", "名: 张三".encode("gb18030"))

    assert "GBK" in document.findings[0].what.zh


def test_an_alias_brings_the_value_and_its_doubts() -> None:
    document = read_document("f.yaml", b"a: &x [00123, z]\nb: *x\n")

    assert document.tree == {"a": ["00123", "z"], "b": ["00123", "z"]}
    assert set(document.ambiguous) == {("a", 0), ("b", 0)}


def test_of_a_doubled_key_the_last_is_read_on() -> None:
    document = read_document("f.yaml", b"a: 00123\na: x\n")

    assert (document.tree, document.ambiguous) == ({"a": "x"}, {})
    assert "第 1 行" in document.findings[0].what.zh


def test_a_quoted_merge_key_is_a_key_like_any_other() -> None:
    document = read_document("f.yaml", b'"<<": {b: 2}\n')

    assert (document.tree, document.findings) == ({"<<": {"b": 2}}, [])


def test_a_merge_key_brings_nothing() -> None:
    document = read_document("f.yaml", b"a: 1\n<<: {b: 2}\n")

    assert document.tree == {"a": 1}
