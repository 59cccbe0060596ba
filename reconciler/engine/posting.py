"""What a posting did to the code host: every deed is written down, and in a rehearsal none is done.

A rehearsal still reads, so that it says what would really be changed.
"""

from dataclasses import dataclass, field, replace

from reconciler.engine.forge_ports import Comments, Forge, Issues, PullRequests, Runs, Trees
from reconciler.model.check_run import CheckRun
from reconciler.model.issue import Comment, Issue
from reconciler.model.length import characters
from reconciler.model.posted import Act, Deed
from reconciler.model.pull_request import ChangedFile, Proposal, PullRequest, Review

_LONGEST = 65_000  # of 65,536 characters; the rest is left to the marker


@dataclass(slots=True)
class Desk:
    """A code host whose every change goes through here; `rehearsed`: it is only written down."""

    forge: Forge
    rehearsed: bool = False
    deeds: list[Deed] = field(default_factory=list)

    @property
    def comments(self) -> Comments:
        """Comments."""
        return _Comments(self)

    @property
    def checks(self) -> "_Checks":
        """Checks."""
        return _Checks(self)

    @property
    def issues(self) -> Issues:
        """Issues."""
        return _Issues(self)

    @property
    def pull_requests(self) -> PullRequests:
        """Pull requests."""
        return _PullRequests(self)

    @property
    def runs(self) -> Runs:
        """Workflow runs, which are only read."""
        return self.forge.runs

    @property
    def trees(self) -> Trees:
        """What commits hold, which is only read."""
        return self.forge.trees

    def note(self, act: Act, number: int | None, url: str = "", text: str = "") -> None:
        """Write down a deed."""
        self.deeds.append(Deed(act, number, url, text))


@dataclass(frozen=True, slots=True)
class _Comments:
    desk: Desk

    async def put_sticky(self, number: int, marker: str, bodies: tuple[str, ...]) -> Comment:
        if self.desk.rehearsed:
            return self._rehearse(number, bodies)
        made = await self.desk.forge.comments.put_sticky(number, marker, bodies)
        self.desk.note(Act.COMMENT, number, made.url, made.body)
        return made

    async def add(self, number: int, marker: str, bodies: tuple[str, ...]) -> Comment:
        if self.desk.rehearsed:
            return self._rehearse(number, bodies)
        made = await self.desk.forge.comments.add(number, marker, bodies)
        self.desk.note(Act.COMMENT, number, made.url, made.body)
        return made

    async def hide(self, number: int, marker: str) -> None:
        if not self.desk.rehearsed:
            await self.desk.forge.comments.hide(number, marker)

    async def list(self, number: int) -> tuple[Comment, ...]:
        return await self.desk.forge.comments.list(number) if number else ()

    def _rehearse(self, number: int, bodies: tuple[str, ...]) -> Comment:
        body = _fitting(bodies)
        self.desk.note(Act.COMMENT, number, "", body)
        return Comment(0, body, "", "", ours=True)


@dataclass(frozen=True, slots=True)
class _Checks:
    desk: Desk

    async def put(self, check: CheckRun) -> str:
        url = "" if self.desk.rehearsed else await self.desk.forge.checks.put(check)
        self.desk.note(Act.CHECK, None, url, f"{check.name}: {check.conclusion.value}: {check.title}")
        return url


@dataclass(frozen=True, slots=True)
class _Issues:
    desk: Desk

    async def find(self, label: str, marker: str) -> Issue | None:
        return await self.desk.forge.issues.find(label, marker)

    async def writers(self, number: int) -> tuple[str, ...]:
        return await self.desk.forge.issues.writers(number)

    async def open_of(self, label: str) -> tuple[Issue, ...]:
        return await self.desk.forge.issues.open_of(label)

    async def put(self, label: str, marker: str, title: str, bodies: tuple[str, ...], *, is_open: bool = True) -> Issue:
        if self.desk.rehearsed:
            there = await self.find(label, marker)
            body = _fitting(bodies)
            made = there or Issue(0, title, body, "", "", is_open, (label,))
            made = replace(made, title=title, body=body, is_open=is_open)
        else:
            made = await self.desk.forge.issues.put(label, marker, title, bodies, is_open=is_open)
        self.desk.note(Act.ISSUE if is_open else Act.CLOSE, made.number, made.url, f"{made.title}\n\n{made.body}")
        return made

    async def close(self, number: int) -> None:
        if not self.desk.rehearsed:
            await self.desk.forge.issues.close(number)
        self.desk.note(Act.CLOSE, number)

    async def reopen(self, number: int) -> None:
        if not self.desk.rehearsed:
            await self.desk.forge.issues.reopen(number)
        self.desk.note(Act.ISSUE, number)

    async def label(self, number: int, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> None:
        if not self.desk.rehearsed:
            await self.desk.forge.issues.label(number, add, remove)
        words = [f"+{name}" for name in add] + [f"-{name}" for name in remove]
        self.desk.note(Act.LABEL, number, "", ", ".join(words))

    async def assign(self, number: int, user: str) -> None:
        if not self.desk.rehearsed:
            await self.desk.forge.issues.assign(number, user)
        self.desk.note(Act.ASSIGN, number, "", user)


@dataclass(frozen=True, slots=True)
class _PullRequests:
    desk: Desk

    async def get(self, number: int) -> PullRequest:
        return await self.desk.forge.pull_requests.get(number)

    async def of_commit(self, commit: str, base_branch: str) -> PullRequest | None:
        return await self.desk.forge.pull_requests.of_commit(commit, base_branch)

    async def open_of(self, branch: str, base: str) -> PullRequest | None:
        return await self.desk.forge.pull_requests.open_of(branch, base)

    async def of_head(self, head: str, base: str) -> tuple[PullRequest, ...]:
        return await self.desk.forge.pull_requests.of_head(head, base)

    async def reviews(self, number: int) -> tuple[Review, ...]:
        return await self.desk.forge.pull_requests.reviews(number)

    async def writers(self, number: int) -> tuple[str, ...]:
        return await self.desk.forge.pull_requests.writers(number)

    async def files(self, number: int) -> tuple[ChangedFile, ...]:
        return await self.desk.forge.pull_requests.files(number)

    async def propose(self, proposal: Proposal) -> PullRequest | None:
        if self.desk.rehearsed:
            there = await self.open_of(proposal.branch, proposal.base)
            self.desk.note(Act.PULL_REQUEST, there.number if there else None, "", _proposed(proposal))
            return there
        made = await self.desk.forge.pull_requests.propose(proposal)
        if made is not None:
            self.desk.note(Act.PULL_REQUEST, made.number, made.url, _proposed(proposal))
        return made


def _proposed(proposal: Proposal) -> str:
    return "\n".join([proposal.title, *sorted(proposal.files), "", proposal.body])


def _fitting(bodies: tuple[str, ...]) -> str:
    """What would be shown of several bodies; none where none fits."""
    return next((body for body in bodies if characters(body) <= _LONGEST), "")
