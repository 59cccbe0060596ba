"""What adopting did, for a terminal: documents, what could not be adopted and why, what nobody asked for."""

from collections.abc import Iterator

from reconciler.model.adoption import AdoptedGroup, Adoption, NotAdopted
from reconciler.model.group import ManagedBy
from reconciler.render.terminal.styled import Line, Style, line, paint
from reconciler.render.words import counts
from reconciler.text import Language, Text

_DRY = Text("只是预览：没有写任何文件。", "A preview: no file was written.")
_SIMULATED = Text("以下针对模拟器，不是真的企业微信。", "This is about the simulator and not about the real WeCom.")
_NOTHING = Text("没有需要登记的群。", "There is nothing to adopt.")
_NONE = Text("没有登记任何群。", "No group was adopted.")
_REFUSED = Text("没能登记", "Not adopted")
_OTHERS = Text("企业微信里还有、这次没有要求登记的群", "Groups in WeCom that nobody asked for")
_MANAGED = {
    ManagedBy.DEPARTMENT: Text("部门群，由企业微信管理", "department group, kept by WeCom"),
    ManagedBy.ALL_STAFF: Text("全员群，由企业微信管理", "all-staff group, kept by WeCom"),
}
_SIGNS: dict[bool, tuple[str, Style]] = {True: ("~ ", "change"), False: ("+ ", "join")}
_NEXT = Text(
    "接下来：提交这些文件；群都是 membership: observe，只看不改。要管起来，改成 additive，再改成 strict。",
    "Next: commit these files. Every group has membership: observe: it is watched, never changed. To manage it write "
    "additive, later strict.",
)


def adoption_to_text(adoption: Adoption, language: Language, *, width: int = 100, color: bool = False) -> str:
    """The whole run as text."""
    return paint(_lines(adoption, language), width=width, color=color)


def _lines(adoption: Adoption, language: Language) -> Iterator[Line]:
    yield line((_headline(adoption).say(language), "bold"))
    if adoption.dry_run:
        yield line((_DRY.say(language), "manual"))
    if adoption.simulated:
        yield line((_SIMULATED.say(language), "manual"))
    for group in adoption.adopted:
        yield from _adopted(group, language)
    if adoption.refused:
        yield line()
        yield line((f"{_REFUSED.say(language)} ({len(adoption.refused)})", "bold"), hang=0)
    for refused in adoption.refused:
        yield from _refused(refused, language)
    if adoption.undeclared:
        yield line()
        yield line((f"{_OTHERS.say(language)} ({len(adoption.undeclared)})", "bold"), hang=0)
    for other in adoption.undeclared:
        people = counts.people(other.people).say(language)
        yield line(other.name or "–", (f"  {other.chat_id}  {other.owner}  {people}", "dim"), indent=2)
    if adoption.adopted and not adoption.dry_run:
        yield line()
        yield line(_NEXT.say(language), hang=0)


def _headline(adoption: Adoption) -> Text:
    new = sum(not group.is_linked for group in adoption.adopted)
    linked = len(adoption.adopted) - new
    if not adoption.adopted:
        first = _NONE if adoption.refused else _NOTHING
        known = Text(f"{adoption.declared} 个早已登记。", f"{adoption.declared} declared already.")
        return first + known if adoption.declared else first
    parts = [(new, Text(f"新写 {new} 个群的文件", f"{counts.plural(new, 'new document')}"))]
    parts.append((linked, Text(f"给 {linked} 个文件补上群 ID", f"{counts.plural(linked, 'document')} linked")))
    found = counts.enumerated([words for number, words in parts if number])
    if adoption.dry_run:
        return Text(f"将{found.zh}。", f"To be written: {found.en}.")
    line_up = len(adoption.in_line)
    return Text(
        f"{found.zh}；{line_up} 个与企业微信一致，已记入台账。",
        f"{found.en}; {line_up} in line with WeCom and noted in the ledger.",
    )


def _adopted(group: AdoptedGroup, language: Language) -> Iterator[Line]:
    sign, style = _SIGNS[group.is_linked]
    what = _MANAGED.get(group.managed_by) if group.managed_by else None
    tail = what.say(language) if what else counts.people(group.people).say(language)
    yield line((sign, style), (group.file, "bold"), f"  {group.name}", (f"  {tail}", "dim"), indent=2)
    for note in group.notes:
        yield line(note.say(language), indent=6)


def _refused(refused: NotAdopted, language: Language) -> Iterator[Line]:
    name = f"{refused.name}  " if refused.name else ""
    yield line(("! ", "blocked"), (name, "bold"), (refused.id, "dim"), f"  {refused.what.say(language)}", indent=2)
    if refused.remedy is not None:
        yield line(refused.remedy.say(language), indent=6)
