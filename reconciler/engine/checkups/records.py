"""What the ledger tells: whether it can be relied on, quotas left, and how long the application was idle."""

from datetime import timedelta

from reconciler.engine.checkups.consult import Consulted
from reconciler.engine.checkups.words import APPLICATION_PAGE
from reconciler.errors import ReconcilerError
from reconciler.model.checkup import Check, Topic
from reconciler.model.ledger_report import Pruning
from reconciler.planning.forecast import budget_of
from reconciler.text import Text

IDLE_AFTER = timedelta(days=60)
_SCARCE = 10  # percent of a budget

_LEDGER = Topic("ledger", Text("台账", "Ledger"))
_QUOTAS = Topic("quotas", Text("调用额度", "Quotas"))
_USE = Topic("app-use", Text("应用使用情况", "Use of the application"))

_UNREAD = Text("台账读不出来，见台账检查。", "The ledger cannot be read; see its check.")


def check_ledger(seen: Consulted) -> Check:
    """The chain hangs together from its first record to its last, and more can be written; nothing is written."""
    broken = seen.broken or (seen.past if isinstance(seen.past, ReconcilerError) else None)
    if broken is not None:
        return _LEDGER.failure(broken.what, broken.remedy)
    if isinstance(seen.writable, ReconcilerError):
        return _LEDGER.failure(seen.writable.what, seen.writable.remedy)
    records = 0 if isinstance(seen.past, ReconcilerError) else seen.past.records
    if not records:
        return _LEDGER.ok(Text("还没有记录，可以写入。", "There is no record yet; it can be written."))
    whole = Text(f"{records} 条记录首尾相连，可以写入。", f"Its chain is whole, records: {records}; it can be written.")
    retain = seen.company.ledger.retain
    if retain is None or not isinstance(seen.outlived, Pruning) or not seen.outlived.segments:
        return _LEDGER.ok(whole)
    number = seen.outlived.last - seen.outlived.first + 1
    return _LEDGER.warning(
        whole
        + Text(
            f"其中 {number} 条早于保存期（ledger.retain: {retain.words}）。",
            f" Of them {number} are older than ledger.retain: {retain.words}.",
        ),
        Text(
            "先导出要留档的，再运行 reconciler ledger prune --yes。",
            "Export what has to be filed, then run reconciler ledger prune --yes.",
        ),
    )


def check_quotas(seen: Consulted) -> Check:
    """What is left of the budgets in company.yaml; other applications' calls are not known here [90312]."""
    if isinstance(seen.past, ReconcilerError):
        return _QUOTAS.not_checked(_UNREAD)
    used = budget_of((), seen.past, seen.surgery.clock(), seen.company.budgets)
    updates = max(0, used.updates_allowed - used.updates_used)
    creations = max(0, used.creations_allowed - used.creations_used)
    left = Text(
        f"本小时还可改群 {updates} 次（共 {used.updates_allowed}），今天还可建群 {creations} 个"
        f"（共 {used.creations_allowed}）；别的应用用掉的不知道。",
        f"Left this hour: {updates} of {used.updates_allowed} updates; today: {creations} of "
        f"{used.creations_allowed} creations. What other applications used is not known.",
    )
    if updates * 100 <= used.updates_allowed * _SCARCE or creations * 100 <= used.creations_allowed * _SCARCE:
        return _QUOTAS.warning(
            left,
            Text(
                "用完以后，其余改动会自动推迟到下一个时段；不用做什么。",
                "When it is used up, the rest waits for the next window by itself; there is nothing to do.",
            ),
        )
    return _QUOTAS.ok(left)


def check_use(seen: Consulted) -> Check:
    """WeCom switches applications off that nobody uses [90240]; it does not publish after how long."""
    if isinstance(seen.past, ReconcilerError):
        return _USE.not_checked(_UNREAD)
    last = seen.past.last_call_at
    if last is None:
        return _USE.not_checked(Text("台账里还没有写操作。", "The ledger knows no write yet."))
    idle = seen.surgery.clock() - last
    found = Text(f"上次写操作在 {idle.days} 天前。", f"Days since the last write: {idle.days}.")
    if idle.days < 1:
        found = Text("一天之内有过写操作。", "There was a write within a day.")
    if idle <= IDLE_AFTER:
        return _USE.ok(found)
    return _USE.warning(
        found + Text("企业微信会停用长期不用的应用。", "WeCom switches applications off that are not used for long."),
        Text(
            "让定时任务运行起来，并留意应用收到的停用提醒。",
            "Let a scheduled job run, and heed the application's notice that it is about to be switched off.",
        ),
        APPLICATION_PAGE,
    )
