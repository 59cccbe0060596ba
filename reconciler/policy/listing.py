"""People in a finding: by their ids, as the address book writes them, and not too many; and where they stand."""

from collections.abc import Collection, Iterable

from reconciler.model.directory import Directory
from reconciler.model.finding import Place
from reconciler.model.ids import UserId
from reconciler.model.resolved import ResolvedGroup
from reconciler.text import Text, listed

SHOWN = 10  # a sentence with more ids is not read


def people_listed(users: Iterable[UserId], directory: Directory) -> Text:
    """Ids one after another, sorted; of many the first ten and how many there are."""
    ids = sorted(users)
    first = listed([directory.written(user) for user in ids[:SHOWN]])
    if len(ids) <= SHOWN:
        return first
    return Text(f"{first.zh} 等 {len(ids)} 人", f"{first.en} and {len(ids) - SHOWN} more")


def place_of(users: Collection[UserId], group: ResolvedGroup) -> Place:
    """The line that brings one person; of several the whole list."""
    if len(users) > 1:
        return group.spec.place.at("members")
    (user,) = users
    return group.spec.place.at(*group.line_of(user, group.lines()))
