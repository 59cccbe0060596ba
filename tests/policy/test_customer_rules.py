"""Rules over customer groups, and what rules over live groups say of the other families."""

from dataclasses import replace
from typing import Any

import pytest

from reconciler.model.company import Visibility
from reconciler.model.desired import DepartmentSpec, Profile
from reconciler.model.directory import PersonStatus
from reconciler.model.finding import Place
from reconciler.model.group import Classification, Enrolment, GroupSpec, GroupType, Lifecycle, Nicknames, Partner
from reconciler.model.ids import ChatId, user_id
from reconciler.model.live import AbsentGroup, FailedFamily, LiveGroup, Outsider, SeenGroup, UnreadableGroup
from reconciler.text import Text
from tests.builders import a_company, a_directory, a_spec, people
from tests.policy.world import places, remedies, sentences, some_facts, with_status

FILE = "groups/vip.yaml"
WR = ChatId("wrVip01")
BOOK = a_directory({"ann": (5,), "bob": (5,), "cyd": (2,)})
MARKET = DepartmentSpec("market", "市场部", "5", Place("groups/market/department.yaml"))
GUESTS = Profile("guests", Place("p.yaml"), category="guests", policy={"partners-allowed": {"allowed": True}})


def a_customer(key: str = "vip", **fields: Any) -> GroupSpec:
    """A customer group that git lists, of a category that lets people from outside in."""
    return a_spec(key, **{"type": GroupType.CUSTOMER, "chat_id": WR, "name": "贵宾", "category": "guests", **fields})


def a_room(**fields: Any) -> LiveGroup:
    """A customer group as WeCom shows it."""
    plain = LiveGroup(WR, "贵宾", user_id("ann"), people("ann bob"), GroupType.CUSTOMER, admins=frozenset())
    return replace(plain, **fields)


def outsiders(number: int = 2, **fields: Any) -> tuple[Outsider, ...]:
    """People from outside, the first on WeChat."""
    return tuple(Outsider(f"wm{each}", is_wechat=not each, invitor=user_id("bob"), **fields) for each in range(number))


def undeclared(number: int, owner: str = "ann") -> list[LiveGroup]:
    """Customer groups that nobody lists."""
    return [
        a_room(chat_id=ChatId(f"wrX{each}"), name=f"客户{each}", owner=user_id(owner), outsiders=outsiders())
        for each in range(number)
    ]


@pytest.mark.clause("A2", "F2", "I1.2")
@pytest.mark.parametrize(
    ("specs", "seen", "found"),
    [
        pytest.param([a_customer()], [a_room()], [], id="all-listed-in-git"),
        pytest.param([a_customer(lifecycle=Lifecycle.RETIRED)], [a_room()], [], id="retired-is-listed-too"),
        pytest.param([], [a_room()], ["groups/market/department.yaml department_id"], id="nobody-lists-it"),
        pytest.param([], [a_room(owner=user_id("gone"))], ["groups/company.yaml customer_groups"], id="owner-gone"),
        pytest.param([], [a_room(owner=user_id("cyd"))], ["groups/company.yaml customer_groups"], id="no-document"),
        pytest.param([], [AbsentGroup(WR, dissolved=True)], [], id="dissolved"),
        pytest.param(
            [], [UnreadableGroup(WR, Text("忙。", "Busy."))], ["groups/company.yaml customer_groups"], id="unreadable"
        ),
        pytest.param([a_customer(chat_id=None)], [a_room()], [f"{FILE} type"], id="probably-this-one"),
        pytest.param(
            [a_customer(chat_id=None, owner="bob")],
            [a_room()],
            ["groups/market/department.yaml department_id"],
            id="same-name-of-another-owner",
        ),
    ],
)
def test_customer_groups_that_git_does_not_list_are_found(
    specs: list[GroupSpec], seen: list[SeenGroup], found: list[str]
) -> None:
    facts = some_facts(*specs, directory=BOOK, seen=seen, listed=True, departments={"market": MARKET})

    assert places("undeclared-customer-group", facts) == found


@pytest.mark.clause("A2", "F2", "I1.2")
@pytest.mark.parametrize("more", [{"listed": False}, {"listed": True, "broken": ("groups/x.yaml",)}])
def test_what_was_not_listed_or_may_be_declared_is_not_called_undeclared(more: dict[str, Any]) -> None:
    facts = some_facts(directory=BOOK, seen=[a_room()], **more)

    assert places("undeclared-customer-group", facts) == []


