"""`edit` as a user runs it: the one line that was meant, and nothing else."""

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.e2e.conftest import MakeTown
from tests.e2e.town import PEOPLE, ROOT, Ran, Town, a_group, a_town, a_world, in_process

SCHEMA = json.loads((ROOT / "schemas" / "edit.schema.json").read_text(encoding="utf-8"))
TEXT = """\
# 谁都别动这一行
kind: group
key: g
type: app
name: "g 群"   # 群名
owner: ann
members:
  - bob        # 老人
  - department: 研发/平台
  - {user: eve, until: 2026-12-31}
except: [fay]
"""


@pytest.fixture
def edited(town: MakeTown) -> Town:
    made = town()
    made.write("g.yaml", TEXT)
    return made


def lines(made: Town) -> tuple[list[str], list[str]]:
    """What went and what came."""
    was, now = TEXT.splitlines(), (made.root / "g.yaml").read_text("utf-8").splitlines()
    return [each for each in was if each not in now], [each for each in now if each not in was]


def offline(made: Town, *words: str, lang: str = "en") -> Ran:
    return in_process("edit", *words, "--root", str(made.root), lang=lang)


@pytest.mark.parametrize(
    ("words", "gone", "new"),
    [
        (["add-member", "g", "hal"], [], ["  - hal"]),
        (["add-member", "g 群", "哈"], [], ["  - hal"]),
        (["add-member", "g", "fay"], ["except: [fay]"], ["  - fay", "except: []"]),
        (["add-member", "g", "bob"], [], []),
        (["add-member", "g", "BOB"], [], []),
        (["add-member", "g", "ann"], [], []),
        (["add-member", "g", "cat"], [], []),
        (["remove-member", "g", "bob"], ["  - bob        # 老人"], []),
        (["remove-member", "g", "eve"], ["  - {user: eve, until: 2026-12-31}"], []),
        (["remove-member", "g", "cat"], ["except: [fay]"], ["except: [fay, cat]"]),
        (["remove-member", "g", "hal"], [], []),
        (["set-owner", "g", "cat"], ["owner: ann"], ["owner: cat", "  - ann"]),
        (["set-owner", "g", "cat", "--former-leaves"], ["owner: ann"], ["owner: cat"]),
        (["set-owner", "g", "ann"], [], []),
    ],
    ids=lambda words: " ".join(words),
)
def test_with_the_address_book_exactly_the_lines_that_were_meant(
    words: list[str], gone: list[str], new: list[str], edited: Town
) -> None:
    ran = edited.run("edit", *words)

    assert (ran.code, lines(edited)) == (0, (gone, new)), ran.words
    assert in_process("validate", "--root", str(edited.root)).code == 0


def test_an_end_and_a_reason_go_with_the_person(edited: Town) -> None:
    ran = offline(edited, "add-member", "g", "hal", "gus", "--until", "2027-01-31", "--reason", "借调: 支持")

    assert ran.code == 0, ran.words
    people = ["    until: 2027-01-31", '    reason: "借调: 支持"']
    assert lines(edited) == ([], ["  - user: hal", *people, "  - user: gus", *people])


