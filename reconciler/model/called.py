"""How people and groups are called in a sentence: by name and department with the id beside, or masked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reconciler.model.company import Visibility
from reconciler.model.directory import Directory
from reconciler.model.ids import GroupKey, UserId
from reconciler.text import Text, listed

_SHORT = 4  # an id this long would be given away by its ends
_LISTED = 10  # people that are named one by one


def mask_id(user_id: str) -> str:
    """A user id that tells two people apart without naming them: `zhangsan` → `zh***n`."""
    if len(user_id) <= _SHORT:
        return f"{user_id[:1]}***"
    return f"{user_id[:2]}***{user_id[-1]}"


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


@dataclass(frozen=True, slots=True)
class Called:
    """Whom sentences may name: id as written, name and department. Without `people` names are hidden, ids masked."""

    people: Mapping[UserId, tuple[str, str, str]] = field(default_factory=dict)
    groups: Mapping[GroupKey, str] = field(default_factory=dict)

    def person(self, user: str) -> Text:
        """`张三（研发部） zhangsan`; a masked id where names are hidden."""
        if not self.people:
            return Text.same(mask_id(user))
        known = self.people.get(UserId(user))
        if known is None:
            return Text(f"{user}（通讯录里没有）", f"{user} (not in the address book)")
        written, name, department = known
        if not department:
            return Text.same(f"{name} {written}")
        return Text(f"{name}（{department}） {written}", f"{name} ({department}) {written}")

    def persons(self, users: Iterable[str]) -> Text:
        """Several people, one after another; beyond ten they are counted."""
        everybody = list(users)
        names = [self.person(user) for user in everybody[:_LISTED]]
        zh, en = listed([name.zh for name in names]).zh, listed([name.en for name in names]).en
        more = len(everybody) - _LISTED
        return Text(f"{zh} 等 {len(everybody):,} 人", f"{en} and {more:,} more") if more > 0 else Text(zh, en)

    def group(self, key: GroupKey) -> Text:
        """The group's name in quotes, or its key where nobody knows its name."""
        return Text.same(f"“{self.groups[key]}”" if key in self.groups else key)
