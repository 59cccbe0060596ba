"""Changes and approvals → what is required, what of it is met, whose word does not count and why."""

from collections.abc import Iterable, Mapping, Sequence

from reconciler.delegation.authority import Authority
from reconciler.delegation.requiring import requirements
from reconciler.model.approval import Evidence, Review, ReviewState
from reconciler.model.consent import Consent
from reconciler.model.field_change import FieldChange
from reconciler.model.ids import UserId
from reconciler.text import Text

_AUTHOR = Text("作者不能批准自己的改动", "authors do not approve their own changes")
_WRITER = Text("其中有他自己的提交，或者是他提的申请", "some of it is their own: a commit, or the request it came from")
_OLDER = Text("批准的是另一个提交", "another commit was approved")
_STRANGER = Text(
    "company.yaml 的 code_host.people 里没有这个登录名", "this login is not in code_host.people of company.yaml"
)


def consent(changes: Sequence[FieldChange], authority: Authority, evidence: Evidence, head: str) -> Consent:
    """What is required, and what of it reviews of this very commit by others than the author meet.

    Args:
        changes: of the pull request alone.
        authority: of the state it is to be merged into.
        evidence: what the code host says; of each person the last review counts, whatever login it came from.
        head: the commit that the changes were read from.
    """
    author = authority.logins.get(evidence.author.casefold())
    writers = {authority.logins.get(login.casefold()) for login in evidence.writers}
    counted: dict[UserId, None] = {}
    uncounted: list[tuple[str, Text]] = []
    for review in _last(evidence.reviews, authority.logins):
        if review.state is not ReviewState.APPROVED:
            continue
        user = authority.logins.get(review.by.casefold())
        if review.by.casefold() == evidence.author.casefold() or (user is not None and user == author):
            uncounted.append((review.by, _AUTHOR))
        elif user is not None and user in writers:
            uncounted.append((review.by, _WRITER))
        elif user is None:
            uncounted.append((review.by, _STRANGER))
        elif review.commit != head:
            uncounted.append((review.by, _OLDER))
        else:
            counted[user] = None
    return Consent(
        requirements=requirements(changes, authority, tuple(counted), {author, *writers}),
        uncounted=tuple(uncounted),
        logins=authority.login_of,
        author=evidence.author,
        head=head,
        refusal=_refusal(evidence, head),
    )


def _refusal(evidence: Evidence, head: str) -> Text | None:
    if evidence.head == head:
        return None
    return Text(
        f"批准记录是提交 {evidence.head[:10]} 的，现在看的是 {head[:10]}。重新取批准记录。",
        f"The approvals are those of commit {evidence.head[:10]}, and this is {head[:10]}. Fetch them again.",
    )


def _last(reviews: Iterable[Review], users: Mapping[str, UserId]) -> list[Review]:
    """The last review of each person; of two at one time the one that does not approve."""
    last: dict[str, Review] = {}
    for review in sorted(reviews, key=lambda each: (each.at, each.state is not ReviewState.APPROVED, each.commit)):
        login = review.by.casefold()
        last[f"user:{users[login]}" if login in users else login] = review
    return sorted(last.values(), key=lambda review: review.by.casefold())
