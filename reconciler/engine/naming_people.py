"""People as somebody wrote them: looked up in the address book where it was read, else taken as ids."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reconciler.errors import EditError
from reconciler.model.directory import Directory, Person
from reconciler.model.ids import UserId, user_id
from reconciler.model.personal_numbers import find_personal_numbers
from reconciler.resolve import Persons
from reconciler.text import Text

_AN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")  # as in schemas/group.schema.json
_SEVERAL = re.compile(r"[\s/&+和与及]")  # what people write between names
_SHOWN = 5  # people of one name that are told apart in one sentence


@dataclass(slots=True)
class People:
    """`directory` None: the address book was not read. Without `named`, sentences show ids alone."""

    directory: Directory | None = None
    named: bool = True
    _persons: Persons | None = field(init=False, default=None)
    _typed: dict[UserId, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.directory is not None:
            self._persons = Persons(self.directory)

    def all_called(self, words: Iterable[str]) -> list[UserId]:
        """Everyone, each once, in order. Raises: EditError for the first who is unknown or not told apart."""
        return list(dict.fromkeys(self.called(one) for one in words))

    def called(self, words: str) -> UserId:
        """Who is meant. Raises: EditError."""
        if self._persons is None:
            return self._as_typed(words.strip())
        people = self._persons.called(words)
        if len(people) == 1:
            return people[0].id
        if people:
            raise EditError(self._several(words, people), _TELL_APART)
        said = _without_numbers(words)
        raise EditError(
            Text(f"通讯录里找不到“{said.zh}”。", f"“{said.en}” is not in the address book."),
            _CHECK + _ONE_A_LINE if _SEVERAL.search(words.strip()) else _CHECK,
        )

    def in_rows(self, rows: Iterable[tuple[str, ...]]) -> tuple[list[UserId], list[EditError]]:
        """Everyone whom rows of a table mean, each once, and what is unclear about the others.

        Several words are one person if the address book knows one to whom all of them fit, else a person each.
        """
        found: dict[UserId, None] = {}
        unclear: list[EditError] = []
        for row in rows:
            whole = self._persons.called(" ".join(row)) if self._persons and len(row) > 1 else ()
            for words in [" ".join(row)] if whole else row:
                try:
                    found[self.called(words)] = None
                except EditError as error:
                    unclear.append(error)
        return list(found), unclear

    def written(self, user: UserId) -> str:
        """The id as the address book writes it, or as it was typed."""
        return self.directory.written(user) if self.directory else self._typed.get(user, user)

    def name(self, user: UserId) -> str:
        """Name and department, or the id alone."""
        person = self.directory.people.get(user) if self.directory else None
        if person is None or self._persons is None or not self.named:
            return self.written(user)
        return f"{person.name}（{self._persons.path_of(person)}）"

    def _as_typed(self, words: str) -> UserId:
        if not _AN_ID.fullmatch(words):
            said = _without_numbers(words)
            raise EditError(
                Text(f"“{said.zh}”不是账号。", f"“{said.en}” is no user id."),
                Text("写账号，或加 --look-up 按姓名查通讯录。", "Give a user id, or add --look-up to go by names."),
            )
        user = user_id(words)
        self._typed.setdefault(user, words)
        return user

    def _several(self, words: str, people: tuple[Person, ...]) -> Text:
        if not self.named:
            return Text(f"“{words}”可能是 {len(people)} 个人。", f"“{words}” may be {len(people)} people.")
        shown = "、".join(f"{self.name(person.id)} {person.written}" for person in people[:_SHOWN])
        more = (
            Text(f"等 {len(people)} 人", f" and {len(people) - _SHOWN} more") if len(people) > _SHOWN else Text("", "")
        )
        return Text(
            f"“{words}”可能是 {len(people)} 个人：{shown}{more.zh}。",
            f"“{words}” may be {len(people)} people: {shown}{more.en}.",
        )


def _without_numbers(words: str) -> Text:
    """Words to be shown: a phone or id-card number in a list of people is named by its kind alone."""
    zh = en = words
    for number in sorted(find_personal_numbers(words), key=lambda found: found.start, reverse=True):
        zh = f"{zh[: number.start]}（{number.kind.value.zh}）{zh[number.end :]}"
        en = f"{en[: number.start]}({number.kind.value.en}){en[number.end :]}"
    return Text(zh, en)


_CHECK = Text("核对姓名，或写账号。", "Check the name, or give the user id.")
_ONE_A_LINE = Text("几个人就一行写一位。", " Write several people one a line.")
_TELL_APART = Text(
    "加上部门再写一次，如“王敏（研发部）”，或写账号。",
    "Write it again with the department, as in “王敏（研发部）”, or give the user id.",
)
