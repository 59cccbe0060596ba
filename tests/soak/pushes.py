"""Trouble between a clone and the remote of its ledger: a `git` before the real one, which meddles with pushes."""

import os
import shlex
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

KINDS: Mapping[str, str] = {
    "push-lost": "",
    "push-rejected": "",
    "push-answer-lost": '"$real" "$@" >/dev/null 2>&1',
    "push-no-room": "",
}
_SAID = {
    "push-lost": "fatal: unable to access the remote: Connection reset by peer",
    "push-rejected": "! [remote rejected] (pre-receive hook declined)",
    "push-answer-lost": "fatal: the remote end hung up unexpectedly",
    "push-no-room": "error: unable to write file: No space left on device",
}


class Pushes:
    """One kind of trouble at a time, at one push; git's own answer is kept from us, or the push itself."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._wish, self._told = folder / "wish", folder / "told"
        self._folder = folder
        cases = "\n".join(
            f"    {kind}) {act or ':'}; echo {shlex.quote(_SAID[kind])} >&2;;" for kind, act in KINDS.items()
        )
        script = folder / "git"
        script.write_text(
            f"""#!/bin/sh
real={shlex.quote(shutil.which("git") or "git")}
wish={shlex.quote(str(self._wish))} told={shlex.quote(str(self._told))}
case " $* " in
*" push "*) [ -f "$wish" ] && read -r left kind < "$wish" ;;
esac
[ -n "$kind" ] || exec "$real" "$@"
[ "$left" -eq 0 ] || {{ echo "$((left - 1)) $kind" > "$wish"; exec "$real" "$@"; }}
rm "$wish"
echo "$kind" >> "$told"
case "$kind" in
{cases}
esac
exit 128
""",
            encoding="utf-8",
        )
        script.chmod(0o755)

    def before(self, variables: Mapping[str, str]) -> dict[str, str]:
        """The variables of a process that meets this git first."""
        return {**variables, "PATH": f"{self._folder}{os.pathsep}{variables['PATH']}"}

    def meddle(self, kind: str, after: int) -> None:
        """Let so many pushes pass, and one not."""
        self._wish.write_text(f"{after} {kind}\n", encoding="utf-8")

    def stop(self) -> None:
        """From now on every push passes."""
        self._wish.unlink(missing_ok=True)

    def struck(self) -> Counter[str]:
        """How often which trouble struck."""
        return Counter(self._told.read_text("utf-8").split()) if self._told.exists() else Counter()
