"""Plays a workflow file: its own `run` lines by bash, real clones, and the artifacts of the local code host.

What GitHub gives is given here: events, contexts, expressions, outputs, the order of jobs, skipping and failing. The
tool is this checkout's, with the simulator in place of WeCom; `uses: ./` answers with it.
"""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.e2e.town import ROOT, VARIABLE
from tests.forge.host import Host
from tests.forge.host.host import REPOSITORY, TOKEN
from tests.ledger.git_worlds import VARIABLES, git

_CONTEXT = re.compile(r"'[^']*'|\b(?:github|vars|secrets|steps|needs)(?:\.[\w-]+)+")
_WHOLE = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_KNOWING = '"plan "*|"apply "*|"drift "*|"post reviewed"'  # commands that ask WeCom, or the ledger and the clock


@dataclass(frozen=True, slots=True)
class Event:
    """What set a workflow off, the commit that its jobs check out, and what the run is shown as."""

    name: str
    payload: dict[str, Any]
    commit: str
    head: str
    branch: str = "main"
    repository: str = REPOSITORY


@dataclass(slots=True)
class Job:
    """A job under way: its folder and what its steps and the jobs before it told."""

    folder: Path
    github: dict[str, Any]
    needs: dict[str, Any]
    steps: dict[str, Any] = field(default_factory=dict)
    failed: bool = False


