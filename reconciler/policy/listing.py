"""People in a finding: by their ids, as the address book writes them, and not too many; and where they stand."""

from collections.abc import Collection, Iterable

from reconciler.model.company import Visibility
from reconciler.model.directory import Directory
from reconciler.model.finding import Place
from reconciler.model.ids import UserId
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts
from reconciler.text import Text, listed

SHOWN = 10  # a sentence with more ids is not read


def people_listed(users: Iterable[UserId], directory: Directory) -> Text:
    """Ids one after another, sorted; of many the first ten and how many there are."""
    ids = sorted(users)
    first = listed([directory.written(user) for user in ids[:SHOWN]])
    if len(ids) <= SHOWN:
        return first
    return Text(f"{first.zh} 等 {len(ids)} 人", f"{first.en} and {len(ids) - SHOWN} more")


def person_shown(user: UserId, facts: Facts) -> Text:
    """One person by name and department with the id beside; by the id alone where company.yaml hides names.

    In Chinese an id has blanks around it, a name has none.
    """
    book = facts.directory
    person = book.people.get(user) if book is not None else None
    if book is None or person is None or facts.desired.company.visibility is not Visibility.PRIVATE:
        written = book.written(user) if book is not None else user
        return Text(f" {written} ", written)
    where = book.department_of(user)
    zh = "，".join(filter(None, (where, person.written)))
    en = ", ".join(filter(None, (where, person.written)))
    return Text(f"{person.name}（{zh}）", f"{person.name} ({en})")


def place_of(users: Collection[UserId], group: ResolvedGroup) -> Place:
    """The line that brings one person; of several the whole list."""
    if len(users) > 1:
        return group.spec.place.at("members")
    (user,) = users
    return group.spec.place.at(*group.line_of(user, group.lines()))
