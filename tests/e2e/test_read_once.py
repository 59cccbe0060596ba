"""Nothing is read twice in a run: what each command asks of WeCom, from the journal."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.grown import DEPARTMENTS, adopt_all, grown
from tests.e2e.handled import enrol_strictly
from tests.e2e.town import Town

GROUPS = {
    "appchat/get": 9,
    "externalcontact/groupchat/get": 8,
    "msgaudit/groupchat/get": 7,
    "wedoc/smartsheet/groupchat/get": 6,
}
LISTS = {"externalcontact/groupchat/list": 1, "externalcontact/get_follow_user_list": 1}
BOOK = {"agent/get": 1, "department/list": 1, "user/list": len(DEPARTMENTS), "tag/list": 1}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Thirty groups, all adopted and strict."""
    made = grown(tmp_path / "town", 9, 8, 7, 6)
    adopt_all(made)
    enrol_strictly(made)
    yield made
    made.close()


def asked(town: Town, mark: int) -> Counter[str]:
    """How often each call was made, tokens aside."""
    counts = town.counts(mark)
    del counts["gettoken"]
    return counts


def tags(town: Town) -> int:
    """Tags that documents name."""
    words = "".join(path.read_text("utf-8") for path in town.root.rglob("*.yaml"))
    return sum(f"tag: {tag}\n" in words for tag in ("值班", "讲师"))


@pytest.mark.parametrize("command", ["plan", "drift"])
def test_one_call_for_each_department_tag_and_group_and_one_a_page_of_customer_groups(command: str, town: Town) -> None:
    mark = town.mark

    ran = town.run(command)

    assert ran.code in {0, 1}, ran.words
    counts = asked(town, mark)
    assert counts.pop("tag/get", 0) == tags(town)
    assert counts == {**BOOK, **LISTS, **GROUPS}


def test_adopting_again_reads_no_group_that_has_a_document(town: Town) -> None:
    town.world.hands.make_customer_group("wrNew", "p5", ["p6"], ["wmQ"], name="新客户群")
    mark = town.mark

    ran = town.run("adopt", "--type", "customer", "--all")

    assert ran.code == 0
    assert asked(town, mark) == {**BOOK, **LISTS, "tag/get": 2, "externalcontact/groupchat/get": 1}


def test_an_apply_reads_what_it_touches_and_what_it_touched_once_more(town: Town) -> None:
    town.world.hands.rename_chat("app3", "周五吃什么")
    town.world.hands.kick("sheet2", ["p25"])
    town.world.hands.transfer_owner("wrC1", "p18")
    town.save_plan()
    mark = town.mark

    ran = town.apply_saved()

    assert ran.code in {0, 1}, ran.words
    counts = asked(town, mark)
    assert counts.pop("tag/get", 0) == tags(town)
    assert counts == {
        **BOOK,
        "appchat/get": 2,
        "appchat/update": 1,
        "externalcontact/get_follow_user_list": 1,  # who may follow an owner of a customer group
        "externalcontact/groupchat/get": 2,
        "externalcontact/groupchat/onjob_transfer": 1,
        "wedoc/smartsheet/groupchat/get": 2,
        "wedoc/smartsheet/groupchat/update": 1,
        "message/send": counts["message/send"],
    }
