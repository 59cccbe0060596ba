"""`diff` and `check-approvals` in a real repository."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest

from tests.delegation.worlds import FILES, edited, moved
from tests.e2e.town import ROOT, Ran, in_process

VARIABLES = {"PATH": os.environ.get("PATH", ""), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
WHO = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
A = "rd/a.yaml"


class Repository:
    """A company in `groups/` of a repository, on branch `main`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "--template=", "-b", "main")
        self.write(FILES)
        self.commit()

    def git(self, *words: str) -> str:
        ran = subprocess.run(
            ["git", *WHO, *words], cwd=self.folder, env=VARIABLES, check=True, capture_output=True, text=True
        )
        return ran.stdout.strip()

    def write(self, files: Mapping[str, str]) -> None:
        for old in (self.folder / "groups").rglob("*.yaml"):
            old.unlink()
        for file, text in files.items():
            path = self.folder / "groups" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def commit(self) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")
        return self.git("rev-parse", "HEAD")

    def run(self, *words: str, lang: str = "en") -> Ran:
        return in_process(*words, "--root", str(self.folder / "groups"), lang=lang, variables=VARIABLES)

    def check(self, author: str, *reviews: tuple[str, str], more: tuple[str, ...] = ()) -> Ran:
        """Approvals by login, each of a commit."""
        said = [{"by": by, "commit": of, "state": "approved", "at": "2026-11-27T12:00:00Z"} for by, of in reviews]
        tree = {"kind": "approvals", "format_version": 1, "author": author, "reviews": said}
        file = self.folder / "approvals.json"
        file.write_text(json.dumps({**tree, "head": self.git("rev-parse", "HEAD")}), encoding="utf-8")
        return self.run("check-approvals", "--base", "main", "--approvals", str(file), *more)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.git("checkout", "-q", "-b", "change")
    return made


def validated(ran: Ran, name: str) -> dict[str, object]:
    tree: dict[str, object] = json.loads(ran.out)
    jsonschema.validate(tree, json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")))
    return tree


def test_the_heads_approval_of_the_last_commit_is_enough_for_a_member(repository: Repository) -> None:
    repository.write(edited((A, "- bob", "- bob\n  - ann")))
    head = repository.commit()

    assert repository.check("own-l").code == 1
    assert repository.check("own-l", ("head-l", head)).code == 0
    assert repository.check("head-l", ("head-l", head)).code == 1


def test_an_approval_does_not_outlive_another_push(repository: Repository) -> None:
    repository.write(edited((A, "- bob", "- bob\n  - ann")))
    first = repository.commit()
    repository.write(edited((A, "- bob", "- bob\n  - ann\n  - amy")))
    repository.commit()

    ran = repository.check("own-l", ("head-l", first))

    assert ran.code == 1
    assert "another commit" in ran.out


def test_a_right_taken_away_on_main_is_gone_for_branches_that_left_before(repository: Repository) -> None:
    repository.write(edited((A, "- bob", "- bob\n  - ann")))
    head = repository.commit()
    repository.git("checkout", "-q", "main")
    repository.write(edited(("rd/department.yaml", "delegates: [del]\n", "")))
    repository.commit()
    repository.git("checkout", "-q", "change")

    ran = repository.check("own-l", ("del-l", head))

    assert ran.code == 1
    assert "head" in ran.out


def test_a_link_in_place_of_a_document_is_governances(repository: Repository) -> None:
    file = repository.folder / "groups" / A
    file.unlink()
    file.symlink_to("/etc/hostname")
    head = repository.commit()

    assert repository.check("own-l", ("head-l", head)).code == 1
    assert repository.check("own-l", ("gov-l", head)).code == 0


def test_the_verdict_for_programs_has_its_schema(repository: Repository) -> None:
    repository.write(edited((A, "owner: own", "owner: bob")))
    head = repository.commit()

    tree = validated(repository.check("own-l", ("head-l", head), more=("--json",)), "consent")

    assert tree["complete"] is False


@pytest.mark.parametrize(("lang", "words"), [("zh", "没有内容上的改动"), ("en", "Nothing differs in meaning")])
def test_a_moved_file_is_no_difference(repository: Repository, lang: str, words: str) -> None:
    repository.write(moved(A, "别处/甲 群.yaml"))

    ran = repository.run("diff", "main", "--exit-code", lang=lang)

    assert ran.code == 0
    assert words in ran.out


@pytest.mark.parametrize(("lang", "words"), [("zh", "成员 members/+ann"), ("en", "members/+ann")])
def test_a_difference_is_said_by_field(repository: Repository, lang: str, words: str) -> None:
    repository.write(edited((A, "- bob", "- bob\n  - ann")))

    ran = repository.run("diff", "main", "--exit-code", lang=lang)

    assert ran.code == 3
    assert words in ran.out
    assert validated(repository.run("diff", "main", "--json"), "diff")["changes"]


def test_a_revision_that_is_not_there_is_a_usage_error(repository: Repository) -> None:
    assert repository.run("diff", "--", "-no-such").code == 2
    assert repository.run("diff", "no-such").code == 2
