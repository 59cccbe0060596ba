"""Pull requests. Source: docs.github.com/en/rest/pulls and docs.github.com/en/rest/commits/commits"""

from dataclasses import replace
from urllib.parse import quote, unquote

from reconciler.errors import ForgeRejectedError
from reconciler.forge.answer import Node
from reconciler.forge.branches import Branches
from reconciler.forge.endpoint import change, make, read
from reconciler.forge.fitting import BODY_LIMIT, first_that_fits
from reconciler.forge.issues import GitHubIssues, labels_of
from reconciler.forge.once import make_once
from reconciler.forge.session import Session
from reconciler.model.pull_request import OWN_BRANCHES, ChangedFile, Proposal, PullRequest, Review, Verdict
from reconciler.text import Text

_PERMISSION = "pull-requests"
_FILES = "<!-- reconciler:files "
_ITSELF = "web-flow"  # the account that the code host commits with
_LISTS = {"files": ("个改动的文件", "changed files"), "commits": ("个提交", "commits")}


class GitHubPullRequests:
    """Pull requests of one repository."""

    def __init__(self, session: Session, issues: GitHubIssues) -> None:
        self._session = session
        self._issues = issues
        self._branches = Branches(session)

    async def get(self, number: int) -> PullRequest:
        """One of them."""
        return _pull_request(await self._session.call(read(f"{{repo}}/pulls/{number}", _PERMISSION)))

    async def of_commit(self, commit: str, base_branch: str) -> PullRequest | None:
        """The merged pull request that brought a commit onto the base branch; the one it is the merge of, first."""
        merged = []
        async for item in self._session.pages(read(f"{{repo}}/commits/{commit}/pulls", _PERMISSION)):
            found = _pull_request(item)
            if found.merged and found.base_branch == base_branch:
                merged.append(found)
        best = min(merged, key=lambda found: (found.merge_commit != commit, found.number), default=None)
        return None if best is None else await self.get(best.number)  # a list does not tell who merged

    async def reviews(self, number: int) -> tuple[Review, ...]:
        """Every review, oldest first."""
        call = read(f"{{repo}}/pulls/{number}/reviews", _PERMISSION)
        return tuple([_review(item) async for item in self._session.pages(call)])

    async def files(self, number: int) -> tuple[ChangedFile, ...]:
        """Every changed file; GitHub lists 3,000 at most."""
        return tuple(_file(item) for item in await self._whole(number, "files", "changed_files"))

    async def writers(self, number: int) -> tuple[str, ...]:
        """Authors and committers of its commits, as far as they have accounts; GitHub lists 250 commits at most.

        A merge that the code host itself made ("Update branch") is nobody's writing.
        """
        found: dict[str, None] = {}
        for item in await self._whole(number, "commits", "commits"):
            people = (item.maybe("author", "login"), item.maybe("committer", "login"))
            if people[1] == _ITSELF and len(item.items("parents")) > 1:
                continue
            found.update(dict.fromkeys(login for login in people if login and login != _ITSELF))
        return tuple(found)

    async def _whole(self, number: int, what: str, count: str) -> list[Node]:
        """A list of a pull request, compared with how many the code host says there are."""
        listed = [item async for item in self._session.pages(read(f"{{repo}}/pulls/{number}/{what}", _PERMISSION))]
        there = (await self._session.call(read(f"{{repo}}/pulls/{number}", _PERMISSION))).number(count)
        if there != len(listed):
            zh, en = _LISTS[what]
            raise ForgeRejectedError(
                Text(
                    f"这个合并请求有 {there} {zh}，代码托管平台只列出 {len(listed)} 个。",
                    f"The pull request has {there} {en} and the code host lists {len(listed)}.",
                ),
                Text("请拆成几个合并请求，或再运行一次。", "Split it into several pull requests, or run again."),
            )
        return listed

    async def propose(self, proposal: Proposal) -> PullRequest | None:
        """Open or change the pull request of a branch of ours; None if the base branch has it all."""
        if not proposal.branch.startswith(OWN_BRANCHES):
            raise ForgeRejectedError(
                Text(f"只写 {OWN_BRANCHES} 开头的分支。", f"Only branches below {OWN_BRANCHES} are written.")
            )
        there = await self.open_of(proposal.branch, proposal.base)
        dropped = sorted(_proposed(there) - set(proposal.files)) if there is not None else ()
        if not await self._branches.put(proposal, keep=there is not None, dropped=dropped):
            return None
        found = await self._show(proposal, there)
        missing = tuple(label for label in proposal.labels if label not in found.labels)
        if missing:
            await self._issues.label(found.number, add=missing)
        return replace(found, labels=found.labels + missing)

    async def open_of(self, branch: str, base: str) -> PullRequest | None:
        """The open pull request of a branch of this repository."""
        owner = self._session.place.repository.partition("/")[0]
        call = read("{repo}/pulls", _PERMISSION, head=f"{owner}:{branch}", base=base, state="open")
        async for item in self._session.pages(call):
            return _pull_request(item)
        return None

    async def of_head(self, head: str, base: str) -> tuple[PullRequest, ...]:
        """Every open pull request of `owner:branch`, wherever that branch lies."""
        call = read("{repo}/pulls", _PERMISSION, head=head, base=base, state="open")
        return tuple([_pull_request(item) async for item in self._session.pages(call)])

    async def _show(self, proposal: Proposal, there: PullRequest | None) -> PullRequest:
        body = first_that_fits((proposal.body + _noted(proposal), proposal.body), BODY_LIMIT)
        told: dict[str, object] = {"title": proposal.title, "body": body}
        if there is None:
            whole = {**told, "head": proposal.branch, "base": proposal.base}

            async def create() -> PullRequest:
                return _pull_request(await self._session.call(make("{repo}/pulls", _PERMISSION, whole)))

            return await make_once(lambda: self.open_of(proposal.branch, proposal.base), create)
        if (there.title, there.body) != (proposal.title, body):
            await self._session.call(change(f"{{repo}}/pulls/{there.number}", _PERMISSION, told))
        return await self.get(there.number)


