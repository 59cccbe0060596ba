"""Whether the right people approved a plan: on its commit, enough of them, and nobody for herself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reconciler.model.approval import (
    Approved,
    Evidence,
    Review,
    ReviewState,
    ReviewTerms,
    SelfAdd,
    Separation,
)
from reconciler.model.change import Cause, Change, Field
from reconciler.model.ids import UserId
from reconciler.model.origin import SHOWN_DIGITS
from reconciler.model.plan import Plan
from reconciler.text import Text, listed

_SEVERITY = {ReviewState.APPROVED: 0, ReviewState.DISMISSED: 1, ReviewState.CHANGES_REQUESTED: 2}
_ROLES = {Field.MEMBER: "member", Field.OWNER: "owner", Field.ADMIN: "admin"}
_ROLE_WORDS = {
    "member": Text("进群", "joins"),
    "owner": Text("当群主", "becomes the owner of"),
    "admin": Text("当管理员", "becomes an admin of"),
}


def judge_evidence(evidence: Evidence, plan: Plan, terms: ReviewTerms, people: Mapping[str, UserId]) -> Approved:
    """What the code host's evidence comes to for a saved plan; it decides nothing by itself.

    An approval counts on the plan's own commit alone. Of several reviews by one login the last counts, of two at the
    same moment the stricter. The author's never counts, nor that of anybody who wrote some of it.
    Args:
        people: user id by folded login; two logins of one user are one person.
    """
    case = _Case(evidence, plan, people)
    last = case.last_reviews()
    counting = case.counting(last)
    blocking = [*case.wrong_head(), *case.objections(last), *case.missing(len(counting), terms.approvals)]
    remarks = [*case.not_counted(last), *case.unknown_logins(counting)]
    self_adds: tuple[SelfAdd, ...] = ()
    is_separate = None
    if terms.separation is not Separation.OFF:
        self_adds = tuple(case.self_adds(counting))
        broken = [*case.double_roles(last), *(_words(each) for each in self_adds)]
        is_separate = not broken
        (blocking if terms.separation is Separation.REFUSE else remarks).extend(broken)
    return Approved(
        author=evidence.author,
        approvers=tuple((review.by, review.commit) for review in counting),
        environment=tuple(dict.fromkeys(each.by for each in evidence.environment)),
        merged_by=evidence.merged_by,
        merge_commit=evidence.merge_commit,
        self_adds=self_adds,
        is_separate=is_separate,
        blocking=tuple(blocking),
        remarks=tuple(remarks),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """One plan and what the code host says about it."""

    evidence: Evidence
    plan: Plan
    people: Mapping[str, UserId]

    def _person(self, login: str) -> str:
        """Who a login is: two logins of one user are one person."""
        folded = login.casefold()
        user = self.people.get(folded)
        return f"user:{user}" if user else f"login:{folded}"

    def last_reviews(self) -> tuple[Review, ...]:
        """What every person said last, by login."""
        last: dict[str, Review] = {}
        for review in self.evidence.reviews:
            person = self._person(review.by)
            known = last.get(person)
            if known is None or _order(review) > _order(known):
                last[person] = review
        return tuple(sorted(last.values(), key=lambda review: (review.by.casefold(), review.commit)))

    def counting(self, last: tuple[Review, ...]) -> tuple[Review, ...]:
        """Approvals of others, on the plan's own commit."""
        return tuple(
            review
            for review in last
            if review.state is ReviewState.APPROVED
            and review.commit == self.plan.origin.head
            and self._person(review.by) not in self._authors()
        )

    def _authors(self) -> frozenset[str]:
        """Everybody who wrote some of it."""
        return frozenset(map(self._person, (self.evidence.author, *self.evidence.writers)))

    def wrong_head(self) -> Iterator[Text]:
        """The evidence is of another commit than the plan, or the plan of none that anybody can look up."""
        head, told = self.plan.origin.head, self.evidence.head
        if not head:
            yield Text(
                "计划不是在 git 仓库里生成的，没有提交可以批准", "the plan names no commit that could be approved"
            )
        elif told != head:
            yield Text(
                f"批准记录是提交 {told[:SHOWN_DIGITS]} 的，计划是 {head[:SHOWN_DIGITS]} 的",
                f"the approvals are for commit {told[:SHOWN_DIGITS]}, the plan is of {head[:SHOWN_DIGITS]}",
            )
        if self.plan.origin.is_dirty:
            yield Text(
                "生成计划时文档有没提交的改动，别人看不到", "the plan was made with changes that were not committed"
            )

    def objections(self, last: tuple[Review, ...]) -> Iterator[Text]:
        """Somebody's last word is not an approval."""
        for review in last:
            if review.state is ReviewState.CHANGES_REQUESTED:
                yield Text(f"{review.by} 要求修改", f"{review.by} asks for changes")
            elif review.state is ReviewState.DISMISSED:
                yield Text(f"{review.by} 的批准已被撤销", f"the review of {review.by} was dismissed")

    def missing(self, number: int, wanted: int) -> Iterator[Text]:
        """Too few approve."""
        if number < wanted:
            yield Text(f"要 {wanted} 人批准，只有 {number} 人", f"{wanted} must approve; {number} did")

    def not_counted(self, last: tuple[Review, ...]) -> Iterator[Text]:
        """Approvals that do not count, and why."""
        head, author = self.plan.origin.head, self._person(self.evidence.author)
        for review in last:
            if review.state is not ReviewState.APPROVED:
                continue
            if self._person(review.by) == author:
                yield Text(
                    f"{review.by} 是作者，自己的批准不算", f"{review.by} is the author; that approval is not counted"
                )
            elif self._person(review.by) in self._authors():
                yield Text(
                    f"{review.by} 写了其中的内容，自己的批准不算",
                    f"{review.by} wrote some of it; that approval is not counted",
                )
            elif review.commit != head:
                old = review.commit[:SHOWN_DIGITS]
                yield Text(
                    f"{review.by} 批准的是旧提交 {old}，不算",
                    f"{review.by} approved {old}, an older commit; that is not counted",
                )

    def unknown_logins(self, counting: tuple[Review, ...]) -> Iterator[Text]:
        """Logins that company.yaml does not map: whether they add themselves cannot be seen."""
        names = dict.fromkeys((self.evidence.author, *(review.by for review in counting)))
        unknown = [name for name in names if name.casefold() not in self.people]
        if unknown:
            logins, more = listed(unknown[:_LISTED]), len(unknown) > _LISTED
            yield Text(
                f"不知道登录名 {logins.zh}{' 等' * more}是谁（company.yaml 的 code_host.people）",
                f"nobody knows who {logins.en}{' and others' * more} is (code_host.people in company.yaml)",
            )

    def double_roles(self, last: tuple[Review, ...]) -> Iterator[Text]:
        """One person in two roles, whether or not the approval counts."""
        author = self._person(self.evidence.author)
        approving = {self._person(each.by) for each in last if each.state is ReviewState.APPROVED}
        if author in approving:
            yield Text(f"{self.evidence.author} 既是作者又批准", f"{self.evidence.author} is author and approves")
        for login in self.evidence.writers:
            if (person := self._person(login)) in approving and person != author:
                yield Text(f"{login} 写了其中的内容又批准", f"{login} wrote some of it and approves")
        for login in dict.fromkeys(each.by for each in self.evidence.environment):
            person = self._person(login)
            if person == author:
                yield Text(f"{login} 既是作者又放行", f"{login} is author and lets the job run")
            elif person in approving:
                yield Text(f"{login} 既批准又放行", f"{login} approves and lets the job run")

    def self_adds(self, counting: tuple[Review, ...]) -> Iterator[SelfAdd]:
        """What git gives to those who wrote or approved it."""
        logins = (self.evidence.author, *(review.by for review in counting))
        users = {user for login in logins if (user := self.people.get(login.casefold()))}
        for change in _given(self.plan):
            if change.after in users:
                yield SelfAdd(UserId(change.after), change.group, _ROLES[change.field])


_LISTED = 5


def _given(plan: Plan) -> Iterator[Change]:
    for group in plan.groups:
        for change in (*group.changes, *group.by_hand):
            if change.cause is Cause.INTENT and change.field in _ROLES and change.after:
                yield change


def _order(review: Review) -> tuple[float, int]:
    return (review.at.timestamp(), _SEVERITY[review.state])


def _words(each: SelfAdd) -> Text:
    words = _ROLE_WORDS[each.role]
    return Text(
        f"{each.user} 让自己在 {each.group} {words.zh}",
        f"{each.user} {words.en} {each.group} by what they wrote or approved",
    )
