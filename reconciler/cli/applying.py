"""What `apply` and `drift --correct` share: run, listen for Ctrl-C, show what became of it."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from reconciler.cli.main import run
from reconciler.cli.output import Output
from reconciler.cli.waiting import Patience, waiting_of
from reconciler.cli.wiring import Tenant
from reconciler.engine.apply import Applied, Apply, apply
from reconciler.engine.ports import Progress
from reconciler.engine.rounds import apply_in_rounds
from reconciler.engine.undo import FindApply
from reconciler.ledger import past_apply
from reconciler.model.approval import Approved
from reconciler.model.change import Cause
from reconciler.model.origin import Checkout
from reconciler.model.plan import Plan
from reconciler.model.undo import Undoes
from reconciler.planning import ALL_CAUSES
from reconciler.render.programs.apply import dump_apply
from reconciler.render.terminal.apply import apply_to_text
from reconciler.render.words.undo import git_still_asks
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Order:
    """What to carry out: a reviewed plan with its digest, or whatever these causes ask for now."""

    reviewed: Plan | None = None
    digest: str = ""
    causes: frozenset[Cause] = ALL_CAUSES
    checkout: Checkout = field(default_factory=Checkout)
    approved: Approved | None = None
    undoes: Undoes | None = None


def carry_out(tenant: Tenant, order: Order, progress: Progress, patience: Patience | None = None) -> Applied:
    """Apply, ending after the call under way when somebody presses Ctrl-C or the job is cancelled.

    Args:
        patience: wait for later stages, at most that long; None for one round.
    """
    result = run(_carry_out(tenant, order, progress, patience))
    return replace(result, head=tenant.ledger.head)


def apply_finder(tenant: Tenant) -> FindApply:
    """Finds applies in the tenant's ledger."""
    return lambda asked: past_apply(tenant.ledger.records(), asked)


async def _carry_out(tenant: Tenant, order: Order, progress: Progress, patience: Patience | None) -> Applied:
    stop = asyncio.Event()

    async def once(is_continued: bool) -> Applied:
        async with tenant.writer(progress) as (observer, executor_for):
            return await apply(
                Apply(
                    setting=tenant.setting,
                    observer=observer,
                    executor_for=executor_for,
                    ledger=tenant.ledger,
                    by=tenant.environment.actor,
                    asked_to_stop=stop.is_set,
                    progress=progress,
                    reviewed=order.reviewed,
                    digest=order.digest,
                    causes=order.causes,
                    checkout=order.checkout,
                    approved=order.approved,
                    undoes=order.undoes,
                    find_apply=apply_finder(tenant),
                    is_continued=is_continued,
                )
            )

    with _listening(stop):
        if patience is None:
            return await once(False)
        return await apply_in_rounds(once, waiting_of(tenant, patience, stop))


@contextmanager
def _listening(stop: asyncio.Event) -> Iterator[None]:
    """The first signal asks to stop; the second one ends the process the usual way."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)

    def hear() -> None:
        stop.set()
        for number in signals:
            loop.remove_signal_handler(number)

    for number in signals:
        loop.add_signal_handler(number, hear)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


def show_applied(result: Applied, output: Output, *, as_json: bool) -> None:
    """Every outcome, then whether it converged or what is left and why."""
    if as_json:
        output.result(dump_apply(result.outcomes, result.plan, result.left, head=result.head, approved=result.approved))
    else:
        output.result(
            apply_to_text(
                result.outcomes,
                result.plan,
                result.left,
                output.language,
                head=result.head,
                width=output.width,
                color=output.colour,
            )
        )
    undoes = result.plan.undoes
    if undoes is not None and result.outcomes and not _is_as_git_asks(result):
        output.complain(git_still_asks(undoes.head))
    if result.interrupted:
        output.complain(Text("按要求停下了；再运行一次会接着做。", "Stopped on request; run again to go on."))
    for error in (result.stopped, result.unread):
        if error is not None:
            output.error(error)


def _is_as_git_asks(result: Applied) -> bool:
    """Every group of the plan was found as git asks afterwards: the undo of an undo."""
    return result.left is not None and result.left.in_line.keys() >= {group.key for group in result.plan.groups}
