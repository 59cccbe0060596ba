"""Groups that exist become documents: all of them, some of them, once more, and those that cannot."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reconciler.policy.registry import all_rules
from tests.e2e.grown import DEPARTMENTS, adopt_all, commands, grown, people_of, tree_of
from tests.e2e.town import OTHER, Town, dump

READS = (
    "agent/get",
    "department/list",
    "tag/list",
    "externalcontact/groupchat/list",
    "externalcontact/get_follow_user_list",
)
TOKEN = "/cgi-bin/gettoken"  # one for each secret
Grow = Callable[..., Town]


@pytest.fixture
def grow(tmp_path: Path) -> Iterator[Grow]:
    """Companies that grew without git, each in a folder of its own."""
    made: list[Town] = []

    def make(apps: int = 0, customers: int = 0, rooms: int = 0, sheets: int = 0, **more: Any) -> Town:
        made.append(grown(tmp_path / f"town{len(made)}", apps, customers, rooms, sheets, **more))
        return made[-1]

    yield make
    for town in made:
        town.close()


def seen(town: Town, chat: str) -> str:
    """The id of a customer group as the session for customer contact sees it."""
    return town.world.seen_chat_id(chat, 3)


def test_the_plan_after_adopting_everything_is_empty(grow: Grow) -> None:
    town = grow(9, 9, 9, 4)
    adopt_all(town)

    ran = town.run("plan", "--exit-code", "--json")
    plan = ran.json()

    assert ran.code == 0
    assert (plan["groups"], plan["actions"], plan["needs_a_person"], plan["blocked"]) == ([], [], [], [])
    assert plan["read"] == 31
    assert {finding["severity"] for finding in plan["findings"]} <= {"warning", "note"}


def test_adopting_writes_nothing_into_wecom_and_reads_nothing_twice(grow: Grow) -> None:
    town = grow(9, 9, 9, 4)

    for words in commands(town):
        mark = town.mark
        assert town.run("adopt", *words).code == 0

        asked = [(each.path, repr(each.query), repr(each.body)) for each in town.since(mark) if each.path != TOKEN]
        assert len(set(asked)) == len(asked)
        assert not [each for each in town.since(mark) if each.applied is not None]
        assert all(town.counts(mark)[path] <= 1 for path in READS)
        assert town.counts(mark)["user/simplelist"] + town.counts(mark)["user/list"] <= len(DEPARTMENTS)


def test_adopting_again_changes_no_byte(grow: Grow) -> None:
    town = grow(5, 5, 5, 4)
    adopt_all(town)
    before, ledger = tree_of(town), town.ledger_text()

    adopt_all(town)

    assert tree_of(town) == before
    assert town.ledger_text() == ledger


def test_adopting_part_by_part_gives_the_same_files(grow: Grow) -> None:
    whole, parts = grow(0, 8, 0, 4), grow(0, 8, 0, 4)
    for town in (whole, parts):
        town.world.hands.rename_chat("wrC3", "客户群 1")
        town.world.hands.rename_chat("wrC4", "客户群 5")
        town.world.hands.rename_chat("sheet2", "表格群 1")
    assert whole.run("adopt", "--type", "customer", "--all").code == 0
    assert whole.run("adopt", "--type", "sheet", "--doc", "D1", "--doc", "D2").code == 0

    assert parts.run("adopt", "--type", "customer", "--chat", seen(parts, "wrC1")).code == 0
    assert parts.run("adopt", "--type", "customer", "--owner", "P7", "--owner", "p3").code == 0
    assert parts.run("adopt", "--type", "customer", "--all").code == 0
    assert parts.run("adopt", "--type", "sheet", "--doc", "D2", "--doc", "D1", "--chat", "sheet2").code == 0
    assert parts.run("adopt", "--type", "sheet", "--doc", "D1", "--doc", "D2").code == 0

    assert tree_of(parts) == tree_of(whole)


def test_members_are_departments_and_tags_where_that_loses_nothing(grow: Grow) -> None:
    town = grow()
    town.world.hands.make_chat("aDept", 1000002, ["p0", *people_of(2)], name="整个部门")
    town.world.hands.make_chat("aTag", 1000002, ["p1", "p2", "p3", "p4", "p9"], name="值班和一个人", owner="p9")
    town.write("yanfa/department.yaml", DEPARTMENT)

    ran = town.run("adopt", "--type", "app", "--chat", "aDept", "--chat", "aTag")

    assert ran.code == 0
    assert tree_of(town)["yanfa/zhengge-bumen.yaml"] == DEPARTMENT_GROUP
    [tagged] = [text for text in tree_of(town).values() if "chat_id: aTag\n" in text]
    assert "members:\n  - tag: 值班\nmembership: observe\n" in tagged


DEPARTMENT = {"kind": "department", "key": "rd", "name": "研发中心", "department_id": "2", "head": "p0"}
DEPARTMENT_GROUP = """\
# yaml-language-server: $schema=../../schemas/group.schema.json
kind: group
key: zhengge-bumen
type: app
chat_id: aDept
name: 整个部门
department: rd
owner: p0
members:
  - department: 研发中心
    sub_departments: false
