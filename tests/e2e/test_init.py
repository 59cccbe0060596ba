"""`init`: a company's own repository, made whole, completed, and never written over."""

import io
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import yaml

from reconciler.cli.questions import QUESTIONS, SAMPLE, Question
from tests.e2e.test_bad_files import as_nobody
from tests.e2e.town import PROCESS_S, Ran, command_line, environment, in_process
from tests.packaging.company_repository import ANSWERS, TOOL

HOSTILE = ["云帆 “科技”", "O'Neill & Söhne: #1", '"; rm -rf /', "- no", "null", "{{ x }}", "${{ secrets.X }}", "中 #"]
WORSE = ["", " a", "a\nb", "a\u202eb", "a\x00b".replace("\x00", "\x01"), "x" * 201, "a\u200bb", "a\udcffb"]


class Terminal(io.StringIO):
    """A keyboard."""

    def isatty(self) -> bool:
        return True


def init(folder: Path, *more: str, lang: str = "en", answers: tuple[str, ...] = ANSWERS) -> Ran:
    return in_process("init", str(folder), *answers, *more, lang=lang)


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def company(folder: Path) -> dict[str, object]:
    tree: dict[str, object] = yaml.safe_load((folder / "groups" / "company.yaml").read_text("utf-8"))
    return tree


def until(keyboard: int, words: str) -> str:
    """What is shown up to these words."""
    shown = b""
    while words.encode() not in shown and select.select([keyboard], [], [], PROCESS_S)[0]:
        shown += os.read(keyboard, 4096)
    return shown.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "ours"
    assert init(folder, "--language", "zh").code == 0
    return folder


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_repository_is_valid_and_a_second_run_changes_nothing(tmp_path: Path, language: str) -> None:
    first = init(tmp_path, "--language", language, lang=language)
    before = held(tmp_path)
    second = init(tmp_path, lang=language)
    without_flags = in_process("init", str(tmp_path), lang=language)
    checked = in_process("validate", "--root", str(tmp_path / "groups"))

    assert (first.code, second.code, without_flags.code, checked.code) == (0, 0, 0, 0)
    assert held(tmp_path) == before
    assert "0 errors" not in checked.out.replace("0 errors, 0 warnings", "")
    assert company(tmp_path)["language"] == language
    assert ("SETUP.md" in first.out, "doctor" in first.out, "adopt" in first.out) == (True, True, True)


def test_it_holds_what_a_company_needs(made: Path) -> None:
    there = set(held(made))

    assert {
        "README.md",
        "SETUP.md",
        ".gitattributes",
        ".gitignore",
        "groups/company.yaml",
        "schemas/company.schema.json",
        "schemas/group.schema.json",
        ".github/CODEOWNERS",
        ".github/ISSUE_TEMPLATE/add-members.yml",
        ".github/workflows/plan.yml",
    } <= there
    assert not {".github/workflows/ci.yml", ".github/workflows/release.yml", "schemas/plan.schema.json"} & there


def test_the_owners_are_those_codeowners_would_write(made: Path) -> None:
    assert "/groups/ @limin-yf\n/.github/ @limin-yf\n" in (made / ".github" / "CODEOWNERS").read_text("utf-8")


def test_the_setup_names_environments_rules_address_and_every_label(made: Path) -> None:
    text = (made / "SETUP.md").read_text("utf-8")
    forms = [yaml.safe_load(path.read_text("utf-8")) for path in (made / ".github" / "ISSUE_TEMPLATE").glob("*-*.yml")]
    labels = {label for form in forms for label in form["labels"]}

    assert all(words in text for words in ("wecom-plan", "wecom-apply", "60020", "WECOM_RUNNER", "WECOM_APP_SECRET"))
    workflows = "".join(path.read_text("utf-8") for path in (made / ".github" / "workflows").iterdir())
    assert [name for name in re.findall(r"\b(?:secrets|vars)\.(\w+)", workflows) if name not in text] == []
    assert labels
    assert [label for label in labels if f"gh label create {label}" not in text] == []


def test_a_file_that_differs_stops_everything_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("ours\n", "utf-8")
    (tmp_path / ".github").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".github" / "workflows").symlink_to(tmp_path / "elsewhere")

    ran = init(tmp_path)

    assert ran.code == 1
    assert "README.md" in ran.err
    assert ".github/workflows/plan.yml" in ran.err
    assert "SETUP.md" not in ran.err
    assert held(tmp_path) == {"README.md": b"ours\n"}


