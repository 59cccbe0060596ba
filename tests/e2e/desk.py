"""A repository with documents at a served code host, and the command line in it."""

import contextlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema

from reconciler.cli.main import run_command
from reconciler.cli.settings import Environment
from reconciler.model.plan import Plan
from reconciler.render.programs.plan import dump_plan
from tests.e2e.town import ROOT
from tests.forge.host import Host
from tests.forge.host.host import REPOSITORY, TOKEN
from tests.render.builders import CORP

SCHEMA = json.loads((ROOT / "schemas" / "post.schema.json").read_text(encoding="utf-8"))

COMPANY = """kind: company
name: 测试公司
corp_id: {corp}
agent_id: '1000002'
language: {language}
secrets: {{app: WECOM_APP_SECRET}}
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """A finished command."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        """Its JSON, which has the documented shape."""
        tree = json.loads(self.out)
        jsonschema.validate(tree, SCHEMA)
        return tree


class PostDesk:
    """Runs `reconciler post …` in a folder against a host."""

    def __init__(self, folder: Path, host: Host, url: str) -> None:
        self.folder, self.host = folder, host
        self.summary = folder / "summary.md"
        self.variables = {
            "GITHUB_TOKEN": TOKEN,
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_API_URL": url,
            "GITHUB_RUN_ID": "7",
            "GITHUB_STEP_SUMMARY": str(self.summary),
        }

    def save(self, name: str, words: str | Plan) -> str:
        """A file in the folder; its path."""
        path = self.folder / name
        path.write_text(dump_plan(words) if isinstance(words, Plan) else words, encoding="utf-8")
        return str(path)

    def post(self, *argv: str, lang: str = "en") -> Ran:
        """One `reconciler post …`, in JSON."""
        out, err = io.StringIO(), io.StringIO()
        root = str(self.folder / "groups")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run_command(["--lang", lang, "post", *argv, "--json", "--root", root], Environment(self.variables))
        return Ran(code, out.getvalue(), err.getvalue())

    def writes(self) -> list[str]:
        """Every request so far that was no question."""
        return [
            f"{each.method} {each.path}"
            for each in self.host.world.requests
            if each.method != "GET"
            and not each.path.endswith("/git/trees")  # named by its content: asking twice makes nothing
            and (each.path != "/graphql" or b"mutation" in each.body)
        ]


@contextmanager
def a_desk(folder: Path, language: str = "zh") -> Iterator[PostDesk]:
    """A desk."""
    host = Host(folder)
    (folder / ".git").mkdir()
    (folder / "groups").mkdir()
    (folder / "groups" / "company.yaml").write_text(COMPANY.format(corp=CORP, language=language), encoding="utf-8")
    with host.serving() as url:
        yield PostDesk(folder, host, url)
