"""One entry of a commit's tree."""

import hashlib
from dataclasses import dataclass

_FILES = frozenset({"100644", "100755"})
_SHA1_DIGITS = 40


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """`mode` as git writes it, `sha` the name of the blob: SHA-1, or SHA-256 in repositories that use it."""

    mode: str
    sha: str

    @property
    def is_file(self) -> bool:
        """A plain file; no link and no other repository."""
        return self.mode in _FILES

    def holds(self, content: bytes) -> bool:
        """Whether that blob has exactly this content."""
        whole = b"blob %d\x00" % len(content) + content
        if len(self.sha) == _SHA1_DIGITS:
            return hashlib.sha1(whole, usedforsecurity=False).hexdigest() == self.sha  # git's own name for it
        return hashlib.sha256(whole).hexdigest() == self.sha
