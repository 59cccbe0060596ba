"""The words of a message about manual steps: at most 2048 bytes, in the company's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reconciler.model.company import Company
from reconciler.model.directory import Directory
from reconciler.model.ids import GroupKey, UserId
from reconciler.model.manual import ATTEST, Level, ManualStep
from reconciler.model.resolved import ResolvedGroup
from reconciler.text import Text, listed

TEXT_LIMIT_BYTES = 2048  # message/send, text [90236]
PEOPLE_BYTES = 600  # names in one entry
MATTER_BYTES = 900  # of an announcement that somebody has to post

_HEADS = {
    Level.TOLD: Text("【工作群】有 {n} 件事需要你在企业微信里做：", "[Groups] {things} for you to do in WeCom:"),
    Level.REMINDED: Text(
        "【工作群】提醒：有 {n} 件事已到期，还没有做完：", "[Groups] Reminder: {things} due and not done:"
    ),
    Level.ESCALATED: Text(
        "【工作群】你部门的群里有 {n} 件事逾期没有做完，请督促：",
        "[Groups] {things} overdue in your department's groups; please see to it:",
    ),
    Level.GOVERNED: Text(
        "【工作群】有 {n} 件事长期没有做完，或者没有合适的人做，请处理：",
        "[Groups] {things} long overdue, or with nobody to do it; please see to it:",
    ),
}
_CONFIRM = Text(
    "企业微信看不出做没做的，做完后请管理员按编号确认，否则还会提醒。",
    "What WeCom cannot show has to be confirmed: give the number to your administrator once it is done.",
)


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes messages about steps; `groups` by key and `directory` for names."""

    company: Company
    directory: Directory
    groups: Mapping[GroupKey, ResolvedGroup]
    now: datetime

    def letter(self, level: Level, steps: Sequence[ManualStep], *, has_buttons: bool = False) -> str:
        """Each step in full, or on one line each where that is too long; what does not fit is counted."""
        acts = level in {Level.TOLD, Level.REMINDED}
        head = self._head(level, len(steps))
        tail = []
        if acts and not has_buttons and any(step.seen_by == ATTEST for step in steps):
            tail = [self._say(_CONFIRM)]
        brief = [self._what(number, step) for number, step in enumerate(steps, 1)]
        detail = [self._how(step, level) if acts else self._who(step) for step in steps]
        full = "\n".join([head, *map(self._say, map(_joined, brief, detail)), *tail])
        if len(full.encode()) <= TEXT_LIMIT_BYTES:
            return full
        return self._cut(
            head, [self._say(_joined(what, _number(step))) for what, step in zip(brief, steps, strict=True)], tail
        )

    def _head(self, level: Level, number: int) -> str:
        things = "1 thing" if number == 1 else f"{number} things"
        return self._say(_HEADS[level]).replace("{n}", str(number)).replace("{things}", things)

    def _cut(self, head: str, entries: list[str], tail: list[str]) -> str:
        """As many entries as fit, the first one at least in part, then how many there are besides."""
        kept = [head]
        for number, entry in enumerate(entries):
            left = len(entries) - number
            more = self._say(Text(f"……还有 {left} 件，见计划。", f"… and {left} more: see the plan."))
            ending = [more, *tail]
            if len("\n".join([*kept, entry, *ending]).encode()) > TEXT_LIMIT_BYTES:
                if number:
                    return "\n".join([*kept, *ending])
                room = TEXT_LIMIT_BYTES - len("\n".join([*kept, "…", *ending]).encode())
                kept.append(entry.encode()[:room].decode(errors="ignore") + "…")
            else:
                kept.append(entry)
        return "\n".join([*kept, *tail])

    def _what(self, number: int, step: ManualStep) -> Text:
        name = self.groups[step.group].spec.name if step.group in self.groups else step.group
        people = self._named(step.people)
        return Text(
            f"{number}. 群“{name}”：{step.what.zh.replace('{people}', people.zh)}",
            f"{number}. Group “{name}”: {step.what.en.replace('{people}', people.en)}",
        )

    def _how(self, step: ManualStep, level: Level) -> Text:
        by = self.now + self.company.step_terms.due if level is Level.TOLD else step.due
        day = f"{by:%Y-%m-%d}" if by else ""
        matter = self._matter(step)
        return Text(
            f"{matter.zh}\n   操作：{step.where.zh}\n   期限：{day}，编号 {step.id}",
            f"{matter.en}\n   How: {step.where.en}\n   By {day}, number {step.id}",
        )

    def _matter(self, step: ManualStep) -> Text:
        """The text of an announcement: whoever has to post it does not read git. No ledger or plan holds it."""
        group = self.groups.get(step.group)
        if step.field != "announcement" or group is None or not group.spec.announcement:
            return Text("", "")
        words = group.spec.announcement.strip()
        shown = words.encode()[:MATTER_BYTES].decode(errors="ignore")
        cut = Text("", "") if shown == words else Text("……（全文见 git）", " … (the whole text is in git)")
        return Text(f"\n   内容：{shown}{cut.zh}", f"\n   Text: {shown}{cut.en}")

    def _who(self, step: ManualStep) -> Text:
        if step.assignee is None:
            return Text(f"（没有合适的人做，编号 {step.id}）", f" (nobody suitable to do it, number {step.id})")
        doer = self._named((step.assignee,))
        due = f"{step.due:%Y-%m-%d}" if step.due else ""
        return Text(
            f"（由{doer.zh}做，应于 {due} 前完成，编号 {step.id}）", f" ({doer.en}, was due by {due}, number {step.id})"
        )

    def _named(self, people: Sequence[UserId]) -> Text:
        """People by name, as many as there is room for."""
        known = self.directory.people
        names = [known[user].name if user in known else user for user in people]
        shown = [name for at, name in enumerate(names) if len("、".join(names[: at + 1]).encode()) <= PEOPLE_BYTES]
        if len(shown) == len(names):
            return listed(names)
        return listed(shown) + Text(
            f"等 {len(names)} 人（名单见计划）", f"and {len(names) - len(shown)} more (see the plan)"
        )

    def _say(self, words: Text) -> str:
        return words.say(self.company.language)


def _joined(one: Text, other: Text) -> Text:
    return Text(one.zh + other.zh, one.en + other.en)


def _number(step: ManualStep) -> Text:
    return Text(f"（编号 {step.id}）", f" (number {step.id})")
