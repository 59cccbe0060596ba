"""One pull request from its first push to the ledger, by the lines of the workflow files themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconciler.engine.posting_plan import PLAN_CHECK, SNAPSHOT_CHECK
from tests.e2e.git_town import HOME
from tests.e2e.town import Ran, Town, a_group, a_town, dump, in_process
from tests.forge.host import Host
from tests.forge.host.host import REPOSITORY
from tests.forge.host.world import BOT, Comment
from tests.ledger.git_worlds import BRANCH, a_clone
from tests.packaging.player import Event, Player
from tests.snapshot_keys import keys

DOCUMENT = "groups/one.yaml"
LOGINS = {login: login for login in ("ann", "meg", "eve", "gus")}


class Life:
    """A repository at the host, a simulated company, and who plays the workflows."""

    def __init__(self, folder: Path, town: Town, host: Host, url: str) -> None:
        self.folder, self.town, self.host = folder, town, host
        town.set_company(
            ledger={"branch": BRANCH, "remote": "origin"}, code_host={"people": LOGINS}, review={"approvals": 1},
            drift="adopt", visibility="private", language="en",
        )  # fmt: skip
        files: dict[str, str | None] = {f"groups/{p.name}": p.read_text("utf-8") for p in town.root.glob("*.yaml")}
        host.remote.write("main", files, "Say who is in which group")
        self.player = Player(host, url, folder / "runs", town.home)
        self.player.secrets |= {name: value for name, value in keys().items() if "PUBLIC" not in name}
        self.player.variables = {name: value for name, value in keys().items() if "PUBLIC" in name}
        assert self.clone("first", "apply", "--yes").code == 0

    def clone(self, name: str, *argv: str) -> Ran:
        """A command in a fresh clone."""
        root = a_clone(self.host.remote.path, name) / "groups"
        simulator = () if argv[0] == "ledger" else ("--simulator", str(self.town.home))
        return in_process(*argv, "--root", str(root), *simulator, variables=HOME)

    def main(self) -> str:
        return self.host.remote.git("rev-parse", "main")

    def of(self, number: int, name: str) -> Event:
        """An event of a pull request."""
        thread = self.host.world.threads[number]
        home = "eve/r" if thread.fork else REPOSITORY
        head = {"sha": self.host.head(number), "repo": {"full_name": home}}
        payload = {
            "pull_request": {"number": number, "head": head, "base": {"sha": self.main()}},
            "repository": {"default_branch": "main"},
        }
        commit = head["sha"] if name == "pull_request" else self.main()
        return Event(name, payload, str(commit), str(head["sha"]), str(thread.head), home)

    def on_main(self, name: str) -> Event:
        return Event(name, {"repository": {"default_branch": "main"}}, self.main(), self.main())

    def all_well(self, file: str, event: Event, **more: str) -> None:
        """A run in which no job failed, and not all were skipped."""
        ends = self.player.play(file, event, **more)
        assert "failure" not in ends.values(), (ends, self.player.said[-1])
        assert "success" in ends.values(), ends

    def ours(self, number: int) -> list[Comment]:
        return [each for each in self.host.visible(number) if each.author == BOT]

    def checks(self, number: int) -> dict[str, str]:
        """The last conclusion of each check at a pull request's head."""
        head = self.host.head(number)
        found = [each for each in self.host.world.checks.values() if each["head_sha"] == head]
        return {each["name"]: each["conclusion"] for each in found}

    def reviewed_and_merged(self, number: int) -> None:
        self.host.review_as("eve", number)
        self.host.merge(number, by="meg")
        self.all_well("apply.yml", self.on_main("push"), let_in_by="gus")


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    host = Host(tmp_path)
    with a_town(tmp_path / "town", [a_group("one", membership="strict")]) as town, host.serving() as url:
        yield Life(tmp_path, town, host, url)


def with_members(*members: str) -> dict[str, str | None]:
    return {DOCUMENT: dump(a_group("one", members=members, membership="strict"))}


def test_from_the_first_push_to_the_ledger(life: Life) -> None:
    host, town = life.host, life.town

    number = host.open_pull_request("topic", with_members("bob", "cat"), author="ann")
    life.all_well("validate.yml", life.of(number, "pull_request"))
    life.all_well("plan.yml", life.of(number, "pull_request_target"))
    host.push(number, with_members("bob", "cat", "dan"))
    life.all_well("plan.yml", life.of(number, "pull_request_target"))
    [comment] = life.ours(number)
    assert "丹" in comment.body

    host.edit_comment(comment.id, f"{comment.body}\nNothing happens.")
    host.comment_as("eve", number, comment.body)
    host.world.threads[number].labels.append("by-hand")
    host.push(number, with_members("bob", "dan"))
    life.all_well("plan.yml", life.of(number, "pull_request_target"))
    [comment] = life.ours(number)
    assert "丹" in comment.body
    assert "卡" not in comment.body
    assert "Nothing happens." not in comment.body
    assert "by-hand" in host.world.threads[number].labels
    assert life.checks(number) == {PLAN_CHECK: "success"}

    life.all_well("drift.yml", life.on_main("schedule"))
    fork = host.open_pull_request("theirs", with_members("bob", "hal"), author="eve", fork=True)
    assert set(life.player.play("plan.yml", life.of(fork, "pull_request_target")).values()) == {"skipped"}
    life.all_well("validate.yml", life.of(fork, "pull_request"))
    [validated] = [run for run in host.world.runs.values() if run.head == host.head(fork) and run.artifacts]
    asked = {
        "id": validated.id,
        "event": "pull_request",
        "head_repository": {"full_name": "eve/r"},
        "head_branch": "theirs",
    }
    event = Event("workflow_run", {"workflow_run": asked}, life.main(), life.main())
    life.all_well("plan-fork.yml", event)
    assert set(life.checks(fork)) == {SNAPSHOT_CHECK}
    assert len(life.ours(fork)) == 1
    host.world.threads[fork].is_open = False

    life.reviewed_and_merged(number)
    assert town.members("one") == {"ann", "bob", "dan"}
    [comment] = life.ours(number)
    assert "reconciler:applied" in comment.body

    town.world.hands.invite(town.chat("one").chat_id, ["fay"])
    life.all_well("drift.yml", life.on_main("schedule"))
    [report] = [each for each in host.world.threads.values() if each.head is None and each.is_open]
    [kept] = [each for each in host.world.threads.values() if each.head and each.is_open]
    assert host.remote.files(f"refs/heads/{kept.head}")[DOCUMENT].count("fay") == 1
    life.all_well("plan.yml", life.of(kept.number, "pull_request_target"))
    life.reviewed_and_merged(kept.number)
    life.all_well("drift.yml", life.on_main("schedule"))

    assert town.members("one") == {"ann", "bob", "dan", "fay"}
    assert not host.world.threads[report.number].is_open
    assert life.clone("auditor", "ledger", "verify").code == 0
    assert life.clone("later", "plan", "--json").json()["actions"] == []


def test_a_merge_without_a_plan_is_handed_to_whoever_merged(life: Life) -> None:
    number = life.host.open_pull_request("topic", with_members("bob", "cat"), author="ann")
    life.host.review_as("eve", number)
    life.host.merge(number, by="meg")

    ends = life.player.play("apply.yml", life.on_main("push"), let_in_by="gus")

    assert ends == {"apply": "failure", "post": "success"}
    assert life.town.members("one") == {"ann", "bob"}
    [follow_up] = [each for each in life.host.world.threads.values() if each.head is None]
    assert follow_up.assignees == ["meg"]