@pytest.mark.clause("A2", "I1.2")
@pytest.mark.parametrize(
    ("visibility", "owner"), [(Visibility.PRIVATE, "名ann (市场部, Ann)"), (Visibility.PUBLIC, "Ann")]
)
def test_an_undeclared_group_is_shown_with_its_owner_and_size(visibility: Visibility, owner: str) -> None:
    facts = some_facts(directory=BOOK, seen=undeclared(1), listed=True, company=a_company(visibility=visibility))

    assert sentences("undeclared-customer-group", facts) == [
        "The customer group “客户0” (wrX0, 4 people, 2 of them from outside) is not listed in git; "
        f"its owner is {owner}."
    ]


@pytest.mark.clause("A2", "I1.2")
@pytest.mark.parametrize(("number", "findings"), [(3, 3), (4, 1), (12, 1)])
def test_many_undeclared_groups_of_one_owner_are_told_together(number: int, findings: int) -> None:
    facts = some_facts(directory=BOOK, seen=undeclared(number), listed=True)

    words = sentences("undeclared-customer-group", facts)

    assert len(words) == findings
    asked = "--chat wrX0" if findings == number else "--owner Ann"
    assert f"`reconciler adopt --type customer {asked}`" in remedies("undeclared-customer-group", facts)[0]
    assert ("and 2 more" in words[0]) is (number == 12)


@pytest.mark.clause("A2")
def test_a_group_made_for_a_declared_one_has_its_id_to_be_written_down() -> None:
    facts = some_facts(a_customer(chat_id=None), directory=BOOK, seen=[a_room()], listed=True)

    assert remedies("undeclared-customer-group", facts) == [
        "If it is the same group, write `chat_id: wrVip01` into the file."
    ]


@pytest.mark.clause("D1.1", "E3.2")
@pytest.mark.parametrize(
    ("spec", "room", "found"),
    [
        pytest.param(a_customer(), a_room(outsiders=outsiders()), [], id="allowed"),
        pytest.param(a_customer(category=None), a_room(), [], id="nobody-from-outside"),
        pytest.param(a_customer(category=None), a_room(outsiders=outsiders()), ["type"], id="not-allowed"),
        pytest.param(a_customer(partners=()), a_room(outsiders=outsiders()), ["partners"], id="must-be-empty"),
        pytest.param(
            a_customer(category=None, partners=(Partner("周明", "星河"),)),
            a_room(outsiders=outsiders()),
            ["partners"],
            id="partners-of-a-category-that-allows-none",
        ),
        pytest.param(
            a_customer(classification=Classification.CONFIDENTIAL),
            a_room(outsiders=outsiders()),
            ["classification"],
            id="confidential",
        ),
    ],
)
def test_people_from_outside_are_found_where_they_are_forbidden(
    spec: GroupSpec, room: LiveGroup, found: list[str]
) -> None:
    facts = some_facts(spec, directory=BOOK, seen=[room], profiles={"guests": GUESTS})

    assert places("outsider-in-group", facts) == [f"{FILE} {route}" for route in found]


@pytest.mark.clause("D1.1")
def test_people_from_outside_are_counted_with_who_invited_them_and_never_named() -> None:
    facts = some_facts(a_customer(partners=()), directory=BOOK, seen=[a_room(outsiders=outsiders(3))])

    assert sentences("outsider-in-group", facts) == [
        "The group “vip” has 3 from outside (1 on WeChat; invited by 名bob (市场部, Bob): 3), "
        "but its file says `partners: []`: nobody from outside."
    ]


@pytest.mark.clause("D1.2")
@pytest.mark.parametrize(
    ("nickname", "wanted", "found"),
    [
        pytest.param(None, Nicknames.REAL_NAME, 0, id="none-shows-the-real-name"),
        pytest.param("名Bob", Nicknames.REAL_NAME, 0, id="the-real-name"),
        pytest.param("华东 - 名 bob", Nicknames.REAL_NAME, 0, id="the-real-name-within"),
        pytest.param("小波", Nicknames.REAL_NAME, 1, id="another-name"),
        pytest.param("小波", None, 0, id="nobody-asks-for-it"),
    ],
)
def test_nicknames_are_real_names_where_git_asks_for_it(
    nickname: str | None, wanted: Nicknames | None, found: int
) -> None:
    room = a_room(nicknames={user_id("bob"): nickname} if nickname else {})

    facts = some_facts(a_customer(nicknames=wanted), directory=BOOK, seen=[room])

    assert places("nickname-real-name", facts) == [f"{FILE} nicknames"] * found


