"""The files under a root, for use cases that write documents."""

from dataclasses import dataclass
from pathlib import Path

from reconciler.errors import SourceError
from reconciler.model.desired import DesiredState
from reconciler.source.discover import discover
from reconciler.source.load import load
from reconciler.source.replace_file import read_text, save_document
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class RootDocuments:
    """Everything under one root."""

    root: Path

    def files(self) -> frozenset[str]:
        """Every document there is."""
        return frozenset(discover(self.root).files)

    def read(self, file: str) -> str:
        """The text of one. Raises: EditError."""
        return read_text(self.root, file)

    def save(self, file: str, text: str, was: str | None) -> None:
        """Write one whole; nothing that is there is ever overwritten by a new one. Raises: EditError."""
        save_document(self.root, file, text, was)

    def load(self) -> DesiredState:
        """What all of them say now. Raises: SourceError if there is no usable company.yaml."""
        desired = load(self.root).desired
        if desired is None:
            raise SourceError(Text("没有可用的 company.yaml。", "There is no usable company.yaml."))
        return desired
