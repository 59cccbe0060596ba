"""What `ledger lease` does in either kind of ledger."""

from reconciler.cli.output import Output
from reconciler.cli.wiring import Tenant
from reconciler.errors import LedgerError
from reconciler.ledger import DirectoryLedger
from reconciler.render.mask import redact
from reconciler.render.terminal.ledger import FREE, dump_lease, lease_to_text
from reconciler.text import Text


def show_lease(tenant: Tenant, output: Output, *, as_json: bool) -> None:
    """Who is writing now, and until when."""
    now = tenant.setting.clock()
    if as_json:
        output.result(dump_lease(tenant.ledger.lease(), now))
        return
    if isinstance(tenant.ledger, DirectoryLedger):
        holder = tenant.ledger.holder()
        output.result((holder.what if holder else FREE).say(output.language))
        return
    output.result(lease_to_text(tenant.ledger.lease(), now, output.language, width=output.width, color=output.colour))


def break_lease(tenant: Tenant, reason: str, output: Output) -> None:
    """Take the lease away. Raises: LedgerError if there is none, or if a lock of the system stands for it."""
    if isinstance(tenant.ledger, DirectoryLedger):
        raise LedgerError(
            Text(
                "目录里的台账用系统锁，不能也不用解除。",
                "A ledger in a directory is locked by the system; that can and need not be broken.",
            ),
            Text(
                "占用它的进程一结束，锁就没有了；进程号见 reconciler ledger lease。",
                "The lock ends with the process that holds it; reconciler ledger lease names it.",
            ),
        )
    broken = tenant.ledger.break_lease(tenant.environment.actor, redact(reason), tenant.setting.clock())
    output.result(
        Text(
            f"已解除 {broken.holder} 的占用，原因已记入台账。它如果还活着，下一次写台账时就会停下。",
            f"The lease of {broken.holder} is broken, and the reason is noted. If that run is still alive it stops at "
            "its next record.",
        ).say(output.language)
    )
