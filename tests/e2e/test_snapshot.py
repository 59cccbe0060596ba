"""drift writes a snapshot, plan and validate read it: without a secret, without WeCom, without the ledger."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reconciler.cli.signing import PRIVATE_KEY, PUBLIC_KEY
from reconciler.render.programs.canonical import compact
from tests.e2e.town import ROOT, Ran, Town, a_group, a_town, in_process
from tests.snapshot_keys import keys

SCHEMA = json.loads((ROOT / "schemas" / "snapshot.schema.json").read_text("utf-8"))
VARIABLES = {**keys(), "WECOM_APP_SECRET": ""}


@pytest.fixture
def town(tmp_path: Path) -> Any:
    with a_town(tmp_path / "t", [a_group("one"), a_group("two", members=["cat"])]) as made:
        assert made.apply().code in {0, 1}
        yield made


def kept(town: Town, *argv: str) -> Path:
    """A snapshot of the town as it is."""
    file = town.folder / "snapshot.json"
    ran = town.run("drift", "--snapshot", str(file), *argv, variables=VARIABLES)
    assert ran.code in {0, 1}, ran.err
    return file


def planned(town: Town, file: Path, *argv: str, variables: dict[str, str] | None = None) -> Ran:
    """A plan from it; the public key alone is there."""
    return town.run("plan", "--snapshot", str(file), *argv, variables=variables or {PUBLIC_KEY: VARIABLES[PUBLIC_KEY]})


def test_a_plan_from_a_snapshot_says_so_and_is_otherwise_the_plan_from_wecom(town: Town) -> None:
    file = kept(town)
    town.put(a_group("one", members=["bob", "dan"]), a_group("three", members=["eve"]))
    mark = town.mark

    plan = planned(town, file, "--json").json()
    words = planned(town, file)

    assert town.since(mark) == ()
    assert plan.pop("snapshot") == "2026-11-02T09:00:00+08:00"
    live = town.plan()
    other = ("digest", "fingerprint", "origin", "approvals")
    assert {k: v for k, v in plan.items() if k not in other} == {k: v for k, v in live.items() if k not in other}
    assert words.says("From snapshot of 2026-11-02 09:00")
    assert words.says("live may have moved")


def test_a_plan_from_a_snapshot_is_never_applied(town: Town) -> None:
    file = kept(town)
    town.put(a_group("one", members=["bob", "dan"]))
    assert planned(town, file, "--out", str(town.plan_file)).code in {0, 1}

    refused = town.apply_saved()

    assert refused.code == 1
    assert refused.says("This plan was made from a snapshot of 2026-11-02 09:00")
    assert refused.says("Nothing was done.")
    assert "dan" not in town.members("one")


def test_validate_runs_the_rules_of_people_and_groups_on_a_snapshot(town: Town) -> None:
    file = kept(town)
    town.put(a_group("one", members=["nobody-at-all"]))
    variables = {PUBLIC_KEY: VARIABLES[PUBLIC_KEY]}

    told = town.run("validate", "--snapshot", str(file), "--json", variables=variables).json()
    live = town.run("validate", "--json").json()

    assert told["findings"] == live["findings"] != []


def test_a_snapshot_fits_its_schema_and_tells_no_text_and_no_secret(town: Town) -> None:
    phone, text = "13812345678", "绝密的公告内容"
    town.put(a_group("one", announcement=text, name=f"one {phone}"))
    file = kept(town)

    said = file.read_text("utf-8")

    jsonschema.validate(json.loads(said), SCHEMA)
    assert phone not in said
    assert text not in said
    assert "@" not in said
    assert "access_token" not in said
    assert "Zq7secret" not in said


def changed(tree: dict[str, Any], **more: Any) -> str:
    return compact({**tree, **more})


CASES: list[tuple[str, Callable[[dict[str, Any], str], str], str]] = [
    ("edited", lambda tree, _: changed(tree, simulated=False), "its signature is wrong"),
    ("extra", lambda tree, _: changed(tree, more=1), "its signature is wrong"),
    ("laid-out-anew", lambda tree, _: json.dumps(tree, ensure_ascii=False, indent=1), "its signature is wrong"),
    ("no-signature", lambda tree, _: changed({k: v for k, v in tree.items() if k != "signature"}), "signature"),
    ("odd-signature", lambda tree, _: changed(tree, signature="%%%"), "its signature is wrong"),
    ("chinese-signature", lambda tree, _: changed(tree, signature="签名"), "its signature is wrong"),
    ("other-key", lambda tree, _: changed(tree, key="0" * 16), "signed with another key"),
    ("newer", lambda tree, _: changed(tree, format_version=2), "taken by a newer version (format 2"),
    ("older", lambda tree, _: changed(tree, format_version=0), "taken by an older version (format 0"),
    ("odd-version", lambda tree, _: changed(tree, format_version="1"), "wrong shape: format_version"),
    ("truncated", lambda _, text: text[: len(text) // 2], "truncated or not JSON"),
    ("empty", lambda _tree, _text: "", "truncated or not JSON"),
    ("a-plan", lambda _tree, _text: '{"kind": "plan"}', "not a snapshot"),
    ("a-list", lambda _tree, _text: "[]", "not a snapshot"),
    ("deep", lambda _tree, _text: "[" * 200_000, "truncated or not JSON"),
    ("twice", lambda _, text: text.replace("{", '{"kind":"snapshot",', 1), "truncated or not JSON"),
    ("nan", lambda _tree, _text: '{"kind":"snapshot","format_version":NaN}', "truncated or not JSON"),
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with a_town(tmp_path_factory.mktemp("kept") / "t", [a_group("one")]) as made:
        yield made, kept(made).read_text("utf-8")


@pytest.mark.parametrize(("spoil", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_not_our_snapshot_is_refused_with_a_sentence(
    snapshot: tuple[Town, str], spoil: Callable[[dict[str, Any], str], str], words: str
) -> None:
    town, text = snapshot
    file = town.folder / "spoiled.json"
    file.write_text(spoil(json.loads(text), text), encoding="utf-8")

    refused = planned(town, file, "--out", str(town.plan_file))

    assert refused.code == 1
    assert refused.says(words), refused.err
    assert not town.plan_file.exists()


def test_wrong_keys_places_and_times_are_told_apart(snapshot: tuple[Town, str]) -> None:
    town, text = snapshot
    file = town.folder / "fine.json"
    file.write_text(text, encoding="utf-8")
    public = {PUBLIC_KEY: VARIABLES[PUBLIC_KEY]}

    other_key = planned(town, file, variables=keys(2))
    no_key = planned(town, file, variables={"X": "1"})
    no_pem = planned(town, file, variables={PUBLIC_KEY: "hello"})
    missing = planned(town, town.folder / "nothing.json")
    binary = town.folder / "binary.json"
    binary.write_bytes(b"\xff\xfe")

    not_simulated = in_process("plan", "--root", str(town.root), "--snapshot", str(file), variables=public)

    assert (other_key.code, no_key.code, no_pem.code, missing.code) == (1, 2, 2, 1)
    assert other_key.says("signed with another key")
    assert no_key.says(PUBLIC_KEY)
    assert no_pem.says("no Ed25519 key")
    assert missing.says("Cannot read the snapshot")
    assert planned(town, binary).says("not UTF-8 text")
    assert not_simulated.code == 1
    assert not_simulated.says("one of the two is a simulator")


def test_a_snapshot_of_another_company_and_an_old_one_are_refused(tmp_path: Path) -> None:
    with a_town(tmp_path / "t", [a_group("one")]) as town:
        file = kept(town, "--snapshot-lasts", "1h")
        town.set_company(corp_id="ww2")
        foreign = planned(town, file)
        town.set_company()
        town.world.clock.advance(7200)

        old = planned(town, file)

    assert foreign.code == old.code == 1
    assert foreign.says("The snapshot is of another company (ww1)")
    assert old.says("too old: taken on 2026-11-02 09:00, to be used until 2026-11-02 10:00")


def test_no_snapshot_is_written_without_a_key_or_where_everybody_could_read_it(town: Town) -> None:
    file = town.folder / "never.json"

    no_key = town.run("drift", "--snapshot", str(file))
    bad_key = town.run("drift", "--snapshot", str(file), variables={PRIVATE_KEY: "Zq7notAKey"})
    both = town.run("drift", "--snapshot", str(file), "--correct", variables=VARIABLES)
    town.set_company(visibility="public")
    public = town.run("drift", "--snapshot", str(file), variables=VARIABLES)

    assert (no_key.code, bad_key.code, both.code, public.code) == (2, 2, 2, 2)
    assert no_key.says(PRIVATE_KEY)
    assert "Zq7notAKey" not in bad_key.words
    assert public.says("repository is public")
    assert not file.exists()


@pytest.mark.parametrize("span", ["0s", "-1d", "nand", "infd", "9999999d", "999999999999999d", "forever"])
def test_a_snapshot_that_lasts_no_time_or_for_ever_is_refused(town: Town, span: str) -> None:
    ran = town.run("drift", "--snapshot", str(town.folder / "s.json"), "--snapshot-lasts", span, variables=VARIABLES)

    assert (ran.code, (town.folder / "s.json").exists()) == (2, False)
