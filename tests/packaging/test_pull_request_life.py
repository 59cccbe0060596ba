"""One pull request from its first push to the ledger, by the lines of the workflow files themselves."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from reconciler.engine.follow_ups import APPLY_LABEL
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
            drift="adopt", visibility="private", language="en", quiet_hours={"from": "23:30", "to": "07:30"},
            freeze={"from": "2026-11-04", "until": "2026-11-04", "reason": "Moving house"},
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

    def merged(self, number: int, way: str = "merge") -> None:
        self.host.review_as("eve", number)
        self.host.merge(number, by="meg", way=way)

    def reviewed_and_merged(self, number: int) -> None:
        self.merged(number)
        self.all_well("apply.yml", self.on_main("push"), let_in_by="gus")

    def planned(self, branch: str, files: dict[str, str | None], *more: dict[str, str | None]) -> int:
        """A pull request from main as it is, of one commit or more, with its plan."""
        self.host.remote.git("update-ref", f"refs/heads/{branch}", "main")
        number = self.host.open_pull_request(branch, files, author="ann")
        for each in more:
            self.host.push(number, each)
        self.all_well("plan.yml", self.of(number, "pull_request_target"))
        return number

    def by_the_clock(self, at: str) -> dict[str, str]:
        """The hourly run at a moment of the simulated world."""
        self.town.world.clock.set(datetime.fromisoformat(at))
        return self.player.play("apply.yml", self.on_main("schedule"), let_in_by="gus")

    def follow_ups(self) -> dict[str, bool]:
        """Which commits were handed to somebody, and whether that is open."""
        found = [each for each in self.host.world.threads.values() if APPLY_LABEL in each.labels]
        return {each.title.split()[-1]: each.is_open for each in found}


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

    assert ends == {"due": "skipped", "apply": "failure", "post": "failure"}
    assert life.town.members("one") == {"ann", "bob"}
    [follow_up] = [each for each in life.host.world.threads.values() if each.head is None]
    assert follow_up.assignees == ["meg"]


NOTHING_DUE = {"due": "success", "apply": "skipped", "post": "skipped"}


def test_what_had_to_wait_goes_on_by_itself_and_until_then_every_hour_is_quiet(life: Life) -> None:
    number = life.planned("topic", with_members("bob", "cat"))
    life.merged(number)
    life.town.world.clock.set(datetime.fromisoformat("2026-11-03T23:40:00+08:00"))
    assert life.player.play("apply.yml", life.on_main("push"), let_in_by="gus") == {
        "due": "skipped", "apply": "success", "post": "success",
    }  # fmt: skip
    put_off = life.ours(number)[-1].body
    written = len(life.host.world.comments)

    at_night = life.by_the_clock("2026-11-04T00:43:00+08:00")
    while_frozen = life.by_the_clock("2026-11-04T08:43:00+08:00")
    assert life.town.members("one") == {"ann", "bob"}
    afterwards = life.by_the_clock("2026-11-05T08:43:00+08:00")
    later = life.by_the_clock("2026-11-05T09:43:00+08:00")

    assert "⏳" in put_off
    assert (at_night, while_frozen, later) == (NOTHING_DUE, NOTHING_DUE, NOTHING_DUE)
    assert set(afterwards.values()) == {"success"}
    assert life.town.members("one") == {"ann", "bob", "cat"}
    assert (len(life.host.world.comments), life.follow_ups()) == (written, {})
    [comment] = life.ours(number)
    assert "✅" in comment.body


def test_two_merged_at_once_and_a_refused_one_is_told_which_later_plan_did_it(life: Life) -> None:
    host, town = life.host, life.town
    life.reviewed_and_merged(life.planned("first", with_members("bob", "cat")))
    refused = life.planned("refused", with_members("bob", "cat", "dan"))
    other = life.planned("other", {"groups/two.yaml": dump(a_group("two"))}, {"groups/note.txt": "a second commit"})
    host.merge(refused, by="meg", way="squash")  # and nobody approved it
    life.merged(other, way="rebase")

    pushed = life.player.play("apply.yml", life.on_main("push"), let_in_by="gus")
    hourly = life.by_the_clock("2026-11-02T09:43:00+08:00")
    handed_over = life.follow_ups()
    third = life.planned("third", {"groups/note.txt": "once more"})
    life.reviewed_and_merged(third)

    commit = str(host.world.threads[refused].merge_commit)[:10]
    assert (pushed["apply"], pushed["post"], hourly) == ("failure", "failure", NOTHING_DUE)
    assert town.members("two") == {"ann", "bob"}
    assert handed_over == {commit: True}
    assert life.follow_ups() == {commit: False}
    assert town.members("one") == {"ann", "bob", "cat", "dan"}
    assert f"Superseded by #{third}" in life.ours(refused)[-1].body
    assert "✅" in life.ours(other)[-1].body
