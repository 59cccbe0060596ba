"""A bare git repository, written without a checkout."""

import os
import subprocess
from pathlib import Path

_WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "host"), ("EMAIL", "host@example.com"), ("DATE", "2026-01-01T00:00:00Z"))
}


class Remote:
    """One bare repository with a branch `main`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        subprocess.run(["git", "init", "-q", "--bare", "--template=", "-b", "main", str(path)], check=True)

    def git(self, *arguments: str, given: str = "", index: Path | None = None) -> str:
        """What git says; raises CalledProcessError."""
        variables = {**os.environ, **_WHO, **({"GIT_INDEX_FILE": str(index)} if index else {})}
        command = ["git", "-C", str(self.path), *arguments]
        done = subprocess.run(command, input=given, check=True, capture_output=True, text=True, env=variables)
        return done.stdout.strip()

    def tip(self, ref: str) -> str | None:
        """The commit that a full ref points to."""
        found = self.git("for-each-ref", "--format=%(objectname)", ref)
        return found or None

    def tree(self, base: str | None, files: dict[str, str | None], blobs: dict[str, str] | None = None) -> str:
        """A tree with these files, and others that are there by their blobs, on top of a base tree."""
        index = self.path / "scratch-index"
        index.unlink(missing_ok=True)
        if base:
            self.git("read-tree", base, index=index)
        for path, content in files.items():
            if content is None:
                self.git("rm", "-q", "--cached", path, index=index)
            else:
                blob = self.git("hash-object", "-w", "--stdin", given=content)
                self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", index=index)
        for path, blob in (blobs or {}).items():
            self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", index=index)
        return self.git("write-tree", index=index)

    def commit(self, message: str, tree: str, parents: list[str]) -> str:
        """A commit no branch points to."""
        return self.git("commit-tree", tree, *(word for parent in parents for word in ("-p", parent)), given=message)

    def write(self, branch: str, files: dict[str, str | None], message: str) -> str:
        """One commit on a branch; the branch is made from main if there is none."""
        below = self.tip(f"refs/heads/{branch}") or self.tip("refs/heads/main")
        tree = self.tree(f"{below}^{{tree}}" if below else None, files)
        commit = self.commit(message, tree, [below] if below else [])
        self.git("update-ref", f"refs/heads/{branch}", commit)
        return commit

    def files(self, ref: str) -> dict[str, str]:
        """Every file at a ref."""
        names = self.git("ls-tree", "-r", "--name-only", ref).splitlines()
        return {name: self.git("show", f"{ref}:{name}") for name in names}

    def changes(self, base: str, head: str) -> list[tuple[str, str]]:
        """(status letter, path) of what a head changes since it left the base."""
        lines = self.git("diff", "--name-status", "--no-renames", f"{base}...{head}").splitlines()
        return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]
