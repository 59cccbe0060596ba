"""A pull request from a fork, from `drift` to its comment, by the command lines of the workflow."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reconciler.cli.signing import PUBLIC_KEY
from reconciler.engine.posting_plan import CHANGES, SNAPSHOT_CHECK
from reconciler.render.programs.canonical import compact
from tests.e2e.desk import PostDesk, a_desk
from tests.e2e.town import Town, a_group, a_town, dump, in_process
from tests.snapshot_keys import keys


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PostDesk]:
    (tmp_path / "desk").mkdir()
    with a_desk(tmp_path / "desk", "en") as made:
        yield made


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with a_town(tmp_path / "t", [a_group("one")]) as made:
        assert made.apply().code in {0, 1}
        yield made


def a_fork(desk: PostDesk, town: Town, *members: str) -> tuple[int, int]:
    """Somebody outside asks for other people, and their run leaves the files: pull request and run."""
    files = {path.name: path.read_text("utf-8") for path in town.root.glob("*.yaml")}
    files["one.yaml"] = dump(a_group("one", members=members or ("bob", "dan")))
    host = desk.host
    number = host.open_pull_request("topic", {f"groups/{name}": text for name, text in files.items()}, fork=True)
    run = host.run(host.head(number), event="pull_request", repository="eve/r")
    host.leave_artifact(run, "proposed", packed({name: text.encode() for name, text in files.items()}))
    return number, run


def a_snapshot(desk: PostDesk, town: Town) -> Path:
    """What a run of `drift` on the default branch left."""
    kept = town.folder / "kept.json"
    assert town.run("drift", "--snapshot", str(kept), variables=keys()).code in {0, 1}
    leave(desk, kept.read_bytes())
    return kept


def leave(desk: PostDesk, snapshot: bytes) -> None:
    drift = desk.host.run("a" * 40, event="schedule", workflow="drift.yml", branch="main")
    desk.host.leave_artifact(drift, "snapshot", packed({"snapshot.json": snapshot}))


def test_a_fork_gets_a_plan_from_the_snapshot_and_a_check_that_demands_nothing(desk: PostDesk, town: Town) -> None:
    out = town.folder / "proposed" / "groups"
    kept = a_snapshot(desk, town)
    town.put(a_group("one", members=["bob", "eve"]))  # merged since, and waiting
    number, run = a_fork(desk, town, "bob", "eve", "dan")
    fetched, plan = town.folder / "snapshot.json", town.folder / "fork-plan.json"
    public = {PUBLIC_KEY: keys()[PUBLIC_KEY]}

    first = in_process("fetch", "snapshot", "--out", str(fetched), variables=desk.variables)
    second = in_process("fetch", "proposed", "--run-id", str(run), "--out", str(out), variables=desk.variables)
    again = in_process("fetch", "proposed", "--run-id", str(run), "--out", str(out), variables=desk.variables)
    where = ("--root", str(out), "--base-root", str(town.root), "--simulator", str(town.home))
    planned = in_process("plan", *where, "--snapshot", str(fetched), "--out", str(plan), variables=public)
    (desk.folder / "groups" / "company.yaml").write_text((town.root / "company.yaml").read_text("utf-8"), "utf-8")
    posted = desk.post("plan", "--plan", str(plan), "--of-run", str(run))

    assert (first.code, second.code, again.code, planned.code) == (0, 0, 2, 0), planned.err
    assert fetched.read_bytes() == kept.read_bytes()
    assert posted.code in {0, 1}, posted.err
    (comment,) = desk.host.visible(number)
    checks = {each["name"]: each["head_sha"] for each in desk.host.world.checks.values()}
    assert checks == {SNAPSHOT_CHECK: desk.host.head(number)}
    assert "live may have moved" in comment.body or "之后可能已经变了" in comment.body
    yours, waiting = comment.body.split("本来就在等的改动，不是你这次带来的")
    assert [name in yours.split("你这次的改动")[1] for name in ("丹", "伊")] == [True, False]
    assert [name in waiting.split("###")[0] for name in ("丹", "伊")] == [False, True]


def changed(snapshot: bytes, **facts: object) -> bytes:
    return compact({**json.loads(snapshot), **facts}).encode()


@pytest.mark.parametrize(
    ("spoilt", "days", "says"),
    [
        pytest.param(None, 0, "left a snapshot", id="none"),
        pytest.param(lambda text: text, 8, "too old", id="too-old"),
        pytest.param(lambda text: changed(text, corp_id="ww2"), 0, "signature is wrong", id="changed"),
        pytest.param(lambda text: changed(text, key="other"), 0, "another key", id="another-key"),
        pytest.param(lambda text: changed(text, format_version=99), 0, "newer version", id="unknown-version"),
        pytest.param(lambda _: b"{", 0, "not JSON", id="no-snapshot"),
    ],
)
def test_a_fork_without_a_snapshot_that_can_be_used_is_told_why_and_who_can_help(
    desk: PostDesk, town: Town, spoilt: Callable[[bytes], bytes] | None, days: int, says: str
) -> None:
    if spoilt is not None:
        leave(desk, spoilt(a_snapshot(desk, town).read_bytes()))
    number, run = a_fork(desk, town)
    town.world.clock.advance(days * 86_400)
    file, trouble = town.folder / "snapshot.json", str(town.folder / "trouble.json")

    fetched = in_process("fetch", "snapshot", "--out", str(file), "--trouble", trouble, variables=desk.variables)
    argv = ("--snapshot", str(file), "--trouble", trouble, "--out", "plan.json")
    planned = town.run("plan", *argv, variables={PUBLIC_KEY: keys()[PUBLIC_KEY]}) if fetched.code == 0 else fetched
    desk.host.world.threads[number].labels.append(CHANGES)
    posted = desk.post("plan", "--plan", "no-such-plan.json", "--trouble", trouble, "--of-run", str(run))

    assert planned.code in {1, 4}, planned.words
    assert posted.code == 0, posted.err
    (comment,) = desk.host.visible(number)
    assert says in comment.body
    assert "A maintainer of this repository can help" in comment.body
    (check,) = desk.host.world.checks.values()
    assert (check["name"], check["conclusion"]) == (SNAPSHOT_CHECK, "neutral")
    assert desk.host.world.threads[number].labels == []


def test_a_run_of_somebody_else_leaves_nothing_on_the_disk(desk: PostDesk, town: Town) -> None:
    out = town.folder / "proposed"
    _, run = a_fork(desk, town)
    desk.host.push(next(iter(desk.host.world.threads)), {"groups/one.yaml": "kind: group\n"})

    ran = in_process("fetch", "proposed", "--run-id", str(run), "--out", str(out), variables=desk.variables)

    assert ran.code == 4
    assert ran.says("was closed, or has newer commits")
    assert not out.exists()
