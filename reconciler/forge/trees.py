"""What a commit holds. Source: docs.github.com/en/rest/git/trees and docs.github.com/en/rest/git/commits"""

from collections.abc import Mapping

from reconciler.errors import ForgeMissingError, ForgeRejectedError
from reconciler.forge.answer import Node
from reconciler.forge.endpoint import read
from reconciler.forge.session import Session
from reconciler.model.tree_entry import TreeEntry
from reconciler.text import Text

_PERMISSION = "contents"


class GitHubTrees:
    """Trees of one repository; commits of forks whose pull requests it knows are there too."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def files(self, commit: str, folder: str) -> Mapping[str, TreeEntry]:
        """Everything below a folder of a commit that is no folder itself, by the path below it."""
        found = await self._session.call(read(f"{{repo}}/git/commits/{commit}", _PERMISSION))
        tree = found.text("tree", "sha")
        for name in filter(None, folder.split("/")):
            tree = self._below(await self._read(tree), name, folder)
        listed = await self._read(tree, recursive="1")
        if listed.at("truncated").value:
            raise ForgeRejectedError(
                Text(
                    f"{folder} 太大，代码托管平台没有列全。",
                    f"{folder} is too large: the code host does not list it all.",
                )
            )
        return {
            item.text("path"): TreeEntry(item.text("mode"), item.text("sha"))
            for item in listed.items("tree")
            if item.text("type") != "tree"
        }

    async def _read(self, tree: str, **query: str) -> Node:
        return await self._session.call(read(f"{{repo}}/git/trees/{tree}", _PERMISSION, **query))

    @staticmethod
    def _below(tree: Node, name: str, folder: str) -> str:
        for item in tree.items("tree"):
            if item.text("path") == name and item.text("type") == "tree":
                return item.text("sha")
        raise ForgeMissingError(Text(f"那个提交里没有目录 {folder}。", f"That commit has no folder {folder}."))
