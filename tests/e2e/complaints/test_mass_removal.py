"""The worst days of other tools' users, each named after its thread: people thrown out by a config nobody meant."""

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.door import open_door
from tests.e2e.town import Town, a_group, in_process

GUARDED: dict[str, object] = {"guards": {}}
EVERYBODY = ["bob", "cat", "dan", "eve", "fay", "gus", "hal"]
COMMANDS = pytest.mark.parametrize("command", [("apply", "--yes"), ("drift", "--correct")])


def strict(key: str, members: list[str]) -> dict[str, object]:
    return a_group(key, members=members, membership="strict")


def memberships(town: Town) -> dict[str, tuple[str, ...]]:
    return {chat_id: tuple(sorted(chat.members)) for chat_id, chat in town.chats().items()}


def test_kubernetes_org_4365_a_faulty_config_removes_nobody(town: MakeTown) -> None:
    made = town(strict("g", EVERYBODY), company=GUARDED)
    assert made.apply().code == 0
    before = memberships(made)
    made.put(strict("g", ["bob"]))

    corrected, ran = made.run("drift", "--correct"), made.apply()

    assert (corrected.code, ran.code) == (0, 1)
    assert memberships(made) == before
    assert ran.says("removals-per-group")


def test_kubernetes_org_4365_many_small_losses_are_one_large_one(town: MakeTown) -> None:
    groups = [f"g{number}" for number in range(12)]
    made = town(*(strict(key, EVERYBODY) for key in groups), company=GUARDED)
    assert made.apply().code == 0
    before = memberships(made)
    for number, key in enumerate(groups):
        one = EVERYBODY[number % len(EVERYBODY)]
        made.put(strict(key, [user for user in EVERYBODY if user != one]))

    ran = made.apply()

    assert ran.code == 1
    assert memberships(made) == before
    assert ran.says("removals-per-run")


@COMMANDS
def test_open_telemetry_community_2356_a_partial_trial_config_touches_only_what_it_lists(
    command: tuple[str, ...], town: MakeTown
) -> None:
    """cncf/clowarden#261 tells the same day."""
    made = town(*(strict(key, ["bob", "cat"]) for key in ("one", "two", "three")), company=GUARDED)
    assert made.apply().code == 0
    before = memberships(made)
    for key in ("two", "three"):
        (made.root / f"{key}.yaml").unlink()
    mark = made.mark

    ran = made.run(*command)

    assert memberships(made) == before
    assert made.written(mark) == ()
    assert ran.says("vanished-document") or ran.says("documents-missing")


def test_open_telemetry_community_2356_nothing_is_written_before_a_review(town: MakeTown) -> None:
    made = town(a_group("g"))
    with open_door(made) as door:
        made.set_company(wecom={"base_url": door.url}, apply={"unreviewed": "refuse"})
        ran = in_process("apply", "--yes", "--root", str(made.root), variables=door.variables)

    assert ran.code == 2
    assert made.chats() == {}
    assert ran.says("There is no reviewed plan")


@pytest.mark.parametrize("kind", ["malformed", "html", "cut-before", "busy", "empty-list"])
def test_argoproj_argo_cd_18480_a_failed_read_is_never_taken_for_gone(kind: str, town: MakeTown) -> None:
    """argoproj/argo-cd#18212 as well."""
    made = town(strict("one", ["bob", "cat"]), strict("two", ["bob", "cat"]), company=GUARDED)
    assert made.apply().code == 0
    before = memberships(made)
    made.put(strict("one", ["bob", "dan"]), strict("two", ["bob", "dan"]))
    mark = made.mark

    codes = []
    for path in ("appchat/get", "user/list", "department/list"):
        made.world.faults.clear()
        made.world.faults.add(kind, on=path, times=-1)
        codes.append(made.apply().code)

    assert set(codes) <= {1, 4}
    assert memberships(made) == before
    assert made.written(mark) == ()


