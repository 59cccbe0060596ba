"""Complaints about people's ids, leavers, and reads that take for ever, each named after its thread."""

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.town import AGENT, a_group, a_world


@pytest.mark.parametrize("membership", ["additive", "strict"])
def test_kubernetes_k8s_io_1091_the_case_of_a_letter_moves_nobody(membership: str, town: MakeTown) -> None:
    """kubernetes/k8s.io#2890 and safe-settings#310: compared folded, shown as written."""
    made = town(a_group("g", owner="Ann", members=["BOB", "Cat"], membership=membership))
    assert made.apply().code == 0
    made.put(a_group("g", owner="aNN", members=["boB", "cAT"], membership=membership))
    mark = made.mark

    planned, ran = made.plan(), made.apply()

    assert (planned["groups"], planned["actions"]) == ([], [])
    assert (ran.code, made.written(mark)) == (0, ())


def test_hashicorp_terraform_provider_azuread_862_a_group_is_read_once_however_large(town: MakeTown) -> None:
    """azuread#1174, terraform-provider-github#567 and #998, knative/infra#733: no call for each member."""
    crowd = [f"p{number:03} 人{number} 2" for number in range(400)]
    made = town(a_group("g", owner="p000", members=[{"department": "研发"}]), world=a_world(crowd))
    assert made.apply().code == 0
    mark = made.mark

    made.run("plan")

    counts = made.counts(mark)
    assert counts["appchat/get"] == 1
    assert counts["user/get"] == 0
    assert sum(counts.values()) <= 9  # token, application, departments, their people, the group


def test_kubernetes_test_infra_22723_who_left_by_hand_breaks_nobody_elses_change(town: MakeTown) -> None:
    made = town(a_group("g", members=["bob", "cat"]), a_group("h"))
    assert made.apply().code == 0
    made.world.hands.leave(made.chat("g").chat_id, ["cat"])
    made.put(a_group("g", members=["bob", "cat", "dan"]), a_group("h", members=["bob", "dan"]))

    ran = made.apply()

    assert ran.code == 0, ran.words
    assert made.members("g") == {"ann", "bob", "cat", "dan"}
    assert made.members("h") == {"ann", "bob", "dan"}


@pytest.mark.parametrize("who", ["nobody-here", "cat"])
def test_hashicorp_terraform_provider_azuread_192_an_unknown_person_is_a_finding_of_that_group(
    who: str, town: MakeTown
) -> None:
    made = town(a_group("g"), a_group("h"))
    assert made.apply().code == 0
    made.world.hands.depart("cat")
    made.put(a_group("g", members=["bob", who]), a_group("h", members=["bob", "dan"]))

    ran = made.apply()

    assert made.members("h") == {"ann", "bob", "dan"}
    assert ran.says(who)
    assert ran.code in {0, 1, 5}


@pytest.mark.parametrize(("lang", "place"), [("zh", "企业可信IP"), ("en", "企业可信IP")])
def test_micro_sheep_wechat_work_3_a_refused_address_is_named_with_its_place_in_the_console(
    lang: str, place: str, town: MakeTown
) -> None:
    """WecomTeam/CodeSamples#9: 60020 comes with the address that WeCom saw and where to enter it."""
    made = town(a_group("g"))
    made.world.hands.set_trusted_ips(AGENT, ["203.0.113.9"])

    ran = made.run("doctor", lang=lang)

    assert ran.code != 0
    assert ran.says("60020")
    assert ran.says(place)
    assert ran.says("127.0.0.1")
