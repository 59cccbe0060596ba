"""Who was in a group, or in which groups somebody was; and what the ledger cannot know about that."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from reconciler.model.presence import Evidence, Presence, Stay
from reconciler.render.programs.canonical import pretty
from reconciler.render.terminal.ledger import LEDGER_FORMAT
from reconciler.render.terminal.styled import Line, line, paint
from reconciler.render.words import counts
from reconciler.render.words.entry import Show
from reconciler.render.words.names import short_chat
from reconciler.text import Language, Text

_EVIDENCE = {
    Evidence.CREATED: Text("建群时就在", "in it when it was made"),
    Evidence.JOINED: Text("由接口加入", "added by a call"),
    Evidence.OWNER: Text("由接口设为群主", "made owner by a call"),
    Evidence.SETTLED: Text("核对时在群里", "seen in it"),
}
_UNSURE = Text("不确定：有一次调用结果不明", "not sure: a call has an unknown end")
_OWNER = Text("群主", "owner")
_NEVER = Text(
    "这个群从没有整群核对过：只知道接口加过谁、移过谁。",
    "This group was never seen as a whole: only what calls added and removed is known.",
)
_LIMITS = Text(
    "台账不知道的：两次核对之间自己进群、自己退群的人；git 没有写、又不是 strict 的群里多出来的人。",
    "What the ledger cannot know: who came or went by hand between two such looks, and people in groups that are not "
    "strict whom git does not name.",
)


def presence_to_text(
    presences: Sequence[Presence],
    at: datetime,
    show: Show,
    language: Language,
    *,
    width: int = 100,
    color: bool = False,
) -> str:
    """Everybody in the chats of one group at `at`, with what shows it."""
    return paint(_group(presences, at, show, language), width=width, color=color)


def memberships_to_text(
    presences: Sequence[Presence],
    user: str,
    at: datetime,
    show: Show,
    language: Language,
    *,
    width: int = 100,
    color: bool = False,
) -> str:
    """The groups of one person at `at`."""
    return paint(_person(presences, user, at, show, language), width=width, color=color)


def dump_presence(presences: Sequence[Presence], at: datetime, show: Show) -> str:
    """Either of them for programs."""
    return pretty(
        {
            "kind": "ledger-presence",
            "format_version": LEDGER_FORMAT,
            "at": at.isoformat(),
            "chats": [_tree(presence, show) for presence in presences],
        }
    )


def _tree(presence: Presence, show: Show) -> dict[str, object]:
    return {
        "group": presence.group,
        "chat_id": presence.chat_id,
        "owner": show(presence.owner) if presence.owner else None,
        "people": [
            {
                "user": show(stay.user),
                "evidence": stay.evidence.value,
                "record": stay.seq,
                "at": stay.at.isoformat(),
                "sure": stay.is_sure,
            }
            for stay in presence.stays
        ],
        "seen_whole": _record(presence.settled_seq, presence.settled_at),
        "next_record": _record(presence.next_seq, presence.next_at),
    }


def _record(seq: int, at: datetime | None) -> dict[str, object] | None:
    return {"record": seq, "at": at.isoformat()} if at else None


def _group(presences: Sequence[Presence], at: datetime, show: Show, language: Language) -> Iterator[Line]:
    for presence in presences:
        number = counts.people(len(presence.stays))
        words = Text(f"，{_clock(at, at)}：{number.zh}", f", {_clock(at, at)}: {number.en}")
        yield line((presence.group, "bold"), (f"  {short_chat(presence.chat_id)}", "dim"), words.say(language))
        for stay in presence.stays:
            is_owner = stay.user == presence.owner
            told = _stay(stay, at)
            owner = Text(f"{_OWNER.zh}，", f"{_OWNER.en}, ") if is_owner else Text("", "")
            yield line(
                f"{show(stay.user)}  ", (Text(owner.zh + told.zh, owner.en + told.en).say(language), "dim"), indent=2
            )
        yield line(_looked(presence, at).say(language), indent=2, hang=0)
    if not presences:
        yield line(NOTHING_KNOWN.say(language))
    yield line((_LIMITS.say(language), "dim"), hang=0)


def _person(presences: Sequence[Presence], user: str, at: datetime, show: Show, language: Language) -> Iterator[Line]:
    found = [(presence, stay) for presence in presences for stay in presence.stays]
    number = counts.groups(len(found))
    words = Text(f"，{_clock(at, at)}：{number.zh}", f", {_clock(at, at)}: {number.en}")
    yield line((show(user), "bold"), words.say(language))
    for presence, stay in found:
        told, looked = _stay(stay, at), _looked(presence, at)
        owner = Text(f"{_OWNER.zh}，", f"{_OWNER.en}, ") if stay.user == presence.owner else Text("", "")
        yield line(
            (f"{presence.group}  ", "bold"),
            (f"{short_chat(presence.chat_id)}  ", "dim"),
            Text(owner.zh + told.zh, owner.en + told.en).say(language),
            indent=2,
        )
        yield line((looked.say(language), "dim"), indent=4, hang=0)
    yield line((_LIMITS.say(language), "dim"), hang=0)


def _stay(stay: Stay, at: datetime) -> Text:
    told, when = _EVIDENCE[stay.evidence], _clock(stay.at, at)
    words = Text(f"{told.zh}（{when}，第 {stay.seq} 条）", f"{told.en} ({when}, record {stay.seq})")
    return words if stay.is_sure else Text(f"{words.zh}；{_UNSURE.zh}", f"{words.en}; {_UNSURE.en}")


def _looked(presence: Presence, at: datetime) -> Text:
    """The last look at the whole group, and the next record after the moment."""
    words = _NEVER
    if presence.settled_at is not None:
        when = _clock(presence.settled_at, at)
        words = Text(
            f"最近一次整群核对：{when}（第 {presence.settled_seq} 条）。",
            f"Last seen as a whole: {when} (record {presence.settled_seq}).",
        )
    if presence.next_at is None:
        return words
    when = _clock(presence.next_at, at)
    return words + Text(
        f"之后的第一条记录：{when}（第 {presence.next_seq} 条）。",
        f"First record after that moment: {when} (record {presence.next_seq}).",
    )


def _clock(moment: datetime, at: datetime) -> str:
    return f"{moment.astimezone(at.tzinfo):%Y-%m-%d %H:%M}"


NOTHING_KNOWN = Text("台账里没有这个群在那之前的记录。", "The ledger has no record of such a group until then.")
