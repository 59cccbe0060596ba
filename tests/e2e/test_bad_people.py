"""One bad id, too many people, too few: the others are done, the bad one is named."""

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.door import open_door
from tests.e2e.town import PEOPLE, Town, a_group, a_world, in_process
from tests.e2e.trouble import Trouble, apply_saved, check, rows

CROWD = [f"u{number:04}" for number in range(2000)]


def crowded(town: MakeTown, size: int, **company: object) -> Town:
    people = [*PEOPLE, *(f"{user} 众 4" for user in CROWD)]
    return town(a_group("g", members=CROWD[: size - 1]), world=a_world(people), company=company)


def lonely(town: Town) -> None:
    town.put(a_group("g", members=[]))


def over_the_console_cap(town: Town) -> None:
    town.set_company(member_cap=3)
    town.put(a_group("g", members=["bob", "cat"]))


def over_the_real_cap(town: Town) -> None:
    """The console's cap is lower than company.yaml says: no API reads it."""
    town.world.hands.set_member_cap(3)
    town.put(a_group("g", members=["bob", "cat"]), a_group("h"))


def owner_left(town: Town) -> None:
    town.apply()
    town.world.hands.depart("ann")
    town.put(a_group("g", members=["bob", "cat"]))


def owner_mistyped(town: Town) -> None:
    town.put(a_group("g", owner="anm"))


def departed_since_the_plan(town: Town) -> None:
    town.apply()
    town.put(a_group("g", members=["bob", "cat", "dan"]), a_group("h", members=["cat", "dan"]))
    town.save_plan()
    town.world.hands.depart("cat")


def not_h_without_cat(town: Town) -> None:
    assert (town.members("g"), town.members("h")) == ({"ann", "bob", "dan"}, {"ann", "dan"})


def joined_since_the_plan(town: Town) -> None:
    """add_existing=86216: the plan made again leaves out who came by hand."""
    town.world.switches.set("add_existing", "86216")
    town.apply()
    town.put(a_group("g", members=["bob", "cat", "dan"]), a_group("h"))
    town.save_plan()
    town.world.hands.invite(town.chat("g").chat_id, ["cat"])


def all_in(town: Town) -> None:
    assert (town.members("g"), town.members("h")) == ({"ann", "bob", "cat", "dan"}, {"ann", "bob"})


def departed_still_in(town: Town) -> None:
    """del_departed=86216: removing somebody who left the company, but not the chat, is refused."""
    town.world.switches.set("del_departed", "86216")
    town.put(a_group("g", members=["bob", "cat", "dan"], membership="strict"), a_group("h", members=["cat"]))
    town.apply()
    town.world.hands.depart("cat")
    town.apply()
    town.world.clock.advance(3 * 86400)
    town.put(
        a_group("g", members=["bob", "cat", "eve"], membership="strict"), a_group("h", members=["bob", "cat", "eve"])
    )


def the_others_are_done(town: Town) -> None:
    assert town.members("g") == {"ann", "bob", "cat", "eve"}
    assert town.members("h") == {"ann", "bob", "cat", "eve"}


PEOPLE_TROUBLE = (
    Trouble("one-member", lonely, 1, "只有 1 人", "Only 1 person"),
    Trouble("over-the-console-cap", over_the_console_cap, 1, "超过上限 2 人", "over the cap of 2"),
    Trouble("over-the-real-cap", over_the_real_cap, 5, "86006", "86006", writes=1),
    Trouble("owner-left", owner_left, 1, "ann", "ann"),
    Trouble("owner-mistyped", owner_mistyped, 1, "anm", "anm"),
    Trouble(
        "departed-since-the-plan", departed_since_the_plan, 1, "cat", "cat", apply_saved, 2, not_h_without_cat
    ),
    Trouble("joined-since-the-plan", joined_since_the_plan, 0, "2 个群已完成", "2 groups", apply_saved, 2, all_in),
    Trouble("departed-still-in", departed_still_in, 5, "没有处理的是：cat", "Left out: cat", writes=2,
            then=the_others_are_done),
)  # fmt: skip


