"""`doctor` as a user runs it: against the simulator, over a real socket, and where something is wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml

from reconciler import __version__
from tests.e2e.conftest import MakeTown
from tests.e2e.door import open_door
from tests.e2e.golden import check_golden
from tests.e2e.town import AGENT, ROOT, SECRET, VARIABLE, Ran, Town, a_group, a_world, in_process

SCHEMA = json.loads((ROOT / "schemas" / "checkup.schema.json").read_text(encoding="utf-8"))
PEOPLE = ["ann 安 2", "bob 波 2"]
Arrange = Callable[[Town], object]


def states(ran: Ran) -> dict[str, str]:
    """How each check ended."""
    return {check["id"]: check["state"] for check in ran.json()["checks"]}


def failures(ran: Ran) -> set[str]:
    """What failed."""
    return {name for name, state in states(ran).items() if state == "failure"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_healthy_company_reads_as_agreed(lang: str, town: MakeTown) -> None:
    made = town(a_group("g"))
    made.apply()

    ran = made.run("doctor", lang=lang)

    assert (ran.code, ran.err) == (0, "")
    check_golden(f"doctor-healthy.{lang}.txt", ran.out.replace(__version__, "VERSION"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_narrow_range_and_a_webhook_without_address_read_as_agreed(lang: str, town: MakeTown) -> None:
    made = town(a_group("g", webhook_env="WEBHOOK_G"))
    made.world.hands.set_range(AGENT, departments=[2])
    made.set_company(secrets_rotated="2026-01-01")

    ran = made.run("doctor", lang=lang)

    assert ran.code == 1
    check_golden(f"doctor-ill.{lang}.txt", ran.out.replace(__version__, "VERSION"))


def test_json_has_the_documented_shape(town: MakeTown) -> None:
    ran = town(a_group("g")).run("doctor", "--json")

    jsonschema.Draft202012Validator(SCHEMA).validate(ran.json())
    assert (ran.code, ran.json()["simulated"]) == (0, True)


def strange_address(town: Town) -> None:
    town.world.hands.set_trusted_ips(AGENT, ["203.0.113.9"])


def disabled(town: Town) -> None:
    town.world.hands.disable_app(AGENT)


def wrong_secret(town: Town) -> None:
    town.world.faults.add("bad-secret", on="gettoken", times=-1)


def silent(town: Town) -> None:
    town.world.faults.add("refuse", on="*", times=-1)


def broken_ledger(town: Town) -> None:
    town.apply()
    (file,) = town.ledger.glob("*.jsonl")
    file.write_text(file.read_text(encoding="utf-8").replace("ann", "eve", 1), encoding="utf-8")


@pytest.mark.parametrize(("arrange", "failed"), [
    pytest.param(strange_address, {"egress-address"}, id="address"),
    pytest.param(disabled, {"token-app"}, id="disabled"),
    pytest.param(wrong_secret, {"token-app"}, id="wrong-secret"),
    pytest.param(silent, {"wecom"}, id="silent"),
    pytest.param(broken_ledger, {"ledger"}, id="broken-ledger"),
])  # fmt: skip
def test_one_thing_wrong_is_one_failure(arrange: Arrange, failed: set[str], town: MakeTown) -> None:
    made = town(a_group("g"))
    arrange(made)

    ran = made.run("doctor", "--json")

    assert (ran.code, failures(ran)) == (1, failed)


def test_a_wrong_secret_is_tried_once(town: MakeTown) -> None:
    made = town(a_group("g"), a_group("vip", type="customer"))
    wrong_secret(made)

    made.run("doctor")

    assert made.counts()["gettoken"] == 1


def test_nothing_is_written_anywhere(town: MakeTown) -> None:
    made = town(a_group("g"), a_group("vip", type="customer"))

    made.run("doctor")

    assert made.written() == ()
    assert not made.ledger.exists()


def test_over_a_socket_the_clock_the_name_and_the_address_are_checked(town: MakeTown) -> None:
    made = town(a_group("g"))

    with open_door(made) as door:
        ran = in_process("doctor", "--root", str(made.root), "--json", variables=door.variables)

    assert {name: states(ran)[name] for name in ("clock", "dns", "proxy", "wecom", "egress-address", "token-app")} == {
        "clock": "ok",
        "dns": "ok",
        "proxy": "not-checked",
        "wecom": "ok",
        "egress-address": "ok",
        "token-app": "ok",
    }
    assert "127.0.0.1" in ran.out
    assert SECRET not in ran.out + ran.err


def test_a_secret_that_is_not_set_is_named_by_its_variable(town: MakeTown) -> None:
    made = town(a_group("g"))

    with open_door(made):
        made.set_company(wecom=_connection(made), secrets={"app": VARIABLE, "customer": "CUSTOMER_SECRET"})
        ran = in_process("doctor", "--root", str(made.root), "--json", variables={"OTHER": "x"})

    assert failures(ran) >= {"token-app", "token-customer"}
    assert "CUSTOMER_SECRET" in ran.out
    assert "gettoken" not in made.counts()


def _connection(town: Town) -> object:
    return yaml.safe_load((town.root / "company.yaml").read_text(encoding="utf-8"))["wecom"]


def test_two_names_of_one_secret_are_one_try(town: MakeTown) -> None:
    made = town(a_group("g"))

    with open_door(made):
        made.set_company(wecom=_connection(made), secrets={"app": VARIABLE, "archive": "ARCHIVE_SECRET"})
        variables = {VARIABLE: "Zq7wrong", "ARCHIVE_SECRET": "Zq7wrong"}
        ran = in_process("doctor", "--root", str(made.root), "--json", variables=variables)

    assert failures(ran) == {"token-app", "token-archive"}
    assert made.counts()["gettoken"] == 1
    assert "Zq7wrong" not in ran.out + ran.err


def test_secrets_of_the_system_are_those_of_the_simulated_world(town: MakeTown) -> None:
    world = a_world(PEOPLE)
    world["corps"][0]["apps"].append({"agent_id": 9, "name": "存档", "kind": "archive"})
    secrets = {"app": VARIABLE, "archive": "ARCHIVE_SECRET", "customer": "CUSTOMER_SECRET"}

    ran = town(a_group("g"), world=world, company={"secrets": secrets}).run("doctor", "--json")

    found = states(ran)
    assert (found["token-archive"], found["token-customer"]) == ("ok", "not-checked")


def test_schemas_beside_the_root_that_differ_are_named(town: MakeTown) -> None:
    made = town(a_group("g"))
    beside = made.folder / "schemas"
    beside.mkdir()
    (beside / "group.schema.json").write_text("{}", encoding="utf-8")

    ran = made.run("doctor", "--json")

    assert (ran.code, states(ran)["package"]) == (0, "warning")
    assert "group.schema.json" in ran.out


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "没有可用的 company.yaml"), ("en", "no usable company.yaml")])
def test_without_a_company_there_is_nobody_to_examine(lang: str, phrase: str, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("kind: group\n", encoding="utf-8")

    ran = in_process("doctor", "--root", str(tmp_path), lang=lang)

    assert ran.code == 1
    assert ran.says(phrase)


def an_archive(*, on: bool) -> dict[str, object]:
    """A world whose company has the archive's secret, and bought it or not."""
    world = a_world(PEOPLE)
    world["corps"][0]["apps"].append({"agent_id": 9, "name": "存档", "kind": "archive"})
    if on:
        world["corps"][0]["archive"] = {"people": ["ann"]}
    return world


@pytest.mark.parametrize(("on", "state"), [(True, "ok"), (False, "failure")])
def test_the_archive_is_looked_at_with_its_own_secret(on: bool, state: str, town: MakeTown) -> None:
    secrets = {"app": VARIABLE, "archive": "ARCHIVE_SECRET"}
    made = town(a_group("g"), world=an_archive(on=on), company={"secrets": secrets})

    ran = made.run("doctor", "--json")

    assert states(ran)["archive"] == state
    assert made.counts()["msgaudit/get_permit_user_list"] == 1


@pytest.mark.parametrize(("areas", "state"), [(["customer"], "ok"), ([], "failure")])
def test_customer_groups_are_read_where_the_console_lets_the_application_in(
    areas: list[str], state: str, town: MakeTown
) -> None:
    world = a_world(PEOPLE)
    world["corps"][0]["apps"][0]["areas"] = areas
    made = town(a_group("vip", type="customer"), world=world)

    ran = made.run("doctor", "--json")

    page = "管理后台 → 客户联系 → 可调用接口的应用"
    assert states(ran)["customer-contact"] == state
    assert (page in ran.out) is (state == "failure")
