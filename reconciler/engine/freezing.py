"""Whether anything may be written now: an emergency that may go through a freeze does not ask."""

from datetime import datetime

from reconciler.errors import FrozenError
from reconciler.model.company import Company
from reconciler.text import Text


def check_not_frozen(company: Company, now: datetime) -> None:
    """Refuse while a freeze of company.yaml holds. Raises: FrozenError with its reason and end."""
    freeze = company.freeze
    if freeze is None or not freeze.holds(now):
        return
    raise FrozenError(
        freeze.words + Text("什么都没有执行。", "Nothing was done."),
        Text(
            "等冻结结束再执行；要提前结束，就改 company.yaml 的 freeze 并经评审。",
            "Apply once it has ended; to end it early, change freeze in company.yaml and have it reviewed.",
        ),
    )
