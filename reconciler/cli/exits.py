"""Results and errors → numbers (design §12)."""

from enum import IntEnum

from reconciler.engine.apply import Applied
from reconciler.errors import (
    AttestationError,
    EditError,
    ForgeError,
    FrozenError,
    InternalError,
    LedgerError,
    NoDocumentsError,
    PlanError,
    ProviderError,
    ReasonError,
    ReconcilerError,
    RevocationError,
    SettingsError,
    SourceError,
    StepError,
)
from reconciler.model.finding import has_errors
from reconciler.model.outcome import Status
from reconciler.model.plan import Plan


class Exit(IntEnum):
    """What a script can rely on."""

    DONE = 0
    FINDINGS = 1  # findings of severity error, or something is blocked or refused
    USAGE = 2
    CHANGES = 3  # only with --exit-code
    NOTHING_WRITTEN = 4  # a family, the address book or the ledger failed
    PARTLY = 5  # failed, deferred or unknown outcomes
    BUG = 70
    INTERRUPTED = 130


def exit_of_error(error: ReconcilerError) -> Exit:
    """An error that ended a command before anything was written."""
    match error:
        case InternalError():
            return Exit.BUG
        case NoDocumentsError() | EditError():
            return Exit.FINDINGS
        case SettingsError() | SourceError() | ReasonError() | AttestationError():
            return Exit.USAGE
        case PlanError() | StepError() | RevocationError() | FrozenError():
            return Exit.FINDINGS
        case ProviderError() | LedgerError() | ForgeError():
            return Exit.NOTHING_WRITTEN
        case _:
            return Exit.BUG


def exit_of_plan(plan: Plan, *, tell_changes: bool, broken: bool = False) -> Exit:
    """A plan or a drift report; `broken`: some documents could not be used."""
    if plan.failed:
        return Exit.NOTHING_WRITTEN
    if broken or plan.blocked or has_errors(plan.findings):
        return Exit.FINDINGS
    pending = plan.actions or plan.manual or any(group.reported or group.waiting for group in plan.groups)
    return Exit.CHANGES if tell_changes and pending else Exit.DONE


def exit_of_apply(result: Applied) -> Exit:
    """The first that holds of 130, 5, 4, 1."""
    if result.interrupted:
        return Exit.INTERRUPTED
    done = any(outcome.status is Status.APPLIED for outcome in result.outcomes)
    undone = [outcome for outcome in result.outcomes if outcome.status is not Status.APPLIED]
    if result.stopped is not None and not done and not any(o.status is Status.UNKNOWN for o in undone):
        return Exit.NOTHING_WRITTEN
    if undone or result.stopped is not None or result.unread is not None:
        return Exit.PARTLY
    if result.plan.failed and not done:
        return Exit.NOTHING_WRITTEN
    if result.plan.blocked or has_errors(result.plan.findings):
        return Exit.FINDINGS
    if result.left is not None and result.left.actions:
        return Exit.PARTLY
    return Exit.DONE
