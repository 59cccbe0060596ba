"""Manual steps for programs: `attest --json`, in the shapes of `schemas/steps.schema.json`."""

from collections.abc import Sequence

from reconciler.model.open_step import OpenStep
from reconciler.model.record import PastStep
from reconciler.render.programs.canonical import both, pretty

STEPS_FORMAT = 1


def dump_steps(steps: Sequence[OpenStep], *, simulated: bool) -> str:
    """Open steps, in their order."""
    return pretty(
        {
            "kind": "steps",
            "format_version": STEPS_FORMAT,
            "simulated": simulated,
            "steps": [_tree(step) for step in steps],
        }
    )


def dump_attestation(step: PastStep, *, simulated: bool) -> str:
    """One step that somebody vouched for just now."""
    return pretty(
        {
            "kind": "attestation",
            "format_version": STEPS_FORMAT,
            "simulated": simulated,
            "step": step.id,
            "group": step.group,
            "field": step.field,
            "attested": _attested(step),
        }
    )


def _tree(step: OpenStep) -> dict[str, object]:
    return {
        "id": step.id,
        "group": step.group,
        "field": step.field,
        "title": both(step.title),
        "people": list(step.people),
        "assignee": step.assignee,
        "seen_by": step.seen_by,
        "since": step.since.isoformat(),
        "due": step.due.isoformat() if step.due else None,
        "heard": [{"level": level.value, "person": person, "at": at.isoformat()} for level, person, at in step.heard],
        "attested": _attested(step),
    }


def _attested(step: OpenStep | PastStep) -> dict[str, object] | None:
    return {"by": step.attested_by, "at": step.attested_at.isoformat()} if step.attested_at else None
