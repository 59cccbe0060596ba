"""An emergency: somebody goes out of every group that git lists, now, and stays out until it is lifted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reconciler.engine.editing import Editor
from reconciler.engine.observe import Observed, people_in
from reconciler.engine.plan import Setting, make_plan
from reconciler.engine.ports import Ledger, Observer
from reconciler.errors import ReasonError, RevocationError
from reconciler.model.called import Called, named_people
from reconciler.model.change import EMERGENCY
from reconciler.model.directory import Directory
from reconciler.model.edited import Edited
from reconciler.model.ids import UserId, user_id
from reconciler.model.personal_numbers import find_personal_numbers
from reconciler.model.plan import Plan
from reconciler.model.record import Past, PastRevocation
from reconciler.policy import may_approve_revocation
from reconciler.text import Text

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: who goes, who approved it, who runs this ("" where that is not known), and why."""

    user: str
    approver: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Considered:
    """What a revocation would do: `plan` acts on nothing else."""

    revocation: PastRevocation
    plan: Plan
    observed: Observed


async def consider(setting: Setting, observer: Observer, past: Past, wish: Wish) -> Considered:
    """Look without writing. Raises: RevocationError; ProviderError."""
    check_reason(wish.reason)
    user, approver = user_id(wish.user), user_id(wish.approver)
    wanted = PastRevocation(user, approver, wish.by, wish.reason.strip(), setting.clock())
    standing = past.revoked.get(user, wanted)
    plan, observed = await make_plan(
        setting, observer, replace(past, revoked={**past.revoked, user: standing}), causes=EMERGENCY
    )
    directory = observed.directory
    if user not in directory.people and user not in people_in(observed.live.groups.values()):
        raise RevocationError(
            Text(
                f"通讯录和受管的群里都没有“{wish.user}”。",
                f"Neither the address book nor a managed group has “{wish.user}”.",
            ),
            Text("核对成员账号（不是姓名）。", "Check the user id (not the name)."),
        )
    check_approver(setting, directory, user, wish)
    return Considered(wanted, plan, observed)


def lift(ledger: Ledger, setting: Setting, directory: Directory, wish: Wish) -> PastRevocation:
    """Somebody may be in groups again. Raises: RevocationError, LedgerError."""
    check_reason(wish.reason)
    user, now = user_id(wish.user), setting.clock()
    check_approver(setting, directory, user, wish)
    lifted = PastRevocation(user, user_id(wish.approver), wish.by, wish.reason.strip(), now)
    with ledger.hold(wish.by, "revoke", now):
        if user not in ledger.read().revoked:
            raise RevocationError(Text(f"“{wish.user}”没有被紧急移出。", f"“{wish.user}” is not revoked."))
        ledger.lift(user, lifted.approver, lifted.by, lifted.reason, now)
    return lifted


def follow_up(editor: Editor, revocation: PastRevocation) -> Iterator[Edited]:
    """The edits by which git follows, file by file."""
    user = revocation.user
    for spec in editor.desired.groups:
        group = editor.resolved[spec.key]
        selected = any(user in people for _, _, people in group.selected)
        if user == spec.owner and group.owner == user:
            continue  # nobody follows: said as blocked
        successor = group.owner if user == spec.owner else None
        if successor or selected or user in (spec.admins or ()) or user in group.lines():
            yield editor.take_out(spec.key, user, successor)


def check_reason(reason: str) -> None:
    """One line that may stay for ever. Raises: ReasonError."""
    words = reason.strip()
    if not words or len(words) > LONGEST_REASON or len(words.splitlines()) > 1:
        raise ReasonError(
            Text(
                f"--reason 要写一行理由，最多 {LONGEST_REASON} 个字。",
                f"--reason takes one line of at most {LONGEST_REASON} characters.",
            )
        )
    if find_personal_numbers(words):
        raise ReasonError(
            Text(
                "--reason 里有个人号码，不能写进台账。",
                "--reason holds a personal number, which must not get into the ledger.",
            ),
            Text("去掉号码再写。", "Take the number out."),
        )


def check_approver(setting: Setting, directory: Directory, user: UserId, wish: Wish) -> None:
    """Somebody else who may decide it. Raises: RevocationError."""
    approver = user_id(wish.approver)
    if approver not in directory.people:
        raise RevocationError(
            Text(f"通讯录里没有批准人“{wish.approver}”。", f"The address book has no approver “{wish.approver}”.")
        )
    if approver in {user, user_id(wish.by)}:
        raise RevocationError(
            Text("批准人不能是被移出的人，也不能是运行的人。", "Who approves is neither who goes nor who runs this."),
            Text("请另一位有权的人批准。", "Have somebody else approve."),
        )
    if approver not in may_approve_revocation(setting.desired, directory, user):
        visibility = setting.desired.company.visibility
        who = Called(named_people([approver], directory, visibility)).person(approver)
        raise RevocationError(
            Text(
                f"{who.zh} 不是治理人员，也不是这个人所在部门或上级部门的负责人、副负责人。",
                f"{who.en} is neither of the governance nor head or deputy of a department that the person is "
                "in, or of one above it.",
            ),
            Text(
                "请有权的人批准（见 company.yaml 的 governance 和 department.yaml）。",
                "See governance in company.yaml and department.yaml.",
            ),
        )