def test_a_half_made_repository_is_completed(tmp_path: Path) -> None:
    init(tmp_path)
    whole = held(tmp_path)
    for path in ("groups/company.yaml", "SETUP.md", ".github/workflows/plan.yml"):
        (tmp_path / path).unlink()

    again = init(tmp_path)

    assert again.code == 0
    assert held(tmp_path) == whole


def test_a_company_that_was_changed_since_is_kept_and_what_contradicts_it_is_said(tmp_path: Path) -> None:
    init(tmp_path)
    file = tmp_path / "groups" / "company.yaml"
    file.write_text(file.read_text("utf-8").replace("drift: report", "drift: correct"), "utf-8")
    (tmp_path / ".github" / "workflows" / "plan.yml").unlink()

    completed = in_process("init", str(tmp_path))
    refused = init(tmp_path, "--agent-id", "7")

    assert (completed.code, refused.code) == (0, 1)
    assert "says something else" in refused.err
    assert company(tmp_path)["drift"] == "correct"


def test_nothing_is_written_by_a_preview(tmp_path: Path) -> None:
    ran = init(tmp_path / "new", "--dry-run")

    assert ran.code == 0
    assert "+ groups/company.yaml" in ran.out
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("visibility", "words"), [("private", "a private repository"), ("public", "a public")])
def test_what_comes_next_fits_the_repository(tmp_path: Path, visibility: str, words: str) -> None:
    init(tmp_path, "--visibility", visibility)
    (tmp_path / "SETUP.md").unlink()

    again = init(tmp_path, "--visibility", visibility)

    assert again.out.splitlines()[1] == "1 file written, 30 there already."
    assert f"push to {words}" in again.out


def test_help_lists_the_questions_in_the_order_in_which_they_are_asked() -> None:
    told = in_process("init", "--help", lang="en").out

    assert [told.index(f"--{each.id} ") for each in QUESTIONS] == sorted(
        told.index(f"--{each.id} ") for each in QUESTIONS
    )
    assert " ".join(told.split()).count("private or public.") == 1


@pytest.mark.parametrize("preview", [(), ("--dry-run",)])
def test_a_folder_that_the_system_cannot_look_at_is_told_and_is_no_bug(
    tmp_path: Path, preview: tuple[str, ...]
) -> None:
    ran = init(tmp_path / ("x" * 300), *preview)

    assert ran.code == (0 if preview else 2)
    assert ("cannot be written" in ran.err) is not bool(preview)


def test_a_folder_inside_another_repository_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()

    ran = init(tmp_path / "inner")

    assert (ran.code, (tmp_path / "inner").exists()) == (2, False)
    assert "inside another repository" in ran.err


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_written_as_it_is(tmp_path: Path, name: str) -> None:
    ran = init(tmp_path, "--name", name)

    assert ran.code == 0
    assert company(tmp_path)["name"] == name


@pytest.mark.parametrize("name", WORSE)
def test_a_name_that_no_document_may_hold_is_refused(tmp_path: Path, name: str) -> None:
    ran = init(tmp_path, "--name", name)

    assert ran.code == 2
    assert "--name" in ran.err
    assert held(tmp_path) == {}


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("corp-id", "ww 1"),
        ("agent-id", "agent"),
        ("language", "fr"),
        ("time-zone", "Mars/Base"),
        ("time-zone", "../etc"),
        ("visibility", "secret"),
        ("ledger-branch", "-x"),
        ("ledger-branch", "main"),
        ("governor", "zhangsan"),
        ("governor", "a=x,A=y"),
        ("governor", "a=x,b=X"),
        ("governor", "a=,b=x"),
        ("governor", "a=x,,"),
        ("tool", "wecom-reconciler/wecom-reconciler@v1"),
        ("tool", f"a/b@{'0' * 39}"),
        ("tool", f"a/b/c@{'0' * 40}"),
    ],
)
def test_an_answer_of_the_wrong_form_is_refused_with_its_form(tmp_path: Path, flag: str, words: str) -> None:
    ran = init(tmp_path, f"--{flag}", words)

    assert ran.code == 2
    assert f"--{flag}: " in ran.err
    assert held(tmp_path) == {}


