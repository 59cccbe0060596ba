"""Names that a world file has given so far in one corp; every reference is checked against them."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from reconciler.simulator.world_file.tree import Branch

Row = tuple[object, ...]


@dataclass(slots=True)
class CorpNames:
    """What references are checked against while one corp is read."""

    corp_id: str
    departments: set[int] = field(default_factory=set)
    people: dict[str, str] = field(default_factory=dict)
    tags: set[int] = field(default_factory=set)
    apps: list[int] = field(default_factory=list)


def demand(branch: Branch, key: str, wanted: Iterable[object], known: Container[object]) -> None:
    """Raises: WorldFileError when one of them does not exist."""
    for each in wanted:
        if each not in known:
            raise branch.wrong(key, f"{each} 不存在", f"names {each}, which does not exist")
