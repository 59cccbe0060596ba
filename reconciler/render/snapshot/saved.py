"""A snapshot as one line of canonical JSON with a signature: `schemas/snapshot.schema.json`.

Nothing of a file is looked at but its kind and format before the signature was found to be ours.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from reconciler.errors import SnapshotError
from reconciler.model.snapshot import SNAPSHOT_FORMAT, Snapshot
from reconciler.render.programs.canonical import compact, strict_json
from reconciler.render.snapshot.node import TAKE_AGAIN, SnapshotNode
from reconciler.render.snapshot.read import read_snapshot
from reconciler.render.snapshot.tree import Tree, snapshot_tree
from reconciler.text import Text

_AHEAD = timedelta(minutes=10)  # clocks of two machines differ
_PURPOSE = b"reconciler snapshot\n"


class Signer(Protocol):
    """Signs with the one private key; `key` is what its public half is called."""

    @property
    def key(self) -> str:
        """A few digits of the public key."""

    def sign(self, payload: bytes) -> bytes:
        """The signature."""


class Verifier(Protocol):
    """Knows the public key alone."""

    @property
    def key(self) -> str:
        """A few digits of the public key."""

    def holds(self, payload: bytes, signature: bytes) -> bool:
        """Whether the private half signed this."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a snapshot has to be for: this company, the real WeCom or a simulator, this moment (aware)."""

    corp_id: str
    simulated: bool
    now: datetime


def dump_snapshot(snapshot: Snapshot, signer: Signer) -> str:
    """The snapshot on one line, signed; equal snapshots give equal bytes."""
    tree = snapshot_tree(snapshot) | {"key": signer.key}
    return compact(tree | {"signature": base64.b64encode(signer.sign(_payload(tree))).decode()})


def load_snapshot(text: str, verifier: Verifier, terms: Terms) -> Snapshot:
    """A snapshot that was signed by our key, for this company, and is not too old.

    Raises: SnapshotError, one sentence for each way in which it can be wrong.
    """
    tree = _parse(text)
    _check_version(tree)
    _check_signature(tree, text, verifier)
    snapshot = read_snapshot(SnapshotNode(tree))
    _check_terms(snapshot, terms)
    return snapshot


def _payload(tree: Tree) -> bytes:
    rest = {key: value for key, value in tree.items() if key != "signature"}
    return _PURPOSE + compact(rest).encode()


def _parse(text: str) -> Tree:
    try:
        tree = strict_json(text)
    except (ValueError, RecursionError) as error:
        raise SnapshotError(
            Text("快照文件不完整，或者不是 JSON。", "The snapshot is truncated or not JSON."), TAKE_AGAIN
        ) from error
    if not isinstance(tree, dict) or tree.get("kind") != "snapshot":
        raise SnapshotError(
            Text("这个文件不是快照。", "This file is not a snapshot."),
            Text(
                "请给出 reconciler drift --snapshot 写的文件。", "Give the file that reconciler drift --snapshot wrote."
            ),
        )
    return tree


def _check_version(tree: Tree) -> None:
    version = SnapshotNode(tree).at("format_version").number()
    if version > SNAPSHOT_FORMAT:
        raise SnapshotError(
            Text(
                f"快照由更新的版本生成（格式 {version}，本版本只认识 {SNAPSHOT_FORMAT}）。",
                f"The snapshot was taken by a newer version (format {version}; this one knows {SNAPSHOT_FORMAT}).",
            ),
            Text("请升级 reconciler。", "Upgrade reconciler."),
        )
    if version < SNAPSHOT_FORMAT:
        raise SnapshotError(
            Text(
                f"快照由旧版本生成（格式 {version}，本版本需要 {SNAPSHOT_FORMAT}）。",
                f"The snapshot was taken by an older version (format {version}; this one needs {SNAPSHOT_FORMAT}).",
            ),
            TAKE_AGAIN,
        )


def _check_signature(tree: Tree, text: str, verifier: Verifier) -> None:
    if tree.get("key") != verifier.key:
        raise SnapshotError(
            Text("快照是用另一把密钥签的。", "The snapshot was signed with another key."),
            Text(
                "核对 RECONCILER_SNAPSHOT_PUBLIC_KEY 是不是签名私钥的公钥；换过密钥，就重新拍一份快照。",
                "Check that RECONCILER_SNAPSHOT_PUBLIC_KEY is the public half of the key that signs; after a change of "
                "keys take a new snapshot.",
            ),
        )
    try:
        signature = base64.b64decode(SnapshotNode(tree).at("signature").text(), validate=True)
        holds = text == compact(tree) and verifier.holds(_payload(tree), signature)
    except (binascii.Error, ValueError):
        holds = False
    if not holds:
        raise SnapshotError(
            Text(
                "快照生成后被改动过：签名对不上。",
                "The snapshot was changed after it was taken: its signature is wrong.",
            ),
            TAKE_AGAIN,
        )


def _check_terms(snapshot: Snapshot, terms: Terms) -> None:
    if snapshot.corp_id != terms.corp_id:
        raise SnapshotError(
            Text(
                f"快照是另一家企业（{snapshot.corp_id}）的，当前企业是 {terms.corp_id}。",
                f"The snapshot is of another company ({snapshot.corp_id}); this one is {terms.corp_id}.",
            ),
            Text(
                "用本企业的快照；corp_id 不能由合并请求来改。",
                "Use this company's; a pull request cannot change corp_id.",
            ),
        )
    if snapshot.simulated is not terms.simulated:
        raise SnapshotError(
            Text(
                "快照和目标不符：一个是模拟器，一个是真的企业微信。",
                "The snapshot does not fit: one of the two is a simulator, the other the real WeCom.",
            ),
            Text(
                "模拟器的快照要和 --simulator 一起用，真的不要。",
                "Give --simulator with a snapshot of the simulator, and leave it out with a real one.",
            ),
        )
    zone = terms.now.tzinfo
    taken, until = snapshot.taken_at.astimezone(zone), snapshot.valid_until.astimezone(zone)
    if until <= terms.now:
        raise SnapshotError(
            Text(
                f"快照太旧：{taken:%Y-%m-%d %H:%M} 拍的，只用到 {until:%Y-%m-%d %H:%M}。",
                f"The snapshot is too old: taken on {taken:%Y-%m-%d %H:%M}, to be used until {until:%Y-%m-%d %H:%M}.",
            ),
            TAKE_AGAIN,
        )
    if taken > terms.now + _AHEAD:
        raise SnapshotError(
            Text(
                f"快照的时间 {taken:%Y-%m-%d %H:%M} 还没有到。",
                f"The snapshot is of a moment to come: {taken:%Y-%m-%d %H:%M}.",
            ),
            Text("核对两台机器的时钟。", "Check the clocks of the two machines."),
        )