def _noted(proposal: Proposal) -> str:
    """Which files we propose, for the next time, in a line that nobody sees."""
    return f"\n{_FILES}{' '.join(quote(path) for path in sorted(proposal.files))} -->\n"


def _proposed(there: PullRequest) -> set[str]:
    """The files we noted: people may have pushed others, and those are theirs."""
    lines = [line for line in there.body.splitlines() if line.startswith(_FILES) and line.endswith(" -->")]
    return {unquote(word) for line in lines for word in line.removeprefix(_FILES).removesuffix(" -->").split()}


def _pull_request(item: Node) -> PullRequest:
    merged = item.at("merged_at").value is not None
    return PullRequest(
        number=item.number("number"),
        title=item.text("title"),
        body=item.text_or("", "body"),
        author=item.text_or("", "user", "login"),
        url=item.text("html_url"),
        is_open=item.text("state") == "open",
        merged=merged,
        head=item.text("head", "sha"),
        head_branch=item.text("head", "ref"),
        base_branch=item.text("base", "ref"),
        from_fork=item.at("head", "repo", "id").value != item.at("base", "repo", "id").value,
        merge_commit=item.maybe("merge_commit_sha") if merged else None,  # before, it is a trial merge
        labels=labels_of(item),
        merged_by=item.text_or("", "merged_by", "login"),
    )


def _review(item: Node) -> Review:
    state = item.text("state").lower()
    verdict = Verdict(state) if state in set(Verdict) else Verdict.COMMENTED
    return Review(item.text_or("", "user", "login"), verdict, item.maybe("commit_id"), item.moment("submitted_at"))


def _file(item: Node) -> ChangedFile:
    return ChangedFile(item.text("filename"), item.text("status"), item.maybe("previous_filename"))
