"""The three GraphQL questions that are asked, told apart by what they name."""

from typing import Any

from tests.forge.host.shapes import SITE
from tests.forge.host.world import Comment, World


def answer(world: World, login: str, body: dict[str, Any]) -> dict[str, Any]:
    """Answers like GitHub: 200 with data or with errors."""
    query, variables = body["query"], body.get("variables", {})
    if "minimizeComment" in query:
        world.comments[int(variables["id"].removeprefix("IC_"))].hidden = True
        return {"data": {"minimizeComment": {"minimizedComment": {"isMinimized": True}}}}
    if "viewer {" in query:
        return {"data": {"viewer": {"login": login.removesuffix("[bot]")}}}
    if variables["number"] not in world.threads:
        return {"data": {"repository": {"issueOrPullRequest": None}}, "errors": [{"type": "NOT_FOUND"}]}
    if "userContentEdits" in query:
        thread = world.threads[variables["number"]]
        edits = {
            "totalCount": len(thread.editors),
            "nodes": [{"editor": {"login": each}} for each in thread.editors[:100]],
        }
        return {"data": {"repository": {"issue": {"author": {"login": thread.author}, "userContentEdits": edits}}}}
    found = [each for each in world.comments.values() if each.thread == variables["number"]]
    start = int(variables["after"] or 0)
    page = {"hasNextPage": start + 100 < len(found), "endCursor": str(start + 100)}
    nodes = [_node(each, login) for each in found[start : start + 100]]
    return {"data": {"repository": {"issueOrPullRequest": {"comments": {"pageInfo": page, "nodes": nodes}}}}}


def _node(each: Comment, login: str) -> dict[str, Any]:
    return {
        "id": f"IC_{each.id}",
        "fullDatabaseId": str(each.id),
        "body": each.body,
        "url": f"{SITE}/c/{each.id}",
        "isMinimized": each.hidden,
        "viewerDidAuthor": each.author == login,
        "authorAssociation": each.association,
        "author": {"login": each.author},
    }
