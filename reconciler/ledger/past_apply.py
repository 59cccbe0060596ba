"""Records → one apply with everything its inverse needs. Reads the ledger once; memory: that apply and its undoes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from reconciler.errors import UndoError
from reconciler.ledger.past_undone import parts_of
from reconciler.ledger.records import Record
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.undo import NAME, OWNER, After, DoneGroup, PastApply, part_of
from reconciler.text import Text

LAST = "last"
_FEWEST_DIGITS = 4
_SHOW = Text("用 reconciler ledger show 查看有哪些执行。", "See which applies there are with reconciler ledger show.")


def past_apply(records: Iterable[Record], asked: str) -> PastApply:
    """The apply that an id, the unique beginning of one, or `last` names: the last that changed a group.

    Raises: UndoError if the ledger knows no such apply, or several; LedgerError where the chain is broken.
    """
    reading = _Reading(asked)
    for record in records:
        reading.hear(record)
    return reading.told()


class _Reading:
    """Applies that may be meant, and the undoes of them."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._meant: dict[str, _Apply] = {}
        self._settled: dict[str, tuple[str, ...]] = {}

    def hear(self, record: Record) -> None:
        """Take the next record in."""
        if record["type"] == "apply-begun":
            self._begun(record)
        if record["type"] == "settled":
            wanted = record["baseline"]
            self._settled[record["chat_id"]] = tuple(wanted["members"])
        for apply in self._meant.values():
            apply.hear(record, self._settled)

    def _begun(self, record: Record) -> None:
        apply_id = record["apply_id"]
        if self._asked == LAST:
            self._meant = {apply.id: apply for apply in self._meant.values() if apply.has_called}
        if self._asked == LAST or apply_id == self._asked or self._is_beginning_of(apply_id):
            self._meant[apply_id] = _Apply(record)

    def _is_beginning_of(self, apply_id: str) -> bool:
        return len(self._asked) >= _FEWEST_DIGITS and apply_id.startswith(self._asked)

    def told(self) -> PastApply:
        """What it comes to. Raises: UndoError."""
        if self._asked == LAST and self._meant:
            applies = list(self._meant.values())
            return next((apply for apply in reversed(applies) if apply.has_called), applies[-1]).told()
        exact = self._meant.get(self._asked)
        if exact is not None:
            return exact.told()
        if not self._meant:
            raise UndoError(
                Text(
                    f"台账里没有编号为 {self._asked} 的执行，什么都没有撤销。",
                    f"The ledger knows no apply {self._asked}. Nothing was undone.",
                ),
                _SHOW,
            )
        if len(self._meant) > 1:
            raise UndoError(
                Text(
                    f"有 {len(self._meant)} 次执行的编号以 {self._asked} 开头，什么都没有撤销。",
                    f"{len(self._meant)} applies begin with {self._asked}. Nothing was undone.",
                ),
                Text("请把编号写长一些。", "Give more of the id."),
                tuple(Text.same(apply_id) for apply_id in sorted(self._meant)),
            )
        return next(iter(self._meant.values())).told()


