"""A branch that holds given files, made without a checkout. Source: docs.github.com/en/rest/git"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from reconciler.errors import ForgeMissingError
from reconciler.forge.endpoint import Call, make, read
from reconciler.forge.once import make_once
from reconciler.forge.session import Session
from reconciler.model.pull_request import Proposal
from reconciler.text import Text

_PERMISSION = "contents"
_Entry = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Tip:
    commit: str
    tree: str


class Branches:
    """Branches of one repository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, proposal: Proposal, *, keep: bool, dropped: Iterable[str] = ()) -> bool:
        """Let the branch hold the proposed files, on top of what it has (`keep`) or of the base branch.

        Args:
            dropped: files that were proposed before and are no more: they are as in the base branch again.

        Returns: whether it differs from the base; if not, it is not touched. Content that is there makes no commit.
        """
        base = await self._tip(proposal.base)
        if base is None:
            raise ForgeMissingError(
                Text(f"没有分支 {proposal.base}。", f"There is no branch {proposal.base}."),
                Text("令牌需要 contents: write 权限。", "The token needs the permission contents: write."),
            )
        there = await self._tip(proposal.branch)
        below = there if keep and there is not None else base
        undone = await self._undone(base, below, dropped) if below is not base else []
        tree = await self._tree(proposal, below, undone)
        if tree == base.tree:
            return False
        if there is not None and there.tree == tree:
            return True
        commit = await self._commit(proposal, tree, below)
        await self._point(proposal.branch, commit, there, force=below is base)
        return True

    async def _tip(self, branch: str) -> _Tip | None:
        try:
            ref = await self._session.call(read(f"{{repo}}/git/ref/{_ref(branch)}", _PERMISSION))
        except ForgeMissingError:
            return None
        commit = ref.text("object", "sha")
        found = await self._session.call(read(f"{{repo}}/git/commits/{commit}", _PERMISSION))
        return _Tip(commit, found.text("tree", "sha"))

    async def _undone(self, base: _Tip, below: _Tip, files: Iterable[str]) -> list[_Entry]:
        """What makes each of these files what it is in the base branch, where it is something else."""
        found: list[_Entry] = []
        for file in files:
            was, now = await self._blob(base.tree, file), await self._blob(below.tree, file)
            if was != now:
                mode, sha = was or ("100644", None)
                found.append({"path": file, "mode": mode, "type": "blob", "sha": sha})
        return found

    async def _blob(self, tree: str, file: str) -> tuple[str, str] | None:
        """Mode and name of a file below a tree; None where there is none."""
        *folders, name = file.split("/")
        for folder in folders:
            below = await self._items(tree)
            if below.get(folder, ("", "", ""))[0] != "tree":
                return None
            tree = below[folder][2]
        kind, mode, sha = (await self._items(tree)).get(name, ("", "", ""))
        return (mode, sha) if kind == "blob" else None

    async def _items(self, tree: str) -> dict[str, tuple[str, str, str]]:
        listed = await self._session.call(read(f"{{repo}}/git/trees/{tree}", _PERMISSION))
        items = listed.items("tree")
        return {each.text("path"): (each.text("type"), each.text("mode"), each.text("sha")) for each in items}

    async def _tree(self, proposal: Proposal, below: _Tip, undone: list[_Entry]) -> str:
        """A tree is named by its content, so asking for it twice is harmless."""
        entries = list(undone)
        for path, content in sorted(proposal.files.items()):
            entry: _Entry = {"path": path, "mode": "100644", "type": "blob"}
            entries.append({**entry, "sha": None} if content is None else {**entry, "content": content})
        return await self._object("trees", {"base_tree": below.tree, "tree": entries})

    async def _commit(self, proposal: Proposal, tree: str, below: _Tip) -> str:
        """A commit that no branch points to is nobody's concern, so asking twice is harmless."""
        return await self._object("commits", {"message": proposal.message, "tree": tree, "parents": [below.commit]})

    async def _object(self, kind: str, body: dict[str, object]) -> str:
        answer = await self._session.call(Call("POST", f"{{repo}}/git/{kind}", f"{_PERMISSION}: write", body))
        return answer.text("sha")

    async def _point(self, branch: str, commit: str, there: _Tip | None, *, force: bool) -> None:
        if there is not None:
            body = {"sha": commit, "force": force}
            await self._session.call(Call("PATCH", f"{{repo}}/git/refs/{_ref(branch)}", f"{_PERMISSION}: write", body))
            return

        async def look() -> str | None:
            tip = await self._tip(branch)
            return tip.commit if tip is not None and tip.commit == commit else None

        async def create() -> str:
            body = {"ref": f"refs/heads/{branch}", "sha": commit}
            await self._session.call(make("{repo}/git/refs", _PERMISSION, body))
            return commit

        await make_once(look, create)


def _ref(branch: str) -> str:
    return f"heads/{quote(branch)}"
