"""How a person is called in sentences that planning writes, and who carries a tag."""

from collections.abc import Iterable

from reconciler.model.company import Visibility
from reconciler.model.directory import Directory, Tag
from reconciler.model.ids import UserId


def named_people(
    users: Iterable[UserId], directory: Directory, visibility: Visibility
) -> dict[UserId, tuple[str, str, str]]:
    """Id as written, name and department of everyone the address book knows; nobody where names are hidden."""
    if visibility is not Visibility.PRIVATE:
        return {}
    return {
        user: (directory.written(user), directory.people[user].name, directory.department_of(user))
        for user in sorted(set(users))
        if user in directory.people
    }


def people_tagged(tag: Tag, directory: Directory) -> frozenset[UserId]:
    """A tag's people and everyone in its departments and below them; WeCom does not expand departments [90213]."""
    below = set(tag.departments)
    while more := {d.id for d in directory.departments.values() if d.parent in below} - below:
        below |= more
    within = {person.id for person in directory.people.values() if not below.isdisjoint(person.departments)}
    return tag.users | within
