"""Who must still approve: for a terminal, for a plan, for programs."""

from collections.abc import Iterator

from reconciler.model.called import mask_id
from reconciler.model.consent import Consent, Requirement
from reconciler.model.field_change import FieldChange
from reconciler.model.ids import UserId
from reconciler.model.plan import NeededApproval
from reconciler.render.mask import redact
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.terminal.field_changes import field_change_tree
from reconciler.render.terminal.styled import Line, line, paint
from reconciler.render.words.field import FIELDS, document_words, field_words
from reconciler.text import Language, Text

FORMAT = 1
_SHOWN = 8  # changes named under one requirement; the rest is counted
_PEOPLE_SHOWN = 6
_TITLE = Text("谁批准", "Who approves")
_NOTHING = Text("没有需要批准的改动。", "Nothing has to be approved.")
_COMPLETE = Text("该批准的都批准了。", "Everything is approved.")
_NOBODY = Text(
    "没有别人能批准：请先另开合并请求，在 company.yaml 的 governance 里加一位",
    "nobody else can: add somebody to governance in company.yaml, in a pull request of its own, first",
)


def consent_to_text(
    consent: Consent, language: Language, *, masked: bool = False, width: int = 100, color: bool = False
) -> str:
    """Every requirement with the people who can meet it. `masked`: ids are not shown in full."""
    return paint(_lines(consent, language, masked=masked), width=width, color=color)


def dump_consent(consent: Consent, *, masked: bool = False) -> str:
    """`check-approvals --json`, versioned."""
    return redact(pretty(consent_tree(consent, masked=masked)))


def consent_tree(consent: Consent, *, masked: bool = False) -> dict[str, object]:
    """The verdict for programs."""
    return {
        "kind": "consent",
        "format_version": FORMAT,
        "complete": consent.is_complete,
        "head": consent.head,
        "author": consent.author,
        "refusal": both(consent.refusal) if consent.refusal else None,
        "requirements": [
            {
                "met": each.is_met,
                "roles": [seat.role for seat in each.seats],
                "approved_by": [_id(person, masked) for person in each.approved_by],
                "may_approve": [_id(person, masked) for person in each.may_still],
                "words": both(requirement_words(each, consent, masked=masked)),
                "changes": [field_change_tree(change, masked=masked) for change in each.changes],
            }
            for each in consent.requirements
        ],
        "uncounted": [{"by": login, "why": both(why)} for login, why in consent.uncounted],
    }


def needed_of(consent: Consent, *, masked: bool = False) -> tuple[NeededApproval, ...]:
    """What is not met yet, for a plan."""
    return tuple(
        NeededApproval(
            tuple(seat.role for seat in each.seats),
            tuple(_id(person, masked) for person in each.may_still),
            requirement_words(each, consent, masked=masked),
        )
        for each in consent.missing
    )


def requirement_words(requirement: Requirement, consent: Consent, *, masked: bool = False) -> Text:
    """`研发部负责人、副负责人或受托人，或治理人员（chenzhiyuan @czy、…）：成员 3 处`."""
    zh = "，或".join(seat.words.zh for seat in requirement.seats)
    en = ", or ".join(seat.words.en for seat in requirement.seats)
    what = _counted(requirement.changes)
    if requirement.is_met:
        who = _people(requirement.approved_by, consent, masked)
        return Text(f"{zh}：{what.zh}，{who.zh} 已批准", f"{en}: {what.en}, approved by {who.en}")
    if not requirement.may_still:
        return Text(f"{zh}：{what.zh}，{_NOBODY.zh}", f"{en}: {what.en}, {_NOBODY.en}")
    who = _people(requirement.may_still, consent, masked)
    return Text(f"{zh}（{who.zh}）：{what.zh}", f"{en} ({who.en}): {what.en}")


def _headline(consent: Consent) -> Text:
    if consent.refusal is not None:
        return consent.refusal
    if not consent.requirements:
        return _NOTHING
    missing = len(consent.missing)
    if not missing:
        return _COMPLETE
    return Text(f"还差 {missing} 项批准，每项一人即可。", f"Approvals still missing: {missing}, one person each.")


def _lines(consent: Consent, language: Language, *, masked: bool) -> Iterator[Line]:
    yield line((_headline(consent).say(language), "bold"))
    for each in consent.requirements:
        words = requirement_words(each, consent, masked=masked).say(language)
        yield line((f"{'✓' if each.is_met else '?'} {words}", "join" if each.is_met else "manual"), indent=2)
        for change in each.changes[:_SHOWN]:
            said = Text.same(": ") if language == "en" else Text.same("：")
            what = document_words(change).say(language) + said.zh + field_words(change, masked=masked).say(language)
            yield line((what, "dim"), indent=6)
        if len(each.changes) > _SHOWN:
            rest = len(each.changes) - _SHOWN
            yield line((Text(f"还有 {rest} 处", f"and {rest} more").say(language), "dim"), indent=6)
    for login, why in consent.uncounted:
        yield line(Text(f"{login} 的批准不算：{why.zh}", f"{login} does not count: {why.en}").say(language), indent=2)


def _counted(changes: tuple[FieldChange, ...]) -> Text:
    """`成员 3 处、群公告 1 处`."""
    numbers: dict[str, int] = {}
    for change in changes:
        name = change.steps[0]
        numbers[name] = numbers.get(name, 0) + 1
    words = [(FIELDS.get(name, Text.same(name)), number) for name, number in numbers.items()]
    return Text(
        "、".join(f"{name.zh} {number} 处" for name, number in words),
        ", ".join(f"{name.en} × {number}" for name, number in words),
    )


def _people(people: tuple[UserId, ...], consent: Consent, masked: bool) -> Text:
    logins = consent.logins or {}
    named = []
    for person in people[:_PEOPLE_SHOWN]:
        login = "" if masked else logins.get(person, "")
        named.append(f"{_id(person, masked)} @{login}" if login else _id(person, masked))
    rest = len(people) - len(named)
    more = Text(f"等 {len(people)} 人", f" and {rest} more") if rest else Text("", "")
    return Text("、".join(named) + more.zh, ", ".join(named) + more.en)


def _id(person: UserId, masked: bool) -> str:
    return mask_id(person) if masked else person
