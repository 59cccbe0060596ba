"""Issues, and labels of issues and pull requests. Source: docs.github.com/en/rest/issues"""

from collections.abc import AsyncIterator
from urllib.parse import quote

from reconciler.errors import ForgeMissingError, ForgeRejectedError
from reconciler.forge.account import Account
from reconciler.forge.answer import Node
from reconciler.forge.endpoint import Call, change, make, read
from reconciler.forge.fitting import BODY_LIMIT, first_that_fits
from reconciler.forge.once import make_once
from reconciler.forge.session import Session
from reconciler.model.issue import Issue
from reconciler.text import Text

_PERMISSION = "issues"
_EDITS = """query($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { issue(number: $number) {
    author { login } userContentEdits(first: 100) { totalCount nodes { editor { login } } }
  } }
}"""


class GitHubIssues:
    """Issues of one repository."""

    def __init__(self, session: Session, account: Account) -> None:
        self._session = session
        self._account = account

    async def find(self, label: str, marker: str) -> Issue | None:
        """The newest of ours with label and marker, open or closed; pull requests are passed over."""
        async for issue in self._ours(label, "all"):
            if marker in issue.body.splitlines():
                return issue
        return None

    async def writers(self, number: int) -> tuple[str, ...]:
        """Who opened it and whoever edited its text since, each once; edits are told by GraphQL alone."""
        owner, _, name = self._session.place.repository.partition("/")
        told = await self._session.graphql(_EDITS, f"{_PERMISSION}: read", owner=owner, name=name, number=number)
        issue = told.at("repository", "issue")
        edits = issue.items("userContentEdits", "nodes")
        if issue.number("userContentEdits", "totalCount") > len(edits):
            raise ForgeRejectedError(
                Text(f"#{number} 改过太多次，看不全是谁改的。", f"#{number} was edited too often to see by whom."),
                Text("请另开一条申请。", "Open another request."),
            )
        people = (issue.maybe("author", "login"), *(each.maybe("editor", "login") for each in edits))
        return tuple(dict.fromkeys(login for login in people if login))

    async def open_of(self, label: str) -> tuple[Issue, ...]:
        """Every open one of ours with the label, newest first."""
        return tuple([issue async for issue in self._ours(label, "open")])

    async def put(self, label: str, marker: str, title: str, bodies: tuple[str, ...], *, is_open: bool = True) -> Issue:
        """Make or change the one of that label and marker; afterwards it is open, or closed."""
        body = first_that_fits(tuple(f"{marker}\n{each}" for each in bodies), BODY_LIMIT)
        there = await self.find(label, marker)
        if there is None:
            there = await self._create(label, marker, {"title": title, "body": body, "labels": [label]})
        if (there.is_open, there.title, there.body) == (is_open, title, body):
            return there
        state = "open" if is_open else "closed"
        return await self._change(there.number, {"title": title, "body": body, "state": state})

    async def close(self, number: int) -> None:
        """Close it as done."""
        await self._change(number, {"state": "closed", "state_reason": "completed"})

    async def reopen(self, number: int) -> None:
        """Open it again."""
        await self._change(number, {"state": "open"})

    async def label(self, number: int, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> None:
        """Put labels on and take others off; one that is on, or off, already is fine."""
        path = f"{{repo}}/issues/{number}/labels"
        if add:
            await self._session.call(Call("POST", path, f"{_PERMISSION}: write", {"labels": list(add)}))
        for name in remove:
            try:
                await self._session.call(Call("DELETE", f"{path}/{quote(name, safe='')}", f"{_PERMISSION}: write"))
            except ForgeMissingError:
                continue

    async def assign(self, number: int, user: str) -> None:
        """Add one person to those it is assigned to."""
        body = {"assignees": [user]}
        await self._session.call(Call("POST", f"{{repo}}/issues/{number}/assignees", f"{_PERMISSION}: write", body))

    async def _ours(self, label: str, state: str) -> AsyncIterator[Issue]:
        call = read("{repo}/issues", _PERMISSION, labels=label, state=state, sort="created", direction="desc")
        async for item in self._session.pages(call):
            if item.at("pull_request").value is None and await self._account.wrote(item):
                yield _issue(item)

    async def _create(self, label: str, marker: str, body: dict[str, object]) -> Issue:
        async def create() -> Issue:
            return _issue(await self._session.call(make("{repo}/issues", _PERMISSION, body)))

        return await make_once(lambda: self.find(label, marker), create)

    async def _change(self, number: int, body: dict[str, object]) -> Issue:
        return _issue(await self._session.call(change(f"{{repo}}/issues/{number}", _PERMISSION, body)))


def labels_of(item: Node) -> tuple[str, ...]:
    """The names of its labels."""
    return tuple(each.text("name") for each in item.items("labels"))


def _issue(item: Node) -> Issue:
    return Issue(
        number=item.number("number"),
        title=item.text("title"),
        body=item.text_or("", "body"),
        author=item.text_or("", "user", "login"),
        url=item.text("html_url"),
        is_open=item.text("state") == "open",
        labels=labels_of(item),
    )