@pytest.mark.parametrize(
    ("user", "line"),
    [("eve", "  - {user: eve, until: 2027-01-31}"), ("bob", "  - {user: bob, until: 2027-01-31}        # 老人")],
)
def test_an_end_that_is_given_later_is_put_to_the_line_that_is_there(user: str, line: str, edited: Town) -> None:
    ran = offline(edited, "add-member", "g", user, "--until", "2027-01-31")

    assert ran.code == 0, ran.words
    assert line in "\n".join(lines(edited)[1])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["add-member", "nope", "bob"], "没有群“nope”", "There is no group “nope”"),
        (["add-member", "g", "卡"], "不是账号", "is no user id"),
        (["add-member", "g", "a b"], "不是账号", "is no user id"),
        (["remove-member", "g", "ann"], "是群主", "owns the group"),
        (["remove-member", "g", "cat"], "--look-up", "--look-up"),
        (["new-group", "g 群", "--owner", "ann"], "已经有群叫", "is there already"),
        (["new-group", "新", "--owner", "ann", "--key", "g"], "key 是 g", "the key g already"),
        (["new-group", "新", "--owner", "ann", "--department", "nope"], "没有部门文件", "no department document"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_what_cannot_be_done_is_said_and_no_file_changes(
    words: list[str], zh: str, en: str, lang: str, edited: Town
) -> None:
    ran = offline(edited, *words, lang=lang)

    assert ran.code == 1
    assert ran.says(zh if lang == "zh" else en)
    assert lines(edited) == ([], [])


@pytest.mark.parametrize(
    ("lang", "phrases"),
    [("zh", ["可能是 2 个人", "卡（研发/平台）cat", "卡（市场）kim"]), ("en", ["may be 2 people", "kim"])],
)
def test_two_people_of_one_name_are_told_apart(lang: str, phrases: list[str], town: MakeTown) -> None:
    made = town(a_group("g"), world=a_world([*PEOPLE, "kim 卡 4"]))

    vague = made.run("edit", "add-member", "g", "卡", lang=lang)
    clear = made.run("edit", "add-member", "g", "卡（市场）")

    assert (vague.code, clear.code) == (1, 0)
    assert [phrase for phrase in phrases if not vague.says(phrase)] == []
    assert "- kim" in (made.root / "g.yaml").read_text("utf-8")


def test_nobody_is_added_to_a_strict_group_that_names_no_members(town: MakeTown) -> None:
    made = town(a_group("g", members=None, membership="strict"))

    ran = made.run("edit", "add-member", "g", "cat")

    assert ran.code == 1
    assert ran.says("nobody but them")


def test_a_preview_writes_nothing_and_shows_the_same(edited: Town) -> None:
    preview = offline(edited, "add-member", "g", "hal", "--dry-run", "--json")

    jsonschema.Draft202012Validator(SCHEMA).validate(preview.json())
    assert preview.json()["files"] == [{"file": "g.yaml", "new": False, "difference": ["+   - hal"]}]
    assert lines(edited) == ([], [])


def test_a_new_group_lies_in_its_departments_folder_and_is_valid(town: MakeTown) -> None:
    made = town()
    department = {"kind": "department", "key": "rd", "name": "研发", "department_id": "2", "head": "bob"}
    made.write("rd/department.yaml", department)

    ran = made.run("edit", "new-group", "研发-夜班", "--owner", "波", "--department", "研发", "--member", "卡")

    text = (made.root / "rd/yanfa-yeban.yaml").read_text("utf-8")
    assert ran.code == 0, ran.words
    assert "owner: bob\nmembers:\n  - cat\n" in text
    assert in_process("validate", "--root", str(made.root)).code == 0


@pytest.mark.parametrize("public", [False, True])
def test_names_are_shown_only_where_they_may_be(public: bool, town: MakeTown) -> None:
    made = town(a_group("g"), company={"visibility": "public" if public else "private"})

    ran = made.run("edit", "add-member", "g", "ann")

    assert ran.says("安（研发）") is not public


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["cat", "dan", "eve", "gus", "hal"]), min_size=1, unique=True))
def test_who_is_added_and_taken_out_again_leaves_no_trace(
    tmp_path_factory: pytest.TempPathFactory, people: list[str]
) -> None:
    with a_town(tmp_path_factory.mktemp("edit") / "town", [a_group("g")]) as made:
        before = (made.root / "g.yaml").read_text("utf-8")
        offline(made, "add-member", "g", *people)
        between = (made.root / "g.yaml").read_text("utf-8")
        offline(made, "remove-member", "g", *people)

        assert between != before
        assert (made.root / "g.yaml").read_text("utf-8") == before


def test_many_people_come_from_a_list_and_all_who_are_unclear_are_named(edited: Town) -> None:
    file = edited.folder / "list.csv"
    file.write_bytes("姓名;账号;备注\n哈;;x\n;gus;\n".encode("gb18030"))

    ran = edited.run("edit", "add-member", "g", "--people", str(file), "--dry-run")
    file.write_text("姓名\n查无甲\n查无乙\n", encoding="utf-8")
    unclear = edited.run("edit", "add-member", "g", "--people", str(file))

    assert ran.code == 0, ran.words
    assert "- hal" in ran.out
    assert "- gus" in ran.out
    assert "Columns that are not used: 备注" in ran.err
    assert "查无甲" in unclear.err
    assert "查无乙" in unclear.err
    assert lines(edited) == ([], [])
