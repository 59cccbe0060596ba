"""A small company on disk, its simulated WeCom, and the command as a user runs it, in this process or its own.

Built from plain data, so that hypothesis can make companies too.
"""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

from reconciler.cli.main import run_command
from reconciler.cli.settings import Environment
from reconciler.ledger import DirectoryLedger, LedgerReport
from reconciler.model.ids import GroupKey, derive_chat_id
from reconciler.policy.registry import all_rules
from reconciler.simulator import Simulator, create
from reconciler.simulator.show.show import ShownChat
from reconciler.simulator.world.journal import JournalEntry
from tests.e2e.shapes import check_shape
from tests.e2e.writeless import let_go, watch, writeless

ROOT = Path(__file__).resolve().parents[2]
CORP, AGENT, OTHER = "ww1", 1000002, 1000003
SECRET = "Zq7secretOfOurApp"
VARIABLE = "WECOM_APP_SECRET"
WRITES = ("create", "update", "send")
PROCESS_S = 60  # no process of these tests takes longer; one that does hangs

Tree = Mapping[str, Any]

LIMITS = ("removals_per_run", "removals_per_day", "removals_per_group", "people_missing", "documents_missing")

COMPANY: Tree = {
    "kind": "company",
    "name": "小公司",
    "corp_id": CORP,
    "agent_id": str(AGENT),
    "secrets": {"app": VARIABLE},
    "guards": {name: {"free": 5000} for name in LIMITS},
    "severities": {rule.id: "note" for rule in all_rules()},  # Rules are tested elsewhere; here they only take notes.
}


@dataclass(frozen=True, slots=True)
class Ran:
    """One command line that ended."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """Everything a person saw, on one line: where lines are folded is no matter of these tests."""
        return " ".join(f"{self.out}\n{self.err}".split())

    @property
    def squeezed(self) -> str:
        """The same without any blank: Chinese is folded anywhere."""
        return "".join(f"{self.out}\n{self.err}".split())

    def says(self, phrase: str) -> bool:
        """Whether a phrase was said, wherever lines were folded."""
        return "".join(phrase.split()) in self.squeezed

    def json(self) -> dict[str, Any]:
        """What was printed, as JSON."""
        tree: dict[str, Any] = json.loads(self.out)
        return tree


def in_process(*argv: str, lang: str = "en", variables: Mapping[str, str] | None = None) -> Ran:
    """One command line in this process."""
    out, err = io.StringIO(), io.StringIO()
    with writeless(argv), redirect_stdout(out), redirect_stderr(err):
        code = run_command([*argv, "--lang", lang], Environment({"RECONCILER_ACTOR": "tester", **(variables or {})}))
    if "--json" in argv and out.getvalue():
        check_shape(out.getvalue())
    return Ran(code, out.getvalue(), err.getvalue())


def environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a process of its own: nothing of the machine's but the path."""
    return {"PATH": os.environ.get("PATH", ""), "RECONCILER_ACTOR": "tester", "PYTHONUTF8": "1", **(variables or {})}


def command_line(*argv: str) -> list[str]:
    """What starts the command in a process of its own."""
    return [sys.executable, "-m", "reconciler", *argv]


def in_a_process(*argv: str, lang: str = "en", variables: Mapping[str, str] | None = None) -> Ran:
    """One command line in a process of its own."""
    with writeless(argv):
        done = subprocess.run(
            command_line(*argv, "--lang", lang),
            env=environment(variables),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PROCESS_S,
            check=False,
        )
    return Ran(done.returncode, done.stdout, done.stderr)


def a_group(key: str, owner: str = "ann", members: Sequence[Any] | None = ("bob",), **more: object) -> dict[str, Any]:
    """A document; without `members` git does not speak about them."""
    tree: dict[str, Any] = {"kind": "group", "key": key, "type": "app", "name": f"{key} 群", "owner": owner}
    return {**tree, **({} if members is None else {"members": list(members)}), **more}


def a_world(people: Sequence[Any], **corp: Any) -> dict[str, Any]:
    """A world file on a Monday morning with our application and another one."""
    return {
        "now": "2026-11-02T09:00:00",
        "seed": "town",
        "corps": [
            {
                "corp_id": CORP,
                "departments": ["1 总公司", "2 研发", "3 平台 2", "4 市场"],
                "people": list(people),
                "apps": [
                    {"agent_id": AGENT, "name": "群管家", "secret": SECRET},
                    {"agent_id": OTHER, "name": "另一个", "secret": "Zq7secretOfTheOther"},
                ],
                **corp,
            }
        ],
    }


PEOPLE = ("ann 安 2", "bob 波 2", "cat 卡 3", "dan 丹 3", "eve 伊 4", "fay 菲 4", "gus 格 4", "hal 哈 1")


class _Dumper(yaml.SafeDumper):
    """Quotes `y` and `n` as well, which are truth values in YAML 1.1 and refused where they stand bare."""


_Dumper.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^[yYnN]$"), list("yYnN"))


def dump(tree: object) -> str:
    """YAML as a person might write it."""
    return yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False)


