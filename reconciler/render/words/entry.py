"""One entry of the ledger in words. People are shown by id, as the ledger knows them, or masked."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reconciler.model.ledger_entry import LedgerEntry
from reconciler.model.outcome import Status
from reconciler.model.resource import ResourceKind, ResourceOp
from reconciler.render.mask import redact
from reconciler.render.rows.resource import ACTS
from reconciler.render.words import counts
from reconciler.render.words.names import short_fingerprint
from reconciler.render.words.review import came_words
from reconciler.render.words.words import KINDS, STATUSES
from reconciler.text import Text, listed

Show = Callable[[str], str]
"""A user id as it may be shown."""

_LISTED = 10  # people that are named one by one
_STEP_ENDS = {"seen": Text("已看到完成", "seen as done"), "withdrawn": Text("已撤回", "withdrawn")}


def entry_words(entry: LedgerEntry, show: Show) -> Text:
    """What happened; a kind of record that is not known here is named as it is."""
    if entry.kind in {"reserve", "confirm"}:
        return _call(entry, show)
    words = _WORDS.get(entry.kind)
    return Text.same(entry.kind) if words is None else words(entry.facts, show)


def call_words(facts: Mapping[str, Any], show: Show) -> Text:
    """What a call does."""
    op = str(facts.get("op", ""))
    if op == "create":
        owner, people = show(facts["owner"]), _people(facts["members"], show)
        return Text(f"建群，群主 {owner}，成员 {people.zh}", f"create with owner {owner} and {people.en}")
    if op == "update":
        return counts.enumerated(list(_parts(facts, show))) if any(_parts(facts, show)) else Text("改群", "update")
    if op == "transfer":
        former, owner = show(facts["former"]), show(facts["owner"])
        return Text(f"群主由 {former} 转给 {owner}", f"hand over from {former} to {owner}")
    if op == "send":
        return Text(f"发消息 {facts['message_id']}", f"send message {facts['message_id']}")
    if op == "tell":
        number, to = len(facts["steps"]), show(facts["to"])
        return Text(f"告知 {to} {number} 件人工步骤", f"tell {to} of {counts.plural(number, 'manual step')}")
    if op == "resource":
        return _resource(ResourceOp(facts["act"]), facts)
    return Text.same(op)


def _resource(act: ResourceOp, facts: Mapping[str, Any]) -> Text:
    verb, kind, key = ACTS[act], KINDS[ResourceKind(facts["kind"])], facts["key"]
    return Text(f"{verb.zh}{kind.zh} {key}", f"{verb.en} {kind.en} {key}")


def _call(entry: LedgerEntry, show: Show) -> Text:
    if entry.kind == "reserve":
        act = call_words(entry.facts, show)
        return Text(f"将要：{act.zh}", f"about to: {act.en}")
    status = STATUSES[Status(entry.facts["status"])]
    code = entry.facts.get("errcode")
    number = Text(f"（{code}）", f" ({code})") if code else Text("", "")
    if not entry.call:
        reserve = entry.facts["reserve"]
        return Text(f"第 {reserve} 条的调用{status.zh}{number.zh}", f"call of record {reserve} {status.en}{number.en}")
    act = call_words(entry.call, show)
    return Text(f"{status.zh}{number.zh}：{act.zh}", f"{status.en}{number.en}: {act.en}")


def _parts(facts: Mapping[str, Any], show: Show) -> Iterable[Text]:
    if "name_digest" in facts:
        yield Text("改名", "rename")
    if "owner" in facts:
        yield Text(f"群主换成 {show(facts['owner'])}", f"make {show(facts['owner'])} the owner")
    if facts.get("joins"):
        people = _people(facts["joins"], show)
        yield Text(f"加入 {people.zh}", f"add {people.en}")
    if facts.get("leaves"):
        people = _people(facts["leaves"], show)
        yield Text(f"移出 {people.zh}", f"remove {people.en}")


def _people(users: list[str], show: Show) -> Text:
    names, more = listed([show(user) for user in users[:_LISTED]]), len(users) - _LISTED
    if more <= 0:
        return names
    return Text(f"{names.zh} 等 {len(users):,} 人", f"{names.en} and {more:,} more")


def _begun(facts: Mapping[str, Any], show: Show) -> Text:
    by, plan, came = show(facts["by"]), short_fingerprint(facts["fingerprint"]), came_words(facts, show)
    undone = facts.get("undoes", "")
    if undone:
        reviewed = Text("评审过的", "the reviewed ") if facts["reviewed"] else Text("未经评审的", "the unreviewed ")
        words = Text(
            f"{by} 开始撤销执行 {undone}，{reviewed.zh}计划 {plan}",
            f"{by} begins to undo apply {undone} by {reviewed.en}plan {plan}",
        )
    elif facts["reviewed"]:
        words = Text(f"{by} 开始执行评审过的计划 {plan}", f"{by} begins to apply the reviewed plan {plan}")
    else:
        words = Text(f"{by} 开始执行，计划 {plan} 未经评审", f"{by} begins to apply plan {plan} without review")
    return Text(f"{words.zh}{came.zh}", f"{words.en}{came.en}")


def _ended(facts: Mapping[str, Any], _: Show) -> Text:
    numbers = [(STATUSES[Status(status)], number) for status, number in facts["counts"].items() if number]
    if not numbers:
        return Text("执行结束，没有要做的", "the apply ends; there was nothing to do")
    zh = "，".join(f"{number:,} 个{word.zh}" for word, number in numbers)
    return Text(f"执行结束：{zh}", f"the apply ends: {', '.join(f'{number:,} {word.en}' for word, number in numbers)}")


def _settled(facts: Mapping[str, Any], show: Show) -> Text:
    baseline = facts["baseline"]
    owner, number = show(baseline["owner"]), len(baseline["members"])
    return Text(
        f"与 git 一致：群主 {owner}，{number:,} 人", f"in line with git: owner {owner}, {counts.people(number).en}"
    )


def _step_opened(facts: Mapping[str, Any], show: Show) -> Text:
    person = facts.get("assignee")
    if not person:
        return Text(f"交办人工步骤：{facts['field']}", f"manual step handed over: {facts['field']}")
    return Text(f"交给 {show(person)}：{facts['field']}", f"handed over to {show(person)}: {facts['field']}")


def _attested(facts: Mapping[str, Any], show: Show) -> Text:
    note = redact(str(facts.get("note", "")))
    words = Text(f"{show(facts['by'])} 确认人工步骤已完成", f"{show(facts['by'])} attests a manual step")
    return Text(f"{words.zh}：{note}", f"{words.en}: {note}") if note else words


def _departments(facts: Mapping[str, Any], _: Show) -> Text:
    paths, gone = len(facts["paths"]), len(facts["gone"])
    return Text(
        f"部门有变：{paths:,} 个新增或改名，{gone:,} 个不见了", f"departments: {paths:,} new or renamed, {gone:,} gone"
    )


def _forgotten(facts: Mapping[str, Any], _: Show) -> Text:
    kind, key = KINDS[ResourceKind(facts["kind"])], facts["key"]
    return Text(f"{kind.zh} {key} 在企业微信里已不存在", f"{kind.en} {key} is not at WeCom any more")


def _task_results(facts: Mapping[str, Any], _: Show) -> Text:
    sent, refused = len(facts["sent"]), len(facts["refused"])
    return Text(
        f"群发任务 {facts['key']}：已发 {sent:,} 个群，{refused:,} 个群没有发成",
        f"mass message {facts['key']}: sent to {counts.plural(sent, 'group')}, not to {refused:,}",
    )


def _lease_taken(facts: Mapping[str, Any], show: Show) -> Text:
    holder, purpose = show(facts["holder"]), facts["purpose"]
    words = Text(f"{holder} 占用台账（{purpose}）", f"{holder} takes the lease ({purpose})")
    if "over" not in facts:
        return words
    over = facts["over"]
    return Text(f"{words.zh}，接手第 {over} 条过期的占用", f"{words.en}, after the expired one of record {over}")


def _lease_ended(facts: Mapping[str, Any], show: Show) -> Text:
    if facts["end"] != "broken":
        return Text("交还台账", "gives the lease back")
    by, reason = show(facts["by"]), redact(facts["reason"])
    return Text(f"{by} 解除占用：{reason}", f"{by} breaks the lease: {reason}")


def _pruned(facts: Mapping[str, Any], show: Show) -> Text:
    by, first, last, reason = show(facts["by"]), facts["first"], facts["last"], redact(facts["reason"])
    return Text(f"{by} 清理第 {first}–{last} 条：{reason}", f"{by} prunes records {first} to {last}: {reason}")


def _revoked(facts: Mapping[str, Any], show: Show) -> Text:
    user, by, approver, reason = (
        show(facts["user"]),
        show(facts["by"]),
        show(facts["approver"]),
        redact(facts["reason"]),
    )
    if facts["type"] == "revoked":
        return Text(
            f"{by} 把 {user} 立即移出所有群（{approver} 批准）：{reason}",
            f"{by} revokes {user} (approved by {approver}): {reason}",
        )
    return Text(
        f"{by} 解除对 {user} 的紧急移出（{approver} 批准）：{reason}",
        f"{by} lifts the revocation of {user} (approved by {approver}): {reason}",
    )


_WORDS: dict[str, Callable[[Mapping[str, Any], Show], Text]] = {
    "opened": lambda facts, _: Text(
        f"台账启用：企业 {facts['corp_id']}", f"ledger of company {facts['corp_id']} opened"
    ),
    "segment": lambda facts, _: Text(f"第 {facts['former']} 段封存", f"segment {facts['former']} sealed"),
    "carried": lambda *_: Text("记下到此为止的状态", "the state so far is carried on"),
    "pruned": _pruned,
    "repaired": lambda facts, _: Text(
        f"剪掉没写完的一行（{facts['bytes']} 字节）", f"an unfinished line cut off ({facts['bytes']} bytes)"
    ),
    "apply-begun": _begun,
    "apply-ended": _ended,
    "settled": _settled,
    "after": lambda facts, _: Text(
        f"记下执行之后 {len(facts['groups']):,} 个群的样子",
        f"noted how {counts.groups(len(facts['groups'])).en} were left",
    ),
    "missing": lambda facts, show: Text(
        f"{show(facts['user'])} 不在通讯录里", f"{show(facts['user'])} is not in the address book"
    ),
    "found-again": lambda facts, show: Text(
        f"{show(facts['user'])} 又在通讯录里了", f"{show(facts['user'])} is in the address book again"
    ),
    "revoked": _revoked,
    "revocation-lifted": _revoked,
    "departments": _departments,
    "step-opened": _step_opened,
    "step-attested": _attested,
    "step-ended": lambda facts, _: (
        Text(f"人工步骤{_STEP_ENDS[facts['end']].zh}", f"manual step {_STEP_ENDS[facts['end']].en}")
        if facts["end"] in _STEP_ENDS
        else Text.same(f"step-ended {facts['end']}")
    ),
    "manual": lambda facts, _: Text(f"交办 {len(facts['steps'])} 件人工步骤", f"{len(facts['steps'])} manual steps"),
    "resource-forgotten": _forgotten,
    "task-results": _task_results,
    "lease-taken": _lease_taken,
    "lease-renewed": lambda facts, _: Text(f"占用延长到 {facts['until']}", f"lease renewed until {facts['until']}"),
    "lease-ended": _lease_ended,
}
