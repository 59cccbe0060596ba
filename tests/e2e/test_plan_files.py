"""What was reviewed is what is applied, or a safe part of it, or nothing: plan files that are not what they seem."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.door import open_door
from tests.e2e.town import SECRET, VARIABLE, Town, a_group, in_process
from tests.e2e.trouble import Arrange, Trouble, apply_saved, check, rows


def after(change: Callable[[Town], object]) -> Arrange:
    """A group in line, a plan that adds cat and renames, and then something happens."""

    def arrange(town: Town) -> None:
        assert town.apply().code == 0
        town.put(a_group("g", members=["bob", "cat"], membership="strict", name="新名"))
        town.save_plan()
        change(town)

    return arrange


def tree(change: Callable[[dict[str, Any]], object]) -> Arrange:
    """The file is written again with another content."""

    def edit(town: Town) -> None:
        content = json.loads(town.plan_file.read_text("utf-8"))
        change(content)
        town.plan_file.write_text(json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True), encoding="utf-8")

    return after(edit)


def text(change: Callable[[str], str]) -> Arrange:
    """The file is written again with another text."""

    def edit(town: Town) -> None:
        town.plan_file.write_text(change(town.plan_file.read_text("utf-8")), encoding="utf-8")

    return after(edit)


def another_corp(town: Town) -> None:
    content = json.loads(town.plan_file.read_text("utf-8"))
    content["corp_id"] = "ww2"
    town.plan_file.write_text(json.dumps(content), encoding="utf-8")


def renamed_by_hand(town: Town) -> None:
    town.world.hands.rename_chat(town.chat("g").chat_id, "手改的")


def stranger_by_hand(town: Town) -> None:
    town.world.hands.invite(town.chat("g").chat_id, ["hal"])


def extra_join_in_git(town: Town) -> None:
    town.put(a_group("g", members=["bob", "cat", "dan"], membership="strict", name="新名"))


def owner_by_hand(town: Town) -> None:
    town.world.hands.transfer_owner(town.chat("g").chat_id, "bob")


def dissolved_by_hand(town: Town) -> None:
    town.world.hands.dissolve(town.chat("g").chat_id)


def joined_by_hand(town: Town) -> None:
    town.world.hands.invite(town.chat("g").chat_id, ["cat"])


def done_by_another(town: Town) -> None:
    assert town.apply_saved().code == 0


def nothing_moved(town: Town) -> None:
    """As planned."""


def gone(town: Town) -> None:
    town.plan_file.unlink()


def binary(town: Town) -> None:
    town.plan_file.write_bytes(b"\xff\xfe\x00")


def is_done(town: Town) -> None:
    assert (town.members("g"), town.chat("g").name) == ({"ann", "bob", "cat"}, "新名")


FILES = (
    Trouble("edited", tree(lambda plan: plan["actions"].clear()), 1, "被改动过", "edited by hand", apply_saved),
    Trouble("one-id-edited", text(lambda words: words.replace('"cat"', '"dan"')), 1, "被改动过", "edited by hand",
            apply_saved),
    Trouble("truncated", text(lambda words: words[: len(words) // 2]), 1, "不完整", "truncated", apply_saved),
    Trouble("empty", text(lambda _words: ""), 1, "不完整", "truncated", apply_saved),
    Trouble("no-plan", text(lambda _words: '{"kind": "list"}'), 1, "不是计划", "not a plan", apply_saved),
    Trouble("binary", after(binary), 1, "不是 UTF-8 文本", "not UTF-8 text", apply_saved),
    Trouble("missing", after(gone), 1, "读不了计划文件", "Cannot read the plan", apply_saved),
    Trouble("newer", tree(lambda plan: plan.update(format_version=99)), 1, "更新的版本", "newer version", apply_saved),
    Trouble("another-corp", after(another_corp), 1, "另一家企业", "another company", apply_saved),
    Trouble("renamed", after(renamed_by_hand), 1, "“手改的” → “新名”", "“手改的” → “新名”", apply_saved),
    Trouble("stranger", after(stranger_by_hand), 1, "hal 出群", "hal leaves", apply_saved),
    Trouble("owner", after(owner_by_hand), 1, "bob → 安（研发） ann", "bob → 安 (研发) ann", apply_saved),
    Trouble("git-moved", after(extra_join_in_git), 1, "dan 进群", "dan joins", apply_saved),
    Trouble("dissolved", after(dissolved_by_hand), 1, "generation: 2", "generation: 2", apply_saved),
    Trouble("joined-already", after(joined_by_hand), 0, "1 个群已完成", "1 group applied", apply_saved, 1, is_done),
    Trouble("done-already", after(done_by_another), 0, "没有要执行的动作", "nothing to apply", apply_saved, 0, is_done),
    Trouble("as-planned", after(nothing_moved), 0, "1 个群已完成", "1 group applied", apply_saved, 1, is_done),
)  # fmt: skip


@rows(FILES)
def test_a_plan_that_is_not_what_was_reviewed_is_refused(trouble: Trouble, lang: str, town: MakeTown) -> None:
    check(trouble, town(a_group("g", membership="strict")), lang)


@pytest.mark.parametrize(
    ("lang", "phrase"), [("zh", "不能用于真的企业微信"), ("en", "cannot be applied to the real WeCom")]
)
def test_a_plan_of_the_simulator_never_meets_the_real_wecom(lang: str, phrase: str, town: MakeTown) -> None:
    made = town(a_group("g"))
    made.save_plan()

    real = in_process("apply", str(made.plan_file), "--root", str(made.root), lang=lang, variables={VARIABLE: SECRET})

    assert real.code == 1
    assert real.says(phrase)
    assert made.chats() == {}


def test_a_plan_of_the_real_wecom_never_meets_the_simulator(town: MakeTown) -> None:
    made = town(a_group("g"))
    with open_door(made) as door:
        variables = dict(door.variables)
        planned = in_process("plan", "--out", str(made.plan_file), "--root", str(made.root), variables=variables)
        refused = made.apply_saved()
        done = in_process("apply", str(made.plan_file), "--root", str(made.root), variables=variables)

    assert (planned.code, refused.code, done.code) == (0, 1, 0)
    assert "imulat" not in planned.out + done.out
    assert made.members("g") == {"ann", "bob"}


@pytest.mark.parametrize("argv", [("apply",), ("apply", "plan.json", "--yes")])
@pytest.mark.parametrize(("lang", "phrase"), [("zh", "二者选一"), ("en", "one of the two")])
def test_apply_wants_a_plan_or_yes(argv: tuple[str, ...], lang: str, phrase: str, town: MakeTown) -> None:
    ran = town(a_group("g")).run(*argv, lang=lang)

    assert ran.code == 2
    assert ran.says(phrase)


def test_a_plan_that_cannot_be_saved_says_so(town: MakeTown) -> None:
    made = town(a_group("g"))

    ran = made.run("plan", "--out", str(made.folder / "nowhere" / "plan.json"))

    assert ran.code == 2
    assert ran.says("Cannot write")


def test_a_saved_plan_touches_only_its_own_groups(town: MakeTown) -> None:
    made = town(a_group("g"), a_group("h"))
    made.apply()
    made.put(a_group("g", members=["cat"]))
    made.save_plan()
    made.put(a_group("h", members=["dan"]))
    mark = made.mark

    ran = made.apply_saved()

    assert ran.code == 0
    assert {each.query["chatid"] for each in made.since(mark, "appchat/get")} == {made.chat("g").chat_id}
    assert made.members("h") == {"ann", "bob"}
