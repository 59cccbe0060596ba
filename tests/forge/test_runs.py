"""Runs, who let them in, and archives that anybody may have packed."""

import io
import stat
import zipfile

import pytest

from reconciler.errors import ForgeProtocolError
from reconciler.forge.archive import ArchiveLimits, read_archive
from reconciler.model.workflow_run import Approval, Artifact
from tests.forge.doors import Clocked

LIMITS = ArchiveLimits(packed_bytes=5_000, unpacked_bytes=10_000, files=3)


def packed(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def a_link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def test_an_archive_is_downloaded_without_our_token(clocked: Clocked) -> None:
    run = clocked.host.run("a" * 40, event="pull_request", repository="eve/r")
    clocked.host.leave_artifact(run, "plan", packed(("data/plan.json", b"{}"), ("data/", b"")))

    found = clocked.run(lambda forge: forge.runs.get(run))
    (artifact,) = clocked.run(lambda forge: forge.runs.artifacts(run))
    files = clocked.run(lambda forge: forge.runs.download(artifact))

    assert (found.event, found.head, found.repository) == ("pull_request", "a" * 40, "eve/r")
    assert files == {"data/plan.json": b"{}"}


def test_who_let_a_run_into_an_environment_is_told(clocked: Clocked) -> None:
    run = clocked.host.run("a" * 40)
    clocked.host.approve_run(run, "bob", "wecom-apply")
    clocked.host.approve_run(run, "eve", "wecom-plan", "rejected")

    approvals = clocked.run(lambda forge: forge.runs.approvals(run))

    assert approvals == (Approval("bob", True, ("wecom-apply",)), Approval("eve", False, ("wecom-plan",)))


@pytest.mark.parametrize(
    "artifact",
    [pytest.param(Artifact(1, "a", 10, True), id="expired"), pytest.param(Artifact(1, "a", 10**9, False), id="large")],
)
def test_what_is_of_no_use_is_not_downloaded(clocked: Clocked, artifact: Artifact) -> None:
    with pytest.raises(ForgeProtocolError):
        clocked.run(lambda forge: forge.runs.download(artifact))

    assert clocked.host.world.requests == []


def test_an_archive_larger_than_it_claims_is_not_downloaded_whole(clocked: Clocked) -> None:
    run = clocked.host.run("a" * 40)
    number = clocked.host.leave_artifact(run, "plan", b"x" * 20_000_001)

    with pytest.raises(ForgeProtocolError):
        clocked.run(lambda forge: forge.runs.download(Artifact(number, "plan", 10, False)))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(packed(("../x", b"")), id="parent"),
        pytest.param(packed(("/etc/x", b"")), id="absolute"),
        pytest.param(packed(("a/../../x", b"")), id="parent-inside"),
        pytest.param(packed(("a\\..\\x", b"")), id="backslash"),
        pytest.param(packed(("C:x", b"")), id="drive"),
        pytest.param(packed(("a\u202eb", b"")), id="bidi"),
        pytest.param(packed((a_link("link"), b"/etc/passwd")), id="symlink"),
        pytest.param(packed(("bomb", b"0" * 100_000)), id="bomb"),
        pytest.param(packed(*((f"f{n}", b"") for n in range(4))), id="too-many"),
        pytest.param(packed(("a", b"x" * 6_000), method=zipfile.ZIP_STORED), id="too-large-as-packed"),
        pytest.param(packed(("a", b"1"))[:-30], id="truncated"),
        pytest.param(b"no archive", id="no-archive"),
        pytest.param(packed(("a.txt", b"1"), ("b.txt", b"2")).replace(b"b.txt", b"a.txt"), id="twice"),
    ],
)
def test_a_hostile_archive_is_refused(data: bytes) -> None:
    with pytest.raises(ForgeProtocolError):
        read_archive(data, LIMITS)
