"""Somebody vouches that a manual step is done."""

import re
from dataclasses import dataclass
from datetime import datetime

from reconciler.engine.ports import Ledger, Observer
from reconciler.errors import AttestationError, StepError
from reconciler.model.ids import UserId, user_id
from reconciler.model.manual import ATTEST
from reconciler.model.personal_numbers import find_personal_numbers
from reconciler.model.record import Past, PastStep
from reconciler.text import Text

SHORTEST_PREFIX = 4
LONGEST_NOTE = 500

_PERSON = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")  # user/create [90195], and names of code hosts


@dataclass(frozen=True, slots=True)
class Attestation:
    """Somebody says that a step is done.

    Attributes:
        step: its id, or the beginning of it, at least `SHORTEST_PREFIX` characters.
        by: a user id, or the name that the run goes by.
        only_told: refuse whoever was not told of the step; for confirmations that come by themselves.
    """

    step: str
    by: str
    note: str = ""
    only_told: bool = False


async def find_attester(observer: Observer, by: str) -> UserId:
    """Who vouches, as the address book knows them.

    Raises: StepError for somebody whom it does not have; ProviderError.
    """
    user = _person(by)
    if await observer.find_person(user) is None:
        raise StepError(
            Text(
                f"通讯录里没有 {user}（不在职，或不在应用的可见范围内），不算数。",
                f"The address book has no {user} (left, or outside the application's range): not taken.",
            ),
            Text(
                "在 --by 里写在职员工的账号；代码托管的登录名和账号不同，就写进 company.yaml 的 code_host: people。",
                "Name somebody who works here with --by. Where logins of the code host differ from ids, code_host: "
                "people in company.yaml says whose is whose.",
            ),
        )
    return user


def attest(ledger: Ledger, given: Attestation, now: datetime) -> PastStep:
    """Write down that a step is done.

    Returns: the step as the ledger knows it now.
    Raises: StepError: nothing was written. LedgerConflictError, LedgerError.
    """
    by = check_words(given.by, given.note)
    with ledger.hold(given.by, ATTEST, now):
        past = ledger.read()
        step = find_step(past, given.step)
        if step.seen_by != ATTEST:
            raise _shown_by_live(step)
        if by in past.missing_since:
            raise _not_in_the_book(by)
        if given.only_told and by not in {person for _, person in step.told}:
            raise _not_told(by, step)
        ledger.attest(step.id, by, given.note.strip(), now)
        return ledger.read().steps[step.id]


def check_words(by: str, note: str) -> UserId:
    """Who vouches. Raises: AttestationError for what is no id, and for a note that no ledger may hold."""
    _check_note(note)
    return _person(by)


def find_step(past: Past, begin: str) -> PastStep:
    """The one open step whose id begins so. Raises: StepError where there is none, or several, or where it ended."""
    begin = begin.strip().casefold()
    if len(begin) < SHORTEST_PREFIX:
        raise StepError(
            Text(
                f"步骤编号至少要写 {SHORTEST_PREFIX} 位。", f"A step's id takes at least {SHORTEST_PREFIX} characters."
            ),
            _LIST,
        )
    found = [step for step in past.steps.values() if step.id.startswith(begin)]
    standing = [step for step in found if step.is_open]
    if len(standing) > 1:
        names = ", ".join(sorted(step.id for step in standing))
        raise StepError(
            Text(f"有几个步骤的编号以 {begin} 开头：{names}。", f"Several steps begin with {begin}: {names}."),
            Text("多写几位。", "Write more of it."),
        )
    if standing:
        return standing[0]
    if found:
        raise StepError(
            Text(
                f"步骤 {begin} 已经结束：看到做完了，或者已经不再需要。",
                f"The step {begin} has ended: it was seen as done, or nothing asks for it any more.",
            ),
            _LIST,
        )
    raise StepError(Text(f"没有编号为 {begin} 的步骤。", f"There is no step {begin}."), _LIST)


_LIST = Text("用 reconciler attest --list 看有哪些步骤。", "See which steps there are with reconciler attest --list.")


def _shown_by_live(step: PastStep) -> StepError:
    return StepError(
        Text(
            f"步骤 {step.id} 做没做，企业微信自己显示得出来：看到以后会自动勾掉。",
            f"WeCom shows the step {step.id} itself; it is taken off when it is seen.",
        ),
        Text("做完以后等下一次运行即可。", "Once it is done, the next run sees it."),
    )


def _not_in_the_book(by: UserId) -> StepError:
    return StepError(
        Text(f"最近一次读通讯录时没有找到 {by}。", f"{by} was not in the address book when it was last read."),
        Text("在 --by 里写在职员工的账号。", "Name somebody who works here with --by."),
    )


def _not_told(by: UserId, step: PastStep) -> StepError:
    return StepError(
        Text(f"{by} 没有被通知过步骤 {step.id}，不算数。", f"{by} was never told of the step {step.id}: not taken.")
    )


def _person(by: str) -> UserId:
    if not _PERSON.fullmatch(by.strip()):
        raise AttestationError(
            Text("--by 不是一个账号。", "What --by names is no user id."),
            Text("写通讯录里的账号，例如 --by zhangsan。", "Write an id of the address book, such as --by zhangsan."),
        )
    return user_id(by)


def _check_note(note: str) -> None:
    if len(note) > LONGEST_NOTE:
        raise AttestationError(
            Text(f"备注最多 {LONGEST_NOTE} 个字。", f"A note takes at most {LONGEST_NOTE} characters."),
            Text("写短一些。", "Write less."),
        )
    found = find_personal_numbers(note)
    if found:
        kind = found[0].kind.value
        raise AttestationError(
            Text(
                f"备注里有{kind.zh}，不能写进台账。", f"The note holds {kind.en}, which must not get into the ledger."
            ),
            Text("去掉号码再写。", "Take the number out."),
        )
