"""A value in the tree of a snapshot: wrong shapes are told as the snapshot's."""

from dataclasses import dataclass

from reconciler.errors import SnapshotError
from reconciler.render.programs.node import Node
from reconciler.text import Text

TAKE_AGAIN = Text(
    "重新拍一份：在默认分支上运行 drift 工作流（reconciler drift --snapshot）。",
    "Take a new one: run the drift workflow on the default branch (reconciler drift --snapshot).",
)


@dataclass(frozen=True, slots=True)
class SnapshotNode(Node):
    """One value; every method raises `SnapshotError`."""

    def wrong(self, want: Text) -> SnapshotError:
        """The complaint about this value."""
        route = self.route or "$"
        return SnapshotError(
            Text(f"快照的内容不对：{route}：{want.zh}。", f"The snapshot has a wrong shape: {route}: {want.en}."),
            TAKE_AGAIN,
        )
