"""Files that cannot be used: one sentence each, nothing read from WeCom, nothing written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.town import Town, a_group, in_process
from tests.e2e.trouble import Trouble, rows

NOBODY = 65534


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, who may read everything."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


def huge(town: Town) -> None:
    town.write("x.yaml", "# x\n" * 300_000)


def binary(town: Town) -> None:
    (town.root / "x.yaml").write_bytes(b"kind: group\nkey: \xff\xfe\x00\x01")


def link_outside(town: Town) -> None:
    (town.folder / "secret.yaml").write_text("kind: group\n")
    (town.root / "x.yaml").symlink_to(town.folder / "secret.yaml")


def dead_link(town: Town) -> None:
    (town.root / "x.yaml").symlink_to(town.root / "nowhere.yaml")


def a_folder(town: Town) -> None:
    (town.root / "x.yaml").mkdir()


def a_pipe(town: Town) -> None:
    os.mkfifo(town.root / "x.yaml")


def unknown_kind(town: Town) -> None:
    town.write("x.yaml", {"kind": "grupo", "key": "x"})


def half_a_file(town: Town) -> None:
    town.write("x.yaml", "kind: group\nkey: x\nmembers: [ann, bob")


def doubled_key(town: Town) -> None:
    town.write("sub/copy.yaml", a_group("g"))


def one_chat_twice(town: Town) -> None:
    town.put(a_group("one", chat_id="theSameChat1"), a_group("two", chat_id="theSameChat1"))


def number_for_id(town: Town) -> None:
    town.write("x.yaml", "kind: group\nkey: x\ntype: app\nname: x\nowner: 00123\n")


def second_company(town: Town) -> None:
    town.write("other.yaml", (town.root / "company.yaml").read_text("utf-8"))


def no_company(town: Town) -> None:
    (town.root / "company.yaml").unlink()


def name_too_long(town: Town) -> None:
    town.put(a_group("x", name="长" * 51))


def anchors(town: Town) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    town.write("x.yaml", "\n".join(lines))


FILES = (
    Trouble("huge", huge, 1, "文件超过 1 MiB", "larger than 1 MiB"),
    Trouble("binary", binary, 1, "这不是文本文件", "not-text"),
    Trouble("link-outside", link_outside, 1, "指向根目录之外", "leads outside the root folder"),
    Trouble("dead-link", dead_link, 1, "失效的链接", "a link that leads nowhere"),
    Trouble("folder", a_folder, 1, "是一个目录", "is a folder"),
    Trouble("pipe", a_pipe, 1, "不是普通文件", "not an ordinary file"),
    Trouble("unknown-kind", unknown_kind, 1, "grupo", "grupo"),
    Trouble("half-a-file", half_a_file, 1, "x.yaml", "x.yaml"),
    Trouble("doubled-key", doubled_key, 1, "用了不止一次", "used more than once"),
    Trouble("one-chat-twice", one_chat_twice, 1, "theSameChat1", "theSameChat1"),
    Trouble("number-for-id", number_for_id, 1, "加上引号", "Quote it"),
    Trouble("second-company", second_company, 1, "company", "company"),
    Trouble("no-company", no_company, 1, "没有可用的 company.yaml", "no usable company.yaml"),
    Trouble("name-too-long", name_too_long, 1, "50", "50"),
    Trouble("anchors", anchors, 1, "x.yaml", "x.yaml"),
)


@rows(FILES)
def test_a_bad_file_is_named_and_nothing_is_applied(trouble: Trouble, lang: str, town: MakeTown) -> None:
    made = town(a_group("g"))
    made.apply()
    made.put(a_group("g", members=["bob", "cat"]))
    trouble.arrange(made)
    before, ledger, mark = made.chats(), made.ledger_text(), made.mark

    checked = in_process("validate", "--root", str(made.root), lang=lang)
    applied = made.apply(lang)

    phrase = trouble.zh if lang == "zh" else trouble.en
    assert checked.code == trouble.code
    assert applied.code == trouble.code
    assert checked.says(phrase) or applied.says(phrase), checked.words
    assert applied.says("没有执行" if lang == "zh" else "nothing was applied")
    assert made.since(mark) == ()
    assert (made.chats(), made.ledger_text()) == (before, ledger)


def test_a_link_to_the_outside_shows_nothing_of_what_lies_there(town: MakeTown) -> None:
    made = town(a_group("g"))
    (made.folder / "token.txt").write_text("kind: [hush-hush\n")
    (made.root / "x.yaml").symlink_to(made.folder / "token.txt")

    ran = in_process("validate", "--root", str(made.root))

    assert ran.code == 1
    assert "hush" not in ran.words


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "读不出来"), ("en", "cannot be read")])
def test_an_unreadable_file_is_a_finding_and_never_absent(lang: str, phrase: str, town: MakeTown) -> None:
    made = town(a_group("g"))
    secret = made.write("x.yaml", a_group("x"))
    opened = [*made.root.parents, made.root]
    modes = {folder: folder.stat().st_mode for folder in opened if os.access(folder, os.W_OK)}
    in_process("validate", "--root", str(made.root))
    secret.chmod(0)
    for folder, mode in modes.items():
        folder.chmod(mode | 0o055)
    try:
        with as_nobody():
            ran = in_process("validate", "--root", str(made.root), lang=lang)
    finally:
        for folder, mode in modes.items():
            folder.chmod(mode)

    assert ran.code == 1
    assert ran.says(phrase)
    assert ran.says("x.yaml")


@pytest.mark.parametrize("command", ["validate", "plan", "apply", "drift"])
@pytest.mark.parametrize(
    ("make", "code", "zh", "en"),
    [
        pytest.param(lambda _path: None, 2, "不存在", "does not exist", id="missing"),
        pytest.param(lambda path: path.mkdir(), 1, "没有 YAML 文件", "no YAML files", id="empty"),
        pytest.param(lambda path: path.write_text("x"), 2, "不是目录", "not a folder", id="a-file"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_root_that_is_none_is_said(
    command: str, make: object, code: int, zh: str, en: str, lang: str, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    assert callable(make)
    make(root)

    ran = in_process(command, *(["--yes"] if command == "apply" else []), "--root", str(root), lang=lang)

    assert ran.code == code
    assert ran.says(zh if lang == "zh" else en)
    assert ran.out == ""