membership: observe
"""


def test_what_stands_there_is_never_overwritten(grow: Grow) -> None:
    town = grow(0, 2)
    mine = "# 我的备注\n" + dump({"kind": "group", "key": "x", "type": "app", "name": "x", "owner": "p1"})
    town.write("shichangbu/kehuqun-1.yaml", mine)

    ran = town.run("adopt", "--type", "customer", "--all")

    assert ran.code == 0
    tree = tree_of(town)
    assert tree["shichangbu/kehuqun-1.yaml"] == mine
    assert "key: kehuqun-1\n" in tree["shichangbu/kehuqun-1.2.yaml"]


WAITING = """\
kind: group
key: jia   # 先写的文件
type: customer
name: 客户群 1   # 群名
owner: P7        # 群主
members: [p18, p29, p40, p51]
membership: strict
"""


def test_a_document_that_waits_gets_the_id_and_keeps_every_other_byte(grow: Grow) -> None:
    town = grow(0, 2)
    town.write("my/jia.yaml", WAITING)

    ran = town.run("adopt", "--type", "customer", "--all", "--json")

    assert ran.code == 0
    assert [group["linked"] for group in ran.json()["adopted"]] == [True, False]
    assert all(group["in_line"] for group in ran.json()["adopted"])
    line = f"chat_id: {seen(town, 'wrC1')}\n"
    assert tree_of(town)["my/jia.yaml"] == WAITING.replace("type: customer\n", f"type: customer\n{line}")
    assert town.plan()["blocked"] == []


def test_a_document_waits_on_where_two_groups_could_be_meant(grow: Grow) -> None:
    town = grow(0, 2)
    town.world.hands.make_customer_group("wrTwin", "p7", ["p1"], name="客户群 1")
    town.write("my/jia.yaml", WAITING)

    ran = town.run("adopt", "--type", "customer", "--all")

    assert ran.code == 1
    assert ran.says("it is unclear whether this is one of them: my/jia.yaml")
    assert tree_of(town)["my/jia.yaml"] == WAITING
    assert len(tree_of(town)) == 3


def test_an_app_group_is_linked_only_to_a_document_that_nobody_made_a_group_for(grow: Grow) -> None:
    town = grow(1, company={"severities": {rule.id: "note" for rule in all_rules()}})
    town.put({"kind": "group", "key": "g", "type": "app", "name": "应用群 0", "owner": "p0", "members": ["p5"]})
    linked = town.run("adopt", "--type", "app", "--chat", "app0", "--dry-run", "--json")
    assert town.apply().code == 0

    own = town.run("adopt", "--type", "app", "--chat", "app0", "--json")

    assert [group["linked"] for group in linked.json()["adopted"]] == [True]
    assert [group["linked"] for group in own.json()["adopted"]] == [False]


@pytest.mark.parametrize(
    ("name", "managed", "department", "said"),
    [
        ("研发中心", "department", 2, "managed_by: department\n"),
        ("全员群", "all-staff", 0, "managed_by: all-staff\n"),
        ("总公司", "all-staff", 0, "managed_by: all-staff\n"),
        ("研发闲聊", "department", 2, "members:\n  - department: 研发中心\n"),
    ],
)
def test_a_group_that_wecom_keeps_is_only_labelled(
    grow: Grow, name: str, managed: str, department: int, said: str
) -> None:
    room: dict[str, Any] = {"room_id": "kept", "name": name, "managed": managed}
    town = grow(internal=[{**room, **({"department": department} if department else {})}])

    ran = town.run("adopt", "--type", "internal", "--room", "kept")

    assert ran.code == 0
    [text] = [text for file, text in tree_of(town).items() if file != "company.yaml"]
    assert said in text
    assert ("members:" in text) is ("managed_by:" not in text)
    plan = town.plan()
    assert (plan["groups"], plan["needs_a_person"], plan["blocked"]) == ([], [], [])


@pytest.mark.parametrize(("lang", "phrases"), [
    ("zh", ("别的应用建的", "没有这个群", "已经解散", "可能已离职", "看不出现在谁是群主", "看不见的字符")),
    ("en", ("Another application made", "no such group", "was dissolved", "perhaps they left", "its owner is not known",
            "invisible character")),
])  # fmt: skip
def test_what_cannot_be_adopted_is_said_and_holds_nothing_else_up(
    grow: Grow, lang: str, phrases: tuple[str, ...]
) -> None:
    town = grow(4, 0, 2, switches={"departed_in_chats": "stay"})
    hands = town.world.hands
    hands.make_chat("theirs", OTHER, ["p1", "p2"], name="别人的")
    hands.rename_chat("app1", "看不\u202e见")
    hands.dissolve("app2")
    hands.depart("p3")
    hands.leave("room1", ["p7"])

    apps = town.run("adopt", "--type", "app", *_many("--chat", "app0 app1 app2 app3 theirs nowhere"), lang=lang)
    rooms = town.run("adopt", "--type", "internal", *_many("--room", "room0 room1"), lang=lang)

    assert (apps.code, rooms.code) == (1, 1)
    assert [phrase for phrase in phrases if not (apps.says(phrase) or rooms.says(phrase))] == []
    assert {file.rpartition("/")[2] for file in tree_of(town)} == {
        "company.yaml",
        "yingyongqun-0.yaml",
        "neibuqun-0.yaml",
    }
    assert town.plan()["groups"] == []


def _many(option: str, ids: str) -> list[str]:
    return [word for each in ids.split() for word in (option, each)]


def test_an_external_group_is_no_customer_group(grow: Grow) -> None:
    town = grow(0, 1)
    town.world.hands.revoke_contact("p59")
    town.world.hands.make_customer_group("wrX", "p59", ["p1"], ["wmZ"], name="外部群")

    ran = town.run("adopt", "--type", "customer", "--chat", seen(town, "wrX"), "--json")

    assert ran.code == 1
    [refused] = ran.json()["not_adopted"]
    assert refused["id"] == seen(town, "wrX")
    assert [group["name"] for group in ran.json()["undeclared"]] == ["客户群 0"]


@pytest.mark.parametrize(
    ("lang", "phrase"), [("zh", "请群主 员工1（平台组） p1"), ("en", "Have its owner, 员工1 (平台组) p1")]
)
def test_a_group_without_a_name_is_not_given_one(lang: str, phrase: str, grow: Grow) -> None:
    town = grow(0, 1)
    town.world.hands.make_customer_group("wrX", "p1", ["p2"], ["wmZ"], name="")

    ran = town.run("adopt", "--type", "customer", "--all", lang=lang)

    assert ran.code == 1
    assert ran.says(phrase), ran.words
    assert len(tree_of(town)) == 2


def test_people_who_left_are_counted_and_not_written(grow: Grow) -> None:
    town = grow(0, 0, 0, 2, switches={"departed_in_chats": "stay"})
    town.world.hands.depart("p29")

    ran = town.run("adopt", "--type", "sheet", "--doc", "D2")

    assert ran.says("1 in the group are not in the address book")
    assert "p29" not in "".join(tree_of(town).values())
    assert town.plan()["actions"] == []


def test_a_sheet_of_another_application_is_said_and_the_others_are_listed(grow: Grow) -> None:
    town = grow(0, 0, 0, 3)

    ran = town.run("adopt", "--type", "sheet", "--doc", "D1", "--doc", "nowhere")
    one = town.run("adopt", "--type", "sheet", "--doc", "D2", "--chat", "sheet0")

    assert (ran.code, one.code) == (1, 1)
    assert ran.says("nowhere")
    assert one.says("None of these smartsheets has this group.")
    assert len(tree_of(town)) == 3


def test_a_preview_writes_nothing(grow: Grow) -> None:
    town = grow(0, 3)

    ran = town.run("adopt", "--type", "customer", "--all", "--dry-run")

    assert ran.code == 0
    assert ran.says("A preview: no file was written.")
    assert list(tree_of(town)) == ["company.yaml"]
    assert not town.ledger.exists()


def test_what_was_adopted_is_told_as_drift_when_it_moves(grow: Grow) -> None:
    town = grow(1)
    assert town.run("adopt", "--type", "app", "--chat", "app0").code == 0

    town.world.hands.rename_chat("app0", "周五吃什么")
    plan = town.plan()

    [group] = plan["groups"]
    assert [(change["field"], change["cause"]) for change in group["reported"]] == [("name", "drift")]


def test_a_family_that_fails_writes_nothing(grow: Grow) -> None:
    town = grow(0, 2)
    town.world.hands.set_archive([], [], enabled=False)
    town.world.faults.add("code", on="externalcontact/groupchat/list", code=48002, times=99)

    customers = town.run("adopt", "--type", "customer", "--all")
    rooms = town.run("adopt", "--type", "internal", "--room", "room0")

    assert (customers.code, rooms.code) == (4, 4)
    assert list(tree_of(town)) == ["company.yaml"]


def test_files_with_errors_are_mended_first(grow: Grow) -> None:
    town = grow(0, 1)
    town.write("x.yaml", "kind: group\nkey: x\n")

    ran = town.run("adopt", "--type", "customer", "--all")

    assert ran.code == 1
    assert ran.says("nothing was adopted")
    assert sorted(tree_of(town)) == ["company.yaml", "x.yaml"]


@pytest.mark.parametrize(
    "words",
    [
        "--type customer",
        "--type app --all",
        "--type app",
        "--type internal --chat x",
        "--type sheet --chat x",
        "--type customer --doc x",
        "--type app --chats-from nowhere.txt",
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_options_that_do_not_go_together_are_refused(words: str, lang: str, grow: Grow) -> None:
    town = grow(1)

    ran = town.run("adopt", *words.split(), lang=lang)

    assert ran.code == 2
    assert list(tree_of(town)) == ["company.yaml"]


def test_a_department_renamed_after_adopting_moves_nobody(grow: Grow) -> None:
    """Adopting notes the departments: a path that it wrote goes on to mean the same one before any apply."""
    town = grow(9, 3, 3, 2)
    adopt_all(town)
    written = "".join(path.read_text("utf-8") for path in sorted(town.root.rglob("*.yaml")))
    numbers = [int(row.split()[0]) for row in DEPARTMENTS if not row.startswith("1 ")]
    for number in numbers:
        town.world.hands.rename_department(number, f"改名 {number}")

    plan = town.plan()

    assert "department:" in written
    assert (plan["actions"], plan["blocked"]) == ([], [])
    assert {moved["kind"] for moved in plan["reorganisations"]} == {"renamed"}
