"""What the commands that look into the ledger share: who may be shown, and the entries that are asked for."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.moments import first_of, last_of
from reconciler.cli.options import F, together
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.wiring import Tenant
from reconciler.model.called import mask_id
from reconciler.model.company import Visibility
from reconciler.model.ids import user_id
from reconciler.model.ledger_entry import EntryFilter, LedgerEntry
from reconciler.render.words.entry import Show
from reconciler.text import Text


def filter_options(say: Say) -> Callable[[F], F]:
    """`--group`, `--person`, `--apply`, `--since` and `--until`."""
    day = say("日期", "DATE")
    return together(
        click.option("--group", metavar=say("键", "KEY"), help=say("只看一个群。", "One group only.")),
        click.option("--person", metavar=say("账号", "USER"), help=say("只看和一个人有关的。", "One person only.")),
        click.option("--apply", "apply_id", metavar="ID", help=say("只看一次执行。", "One apply only.")),
        click.option("--since", metavar=day, help=say("从这一天或这一刻起。", "From this day or time on.")),
        click.option("--until", metavar=day, help=say("到这一天或这一刻为止。", "Up to this day or time.")),
    )


def filter_of(words: dict[str, Any], tenant: Tenant, say: Say) -> EntryFilter:
    """What those options ask for; days are the company's."""
    zone = tenant.setting.desired.company.zone
    return EntryFilter(
        group=words["group"],
        person=user_id(words["person"]) if words["person"] else None,
        apply_id=words["apply_id"],
        since=first_of(words["since"], zone, say),
        until=last_of(words["until"], zone, say),
    )


def show_people(tenant: Tenant, *, masked: bool = False) -> Show:
    """User ids as they are; masked where that is asked for, or names must not be shown."""
    hidden = masked or tenant.setting.desired.company.visibility is Visibility.PUBLIC
    return mask_id if hidden else str


def open_past(ctx: click.Context, root: Path, simulator: Path | None, output: Output) -> Tenant | None:
    """The tenant of a root; errors in its files are told and stop nothing, for the past does not hang on them."""
    with progress_bar(output.language) as progress:
        tenant, _broken = load_tenant(root, ctx.obj, simulator, output, progress)
    return tenant


def chosen(tenant: Tenant, wanted: EntryFilter, output: Output) -> Iterator[LedgerEntry]:
    """Those that are asked for, in order; that older ones are not kept is told.

    Raises: LedgerError where the chain is broken.
    """
    kept = tenant.ledger.kept_since()
    if kept is not None and (wanted.since is None or wanted.since <= kept):
        day = f"{kept.astimezone(tenant.setting.desired.company.zone):%Y-%m-%d %H:%M}"
        output.complain(
            Text(f"{day} 及以前的记录已按规定清理，不在其中。", f"Records up to {day} are not kept any more.")
        )
    return tenant.ledger.entries(wanted)


@dataclass(frozen=True, slots=True)
class Tail:
    """The last entries of many, and how many came before them."""

    entries: tuple[LedgerEntry, ...]
    left_out: int


def last_entries(entries: Iterator[LedgerEntry], number: int) -> Tail:
    """The last `number` of them."""
    kept, total = deque[LedgerEntry](maxlen=number), 0
    for entry in entries:
        kept.append(entry)
        total += 1
    return Tail(tuple(kept), total - len(kept))
