"""The past as people read it: shown, exported, replayed, in either language."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reconciler.ledger import DirectoryLedger
from reconciler.model.outcome import Status
from tests.e2e.conftest import MakeTown
from tests.e2e.golden import check_golden
from tests.e2e.town import CORP, Town, a_group
from tests.ledger.past_worlds import BOB, CHAT, EVE, HOUR, KEY, NOW, a_baseline, a_creation, a_step, an_update

VERIFY = ("ledger", "verify")
LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def past(town: MakeTown) -> Town:
    """A ledger with fixed ids: made, changed with an unknown end, seen, changed again."""
    made = town(a_group("one"))
    ledger = DirectoryLedger(made.ledger, CORP)
    with ledger.hold("ci", "apply", NOW):
        ledger.begin("a1", fingerprint="f" * 64, by="ci", reviewed=True, digest="e" * 64, now=NOW)
        ledger.confirm(ledger.reserve(a_creation(), "a1", NOW), Status.APPLIED, 0, NOW)
        ledger.note_missing([EVE], NOW, NOW)
        ledger.note_departments({1: "总公司"}, NOW)
        ledger.open_steps([(a_step("s1", BOB), CHAT)], NOW)
        ledger.attest("s1", BOB, "=cmd|' /C calc'!A0", NOW)
        ledger.confirm(ledger.reserve(an_update(), "a1", NOW + HOUR), Status.UNKNOWN, None, NOW + HOUR)
        ledger.settle([(KEY, CHAT, a_baseline(EVE))], NOW + 2 * HOUR)
        ledger.end("a1", {Status.APPLIED: 1, Status.UNKNOWN: 1}, NOW + 2 * HOUR)
    return made


@LANGUAGES
def test_show(lang: str, past: Town) -> None:
    check_golden(f"ledger-show.{lang}.txt", past.run("ledger", "show", lang=lang).out)


@LANGUAGES
def test_show_of_one_person_and_the_last_alone(lang: str, past: Town) -> None:
    ran = past.run("ledger", "show", "--person", "BOB", "--last", "3", lang=lang)

    check_golden(f"ledger-show-person.{lang}.txt", ran.out)
    assert ran.code == 0


def test_show_for_programs_has_facts_and_words(past: Town) -> None:
    tree = past.run("ledger", "show", "--group", KEY, "--json").json()

    confirm = next(entry for entry in tree["entries"] if entry["type"] == "confirm")
    assert (tree["kind"], tree["format_version"]) == ("ledger-entries", 1)
    assert (confirm["group"], confirm["apply_id"], confirm["call"]["op"]) == (KEY, "a1", "create")
    assert set(confirm["words"]) == {"zh", "en"}


@LANGUAGES
def test_who_was_in(lang: str, past: Town) -> None:
    moments = ("2026-03-02T17:30", "2026-03-02T18:30", "2026-03-02")

    shown = [past.run("who-was-in", KEY, "--at", at, lang=lang).out for at in moments]

    check_golden(f"who-was-in.{lang}.txt", "\n".join(shown))


@LANGUAGES
def test_who(lang: str, past: Town) -> None:
    shown = [past.run("who", "--user", user, lang=lang).out for user in ("eve", "Ann", "bob")]

    check_golden(f"who.{lang}.txt", "\n".join(shown))


@LANGUAGES
def test_verify(lang: str, past: Town) -> None:
    head = past.run("ledger", "verify", "--json").json()["ledger_head"]
    told = [past.run("ledger", "verify", *words, lang=lang) for words in ((), ("--anchor", head))]

    check_golden(f"ledger-verify.{lang}.txt", "\n".join(re.sub(r"[0-9a-f]{64}", "HASH", ran.out) for ran in told))
    assert [ran.code for ran in told] == [0, 0]


@LANGUAGES
def test_a_broken_chain_is_told_with_its_place(lang: str, past: Town) -> None:
    file = past.ledger / "000001.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"eve"', b'"bob"', 1))

    verified, shown = past.run("ledger", "verify", lang=lang), past.run("ledger", "show", lang=lang)

    assert (verified.code, shown.code) == (1, 4)
    assert all(
        ran.says({"zh": "000001.jsonl 第 5 行", "en": "000001.jsonl, line 5"}[lang]) for ran in (verified, shown)
    )


@LANGUAGES
def test_an_incomplete_last_line_is_a_finding_until_the_next_run(lang: str, past: Town) -> None:
    file = past.ledger / "000001.jsonl"
    file.write_bytes(file.read_bytes()[:-1])

    torn, _, mended = (past.run(*words, lang=lang) for words in (VERIFY, ("apply", "--yes"), VERIFY))

    assert (torn.code, mended.code) == (1, 0)
    assert torn.says({"zh": "没有运行死过，就是有人动过", "en": "if no run died, somebody changed it"}[lang])


def test_a_group_that_the_ledger_does_not_know_is_said(past: Town) -> None:
    ran = past.run("who-was-in", "nobody", "--at", "2026-03-02")

    assert (ran.code, ran.says("no record of such a group")) == (1, True)


@pytest.mark.parametrize("words", ["yesterday", "2026-13-01", "2026-3-2"])
def test_what_is_no_day_is_a_usage_error(words: str, past: Town) -> None:
    assert past.run("who-was-in", KEY, "--at", words).code == 2


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_on_stdout_and_in_a_file_are_the_same_rows(past: Town, tmp_path: Path) -> None:
    file = tmp_path / "ledger.csv"

    printed, saved = past.run("ledger", "export"), past.run("ledger", "export", "--out", str(file))

    rows = rows_of(printed.out)
    assert (printed.code, saved.code, saved.out) == (0, 0, "")
    assert rows_of(file.read_text(encoding="utf-8-sig")) == rows
    assert [row["record"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert {row["joined"] for row in rows if row["operation"] == "update"} == {"eve"}


def test_xlsx_has_the_same_cells_and_no_formula(past: Town, tmp_path: Path) -> None:
    file = tmp_path / "ledger.xlsx"
    assert past.run("ledger", "export", "--out", str(file)).code == 0

    sheet = load_workbook(file).active

    assert sheet is not None
    cells = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
    assert cells == list(csv.reader(io.StringIO(past.run("ledger", "export").out)))
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"n", "s", "inlineStr"}


def test_json_is_one_document(past: Town) -> None:
    tree = json.loads(past.run("ledger", "export", "--format", "json").out)

    assert (tree["kind"], tree["format_version"]) == ("ledger-export", 1)
    assert [entry["record"] for entry in tree["entries"]] == list(range(1, len(tree["entries"]) + 1))
    assert json.loads(past.run("ledger", "export", "--json", "--group", "nobody").out)["entries"] == []


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_masked_export_names_nobody(form: str, past: Town) -> None:
    ran = past.run("ledger", "export", "--format", form, "--masked")

    assert ran.code == 0
    assert re.findall(r"\b(?:ann|bob|eve)\b", ran.out) == []
    assert "b***" in ran.out


@pytest.mark.parametrize(
    "command", [("ledger", "show"), ("ledger", "export"), ("who-was-in", KEY, "--at", "2026-03-02")]
)
def test_a_public_company_shows_masked_ids_alone(command: tuple[str, ...], past: Town) -> None:
    past.set_company(visibility="public")

    ran = past.run(*command)

    assert ran.code == 0
    assert re.findall(r"\b(?:ann|bob|eve)\b", ran.out) == []


def test_an_export_of_one_person_and_period_holds_no_more(past: Town) -> None:
    words = ("--person", "eve", "--since", "2026-03-02T18:00", "--until", "2026-03-02")

    rows = rows_of(past.run("ledger", "export", *words).out)

    assert [row["type"] for row in rows] == ["reserve", "confirm", "settled"]


def test_xlsx_needs_a_file_and_a_folder_is_none(past: Town, tmp_path: Path) -> None:
    assert past.run("ledger", "export", "--format", "xlsx").code == 2
    assert past.run("ledger", "export", "--out", str(tmp_path / "no" / "x.csv")).code == 2


def a_long_past(town: Town) -> Town:
    """Three segments of a ledger: two of March, one of half a year later."""
    later = NOW + 200 * 24 * HOUR
    ledger = DirectoryLedger(town.ledger, CORP)
    for at in (later, later + 100 * 24 * HOUR):
        with ledger.hold("ann", "apply", at):
            ledger.note_missing([BOB], at, at)
            ledger.note_found([BOB], at)
    return town


def test_pruning_says_what_would_go_and_does_it_when_told(past: Town) -> None:
    town = a_long_past(past)
    words = ("ledger", "prune", "--before", "2026-06-01", "--reason", "kept for a quarter")

    dry, before = town.run(*words, "--json").json(), town.run("ledger", "verify", "--json").json()
    done, after = town.run(*words, "--yes", "--json").json(), town.run("ledger", "verify", "--json").json()

    assert (dry["done"], done["done"], dry["segments"], done["segments"]) == (False, True, [1], [1])
    assert (before["pruned_through"], after["pruned_through"], after["problem"]) == (0, done["last_record"], None)


def test_how_long_records_are_kept_is_said_once_in_company_yaml(past: Town) -> None:
    town = a_long_past(past)
    unsaid = town.run("ledger", "prune", "--yes")
    town.set_company(ledger={"retain": "150d"})

    warned = town.run("doctor")
    done = town.run("ledger", "prune", "--yes", "--json")

    assert (unsaid.code, done.code, done.json()["segments"]) == (2, 0, [1])
    assert warned.says("are older than ledger.retain: 150d")
    assert '"reason":"ledger.retain: 150d"' in town.ledger_text()
    assert town.run("doctor").says("ledger.retain") is False


def test_what_was_pruned_is_never_an_empty_answer(past: Town) -> None:
    town = a_long_past(past)
    head = town.run("ledger", "verify", "--json").json()
    records = DirectoryLedger(town.ledger, CORP).records()
    [early_hash] = [record["prev"] for record in records if record["seq"] == 3]
    town.run("ledger", "prune", "--before", "2026-06-01", "--reason", "kept for a quarter", "--yes")

    asked, shown = town.run("who-was-in", KEY, "--at", "2026-03-01"), town.run("ledger", "show", "--group", KEY)
    early = town.run("ledger", "verify", "--anchor", f"2:{early_hash}")
    late = town.run("ledger", "verify", "--anchor", head["ledger_head"])

    assert (asked.code, asked.says("not kept any more")) == (4, True)
    assert (shown.code, shown.says("not kept any more")) == (0, True)
    assert (early.code, early.says("cannot be checked any more"), late.code) == (1, True, 0)


@pytest.mark.parametrize("more", [("--before", "2999-01-01"), ("--before", "2026-06-01", "--reason", " ")])
def test_pruning_needs_a_day_that_is_past_and_a_reason(more: tuple[str, ...], past: Town) -> None:
    assert past.run("ledger", "prune", "--reason", "why", *more).code == 2
