"""Sensitive-word rules of customer contact [95097]: for people and departments, never for one group.

The list shows every rule of the corp and not whose it is; only what this application made can be changed.
"""

from typing import NotRequired, TypedDict

from reconciler.text import Text
from reconciler.wecom.endpoint import ReadEndpoint, WriteEndpoint
from reconciler.wecom.gateway import ReadGateway, WriteGateway
from reconciler.wecom.shape import Fields

_BASE = "/cgi-bin/externalcontact"
ADD_WORD_RULE = WriteEndpoint(f"{_BASE}/add_intercept_rule", "95097", names_people=True)
LIST_WORD_RULES = ReadEndpoint(f"{_BASE}/get_intercept_rule_list", "95097")
GET_WORD_RULE = ReadEndpoint(f"{_BASE}/get_intercept_rule", "95097", method="POST")
UPDATE_WORD_RULE = WriteEndpoint(f"{_BASE}/update_intercept_rule", "95097", names_people=True)
DELETE_WORD_RULE = WriteEndpoint(f"{_BASE}/del_intercept_rule", "95097")

BLOCK, WARN = 1, 2  # `intercept_type`: warn and block, or warn alone
PHONE, EMAIL, RED_PACKET = 1, 2, 3  # of `semantics_list`


class RangeShape(TypedDict):
    """Whom a rule is for: at most 1000 people and 1000 departments in one request."""

    user_list: list[str]
    department_list: list[int]


class WordRuleShape(TypedDict):
    """A whole rule: a name of 1 to 20 characters, at most 300 words of 1 to 32, and a range that is not empty.

    When read, the range holds only what the application sees.
    """

    rule_name: str
    word_list: list[str]
    semantics_list: list[int]
    intercept_type: int
    applicable_range: RangeShape


class SemanticsShape(TypedDict):
    """Kinds of content to intercept; empty clears them."""

    semantics_list: list[int]


class WordRuleUpdateShape(TypedDict):
    """Body of an update: what is left out stays. An empty `word_list` counts as left out; ranges are differences."""

    rule_id: str
    rule_name: NotRequired[str]
    word_list: NotRequired[list[str]]
    extra_rule: NotRequired[SemanticsShape]
    intercept_type: NotRequired[int]
    add_applicable_range: NotRequired[RangeShape]
    remove_applicable_range: NotRequired[RangeShape]


class WordRuleRowShape(TypedDict):
    """A row of the list; `create_time` in unix seconds."""

    rule_id: str
    rule_name: str
    create_time: int


class WordRuleReader:
    """The reading half."""

    def __init__(self, gateway: ReadGateway) -> None:
        self._gateway = gateway

    async def listed(self) -> tuple[WordRuleRowShape, ...]:
        """Every rule of the corp, other applications' too."""
        answer = await self._gateway.read(LIST_WORD_RULES)
        return tuple(
            WordRuleRowShape(
                rule_id=row.text("rule_id"),
                rule_name=row.text("rule_name", ""),
                create_time=row.number("create_time", 0),
            )
            for row in answer.objects("rule_list", required=True)
        )

    async def get(self, rule_id: str) -> WordRuleShape:
        """One rule, its range cut to what the application sees. Raises: MissingError (41070, 41071 deleted)."""
        rule = (await self._gateway.read(GET_WORD_RULE, body={"rule_id": rule_id})).nested("rule")
        if rule.text("rule_id") != rule_id:
            raise rule.wrong("rule_id", Text("所查询的规则", "the rule that was asked for"))
        people = rule.nested("applicable_range")
        return WordRuleShape(
            rule_name=rule.text("rule_name"),
            word_list=list(rule.texts("word_list", required=True)),
            semantics_list=_semantics(rule),
            intercept_type=rule.number("intercept_type"),
            applicable_range=RangeShape(
                user_list=list(people.texts("user_list")), department_list=list(people.numbers("department_list"))
            ),
        )


class WordRuleWriter:
    """The writing half; each method is one request."""

    def __init__(self, gateway: WriteGateway) -> None:
        self._gateway = gateway

    async def add(self, rule: WordRuleShape) -> str:
        """Add a rule. Returns: its id, to be kept. Raises: RejectedError (41069 full, 41077 name taken, 41083 word)."""
        return (await self._gateway.write(ADD_WORD_RULE, {**rule})).text("rule_id")

    async def update(self, change: WordRuleUpdateShape) -> None:
        """Change a rule of this application's. Raises: MissingError (41070, 41071), RejectedError, ForbiddenError."""
        await self._gateway.write(UPDATE_WORD_RULE, {**change})

    async def delete(self, rule_id: str) -> None:
        """Delete a rule of this application's. Raises: as `update`."""
        await self._gateway.write(DELETE_WORD_RULE, {"rule_id": rule_id})


def _semantics(rule: Fields) -> list[int]:
    """The page's example has the list beside the words, its table inside `extra_rule`: either may come."""
    return list(rule.numbers("semantics_list") or rule.nested("extra_rule").numbers("semantics_list"))
