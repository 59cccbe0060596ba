"""Who carries a tag."""

from reconciler.model.directory import Directory, Tag
from reconciler.model.ids import UserId


def people_tagged(tag: Tag, directory: Directory) -> frozenset[UserId]:
    """A tag's people and everyone in its departments and below them; WeCom does not expand departments [90213]."""
    below = set(tag.departments)
    while more := {d.id for d in directory.departments.values() if d.parent in below} - below:
        below |= more
    within = {person.id for person in directory.people.values() if not below.isdisjoint(person.departments)}
    return tag.users | within