@pytest.mark.parametrize("face", [(), ("--markdown",), ("--json",)])
def test_fleetdm_fleet_32938_every_removal_is_in_the_plan(face: tuple[str, ...], town: MakeTown) -> None:
    made = town(strict("g", EVERYBODY))
    assert made.apply().code == 0
    made.put(strict("g", ["bob"]))

    ran = made.run("plan", *face)

    names = dict(zip(EVERYBODY, "波卡丹伊菲格哈", strict=True))
    assert [user for user in EVERYBODY[1:] if user not in ran.out and names[user] not in ran.out] == []


def test_fleetdm_fleet_26133_a_key_that_is_left_out_deletes_nothing(town: MakeTown) -> None:
    made = town(a_group("g", membership="strict", members=EVERYBODY, name="名字"))
    assert made.apply().code == 0
    before = memberships(made)
    made.put(a_group("g", membership="strict", members=None, name="名字"))

    planned, ran = made.plan(), made.apply()

    assert ran.code == 0
    assert memberships(made) == before
    assert planned["summary"]["leaves"] == 0


@COMMANDS
@pytest.mark.parametrize("members", [[], ["bob"]])
def test_rust_lang_sync_team_116_whoever_runs_the_group_cannot_be_planned_away(
    members: list[str], command: tuple[str, ...], town: MakeTown
) -> None:
    """The application counts as a member that no document can name; an owner goes only when another one is named."""
    made = town(a_group("g", membership="strict", members=["bob", "cat"]))
    assert made.apply().code == 0
    made.put(a_group("g", owner="ann", membership="strict", members=members))

    made.run(*command)

    chat = made.chat("g")
    assert chat.owner == "ann"
    assert len(chat.members) >= 2


def test_octodns_octodns_808_an_override_lifts_one_guard_of_one_group_to_one_number(town: MakeTown) -> None:
    """octodns/octodns#785 and knative/test-infra#3662: there is no switch that lifts everything."""
    wide = {"guards": {"removals_per_run": {"free": 10}}}
    made = town(strict("one", EVERYBODY), strict("two", EVERYBODY), company=wide)
    assert made.apply().code == 0
    made.put(strict("one", EVERYBODY[:4]), strict("two", EVERYBODY[:4]))
    entry = {"guard": "removals-per-group", "group": "one", "limit": 3, "reason": "项目结束", "approver": "hal"}
    made.write("overrides.yaml", {"kind": "override", "entries": [{**entry, "until": "2026-11-30"}]})

    ran = made.apply()

    assert ran.code in {1, 5}
    assert made.members("one") == {"ann", *EVERYBODY[:4]}
    assert made.members("two") == {"ann", *EVERYBODY}


def test_octodns_octodns_785_an_override_ends_by_itself(town: MakeTown) -> None:
    made = town(strict("one", EVERYBODY), company=GUARDED)
    assert made.apply().code == 0
    made.put(strict("one", EVERYBODY[:4]))
    entry = {"guard": "removals-per-group", "group": "one", "limit": 3, "reason": "项目结束", "approver": "hal"}
    made.write("overrides.yaml", {"kind": "override", "entries": [{**entry, "until": "2026-11-01"}]})

    assert made.apply().code == 1
    assert made.members("one") == {"ann", *EVERYBODY}


@pytest.mark.parametrize(("membership", "stays"), [("additive", True), ("strict", False)])
def test_pablovarela_terraform_provider_slack_91_each_group_says_whether_guests_stay(
    membership: str, stays: bool, town: MakeTown
) -> None:
    """safe-settings#350 wanted them kept, safe-settings#276 wanted them out: it is a setting of the group."""
    made = town(a_group("g", membership=membership))
    assert made.apply().code == 0
    made.world.hands.invite(made.chat("g").chat_id, ["hal"])

    made.run("drift", "--correct")

    assert ("hal" in made.members("g")) is stays