class _Apply:
    """One apply while its records are heard, and after it those of its undoes."""

    def __init__(self, begun: Record) -> None:
        self.id: str = begun["apply_id"]
        self._begun = begun
        self._depth = {self.id: 0}
        self._calls: dict[int, Record] = {}
        self._ends: dict[int, str] = {}
        self._after: dict[str, After] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        self._has_ended = False

    def hear(self, record: Record, settled: dict[str, tuple[str, ...]]) -> None:
        """Take a record in; `settled` are the people whom git asked for when a chat was last in line."""
        kind = record["type"]
        if kind == "apply-begun" and record.get("undoes", "") in self._depth:
            self._depth.setdefault(record["apply_id"], self._depth[record["undoes"]] + 1)
        elif kind == "reserve" and record["apply_id"] in self._depth:
            self._calls[record["seq"]] = record
        elif kind == "confirm" and record["reserve"] in self._calls:
            if self._ends.get(record["reserve"]) not in {"applied", "failed"}:
                self._ends[record["reserve"]] = record["status"]
        elif kind == "after" and record["apply_id"] == self.id:
            for left in record["groups"]:
                chat_id, owner = left["chat_id"], UserId(left["owner"])
                self._after[chat_id] = After(left["digest"], left["name_digest"], owner, left["size"])
                self._members[chat_id] = settled.get(chat_id, ())
        elif kind == "apply-ended" and record["apply_id"] == self.id:
            self._has_ended = True

    @property
    def has_called(self) -> bool:
        """Whether it made, or may have made, a call that changes a group."""
        ops = {"create", "update", "transfer"}
        return any(call["apply_id"] == self.id and call["op"] in ops for call in self._calls.values())

    def told(self) -> PastApply:
        """What it comes to."""
        own = [(seq, call) for seq, call in self._calls.items() if call["apply_id"] == self.id and self._may_be(seq)]
        chats: dict[str, list[tuple[int, Record]]] = {}
        said: dict[GroupKey, int] = {}
        for seq, call in own:
            if call["op"] in {"create", "update", "transfer"}:
                chats.setdefault(call["chat_id"], []).append((seq, call))
            elif call["op"] == "send":
                said[GroupKey(call["group"])] = said.get(GroupKey(call["group"]), 0) + 1
        groups = (self._group(ChatId(chat_id), calls) for chat_id, calls in chats.items())
        return PastApply(
            id=self.id,
            at=datetime.fromisoformat(self._begun["at"]),
            by=self._begun["by"],
            head=_commit(self._begun),
            has_ended=self._has_ended,
            groups=tuple(sorted(groups, key=lambda group: group.key)),
            said=tuple(sorted(said.items())),
            told=sum(call["op"] == "tell" for _, call in own),
            around=tuple((call["kind"], call["key"]) for _, call in own if call["op"] == "resource"),
        )

    def _may_be(self, seq: int) -> bool:
        """Whether a call took effect, as far as anybody knows."""
        return self._ends.get(seq) != "failed"

    def _group(self, chat_id: ChatId, calls: list[tuple[int, Record]]) -> DoneGroup:
        net = _Net()
        for _, call in calls:
            net.add(call)
        sure = (parts_of(call) for seq, call in calls if self._ends.get(seq) == "applied" and call["op"] != "create")
        after = self._after.get(chat_id)
        undone, put_back, undone_by = self._put_back(chat_id)
        return DoneGroup(
            key=GroupKey(calls[-1][1]["group"]),
            chat_id=chat_id,
            former_name=net.name,
            former=net.owner,
            joined=frozenset(net.joined),
            left=frozenset(net.left),
            is_created=any(call["op"] == "create" for _, call in calls),
            certain=frozenset().union(*sure) & net.parts,
            after=after,
            members=_known(self._members.get(chat_id, ()), after),
            undone=undone,
            put_back=put_back,
            undone_by=undone_by,
        )

    def _put_back(self, chat_id: ChatId) -> tuple[frozenset[str], frozenset[str], str]:
        """Parts that undoes may have put back, those that they did, and the last of them; an undo of one takes away."""
        may, sure, last = frozenset[str](), frozenset[str](), ""
        for seq, call in self._calls.items():
            depth = self._depth[call["apply_id"]]
            if not depth or call.get("chat_id") != chat_id or not self._may_be(seq):
                continue
            parts, is_sure = parts_of(call), self._ends.get(seq) == "applied"
            if depth % 2:
                may, sure, last = may | parts, sure | (parts if is_sure else frozenset()), call["apply_id"]
            else:
                sure -= parts
                may = may - parts if is_sure else may
        return may, sure, last if may else ""


class _Net:
    """What several calls on one group come to."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.owner: UserId | None = None
        self.joined: set[UserId] = set()
        self.left: set[UserId] = set()

    def add(self, call: Record) -> None:
        """The next call."""
        if self.name is None:
            self.name = call.get("former_name")
        if self.owner is None and call.get("former"):
            self.owner = UserId(call["former"])
        joins, leaves = ({UserId(user) for user in call.get(name, ())} for name in ("joins", "leaves"))
        self.joined |= joins - self.left
        self.left -= joins
        self.left |= leaves - self.joined
        self.joined -= leaves

    @property
    def parts(self) -> frozenset[str]:
        """Parts that are another than before."""
        people = {part_of(user) for user in self.joined | self.left}
        fields = {part for part, former in ((NAME, self.name), (OWNER, self.owner)) if former}
        return frozenset(people | fields)


def _known(members: tuple[str, ...], after: After | None) -> frozenset[UserId] | None:
    """The people git asked for, where these and nobody else were in the group."""
    if after is None:
        return None
    people = frozenset(UserId(user) for user in members)
    return people if After.made(after.name_digest, after.owner, people).digest == after.digest else None


def _commit(begun: Record) -> str:
    origin: dict[str, Any] = begun.get("origin", {})
    return str(origin.get("head", ""))
