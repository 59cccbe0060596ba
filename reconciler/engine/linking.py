"""Documents that wait for the id of their group, and the groups that can only be theirs."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from reconciler.engine.candidates import Candidates
from reconciler.model.group import GroupSpec
from reconciler.model.ids import ChatId
from reconciler.model.live import LiveGroup
from reconciler.text import Text, listed


@dataclass(frozen=True, slots=True)
class Links:
    """Which group belongs to which document.

    Attributes:
        specs: the document of a group, where both are the only ones of their name and owner.
        unclear: groups that several documents could mean, or that share one with others: what, and what to do.
    """

    specs: Mapping[ChatId, GroupSpec] = field(default_factory=dict)
    unclear: Mapping[ChatId, tuple[Text, Text]] = field(default_factory=dict)

    @property
    def ids(self) -> frozenset[ChatId]:
        """Groups that need no document of their own."""
        return frozenset((*self.specs, *self.unclear))


def link_groups(groups: Mapping[ChatId, LiveGroup], found: Candidates) -> Links:
    """Pair groups and documents by name and owner; a group whose owner WeCom does not show by its name alone."""
    fitting = {chat_id: _fitting(group, found) for chat_id, group in groups.items()}
    claims: dict[str, set[ChatId]] = defaultdict(set)
    for chat_id, specs in fitting.items():
        for spec in specs:
            claims[spec.key].add(chat_id)
    sure: dict[ChatId, GroupSpec] = {}
    unclear: dict[ChatId, tuple[Text, Text]] = {}
    for chat_id, specs in fitting.items():
        if len(specs) == 1 and len(claims[specs[0].key]) == 1:
            sure[chat_id] = specs[0]
        elif specs:
            unclear[chat_id] = _unclear(specs)
    return Links(sure, unclear)


def _fitting(group: LiveGroup, found: Candidates) -> list[GroupSpec]:
    doc = found.docs.get(group.chat_id)
    return [
        spec
        for spec in found.linkable
        if spec.name == group.name and group.owner in ("", spec.owner) and spec.doc in (None, doc)
    ]


def _unclear(specs: list[GroupSpec]) -> tuple[Text, Text]:
    files = listed(sorted(spec.place.file for spec in specs))
    what = Text(
        f"同名同群主的群或文件不止一个，说不清是不是这一份：{files.zh}。",
        f"Several groups or documents have this name and owner; it is unclear whether this is one of them: {files.en}.",
    )
    return what, Text("在文件里手工写上群 ID。", "Write the group's id into the document by hand.")
