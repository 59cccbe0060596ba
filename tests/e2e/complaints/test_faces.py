"""Complaints about what is shown: too long, too loud, too much of it, or not at all; each named after its thread."""

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.town import SECRET, a_group, in_process


@pytest.mark.parametrize("command", ["plan", "drift"])
def test_diggerhq_digger_2454_nothing_to_say_is_said_in_a_line(command: str, town: MakeTown) -> None:
    """hashicorp/terraform#39172 and jikig-ai/soleur#6443: what is in line makes no noise, and exits with 0."""
    made = town(a_group("g"))
    assert made.apply().code == 0

    first, again = made.run(command, "--exit-code"), made.run(command, "--exit-code")

    assert (first.code, first.out) == (0, again.out)
    assert first.out.startswith(("Nothing to do", "No drift"))


@pytest.mark.parametrize("command", [("plan",), ("plan", "--markdown"), ("drift",)])
def test_diggerhq_digger_2677_neither_secret_nor_name_is_shown_in_public(
    command: tuple[str, ...], town: MakeTown
) -> None:
    """runatlantis/atlantis#163 and kubeflow/internal-acls#367."""
    made = town(a_group("g"), company={"visibility": "public"})
    assert made.apply().code == 0
    made.put(a_group("g", members=["cat", "dan"]))
    made.world.hands.invite(made.chat("g").chat_id, ["hal"])

    ran = made.run(*command)

    shown = f"{ran.out}{ran.err}"
    assert [name for name in ("卡", "丹", "哈", "波") if name in shown] == []
    assert SECRET not in shown
    assert "access_token" not in shown


def test_rust_lang_team_1866_a_pull_request_from_outside_is_checked_without_any_secret(town: MakeTown) -> None:
    """cncf/people#107: `validate` reads files alone."""
    made = town(a_group("g", members=["bob", "bob"]))
    mark = made.mark

    ran = in_process("validate", "--root", str(made.root))

    assert ran.code in {0, 1}
    assert ran.says("g.yaml")
    assert made.since(mark) == ()


def test_eclipse_csi_otterdog_420_a_newcomers_mistake_is_shown_with_line_and_remedy(town: MakeTown) -> None:
    """otterdog#422, ManageIQ/guides#285: broken YAML never needs a network to be found."""
    made = town(a_group("g"))
    made.write("broken.yaml", "kind: group\nkey: b\ntype: app\nname: 群\nowner: ann\nmembers:\n  - bob\n  cat: 1\n")

    ran = in_process("validate", "--root", str(made.root))

    assert ran.code == 1
    assert ran.says("broken.yaml:")


@pytest.mark.parametrize("date", ["2026-12-30", "2027-06-01"])
def test_github_entitlements_app_14_a_date_that_passes_breaks_nobody_elses_pull_request(
    date: str, town: MakeTown
) -> None:
    made = town(a_group("g", members=["bob", {"user": "cat", "until": "2026-12-31", "reason": "借调"}]))

    ran = in_process("validate", "--root", str(made.root), "--at", date)

    assert ran.code == 0, ran.words
