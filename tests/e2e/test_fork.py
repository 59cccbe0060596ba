"""A pull request from a fork, from `drift` to its comment, by the command lines of the workflow."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reconciler.cli.signing import PUBLIC_KEY
from reconciler.engine.posting_plan import SNAPSHOT_CHECK
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


def a_fork(desk: PostDesk, town: Town) -> tuple[int, int]:
    """Somebody outside asks for one person more, and their run leaves the files: pull request and run."""
    files = {path.name: path.read_text("utf-8") for path in town.root.glob("*.yaml")}
    files["one.yaml"] = dump(a_group("one", members=["bob", "dan"]))
    host = desk.host
    number = host.open_pull_request("topic", {f"groups/{name}": text for name, text in files.items()}, fork=True)
    run = host.run(host.head(number), event="pull_request", repository="eve/r")
    host.leave_artifact(run, "proposed", packed({name: text.encode() for name, text in files.items()}))
    return number, run


def test_a_fork_gets_a_plan_from_the_snapshot_and_a_check_that_demands_nothing(desk: PostDesk, town: Town) -> None:
    kept, out = town.folder / "kept.json", town.folder / "proposed" / "groups"
    assert town.run("drift", "--snapshot", str(kept), variables=keys()).code in {0, 1}
    drift = desk.host.run("a" * 40, event="schedule", workflow="drift.yml", branch="main")
    desk.host.leave_artifact(drift, "snapshot", packed({"snapshot.json": kept.read_bytes()}))
    number, run = a_fork(desk, town)
    fetched, plan = town.folder / "snapshot.json", town.folder / "fork-plan.json"
    public = {PUBLIC_KEY: keys()[PUBLIC_KEY]}

    first = in_process("fetch", "snapshot", "--out", str(fetched), variables=desk.variables)
    second = in_process("fetch", "proposed", "--run-id", str(run), "--out", str(out), variables=desk.variables)
    again = in_process("fetch", "proposed", "--run-id", str(run), "--out", str(out), variables=desk.variables)
    argv = ("--root", str(out), "--snapshot", str(fetched), "--simulator", str(town.home), "--out", str(plan))
    planned = in_process("plan", *argv, variables=public)
    (desk.folder / "groups" / "company.yaml").write_text((town.root / "company.yaml").read_text("utf-8"), "utf-8")
    posted = desk.post("plan", "--plan", str(plan), "--of-run", str(run))

    assert (first.code, second.code, again.code, planned.code) == (0, 0, 2, 0), planned.err
    assert fetched.read_bytes() == kept.read_bytes()
    assert posted.code in {0, 1}, posted.err
    (comment,) = desk.host.visible(number)
    checks = {each["name"]: each["head_sha"] for each in desk.host.world.checks.values()}
    assert checks == {SNAPSHOT_CHECK: desk.host.head(number)}
    assert "live may have moved" in comment.body or "之后可能已经变了" in comment.body
    assert "dan" in comment.body or "丹" in comment.body


def test_a_run_of_somebody_else_leaves_nothing_on_the_disk(desk: PostDesk, town: Town) -> None:
    out = town.folder / "proposed"
    _, run = a_fork(desk, town)
    desk.host.push(next(iter(desk.host.world.threads)), {"groups/one.yaml": "kind: group\n"})

    ran = in_process("fetch", "proposed", "--run-id", str(run), "--out", str(out), variables=desk.variables)

    assert ran.code == 4
    assert ran.says("was closed, or has newer commits")
    assert not out.exists()
