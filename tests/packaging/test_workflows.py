"""The workflows: what they may, what they run, and that whoever holds a secret runs nothing of a pull request."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from reconciler.cli.language import Say
from reconciler.cli.main import build
from tests.e2e.town import ROOT

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
ACTION = ROOT / "action.yml"
PAGE = (ROOT / "docs" / "workflows.md").read_text("utf-8")
BIN = Path(sys.executable).parent
IDS = [path.stem for path in FILES]
Job = dict[str, Any]

each_file = pytest.mark.parametrize("file", FILES, ids=IDS)


def tree(file: Path) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(file.read_text("utf-8"))
    return loaded


def triggers(file: Path) -> set[str]:
    on = tree(file)[True]  # YAML 1.1 takes `on` for true
    return set(on) if isinstance(on, dict | list) else {on}


def jobs() -> Iterator[tuple[Path, str, Job]]:
    for file in FILES:
        for name, job in tree(file)["jobs"].items():
            yield file, name, job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for file, name, job in jobs():
        for step in job["steps"]:
            yield f"{file.stem}/{name}", step
    for step in tree(ACTION)["runs"]["steps"]:
        yield "action", step


def test_there_are_workflows() -> None:
    assert {"ci", "validate", "plan", "plan-fork", "apply", "drift", "remind", "request"} <= set(IDS)


def test_zizmor_as_auditor_finds_nothing() -> None:
    words: list[str | Path] = [
        BIN / "zizmor",
        "--offline",
        "--persona",
        "auditor",
        "--config",
        ROOT / ".github" / "zizmor.yml",
    ]

    done = subprocess.run([*words, ROOT / ".github", ACTION], capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout + done.stderr


@pytest.mark.parametrize(("schema", "files"), [("github-workflows", FILES), ("github-actions", [ACTION])])
def test_the_vendored_schema_finds_nothing(schema: str, files: list[Path]) -> None:
    words: list[str | Path] = [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files]

    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 0, done.stdout + done.stderr


@each_file
def test_nothing_is_permitted_but_job_by_job_with_a_reason(file: Path) -> None:
    text = file.read_text("utf-8")
    granted = re.findall(r"^      [a-z-]+: (?:read|write)\b.*$", text, re.MULTILINE)

    assert tree(file)["permissions"] == {}
    assert granted
    assert [line for line in granted if " # to " not in line] == []
    assert all("permissions" in job for job in tree(file)["jobs"].values())


def test_every_action_is_pinned_and_listed_with_where_its_commit_was_confirmed() -> None:
    used = {step["uses"] for _, step in steps() if "uses" in step} - {"./"}
    rows = {(row[0], row[1]): row[2] for row in re.findall(r"\| (\S+) \| \S+ \| `([0-9a-f]{40})` \| (.+) \|", PAGE)}

    assert used
    for action in used:
        name, commit = action.split("@")
        assert rows[name, commit].strip()
    assert {f"{name}@{commit}" for name, commit in rows} == used


def test_no_checkout_keeps_credentials() -> None:
    checkouts = [(where, step) for where, step in steps() if str(step.get("uses", "")).startswith("actions/checkout@")]

    assert checkouts
    assert [where for where, step in checkouts if step["with"].get("persist-credentials") is not False] == []


def test_no_expression_stands_in_a_script() -> None:
    assert [where for where, step in steps() if "${{" in step.get("run", "")] == []


def test_what_runs_code_of_a_pull_request_has_no_secret() -> None:
    """These run whatever the pull request holds: files, actions, dependencies."""
    open_to_all = {file for file in FILES if triggers(file) & {"pull_request", "merge_group"}}

    assert {file.stem for file in open_to_all} == {"ci", "validate"}
    for file in open_to_all:
        assert "secrets." not in file.read_text("utf-8")
        for job in tree(file)["jobs"].values():
            assert "environment" not in job
            assert set(job["permissions"].values()) == {"read"}


def test_plans_for_pull_requests_from_outside_have_no_secret_and_run_the_default_branch_alone() -> None:
    """What came from outside lies in `proposed/`; it is only read, where nothing can be written."""
    file = FOLDER / "plan-fork.yml"
    text, made = file.read_text("utf-8"), tree(file)["jobs"]

    assert triggers(file) == {"workflow_run"}
    assert "secrets." not in text
    assert set(made["plan"]["permissions"].values()) == {"read"}
    for job in made.values():
        assert "environment" not in job
        assert [step["with"] for step in job["steps"] if str(step.get("uses", "")).startswith("actions/checkout@")] == [
            {"persist-credentials": False}
        ]
    lines = [line for job in made.values() for step in job["steps"] for line in step.get("run", "").splitlines()]
    uses = [line for line in lines if "proposed" in line]
    assert len(uses) == 2
    assert all("fetch proposed" in line or "--root proposed/groups --snapshot" in line for line in uses)
    assert not [job for job in made.values() if "proposed" in str([step.get("uses") for step in job["steps"]])]


def test_secrets_come_from_environments_into_steps_and_never_into_scripts() -> None:
    for file, name, job in jobs():
        holds = "secrets." in yaml.safe_dump(job)
        assert not holds or job.get("environment") in {"wecom-plan", "wecom-apply"}, f"{file.stem}/{name}"
        assert "secrets." not in yaml.safe_dump({**job, "steps": []})
        written = {what for what, how in job["permissions"].items() if holds and how == "write"}
        assert written <= ({"contents"} if job.get("environment") == "wecom-apply" else set()), (
            "who holds a secret writes nothing to the code host; an apply writes the ledger's branch"
        )
    assert all("secrets." not in step.get("run", "") for _, step in steps())


def test_who_holds_a_secret_runs_the_default_branch_and_reads_the_pull_request_as_data() -> None:
    """The pull request lies in `proposed/`; its only use is as the root that is read."""
    for file, name, job in jobs():
        if "secrets." not in yaml.safe_dump(job):
            continue
        where = f"{file.stem}/{name}"
        first, *others = [step for step in job["steps"] if str(step.get("uses", "")).startswith("actions/checkout@")]
        assert "ref" not in first["with"], f"{where}: the tool is that of the default branch"
        assert "path" not in first["with"], where
        assert all(step["with"].get("path") == "proposed" for step in others), where
        for step in job["steps"]:
            assert "working-directory" not in step, where
            uses = [line for line in step.get("run", "").splitlines() if "proposed" in line]
            assert all(line.count("proposed") == line.count("--root proposed/groups") for line in uses), where
            assert "proposed" not in str(step.get("uses", "")), where


def command_lines() -> Iterator[list[str]]:
    for _, step in steps():
        for line in step.get("run", "").splitlines():
            for found in re.findall(r'"\$RECONCILER" ([^|;&>]+)', line):
                yield shlex.split(found)


@pytest.mark.parametrize("words", list(command_lines()), ids=" ".join)
def test_every_command_line_is_one_that_the_tool_knows(words: list[str]) -> None:
    command: click.Command | None = build(Say("en"))
    context = click.Context(command) if command else None
    while words and isinstance(command, click.Group) and context is not None:
        command, words = command.get_command(context, words[0]), words[1:]
    assert command is not None
    known = {name for option in command.params for name in option.opts}

    assert [word for word in words if word.startswith("--") and word not in known] == []


def test_the_forms_label_is_what_the_workflow_looks_for() -> None:
    assert "labels.*.name, 'request'" in (FOLDER / "request.yml").read_text("utf-8")


def test_applying_and_looking_never_run_side_by_side() -> None:
    for name in ("drift.yml", "apply.yml"):
        found = tree(FOLDER / name)["concurrency"]
        assert (found["group"], found["cancel-in-progress"]) == ("wecom-apply", False)


def test_git_gets_the_token_by_environment_and_for_the_code_host_alone() -> None:
    words: list[str | Path] = [
        "sh",
        ROOT / ".ci" / "git-with-token",
        "sh",
        "-c",
        "env; git config --get http.https://host/.extraheader",
    ]
    variables = {"PATH": "/usr/bin:/bin", "TOKEN": "t0ken", "GITHUB_SERVER_URL": "https://host"}

    done = subprocess.run(words, env=variables, capture_output=True, text=True, check=True)

    assert "t0ken" not in done.stdout
    assert done.stdout.splitlines()[-1] == "AUTHORIZATION: basic eC1hY2Nlc3MtdG9rZW46dDBrZW4="