@pytest.mark.clause("D1.2")
def test_a_profile_asks_for_real_names_and_the_remedy_names_the_member_and_where_to_press() -> None:
    profile = replace(GUESTS, nicknames=Nicknames.REAL_NAME)

    facts = some_facts(
        a_customer(),
        directory=BOOK,
        seen=[a_room(nicknames={user_id("bob"): "小波"})],
        profiles={"guests": profile},
    )

    assert remedies("nickname-real-name", facts) == [
        "Ask 名bob (市场部, Bob) to change it in the client: the chat → “…” at the top right → My nickname here "
        "(我在本群的昵称). No API does it; the next run sees it."
    ]


@pytest.mark.clause("A5")
@pytest.mark.parametrize(
    ("spec", "room", "contact", "found"),
    [
        pytest.param(a_customer(), a_room(), "ann", 0, id="has-the-right"),
        pytest.param(a_customer(), a_room(), "bob", 1, id="declared-and-present"),
        pytest.param(a_customer(owner="bob"), a_room(), "bob", 1, id="present-alone"),
        pytest.param(a_customer(chat_id=None), None, "", 1, id="not-made-yet"),
        pytest.param(a_customer(), a_room(owner=user_id("gone")), "ann", 0, id="who-left-is-live-owner"),
        pytest.param(a_customer(lifecycle=Lifecycle.RETIRED), a_room(), "bob", 0, id="retired"),
        pytest.param(a_customer(), a_room(), None, 0, id="not-known"),
        pytest.param(a_spec("vip"), None, "", 0, id="another-family"),
    ],
)
def test_owners_of_customer_groups_may_use_customer_contact(
    spec: GroupSpec, room: LiveGroup | None, contact: str | None, found: int
) -> None:
    facts = some_facts(spec, directory=BOOK, seen=[room] if room else [], contact=contact)

    assert places("owner-without-customer-contact", facts) == [f"{FILE} owner"] * found


@pytest.mark.clause("D3.2")
@pytest.mark.parametrize(
    ("spec", "failed", "found"),
    [
        pytest.param(a_customer(), (), [f"{FILE} type"], id="one-group"),
        pytest.param(a_customer(), (GroupType.CUSTOMER,), ["groups/company.yaml secrets"], id="the-whole-family"),
        pytest.param(a_customer(lifecycle=Lifecycle.RETIRED), (), [], id="retired"),
    ],
)
def test_groups_that_cannot_be_read_are_found_once(
    spec: GroupSpec, failed: tuple[GroupType, ...], found: list[str]
) -> None:
    why = Text("没有权限。", "No right.")
    facts = some_facts(spec, directory=BOOK, seen=[UnreadableGroup(WR, why, remedy=why)])
    assert facts.live is not None

    facts = replace(facts, live=replace(facts.live, failed={each: FailedFamily(why, why) for each in failed}))

    assert places("unreadable-group", facts) == found
    assert remedies("unreadable-group", facts) == ["No right."] * len(found)


OF_FAMILIES: dict[GroupType, dict[str, Any]] = {
    GroupType.CUSTOMER: {"chat_id": WR},
    GroupType.INTERNAL: {"archive_room": WR},
    GroupType.SHEET: {"chat_id": WR, "doc": "dc1"},
}


def of_family(family: GroupType, **fields: Any) -> GroupSpec:
    return a_spec("vip", type=family, name="贵宾", **{**OF_FAMILIES[family], **fields})


@pytest.mark.clause("A5", "F6.3")
@pytest.mark.parametrize(
    ("family", "inheriting", "words", "remedy"),
    [
        (GroupType.CUSTOMER, False, "who owns the group “vip” now", "Apply the plan: it hands the group to Ann"),
        (GroupType.CUSTOMER, True, "who owns the group “vip” now", "WeCom is handing the group over"),
        (GroupType.SHEET, False, "who owns the group “vip” now", "Apply the plan: it hands the group to Ann"),
        (GroupType.INTERNAL, False, "who made (the archive does not show", "See in the client who owns it now"),
    ],
)
def test_an_owner_who_left_is_found_in_every_family(
    family: GroupType, inheriting: bool, words: str, remedy: str
) -> None:
    room = a_room(owner=user_id("gone"), type=family, is_inheriting=inheriting)

    facts = some_facts(of_family(family), directory=BOOK, seen=[room])

    assert words in "".join(sentences("live-owner", facts))
    assert "".join(remedies("live-owner", facts)).startswith(remedy)