class Town:
    """`groups/`, `world/` with its ledger, and plans, all in one folder."""

    def __init__(
        self,
        folder: Path,
        groups: Sequence[Tree] = (),
        *,
        company: Tree | None = None,
        world: Tree | None = None,
        **switches: str | int,
    ) -> None:
        self._settle(folder)
        self.root.mkdir(parents=True)
        self.write("company.yaml", {**COMPANY, **(company or {})})
        for group in groups:
            self.put(group)
        (folder / "world.yaml").write_text(dump(world or a_world(PEOPLE)), encoding="utf-8")
        self.world: Simulator = create(self.home, folder / "world.yaml")
        watch(self.home)
        for name, value in switches.items():
            self.world.switches.set(name, value)

    @classmethod
    def moved_in(cls, folder: Path) -> Self:
        """A town that lies in a folder already, as a copy of one that was let go."""
        town = cls.__new__(cls)
        town._settle(folder)
        town.world = Simulator.open(town.home)
        watch(town.home)
        return town

    def _settle(self, folder: Path) -> None:
        self.folder, self.root, self.home = folder, folder / "groups", folder / "world"

    def close(self) -> None:
        """Let go of the world."""
        let_go(self.home)
        self.world.close()

    def write(self, name: str, tree: object) -> Path:
        """A file under the root, from a tree or a text."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tree if isinstance(tree, str) else dump(tree), encoding="utf-8")
        return path

    def put(self, *groups: Tree) -> None:
        """Groups, each in the file of its key."""
        for group in groups:
            self.write(f"{group['key']}.yaml", group)

    def set_company(self, **more: object) -> None:
        """company.yaml with other settings."""
        self.write("company.yaml", {**COMPANY, **more})

    def run(self, *argv: str, lang: str = "en", variables: Mapping[str, str] | None = None) -> Ran:
        """A command against the simulator."""
        argv = (*argv, "--root", str(self.root), "--simulator", str(self.home))
        return in_process(*argv, lang=lang, variables=variables)

    def run_alone(self, *argv: str, lang: str = "en") -> Ran:
        """The same in a process of its own."""
        return in_a_process(*argv, "--root", str(self.root), "--simulator", str(self.home), lang=lang)

    def plan(self) -> dict[str, Any]:
        """The plan as JSON, which must be complete: nothing failed."""
        ran = self.run("plan", "--json")
        assert ran.code in {0, 1}, ran.err
        return ran.json()

    def apply(self, lang: str = "en") -> Ran:
        """Whatever is due."""
        return self.run("apply", "--yes", lang=lang)

    @property
    def plan_file(self) -> Path:
        """Where `save_plan` saves."""
        return self.folder / "plan.json"

    def save_plan(self) -> Path:
        """A plan to be reviewed."""
        ran = self.run("plan", "--out", str(self.plan_file))
        assert ran.code in {0, 1}, ran.err
        return self.plan_file

    def apply_saved(self, lang: str = "en") -> Ran:
        """The saved plan."""
        return self.run("apply", str(self.plan_file), lang=lang)

    @property
    def mark(self) -> int:
        """Where the journal ends now."""
        entries = self.world.journal()
        return entries[-1].seq if entries else 0

    def since(self, mark: int, *paths: str) -> tuple[JournalEntry, ...]:
        """Requests after a mark; only those whose path ends with one of `paths`, if any are given."""
        entries = self.world.requests.entries(after=mark)
        return tuple(each for each in entries if not paths or each.path.endswith(tuple(f"/{path}" for path in paths)))

    def counts(self, mark: int = 0) -> Counter[str]:
        """How often each call was made after a mark."""
        return Counter(each.path.removeprefix("/cgi-bin/") for each in self.since(mark))

    def written(self, mark: int = 0) -> tuple[JournalEntry, ...]:
        """Writes after a mark that took effect."""
        return tuple(each for each in self.since(mark, *WRITES) if each.applied)

    def chat(self, key: str, generation: int = 1) -> ShownChat:
        """The chat that was made for a key."""
        return self.world.chat(derive_chat_id(CORP, GroupKey(key), generation))

    def chats(self) -> dict[str, ShownChat]:
        """Every chat there is, by id."""
        rows: list[Any] = list(self.world.show()["corps"])  # type: ignore[call-overload]  # It is a list of mappings.
        return {chat["chat_id"]: self.world.chat(chat["chat_id"]) for chat in rows[0]["chats"]}

    def members(self, key: str) -> set[str]:
        """Who is in the chat that was made for a key."""
        return set(self.chat(key).members)

    @property
    def ledger(self) -> Path:
        """The ledger of the simulated world."""
        return self.home / "ledger"

    def ledger_report(self) -> LedgerReport:
        """The whole chain checked."""
        return DirectoryLedger(self.ledger, CORP).verify()

    def ledger_text(self) -> str:
        """Every byte of the ledger."""
        return "".join(path.read_text("utf-8") for path in sorted(self.ledger.glob("*.jsonl")))


@contextmanager
def a_town(folder: Path, groups: Sequence[Tree] = (), **more: Any) -> Iterator[Town]:
    """A town in a fresh folder, gone afterwards: what laws build hundreds of."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    town = Town(folder, groups, **more)
    try:
        yield town
    finally:
        town.close()
        shutil.rmtree(folder)
