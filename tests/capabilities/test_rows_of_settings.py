"""Rows 8 to 26 and 30 of wecom-api.md §1: what people set in the client, and what nobody can set."""

from typing import Any

from tests.capabilities.rows import (
    C,
    M,
    N,
    R,
    W,
    ask,
    cell,
    chat_of,
    done_by_hand,
    families,
    findings,
    nothing,
    refused,
    settled,
)
from tests.e2e.conftest import MakeTown

OTHERS = ("app", "internal", "sheet")


def attested(town: MakeTown, family: str, field: str, **more: Any) -> None:
    """A declared setting that nothing shows: a step with the place, told once, attested."""
    made = settled(town, family)
    ask(made, family, **more)

    done_by_hand(made, family, field, nothing)

    assert cell(family, field).access == (M,)


def undeclarable(town: MakeTown, family: str, row: str, **more: Any) -> None:
    """No call sets it and nothing would show it, so git cannot ask for it: the schema says so at once."""
    made = settled(town, family)

    assert refused(made, family, **more) == {"unknown-property"}
    assert not {W, R} & set(cell(family, row).access)


@families(*OTHERS)
def test_row_08_who_may_invite(family: str, town: MakeTown) -> None:
    attested(town, family, "permissions.invite", permissions={"invite": "admins"})


@families("customer")
def test_row_08_who_may_invite_does_not_exist_there(family: str, town: MakeTown) -> None:
    made = settled(town, family)
    ask(made, family, permissions={"invite": "admins"})

    plan = made.plan()

    assert [each["field"] for each in plan["cannot_be_done"]] == ["permissions.invite"]
    assert plan["needs_a_person"] == []
    assert cell(family, "permissions.invite").access == (N,)


@families()
def test_row_09_invite_confirmation(family: str, town: MakeTown) -> None:
    attested(town, family, "permissions.invite_confirmation", permissions={"invite_confirmation": True})


@families()
def test_row_10_who_may_mention_all(family: str, town: MakeTown) -> None:
    attested(town, family, "permissions.mention_all", permissions={"mention_all": "admins"})


@families()
def test_row_12_mute_all(family: str, town: MakeTown) -> None:
    undeclarable(town, family, "mute", mute=True)

    assert cell(family, "mute").access == (M,)


@families()
def test_row_13_mute_one_member(family: str, town: MakeTown) -> None:
    undeclarable(town, family, "mute_member", muted=["bob"])

    assert cell(family, "mute_member").access == (M,)


@families("app", "sheet")
def test_row_14_announcement(family: str, town: MakeTown) -> None:
    made = settled(town, family)
    ask(made, family, announcement="周四发布")

    done_by_hand(made, family, "announcement", nothing)


@families("customer", "internal")
def test_row_14_announcement_that_is_read(family: str, town: MakeTown) -> None:
    made = settled(town, family)
    ask(made, family, announcement="周四发布")

    def post() -> None:
        made.world.hands.set_announcement(chat_of(made, family), "周四发布")

    done_by_hand(made, family, "announcement", post)

    assert cell(family, "announcement").access == (R, M)


@families()
def test_row_15_rename_permission(family: str, town: MakeTown) -> None:
    attested(town, family, "permissions.rename", permissions={"rename": "admins"})


@families("customer")
def test_row_16_nickname(family: str, town: MakeTown) -> None:
    """Read, so a wrong one is found; only the person changes it."""
    made = settled(town, family, nicknames="real_name")
    made.world.hands.set_nickname(chat_of(made, family), "bob", "小可爱")

    [found] = findings(made, "nickname-real-name")

    assert "波（研发，bob）" in found["remedy"]["zh"]
    assert "我在本群的昵称" in found["remedy"]["zh"]
    made.world.hands.set_nickname(chat_of(made, family), "bob", "研发-波")
    assert findings(made, "nickname-real-name") == []
    assert cell(family, "nicknames").access == (R, M)


@families(*OTHERS)
def test_row_16_nickname_is_not_shown_there(family: str, town: MakeTown) -> None:
    made = settled(town, family)

    assert refused(made, family, nicknames="real_name") == {"field-fits-type"}
    assert cell(family, "nicknames").access == (M,)


@families()
def test_row_17_history_for_new_members(family: str, town: MakeTown) -> None:
    attested(
        town,
        family,
        "permissions.history_for_new_members",
        permissions={"history_for_new_members": "hidden"},
    )


@families()
def test_row_18_avatar(family: str, town: MakeTown) -> None:
    attested(town, family, "avatar", avatar="logo.png")


@families()
def test_row_19_chat_background(family: str, town: MakeTown) -> None:
    attested(town, family, "background", background="wall.png")


@families(*OTHERS)
def test_row_21_welcome_message_is_for_customer_groups(family: str, town: MakeTown) -> None:
    made = settled(town, family)

    assert refused(made, family, welcome={"text": "欢迎"})
    assert cell(family, "welcome").access == (N,)


@families()
def test_row_22_keyword_replies(family: str, town: MakeTown) -> None:
    undeclarable(town, family, "keyword_replies", keyword_replies=[])

    assert cell(family, "keyword_replies").access == ((M, C) if family == "customer" else (N,))


@families()
def test_row_23_anti_harassment(family: str, town: MakeTown) -> None:
    undeclarable(town, family, "anti_harassment", anti_harassment=True)

    assert cell(family, "anti_harassment").access == ((M, C) if family == "customer" else (N,))


@families()
def test_row_26_customers_must_not_add_each_other(family: str, town: MakeTown) -> None:
    undeclarable(town, family, "mutual_adding", mutual_adding=False)

    assert cell(family, "mutual_adding").access == ((M,) if family == "customer" else (N,))


@families()
def test_row_24_sensitive_words_have_no_scope_by_group(family: str, town: MakeTown) -> None:
    """By person or department, so a group cannot have them."""
    made = settled(town, family)

    assert refused(made, family, sensitive_words=["返现"]) == {"unknown-property"}
    assert cell(family, "sensitive_words").access == ((W, R) if family == "customer" else (N,))


@families(*OTHERS)
def test_row_25_join_ways_are_for_customer_groups(family: str, town: MakeTown) -> None:
    made = settled(town, family)

    assert refused(made, family, join=[{"key": "lobby", "auto_create_room": False}])
    assert cell(family, "join").access == (M,)


@families()
def test_row_30_tags(family: str, town: MakeTown) -> None:
    """No call tags a group: labels in git do, and nothing is asked of anybody."""
    made = settled(town, family)

    assert refused(made, family, tags=["vip"]) == {"unknown-property"}
    ask(made, family, labels={"level": "vip"})
    plan = made.plan()
    assert (plan["actions"], plan["needs_a_person"], plan["cannot_be_done"]) == ([], [], [])
    assert cell(family, "tags").access == (N,)
