"""Check runs: a verdict on a commit, with words on lines of files.

Annotations are added by each request, fifty at most, so a lost answer is made up for by counting what is there.
Source: docs.github.com/en/rest/checks/runs
"""

import hashlib
import json
import re
from dataclasses import asdict

from reconciler.errors import ForgeUnknownError
from reconciler.forge.answer import Node
from reconciler.forge.endpoint import Call, make, read
from reconciler.forge.fitting import OUTPUT_LIMIT_BYTES, first_that_fits
from reconciler.forge.once import make_once
from reconciler.forge.session import Session
from reconciler.model.check_run import Annotation, CheckRun
from reconciler.model.length import size_bytes

_PERMISSION = "checks"
BATCH = 50
_MESSAGE_LIMIT_BYTES = 65_536  # 64 KB
_TITLE_LIMIT = 255
_DIGEST = re.compile(r"[0-9a-f]{64}")


class GitHubChecks:
    """Checks of one repository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, check: CheckRun) -> str:
        """Show a check with every annotation, in order; the address of its page."""
        output = _output(check)
        key = _key(check, output)
        run = await self._find(check, key)
        if run is None:
            run = await self._create(check, key, output)
        for _ in range(2 * len(check.annotations) // BATCH + 4):  # twice as often as answers have to be got
            shown = run.number("output", "annotations_count")
            if shown >= len(check.annotations):
                break
            run = await self._add(check, key, run.number("id"), output, shown)
        if run.text("status") != "completed":
            run = await self._finish(check, run.number("id"))
        return run.text_or("", "html_url")

    async def _find(self, check: CheckRun, key: str) -> Node | None:
        """The newest of ours, if it says the same: an older one would be hidden behind what was said since."""
        call = read(f"{{repo}}/commits/{check.commit}/check-runs", _PERMISSION, check_name=check.name, filter="all")
        ours = [
            run
            async for run in self._session.pages(call, "check_runs")
            if _DIGEST.fullmatch(str(run.at("external_id").value))
        ]
        newest = max(ours, key=lambda run: run.number("id"), default=None)
        return newest if newest is not None and newest.text("external_id") == key else None

    async def _create(self, check: CheckRun, key: str, output: dict[str, object]) -> Node:
        body: dict[str, object] = {
            "name": check.name,
            "head_sha": check.commit,
            "external_id": key,
            "status": "in_progress",
        }
        whole = {**output, "annotations": [_wire(each) for each in check.annotations[:BATCH]]}
        call = make("{repo}/check-runs", _PERMISSION, {**body, "output": whole})
        return await make_once(lambda: self._find(check, key), lambda: self._session.call(call))

    async def _add(self, check: CheckRun, key: str, run_id: int, output: dict[str, object], shown: int) -> Node:
        """The next batch; where its answer is lost the run is read again, and counting tells whether it arrived."""
        batch = [_wire(each) for each in check.annotations[shown : shown + BATCH]]
        try:
            return await self._session.call(_patch(run_id, {"output": {**output, "annotations": batch}}, again=False))
        except ForgeUnknownError:
            run = await self._find(check, key)
            if run is None:
                raise
            return run

    async def _finish(self, check: CheckRun, run_id: int) -> Node:
        body: dict[str, object] = {"status": "completed", "conclusion": check.conclusion.value}
        return await self._session.call(_patch(run_id, body, again=True))


def _patch(run_id: int, body: dict[str, object], *, again: bool) -> Call:
    return Call("PATCH", f"{{repo}}/check-runs/{run_id}", f"{_PERMISSION}: write", body, repeatable=again)


def _output(check: CheckRun) -> dict[str, object]:
    output: dict[str, object] = {
        "title": check.title[:_TITLE_LIMIT],
        "summary": first_that_fits(check.summaries, OUTPUT_LIMIT_BYTES, size_bytes),
    }
    if check.texts:
        output["text"] = first_that_fits(check.texts, OUTPUT_LIMIT_BYTES, size_bytes)
    return output


def _key(check: CheckRun, output: dict[str, object]) -> str:
    """What the same check is known by: a digest of all that is shown."""
    told = [check.name, check.commit, check.conclusion, output, [asdict(each) for each in check.annotations]]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _wire(annotation: Annotation) -> dict[str, object]:
    wire: dict[str, object] = {
        "path": annotation.path,
        "start_line": annotation.line,
        "end_line": annotation.end_line,
        "annotation_level": annotation.level.value,
        "message": annotation.message.encode()[:_MESSAGE_LIMIT_BYTES].decode(errors="ignore"),
    }
    if annotation.title:
        wire["title"] = annotation.title[:_TITLE_LIMIT]
    return wire
