"""What was posted, for programs and for a terminal."""

from reconciler.model.posted import Act, Deed, Posted
from reconciler.render.escape import plain
from reconciler.render.programs.canonical import both, pretty
from reconciler.text import Language, Text

POST_FORMAT = 1
_ACTS = {
    Act.COMMENT: Text("评论", "comment"),
    Act.CHECK: Text("检查", "check"),
    Act.ISSUE: Text("议题", "issue"),
    Act.CLOSE: Text("关闭", "close"),
    Act.LABEL: Text("标签", "labels"),
    Act.ASSIGN: Text("指派", "assign"),
    Act.PULL_REQUEST: Text("合并请求", "pull request"),
    Act.FILE: Text("文件", "file"),
}
_NOTHING = Text("没有要发的。", "Nothing to post.")
_WOULD = Text("只是预演，什么也没发：", "A rehearsal; nothing was posted:")


def dump_posted(posted: Posted, what: str, *, rehearsed: bool) -> str:
    """One posting; the words are in it only where they were not posted."""
    return pretty(
        {
            "kind": "post",
            "format_version": POST_FORMAT,
            "what": what,
            "dry_run": rehearsed,
            "holds": posted.holds,
            "deeds": [_deed(each, rehearsed=rehearsed) for each in posted.deeds],
            "trouble": [both(words) for words in posted.trouble],
        }
    )


def posted_to_text(posted: Posted, language: Language, *, rehearsed: bool) -> str:
    """One line for each deed; a rehearsal shows the words below it."""
    lines = [_WOULD.say(language)] if rehearsed and posted.deeds else []
    for deed in posted.deeds:
        number = f" #{deed.number}" if deed.number else ""
        address = f"  {deed.url}" if deed.url else ""
        lines.append(f"+ {_ACTS[deed.act].say(language)}{number}{address}")
        if rehearsed:
            lines += [f"    {plain(line)}" for line in deed.text.splitlines()]
    return "\n".join(lines or [_NOTHING.say(language)]) + "\n"


def _deed(deed: Deed, *, rehearsed: bool) -> dict[str, object]:
    shown: dict[str, object] = {"act": deed.act.value, "number": deed.number or None, "url": deed.url or None}
    return {**shown, "text": deed.text} if rehearsed else shown
