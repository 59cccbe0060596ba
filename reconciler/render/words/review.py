"""Where an applied plan came from and who let it through, in words, as the ledger keeps it, and for programs."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reconciler.model.approval import Approved
from reconciler.model.origin import SHOWN_DIGITS
from reconciler.text import Text, listed

Show = Callable[[str], str]

_LISTED = 10
_ROLES = {
    "member": Text("进", "joins"),
    "owner": Text("当群主：", "becomes the owner of"),
    "admin": Text("当管理员：", "becomes an admin of"),
}


def came_words(facts: Mapping[str, Any], show: Show) -> Text:
    """What follows “begins to apply”: commits, author, approvals and what is not separate; empty for old records."""
    parts = [*_commits(facts.get("origin", {})), *_people(facts.get("review", {}), show)]
    return Text("".join(f"；{part.zh}" for part in parts), "".join(f"; {part.en}" for part in parts))


def review_tree(approved: Approved | None) -> dict[str, object] | None:
    """For programs; None where no evidence was given."""
    if approved is None:
        return None
    return {
        "author": approved.author,
        "approvals": [{"by": login, "commit": commit} for login, commit in approved.approvers],
        "environment": list(approved.environment),
        "merged_by": approved.merged_by or None,
        "separate": approved.is_separate,
        "self_adds": [{"user": each.user, "group": each.group, "role": each.role} for each in approved.self_adds],
        "remarks": [{"zh": text.zh, "en": text.en} for text in approved.remarks],
    }


def _commits(origin: Mapping[str, Any]) -> Iterator[Text]:
    if origin.get("head"):
        head, base = origin["head"][:SHOWN_DIGITS], origin["base"][:SHOWN_DIGITS]
        yield Text(f"提交 {head}（分自 {base}）", f"commit {head}, based on {base}")
    if origin.get("dirty"):
        yield Text("文档有没提交的改动", "with changes that were not committed")


def _people(review: Mapping[str, Any], show: Show) -> Iterator[Text]:
    if not review:
        return
    author = show(review["author"])
    yield Text(f"作者 {author}", f"written by {author}")
    approvals = [f"{show(each['by'])}@{each['commit'][:SHOWN_DIGITS]}" for each in review["approvals"]]
    yield _named(Text("批准人 ", "approved by"), approvals, Text("没有人批准", "approved by nobody"))
    if review["environment"]:
        yield _named(Text("放行人 ", "let run by"), [show(login) for login in review["environment"]], Text("", ""))
    if review["merged_by"]:
        merged = show(review["merged_by"])
        yield Text(f"{merged} 合并", f"merged by {merged}")
    if review["separate"] is False:
        yield Text("职责没有分开", "duties were not separate")
    for each in review["self_adds"][:_LISTED]:
        user, words = show(each["user"]), _ROLES.get(each["role"], Text.same(str(each["role"])))
        yield Text(f"{user} 让自己{words.zh} {each['group']}", f"{user} {words.en} {each['group']} by themselves")


def _named(before: Text, names: list[str], nobody: Text) -> Text:
    if not names:
        return nobody
    shown, more = listed(names[:_LISTED]), len(names) - _LISTED
    if more <= 0:
        return before + shown
    return before + Text(f"{shown.zh} 等 {len(names):,} 人", f"{shown.en} and {more:,} more")