class Player:
    """Everything that stays between runs. `variables` are those of the repository, `secrets` those of environments."""

    def __init__(self, host: Host, url: str, folder: Path, simulator: Path) -> None:
        self.host, self.url, self.folder = host, url, folder
        self.variables: dict[str, str] = {}
        self.secrets = {VARIABLE: "unused beside a simulator"}
        self.said: list[str] = []
        self.outputs: dict[tuple[int, str], dict[str, str]] = {}
        self.tool = folder / "reconciler"
        folder.mkdir()
        self.tool.write_text(
            "#!/bin/sh\n"
            f'case "$1 $2" in {_KNOWING}) set -- "$@" --simulator \'{simulator}\';; esac\n'
            f"RECONCILER_SIMULATOR_LEDGER=company exec '{sys.executable}' -m reconciler \"$@\"\n",
            encoding="utf-8",
        )
        self.tool.chmod(0o755)
        host.remote.git("config", "uploadpack.allowAnySHA1InWant", "true")

    def play(self, file: str, event: Event, *, let_in_by: str = "") -> dict[str, str]:
        """One run of a workflow: how each job ended. `let_in_by`: who approves its environments."""
        workflow = yaml.safe_load((ROOT / ".github" / "workflows" / file).read_text("utf-8"))
        run = self.host.run(
            event.head, event=event.name, workflow=file, branch=event.branch, repository=event.repository
        )
        ends: dict[str, str] = {}
        for name, job in workflow["jobs"].items():
            if let_in_by and "environment" in job:
                self.host.approve_run(run, let_in_by, job["environment"])
            ends[name] = self._job(name, job, event, run, ends)
        self.host.world.runs[run].conclusion = "failure" if "failure" in ends.values() else "success"
        return ends

    def _job(self, name: str, job: dict[str, Any], event: Event, run: int, ends: dict[str, str]) -> str:
        needed = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
        folder = self.folder / f"{run}-{name}"
        folder.mkdir()
        needs = {each: {"result": ends[each], "outputs": self.outputs.get((run, each), {})} for each in needed}
        github = {
            "event": event.payload, "event_name": event.name, "repository": REPOSITORY, "token": TOKEN,
            "ref_name": "main", "run_id": str(run), "sha": event.commit,
        }  # fmt: skip
        under_way = Job(folder, github, needs)
        went_well = all(ends[each] == "success" for each in needed)
        condition = str(job.get("if", "success()"))
        whatever = any(word in condition for word in ("always()", "cancelled()"))
        if not (went_well or whatever) or not self._value(condition, under_way, went_well):
            return "skipped"
        for step in job["steps"]:
            condition = str(step.get("if", "success()"))
            if (under_way.failed and "always()" not in condition) or not self._value(condition, under_way, True):
                continue
            if not self._step(step, under_way, event, run) and not step.get("continue-on-error"):
                under_way.failed = True
        self.outputs[run, name] = {key: self._filled(words, under_way) for key, words in job.get("outputs", {}).items()}
        return "failure" if under_way.failed else "success"

    def _value(self, expression: str, job: Job, went_well: bool = True) -> Any:
        """An expression of the kind that our workflows use: contexts, strings, comparisons, `&&`, `||`, `always()`."""
        contexts = {
            "github": job.github, "vars": self.variables, "secrets": self.secrets, "steps": job.steps,
            "needs": job.needs,
        }  # fmt: skip

        def found(match: re.Match[str]) -> str:
            if match[0].startswith("'"):
                return repr(match[0][1:-1])
            value: Any = contexts
            for part in match[0].split("."):
                value = value.get(part, "") if isinstance(value, dict) else ""
            return repr(value)

        words = _CONTEXT.sub(found, expression.strip()).replace("&&", " and ").replace("||", " or ")
        words = words.replace("always()", "True").replace("!cancelled()", "True").replace("success()", str(went_well))
        return eval(words, {"__builtins__": {}})  # noqa: S307  # An expression of our own workflow files.

    def _filled(self, words: object, job: Job) -> str:
        return _WHOLE.sub(lambda match: str(self._value(match[1], job)), str(words))

    def _step(self, step: dict[str, Any], job: Job, event: Event, run: int) -> bool:
        given = {key: self._filled(value, job) for key, value in step.get("with", {}).items()}
        action = str(step.get("uses", "")).partition("@")[0]
        if action == "actions/checkout":
            self._check_out(job.folder / given.get("path", "."), given.get("ref") or event.commit, given)
        elif action == "./":
            told = {"command": str(self.tool), "git-with-token": str(ROOT / ".ci" / "git-with-token")}
            job.steps[step["id"]] = {"outputs": told}
        elif action == "actions/upload-artifact":
            return self._upload(given, job.folder, run)
        elif action == "actions/download-artifact":
            return self._download(given, job.folder, run)
        else:
            return self._run(step, job, run)
        return True

    def _check_out(self, folder: Path, commit: str, given: dict[str, str]) -> None:
        """As the action does: no credentials kept, one commit unless more is asked for."""
        folder.mkdir(exist_ok=True)
        git(folder, "init", "--quiet", "--template=", "--initial-branch=main")
        git(folder, "remote", "add", "origin", f"file://{self.host.remote.path}")
        if given.get("fetch-depth") == "0":
            git(folder, "fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*", commit)
        else:
            git(folder, "fetch", "--quiet", "--depth=1", "origin", commit)
        git(folder, "checkout", "--quiet", "--detach", commit)

    def _upload(self, given: dict[str, str], folder: Path, run: int) -> bool:
        paths = [folder / line for line in given["path"].split()]
        files = [each for path in paths for each in ([path] if path.is_file() else sorted(path.rglob("*")))]
        files = [each for each in files if each.is_file()]
        if not files:
            return given.get("if-no-files-found") != "error"
        stream = io.BytesIO()
        top = paths[0] if paths[0].is_dir() else folder
        with zipfile.ZipFile(stream, "w") as archive:
            for each in files:
                archive.write(each, str(each.relative_to(top)))
        self.host.leave_artifact(run, given["name"], stream.getvalue())
        return True

    def _download(self, given: dict[str, str], folder: Path, run: int) -> bool:
        left = [data for name, data in self.host.world.runs[run].artifacts.values() if name == given["name"]]
        for data in left:
            zipfile.ZipFile(io.BytesIO(data)).extractall(folder / given.get("path", "."))
        return bool(left)

    def _run(self, step: dict[str, Any], job: Job, run: int) -> bool:
        event, output = job.folder / "event.json", job.folder / "output"
        event.write_text(json.dumps(job.github["event"]), encoding="utf-8")
        output.write_text("", encoding="utf-8")
        env = {
            **VARIABLES, "HOME": str(job.folder), "PYTHONUTF8": "1", "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_API_URL": self.url, "GITHUB_SERVER_URL": self.url, "GITHUB_RUN_ID": str(run),
            "GITHUB_SHA": job.github["sha"], "GITHUB_OUTPUT": str(output), "GITHUB_EVENT_PATH": str(event),
            "GITHUB_STEP_SUMMARY": str(job.folder / "summary.md"), "GITHUB_ACTOR": "meg",
            "GITHUB_EVENT_NAME": job.github["event_name"], "GITHUB_REF_NAME": "main",
            **{key: self._filled(value, job) for key, value in step.get("env", {}).items()},
        }  # fmt: skip
        bash = shutil.which("bash") or "bash"
        done = subprocess.run(
            [bash, "-e", "-c", step["run"]], cwd=job.folder, env=env, capture_output=True, text=True, check=False
        )
        self.said.append(f"{step['run']}\n→ {done.returncode}\n{done.stdout}{done.stderr}")
        if "id" in step:
            lines = [line.partition("=") for line in output.read_text("utf-8").splitlines()]
            job.steps[step["id"]] = {"outputs": {name: value for name, _, value in lines}}
        return done.returncode == 0
