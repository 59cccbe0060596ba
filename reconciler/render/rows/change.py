"""Changes as rows that people read: what happens to whom, why, and where it is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reconciler.model.change import Cause, Change, Field
from reconciler.model.finding import Place
from reconciler.render.words import counts
from reconciler.render.words.names import Names
from reconciler.render.words.words import CAUSES, FIELDS, reason
from reconciler.text import Text, listed

FOLD = 12  # more people than this who join for the same reason are counted, not listed
_CAUSES = tuple(Cause)  # git first: what this pull request does stands before what was waiting


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a plan. `people` are listed below it, `more` is how many others are not listed."""

    sign: str
    what: str
    cause: str
    place: str = ""
    people: tuple[str, ...] = ()
    more: int = 0


def rows(changes: Iterable[Change], names: Names, *, fold: int | None = FOLD, by_hand: bool = False) -> list[Row]:
    """The rows of one group, by cause, people last. Who leaves is never left out, however many they are.

    With `by_hand` every sign is `?`: a person has to do it.
    """
    ordered = sorted(changes, key=lambda change: _CAUSES.index(change.cause))
    fields = [change for change in ordered if change.field is not Field.MEMBER]
    joins = [change for change in ordered if change.is_join]
    leaves = [change for change in ordered if change.field is Field.MEMBER and not change.is_join]
    found = [
        *(_field_row(change, names) for change in _told(fields)),
        *_people_rows(joins, names, fold),
        *_people_rows(leaves, names, None),
    ]
    return [replace(row, sign="?") for row in found] if by_hand else found


def place_words(place: Place | None) -> str:
    """`file:line`, empty where the line is not known."""
    return f"{place.file}:{place.line}" if place and place.file and place.line else ""


def cause_words(change: Change) -> Text:
    """The cause, and what brings the person in: `YAML 有改动，部门 研发部`."""
    found = [words for words in map(reason, change.reasons) if words and change.field is Field.MEMBER]
    why = CAUSES[change.cause]
    if not found:
        return why
    zh, en = listed([words.zh for words in found]).zh, listed([words.en for words in found]).en
    return Text(f"{why.zh}，{zh}", f"{why.en}, {en}")


def _told(fields: list[Change]) -> Iterator[Change]:
    """A new group is told once: its first name needs no row of its own."""
    creates = any(change.field is Field.GROUP for change in fields)
    return (change for change in fields if not (creates and change.field is Field.NAME))


def _field_row(change: Change, names: Names) -> Row:
    sign = "~" if change.before and change.after else "+" if change.after else "-"
    cause = cause_words(change).say(names.language)
    return Row(sign, _field_words(change, names).say(names.language), cause, place_words(change.place))


def _field_words(change: Change, names: Names) -> Text:
    title = Text(FIELDS[change.field].zh, FIELDS[change.field].en.capitalize())
    if change.field is Field.GROUP:
        return Text("新建这个群", "Create this group")
    if change.field is Field.NOTICE:
        key = ":".join(change.after.split(":")[2:3])
        return Text(f"发送通知 {key}", f"Send the notice {key}")
    if change.field is Field.RULES:
        return Text("发送群规消息", "Send the message with the rules")
    if change.field is Field.ANNOUNCEMENT:
        return Text("群公告与 YAML 不一致", "The announcement is not as in the YAML")
    if change.field is Field.ADMIN and not change.after:
        return Text(
            f"{title.zh}：去掉 {names.person(change.before)}", f"{title.en}: no longer {names.person(change.before)}"
        )
    shown = names.person if change.field in {Field.OWNER, Field.ADMIN} else _quoted
    if not change.before:
        return Text(f"{title.zh}：{shown(change.after)}", f"{title.en}: {shown(change.after)}")
    return Text(
        f"{title.zh}：{shown(change.before)} → {shown(change.after)}",
        f"{title.en}: {shown(change.before)} → {shown(change.after)}",
    )


def _quoted(words: str) -> str:
    return f"“{words}”"


def _people_rows(changes: list[Change], names: Names, fold: int | None) -> Iterator[Row]:
    if len(changes) <= FOLD:
        yield from (_person_row(change, names) for change in changes)
        return
    together: dict[tuple[Cause, tuple[str, ...]], list[Change]] = {}
    for change in changes:
        together.setdefault((change.cause, _shared_reasons(change)), []).append(change)
    for same in together.values():
        yield _person_row(same[0], names) if len(same) == 1 else _many_row(same, names, fold)


def _shared_reasons(change: Change) -> tuple[str, ...]:
    return tuple(words for words in change.reasons if reason(words))


def _person_row(change: Change, names: Names) -> Row:
    sign, verb = ("+", Text("加入", "joins")) if change.is_join else ("-", Text("移出", "leaves"))
    person = names.person(change.after or change.before)
    cause = cause_words(change).say(names.language)
    return Row(sign, f"{person} {verb.say(names.language)}", cause, place_words(change.place))


def _many_row(same: list[Change], names: Names, fold: int | None) -> Row:
    joins = same[0].is_join
    number = counts.people(len(same))
    what = Text(f"{number.zh}加入", f"{number.en} join") if joins else Text(f"{number.zh}移出", f"{number.en} leave")
    shown = [names.person(change.after or change.before) for change in same[:fold]]
    places = {place_words(change.place) for change in same}
    return Row(
        "+" if joins else "-",
        what.say(names.language),
        cause_words(same[0]).say(names.language),
        places.pop() if len(places) == 1 else "",
        tuple(shown),
        len(same) - len(shown),
    )
