"""One plan, three faces."""

from dataclasses import replace
from pathlib import Path

from reconciler.cli.output import Output
from reconciler.model.change import Change
from reconciler.model.finding import Place
from reconciler.model.plan import Plan
from reconciler.model.reorganisation import DepartmentEdit


def show_plan(plan: Plan, root: Path, output: Output, *, as_json: bool, as_markdown: bool) -> None:
    """Print a plan: JSON for machines, Markdown for a pull request, text for a terminal."""
    if as_json:
        from reconciler.render.programs.plan import dump_plan

        output.result(dump_plan(plan))
    elif as_markdown:
        from reconciler.render.markdown.plan import plan_to_markdown

        output.result(plan_to_markdown(located(plan, root), output.language))
    else:
        from reconciler.render.terminal.plan import plan_to_text

        output.result(plan_to_text(located(plan, root), output.language, width=output.width, color=output.colour))


def located(plan: Plan, root: Path) -> Plan:
    """The plan with the line of every shown change worked out, by reading its file once more."""
    from reconciler.source.places import locate_places

    places = {
        change.place
        for group in plan.groups
        for change in (*group.changes, *group.by_hand, *group.reported)
        if change.place
    }
    places |= {blocked.place for blocked in plan.blocked if blocked.place}
    places |= {finding.place for finding in plan.findings}
    places |= {edit.place for each in plan.reorganisations for edit in each.edits if edit.place}
    found = locate_places(root, places)
    return replace(
        plan,
        groups=tuple(
            replace(
                group,
                changes=_placed(group.changes, found),
                by_hand=_placed(group.by_hand, found),
                reported=_placed(group.reported, found),
            )
            for group in plan.groups
        ),
        blocked=tuple(
            replace(blocked, place=found.get(blocked.place, blocked.place) if blocked.place else None)
            for blocked in plan.blocked
        ),
        findings=tuple(replace(finding, place=found.get(finding.place, finding.place)) for finding in plan.findings),
        reorganisations=tuple(
            replace(each, edits=tuple(_edit_placed(edit, found) for edit in each.edits))
            for each in plan.reorganisations
        ),
    )


def _edit_placed(edit: DepartmentEdit, found: dict[Place, Place]) -> DepartmentEdit:
    return replace(edit, place=found.get(edit.place, edit.place) if edit.place else None)


def _placed(changes: tuple[Change, ...], found: dict[Place, Place]) -> tuple[Change, ...]:
    return tuple(
        replace(change, place=found.get(change.place, change.place)) if change.place else change for change in changes
    )


def show_drift(plan: Plan, root: Path, output: Output, *, as_json: bool, as_markdown: bool = False) -> None:
    """Print a drift report, grouped by what moved."""
    if as_json:
        show_plan(plan, root, output, as_json=True, as_markdown=False)
        return
    if as_markdown:
        from reconciler.render.words.posted import drift_body

        output.result(drift_body(located(plan, root), output.language, None, ""))
        return
    from reconciler.render.terminal.drift import drift_to_text

    output.result(drift_to_text(located(plan, root), output.language, width=output.width, color=output.colour))