@rows(PEOPLE_TROUBLE)
def test_bad_people_hold_up_nobody_else(trouble: Trouble, lang: str, town: MakeTown) -> None:
    check(trouble, town(a_group("g")), lang)


@pytest.mark.parametrize(("size", "code", "phrase"), [
    pytest.param(1999, 0, "1,999", id="the-most-there-can-be"),
    pytest.param(2000, 1, "1999", id="one-more"),
])  # fmt: skip
def test_the_app_takes_a_seat_of_the_2000(size: int, code: int, phrase: str, town: MakeTown) -> None:
    made = crowded(town, size)

    ran = made.apply()

    assert ran.code == code
    assert ran.says(phrase)
    assert len(made.counts()) > 0
    assert made.counts()["appchat/create"] == (1 if code == 0 else 0)


def test_member_cap_of_company_yaml_counts_the_app_too(town: MakeTown) -> None:
    made = crowded(town, 1000, member_cap=1000)

    refused = made.apply()
    made.set_company(member_cap=1001)
    done = made.apply()

    assert (refused.code, done.code) == (1, 0)
    assert len(made.members("g")) == 1000


@pytest.mark.parametrize("code", [86007, 86216, 60111, 60011, 40003, 40031])
def test_whoever_leaves_before_the_creation_is_found_and_left_out(code: int, town: MakeTown) -> None:
    """The walk still meets cat, WeCom refuses the creation by whatever number, and asking by name finds out who."""
    made = town(a_group("g", members=["bob", "cat"]), a_group("h"), code_unknown_user_create=code)

    def leave(path: str, count: int) -> None:
        if (path, count) == ("appchat/get", 2):
            made.world.hands.depart("cat")

    with open_door(made, leave) as door:
        ran = in_process("apply", "--yes", "--root", str(made.root), variables=door.variables)

    assert ran.code == 5
    assert ran.says("Left out: cat")
    assert (made.members("g"), made.members("h")) == ({"ann", "bob"}, {"ann", "bob"})


@pytest.mark.parametrize("code", [86216, 86007, 60111, 60011, 40003, 40031])
def test_whoever_leaves_before_the_update_is_found_and_left_out(code: int, town: MakeTown) -> None:
    made = town(a_group("g"), a_group("h"), code_unknown_user_update=code)
    assert made.apply().code == 0
    made.put(a_group("g", members=["bob", "cat", "dan"], name="新名"), a_group("h", members=["bob", "eve"]))

    def leave(path: str, count: int) -> None:
        if (path, count) == ("appchat/get", 2):
            made.world.hands.depart("cat")

    with open_door(made, leave) as door:
        ran = in_process("apply", "--yes", "--root", str(made.root), variables=door.variables)

    assert ran.code == 5
    assert ran.says("Left out: cat")
    assert (made.members("g"), made.chat("g").name) == ({"ann", "bob", "dan"}, "新名")
    assert made.members("h") == {"ann", "bob", "eve"}


def test_whoever_joins_by_hand_before_the_update_is_no_trouble(town: MakeTown) -> None:
    """add_existing=86216: cat is let in by hand between the read and the call."""
    made = town(a_group("g"), a_group("h"), add_existing="86216")
    assert made.apply().code == 0
    chat_id, mark = made.chat("g").chat_id, made.mark
    made.put(a_group("g", members=["bob", "cat", "dan"]), a_group("h", members=["bob", "eve"]))

    def invite(path: str, count: int) -> None:
        if (path, count) == ("appchat/get", 2):
            made.world.hands.invite(chat_id, ["cat"])

    with open_door(made, invite) as door:
        ran = in_process("apply", "--yes", "--root", str(made.root), variables=door.variables)

    assert ran.code == 0, ran.words
    assert (made.members("g"), made.members("h")) == ({"ann", "bob", "cat", "dan"}, {"ann", "bob", "eve"})
    assert [each.errcode for each in made.since(mark, "update")] == [86216, 0, 0]
