"""How a person is called in sentences that planning writes."""

from collections.abc import Iterable

from reconciler.model.company import Visibility
from reconciler.model.directory import Directory
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
