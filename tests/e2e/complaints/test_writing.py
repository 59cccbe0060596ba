"""Complaints about runs that wrote too much, too little, too late or twice, each named after its thread."""

from pathlib import Path

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.git_town import GitTown
from tests.e2e.town import Town, a_group
from tests.ledger.past_worlds import NOW

LOOKING = [
    ("validate",), ("plan",), ("plan", "--json"), ("plan", "--markdown"), ("drift",), ("drift", "--exit-code"),
    ("statistics",), ("doctor",), ("ledger", "show"), ("ledger", "verify"), ("ledger", "lease"), ("attest", "--list"),
    ("who", "--user", "ann"), ("who-was-in", "g", "--at", "2026-11-02"),
]  # fmt: skip


def renamed(key: str, name: str, **more: object) -> dict[str, object]:
    return a_group(key, name=name, **more)  # type: ignore[arg-type]  # Passed on as they are.


@pytest.mark.parametrize("command", LOOKING, ids=" ".join)
def test_github_community_projects_safe_settings_339_looking_never_writes(
    command: tuple[str, ...], town: MakeTown
) -> None:
    """StackExchange/dnscontrol#69 as well. The whole suite is watched besides: see `tests/e2e/writeless.py`."""
    made = town(a_group("g"), a_group("h"))
    assert made.apply().code == 0
    made.put(renamed("g", "另一个名字"), a_group("h", members=["cat"]), a_group("new"))
    made.world.hands.invite(made.chat("g").chat_id, ["hal"])
    mark, before, ledger = made.mark, made.chats(), made.ledger_text()

    ran = made.run(*command)

    assert ran.code != 2, ran.err
    assert [each.path for each in made.since(mark) if each.applied is not None] == []
    assert (made.chats(), made.ledger_text()) == (before, ledger)


def test_kubernetes_k8s_io_2772_one_group_that_fails_stops_no_other(town: MakeTown) -> None:
    """octodns/octodns#618, safe-settings#1029 and rust-lang/sync-team#3: the run goes on, and ends red."""
    made = town(*(a_group(f"g{number}") for number in range(4)))
    assert made.apply().code == 0
    made.put(*(renamed(f"g{number}", f"新名 {number}") for number in range(4)))
    made.world.faults.add("code", on="appchat/update", code=86003, times=1)

    ran = made.apply()

    done = [number for number in range(4) if made.chat(f"g{number}").name == f"新名 {number}"]
    assert ran.code == 5
    assert len(done) == 3


def test_kubernetes_k8s_io_2772_the_next_run_picks_up_what_is_left(town: MakeTown) -> None:
    made = town(*(a_group(f"g{number}") for number in range(3)))
    made.world.faults.add("busy", on="appchat/create", times=4)

    first, second = made.apply(), made.apply()

    assert (first.code, second.code) == (5, 0)
    assert len(made.chats()) == 3


def test_ministryofjustice_modernisation_platform_559_a_change_that_did_not_stick_turns_the_run_red(
    town: MakeTown,
) -> None:
    """Every written group is read again, whatever the answer to the write said."""
    made = town(a_group("g"))
    assert made.apply().code == 0
    made.put(a_group("g", members=["bob", "cat"]))
    made.world.faults.add("cut-before", on="appchat/update", times=9)

    ran = made.apply()

    assert "cat" not in made.members("g")
    assert ran.code == 5


@pytest.mark.parametrize("membership", ["additive", "strict"])
def test_gitlabform_gitlabform_101_a_second_run_calls_nothing(membership: str, town: MakeTown) -> None:
    """gitlabform/gitlabform#200: nobody is removed and added again."""
    made = town(a_group("g", membership=membership, members=["bob", "cat"]))
    assert made.apply().code == 0
    mark = made.mark

    codes = [made.apply().code, made.run("drift", "--correct").code]

    assert codes == [0, 0]
    assert made.written(mark) == ()


def test_gitlabform_gitlabform_200_who_stays_is_never_named_in_a_call(town: MakeTown) -> None:
    made = town(a_group("g", membership="strict", members=["bob", "cat"]))
    assert made.apply().code == 0
    made.put(a_group("g", membership="strict", members=["cat", "dan"]))
    mark = made.mark

    assert made.apply().code == 0

    (call,) = made.since(mark, "appchat/update")
    named = {str(user) for key in ("add_user_list", "del_user_list") for user in _ids(call.body.get(key))}
    assert named == {"bob", "dan"}


def _ids(words: object) -> list[object]:
    return list(words["ids"]) if isinstance(words, dict) else []


def saved(town: Town) -> None:
    """A reviewed plan that lets cat in."""
    assert town.apply().code == 0
    town.put(a_group("g", membership="strict", members=["bob", "cat"]))
    town.save_plan()


def test_runatlantis_atlantis_2084_a_stale_plan_takes_nothing_back_from_a_colleague(town: MakeTown) -> None:
    """runatlantis/atlantis#6023: her change was reviewed and applied in between."""
    made = town(a_group("g", membership="strict"))
    saved(made)
    made.put(a_group("g", membership="strict", members=["bob", "cat", "dan"], name="同事改的名字"))
    assert made.apply().code == 0
    made.put(a_group("g", membership="strict", members=["bob", "cat"]))
    mark = made.mark

    ran = made.apply_saved()

    assert ran.code == 1
    assert made.written(mark) == ()
    assert "dan" in made.members("g")
    assert made.chat("g").name == "同事改的名字"


def test_dflook_terraform_github_actions_166_what_means_the_same_is_not_a_changed_plan(town: MakeTown) -> None:
    """dflook#62 and MoJ#19194: another layout, another order, later in the day, and somebody who joined by himself."""
    made = town(a_group("g", membership="strict"))
    saved(made)
    text = '# 备注\nkey: "g"\nkind: group\nmembers: [ "cat", bob ]\nname: g 群\nowner: ann\ntype: app\n'
    (made.root / "g.yaml").unlink()
    made.write("moved/somewhere.yaml", text + "membership: strict\n")
    made.world.clock.advance(3600)
    made.world.hands.invite(made.chat("g").chat_id, ["cat"])

    ran = made.apply_saved()

    assert ran.code == 0, ran.words
    assert made.members("g") == {"ann", "bob", "cat"}


def test_runatlantis_atlantis_1393_a_dead_run_holds_the_ledger_for_half_an_hour_at_most(
    town: MakeTown, tmp_path: Path
) -> None:
    """runatlantis/atlantis#1202: a lock that nobody holds any more ends by itself, and can be broken with a reason."""
    branch = GitTown(town(a_group("one")), tmp_path / "git")
    with branch.ledger.hold("run 17", "apply", NOW) as ledger:
        ledger._keeper = None  # its process dies without giving the lease back
    branch.town.world.clock.set(NOW.isoformat())

    at_once = branch.run("apply", "--yes")
    branch.town.world.clock.advance(31 * 60)
    later = branch.run("apply", "--yes")

    assert (at_once.code, later.code) == (4, 0), later.words
    assert at_once.says("run 17")


def test_abcxyz_guardian_416_a_plan_that_is_too_old_is_refused_in_words(town: MakeTown) -> None:
    """It must be neither applied nor passed over in silence."""
    made = town(a_group("g", membership="strict"))
    saved(made)
    made.world.clock.advance(60 * 86400)
    mark = made.mark

    ran = made.apply_saved()

    assert ran.code == 1
    assert made.written(mark) == ()
    assert ran.says("reconciler plan")
