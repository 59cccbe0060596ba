"""Comments below issues and pull requests: one that stays, found by marker and author.

Read through GraphQL, which alone tells who "we" are (`viewerDidAuthor`) for every kind of token, and what is hidden.
Source: docs.github.com/en/rest/issues/comments; docs.github.com/en/graphql/reference/mutations#minimizecomment
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reconciler.errors import ForgeMissingError
from reconciler.forge.answer import Node
from reconciler.forge.endpoint import change, make
from reconciler.forge.fitting import BODY_LIMIT, first_that_fits
from reconciler.forge.once import make_once
from reconciler.forge.session import MAX_PAGES, Session, too_many
from reconciler.model.issue import Comment

_PERMISSION = "issues"
_COLLABORATORS = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
_LIST = """query($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) { issueOrPullRequest(number: $number) {
    ... on Issue { comments(first: 100, after: $after) { ...page } }
    ... on PullRequest { comments(first: 100, after: $after) { ...page } }
  } }
}
fragment page on IssueCommentConnection {
  pageInfo { hasNextPage endCursor }
  nodes { id fullDatabaseId body url isMinimized viewerDidAuthor authorAssociation author { login } }
}"""
_HIDE = """mutation($id: ID!) {
  minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { minimizedComment { isMinimized } }
}"""


@dataclass(frozen=True, slots=True)
class _Found:
    node_id: str
    comment: Comment


class GitHubComments:
    """Comments of one repository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put_sticky(self, number: int, marker: str, bodies: tuple[str, ...]) -> Comment:
        """Show one comment of ours with the marker, the newest changed in place and older ones hidden."""
        body = first_that_fits(tuple(f"{marker}\n{each}" for each in bodies), BODY_LIMIT)
        mine = await self._mine(number, marker)
        kept = await self._write(number, marker, body, mine[-1].comment if mine else None)
        await self._hide(each for each in mine or await self._mine(number, marker) if each.comment.id != kept.id)
        return kept

    async def hide(self, number: int, marker: str) -> None:
        """Fold away what is shown of ours with the marker."""
        await self._hide(await self._mine(number, marker))

    async def _hide(self, comments: Iterable[_Found]) -> None:
        for found in comments:
            try:
                await self._session.graphql(_HIDE, f"{_PERMISSION}: write", id=found.node_id)
            except ForgeMissingError:  # somebody deleted it since we looked
                continue

    async def add(self, number: int, marker: str, bodies: tuple[str, ...]) -> Comment:
        """One more comment, unless one of ours carries the marker already."""
        mine = await self._mine(number, marker)
        if mine:
            return mine[-1].comment
        body = first_that_fits(tuple(f"{marker}\n{each}" for each in bodies), BODY_LIMIT)
        return await self._create(number, marker, body)

    async def list(self, number: int) -> tuple[Comment, ...]:
        """All of them, oldest first."""
        return tuple(found.comment for found in await self._all(number))

    async def _write(self, number: int, marker: str, body: str, there: Comment | None) -> Comment:
        if there is None:
            return await self._create(number, marker, body)
        if there.body == body:
            return there
        path = f"{{repo}}/issues/comments/{there.id}"
        try:
            return _comment(await self._session.call(change(path, _PERMISSION, {"body": body})))
        except ForgeMissingError:  # somebody deleted it since we looked
            return await self._create(number, marker, body)

    async def _create(self, number: int, marker: str, body: str) -> Comment:
        async def create() -> Comment:
            path = f"{{repo}}/issues/{number}/comments"
            return _comment(await self._session.call(make(path, _PERMISSION, {"body": body})))

        async def look() -> Comment | None:
            mine = await self._mine(number, marker)
            return mine[-1].comment if mine else None

        return await make_once(look, create)

    async def _mine(self, number: int, marker: str) -> tuple[_Found, ...]:
        """Comments of ours that carry the marker as a line of their own and are not hidden, oldest first."""
        return tuple(
            found
            for found in await self._all(number)
            if found.comment.ours and not found.comment.hidden and marker in found.comment.body.splitlines()
        )

    async def _all(self, number: int) -> tuple[_Found, ...]:
        owner, _, name = self._session.place.repository.partition("/")
        found: list[_Found] = []
        after: str | None = None
        for _ in range(MAX_PAGES):
            data = await self._session.graphql(
                _LIST, f"{_PERMISSION}: read", owner=owner, name=name, number=number, after=after
            )
            page = data.at("repository", "issueOrPullRequest", "comments")
            found += [_found(node) for node in page.items("nodes")]
            if not page.flag("pageInfo", "hasNextPage"):
                return tuple(found)
            after = page.text("pageInfo", "endCursor")
        raise too_many()


def _found(node: Node) -> _Found:
    comment = Comment(
        id=node.number("fullDatabaseId"),
        body=node.text("body"),
        author=node.text_or("", "author", "login"),
        url=node.text("url"),
        ours=node.flag("viewerDidAuthor"),
        hidden=node.flag("isMinimized"),
        collaborator=node.text("authorAssociation") in _COLLABORATORS,
    )
    return _Found(node.text("id"), comment)


def _comment(node: Node) -> Comment:
    """A comment that REST answered to our own write."""
    return Comment(
        node.number("id"), node.text_or("", "body"), node.text_or("", "user", "login"), node.text("html_url"), ours=True
    )