@pytest.mark.clause("A8", "D3.2", "I1.1")
@pytest.mark.parametrize(
    ("family", "ending"),
    [
        (GroupType.CUSTOMER, "a manual step asks the owner to."),
        (GroupType.INTERNAL, "a manual step asks the owner to."),
        (GroupType.SHEET, "Correcting drift removes them."),
    ],
)
def test_what_becomes_of_undeclared_people_depends_on_the_family(family: GroupType, ending: str) -> None:
    room = a_room(members=people("ann bob cyd"), type=family)

    facts = some_facts(of_family(family, membership=Enrolment.STRICT), directory=BOOK, seen=[room])

    (words,) = sentences("undeclared-member", facts)
    assert words.endswith(ending)


@pytest.mark.clause("A5", "C2.4")
@pytest.mark.parametrize(
    ("admins", "found"),
    [
        pytest.param("", [], id="none"),
        pytest.param("bob", [f"{FILE} admins.0"], id="declared"),
        pytest.param("cyd", [f"{FILE} admins"], id="nobody-declared"),
        pytest.param("ann", [], id="in-order"),
    ],
)
def test_admins_of_customer_groups_are_judged_as_wecom_shows_them(admins: str, found: list[str]) -> None:
    book = with_status(BOOK, "bob cyd", PersonStatus.DISABLED)
    room = a_room(owner=user_id("dan"), admins=people(admins))

    facts = some_facts(a_customer(admins="bob"), directory=book, seen=[room])

    assert places("live-admin", facts) == found
    assert all("still has an admin's rights" in words for words in sentences("live-admin", facts))


@pytest.mark.clause("C3.5")
@pytest.mark.parametrize(
    ("family", "staff", "outside", "wechat", "cap"),
    [
        pytest.param(GroupType.CUSTOMER, 2, 180, True, None, id="room-left"),
        pytest.param(GroupType.CUSTOMER, 2, 188, True, 200, id="with-wechat-users"),
        pytest.param(GroupType.CUSTOMER, 2, 188, False, None, id="without-wechat-users"),
        pytest.param(GroupType.CUSTOMER, 2, 473, False, 500, id="all-on-wecom"),
        pytest.param(GroupType.INTERNAL, 95, 0, False, 100, id="the-console-s-figure"),
        pytest.param(GroupType.SHEET, 100, 0, False, None, id="sheets-hold-2000"),
    ],
)
def test_a_group_is_full_at_the_cap_of_its_family(
    family: GroupType, staff: int, outside: int, wechat: bool, cap: int | None
) -> None:
    room = a_room(
        type=family,
        members=people(f"p{each}" for each in range(staff)),
        outsiders=tuple(Outsider(f"w{each}", is_wechat=wechat and not each) for each in range(outside)),
    )

    facts = some_facts(of_family(family), company=a_company(member_cap=100), seen=[room])

    assert [words.rpartition(" ")[2] for words in sentences("live-cap", facts)] == ([f"{cap}."] if cap else [])


@pytest.mark.parametrize("rule", ["outsider-in-group", "nickname-real-name", "live-owner", "live-admin", "live-cap"])
@pytest.mark.parametrize(
    ("spec", "seen"),
    [
        pytest.param(a_customer(nicknames=Nicknames.REAL_NAME), [AbsentGroup(WR)], id="absent"),
        pytest.param(a_customer(), [UnreadableGroup(WR, Text("忙", "busy"))], id="unreadable"),
        pytest.param(a_customer(), [], id="not-read"),
        pytest.param(a_customer(chat_id=None), [a_room(owner=user_id("gone"))], id="unlinked"),
    ],
)
def test_a_customer_group_that_was_not_seen_is_not_judged(rule: str, spec: GroupSpec, seen: list[SeenGroup]) -> None:
    facts = some_facts(spec, directory=BOOK, seen=seen)

    assert places(rule, facts) == []