def test_logins_and_ids_that_yaml_takes_for_something_else_are_quoted(tmp_path: Path) -> None:
    ran = init(tmp_path, "--governor", "123=007, no=null")

    assert ran.code == 0
    assert company(tmp_path)["code_host"] == {"people": {"007": "123", "null": "no"}}


def test_without_a_terminal_everything_that_is_missing_is_named_at_once(tmp_path: Path) -> None:
    ran = init(tmp_path, answers=())

    assert ran.code == 2
    assert all(f"--{flag}" in ran.err for flag in ("name", "corp-id", "agent-id", "governor", "tool"))
    assert "--time-zone" not in ran.err


def test_on_a_terminal_it_asks_and_asks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["", "Acme: #1", "ww 1", "ww1", "1000002", "ann", "ann=ann-gh", "en", "", "", "", "nothing", TOOL]
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}{os.linesep}" for line in lines)))

    ran = init(tmp_path, answers=())

    assert ran.code == 0
    assert (company(tmp_path)["name"], company(tmp_path)["time_zone"]) == ("Acme: #1", "Asia/Shanghai")
    assert ran.err.count("Digits only") == 0
    assert "Letters, digits" in ran.err


@pytest.mark.parametrize(
    ("lang", "asked", "told", "end"),
    [("zh", "公司名称：", "首尾没有空格", "已中断。"), ("en", "name: ", "no space at either end", "Interrupted.")],
)
def test_at_a_real_terminal_a_wrong_answer_is_told_and_ctrl_d_writes_nothing(
    lang: str, asked: str, told: str, end: str, tmp_path: Path
) -> None:
    keyboard, screen = pty.openpty()
    with subprocess.Popen(
        command_line("init", str(tmp_path / "ours"), "--lang", lang),
        env=environment(),
        stdin=screen,
        stdout=screen,
        stderr=screen,
        start_new_session=True,
    ) as process:
        first = until(keyboard, asked)
        os.write(keyboard, b"\n")
        second = until(keyboard, asked)
        os.write(keyboard, b"\x04")
        last = until(keyboard, end)
        code = process.wait(PROCESS_S)
    os.close(keyboard)
    os.close(screen)

    assert (code, asked in first, told in second, end in last) == (130, True, True, True)
    assert held(tmp_path) == {}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.id))
def test_the_sample_answers_would_be_accepted(question: Question) -> None:
    assert question.accepts(SAMPLE[question.id])


@pytest.mark.parametrize(("lang", "end"), [("zh", "公司名称：\n已中断。\n"), ("en", "name: \nInterrupted.\n")])
def test_the_end_of_the_keyboard_ends_the_line_of_the_question(
    lang: str, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(""))

    assert init(tmp_path, answers=(), lang=lang).err.endswith(end)


def test_files_that_are_there_are_said_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "README.md").write_text("# ours\n", encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", Terminal(""))

    ran = init(tmp_path, answers=())

    assert (ran.code, "README.md" in ran.err, QUESTIONS[0].ask.en in ran.err) == (1, True, False)


@pytest.mark.parametrize(("name", "mode"), [("groups", 0), ("groups", 0o500), ("groups/company.yaml", 0), ("", 0o500)])
def test_what_cannot_be_used_is_said_before_anything_is_asked(
    name: str, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(""))

    with tempfile.TemporaryDirectory() as folder:  # not below a folder that is root's alone, as tmp_path is
        home = Path(folder)
        (home / "groups").mkdir()
        (home / "groups" / "company.yaml").write_text("kind: company\n", encoding="utf-8")
        home.chmod(0o755)
        (home / name).chmod(mode)
        with as_nobody():
            ran = init(home, answers=())
        (home / name).chmod(0o700)

    assert (ran.code, "of no use" in ran.err, QUESTIONS[0].ask.en in ran.err) == (2, True, False)


def test_a_file_in_the_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "groups").write_text("x", encoding="utf-8")

    assert "part of the path is no folder" in init(tmp_path).err


def test_a_terminal_that_hangs_up_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("Acme\n"))

    ran = init(tmp_path, answers=())

    assert (ran.code, held(tmp_path)) == (130, {})
