"""Rights that are wrong make a family or a group unreadable, with the page where it is mended; nobody leaves for it."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.families import CUSTOMER, FAMILIES, ROOM, SHEET, WEBHOOK, a_world_of_families, company_of_families
from tests.e2e.town import Town, a_group

pytestmark = pytest.mark.no_cover  # a big table over paths that smaller tests have measured
FOREVER = -1
GETS = {
    "app": "appchat/get",
    "customer": "externalcontact/groupchat/get",
    "internal": "msgaudit/groupchat/get",
    "sheet": "wedoc/smartsheet/groupchat/get",
}
BY_API = ("app", "sheet")  # families in which an API takes people out


@dataclass(frozen=True, slots=True)
class Wrong:
    """A refusal: which family, on which call, what is blocked, and words of the remedy in both languages."""

    family: str
    code: int
    guard: str
    zh: str
    en: str
    on: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the whole family is unreadable."""
        return self.guard == "unreadable-family"

    @property
    def call(self) -> str:
        """The call that is refused."""
        return self.on or GETS[self.family]


WHOLE, ONE, GONE = "unreadable-family", "unreadable", "dissolved-group"
LIST = "externalcontact/groupchat/list"
RIGHTS = "externalcontact/get_follow_user_list"
WRONGS = (
    Wrong("app", 48002, WHOLE, "可见范围", "可见范围"),
    Wrong("app", 60011, WHOLE, "可见范围", "可见范围"),
    Wrong("app", 49008, GONE, "generation: 2", "generation: 2"),
    Wrong("customer", 48002, WHOLE, "客户联系 → 可调用接口的应用", "可调用接口的应用"),
    Wrong("customer", 48002, WHOLE, "客户联系 → 可调用接口的应用", "可调用接口的应用", LIST),
    Wrong("customer", 84074, WHOLE, "客户联系 → 可调用接口的应用", "可调用接口的应用", RIGHTS),
    Wrong("customer", 84074, ONE, "客户联系 → 可调用接口的应用", "可调用接口的应用"),
    Wrong("customer", 60011, ONE, "应用管理 → 应用 → 可见范围", "可见范围"),
    Wrong("customer", 60030, ONE, "应用管理 → 应用 → 可见范围", "可见范围"),
    Wrong("customer", 90501, ONE, "客户联系 → 权限配置", "权限配置"),
    Wrong("customer", 49008, GONE, "lifecycle: retired", "lifecycle: retired"),
    Wrong("internal", 301053, WHOLE, "会话内容存档", "会话内容存档"),
    Wrong("internal", 301052, WHOLE, "会话内容存档", "会话内容存档"),
    Wrong("internal", 301042, WHOLE, "会话内容存档的可信 IP", "会话内容存档"),
    Wrong("internal", 48002, WHOLE, "会话内容存档", "会话内容存档"),
    Wrong("internal", 49008, GONE, "lifecycle: retired", "lifecycle: retired"),
    Wrong("sheet", 48002, WHOLE, "文档 → 可调用接口的应用", "文档"),
    Wrong("sheet", 60011, WHOLE, "可见范围", "可见范围"),
    Wrong("sheet", 49008, GONE, "lifecycle: retired", "lifecycle: retired"),
)


def _id(wrong: Wrong) -> str:
    return f"{wrong.family}-{wrong.code}-{wrong.call.rpartition('/')[2]}"


EACH = pytest.mark.parametrize("wrong", WRONGS, ids=_id)


def moved(town: MakeTown) -> Town:
    """Four families with an open manual step each, and somebody in each whom nobody declared."""
    made = town(
        *({**tree, "admins": ["bob"], "membership": "strict"} for tree in FAMILIES.values()),
        company=company_of_families(),
        world=a_world_of_families(),
    )
    assert made.apply().code == 0
    made.world.hands.invite(made.chat("app").chat_id, ["dan"])
    for chat in (CUSTOMER, ROOM, SHEET):
        made.world.hands.invite(chat, ["dan"])
    return made


def refuse(made: Town, wrong: Wrong) -> None:
    made.world.faults.add("code", on=wrong.call, code=wrong.code, times=FOREVER)


def waiting(made: Town) -> dict[str, set[str]]:
    """Manual steps that the ledger holds open, by group."""
    found: dict[str, set[str]] = {}
    for step in made.run("attest", "--list", "--json").json()["steps"]:
        found.setdefault(step["group"], set()).add(step["id"])
    return found


def removals(made: Town, mark: int) -> set[str]:
    """Families in which a call took somebody out after a mark."""
    ends = {"app": "appchat/update", "sheet": "wedoc/smartsheet/groupchat/update"}
    return {family for family, end in ends.items() if any(each.path.endswith(end) for each in made.since(mark))}


@EACH
@pytest.mark.parametrize("command", ["plan", "drift"])
def test_what_cannot_be_read_is_blocked_with_the_page_and_never_empty(
    wrong: Wrong, command: str, town: MakeTown
) -> None:
    made = moved(town)
    refuse(made, wrong)

    ran = made.run(command, "--json")

    plan = ran.json()
    [blocked] = [each for each in plan["blocked"] if each["guard"] == wrong.guard]
    assert ran.code == (4 if wrong.is_whole else 1)
    assert plan["failed"] == ([wrong.family] if wrong.is_whole else [])
    assert wrong.zh in blocked["remedy"]["zh"]
    assert wrong.en in blocked["remedy"]["en"]
    assert {group["key"] for group in plan["groups"] if group["changes"]} == set(BY_API) - {wrong.family}
    assert wrong.family not in {step["group"] for step in plan["needs_a_person"]}
    assert [step for step in plan["ended_steps"] if step["step"] in waiting(made)[wrong.family]] == []


@EACH
@pytest.mark.parametrize("command", [("apply", "--yes"), ("drift", "--correct")], ids=["apply", "correct"])
def test_the_other_families_go_on_and_nobody_of_this_one_leaves(
    wrong: Wrong, command: tuple[str, ...], town: MakeTown
) -> None:
    made = moved(town)
    open_before, mark = waiting(made)[wrong.family], made.mark
    refuse(made, wrong)

    ran = made.run(*command)

    assert ran.code == 1
    assert removals(made, mark) == set(BY_API) - {wrong.family}
    assert waiting(made)[wrong.family] >= open_before
    assert made.ledger_report().problem is None


@pytest.mark.parametrize("wrong", [each for each in WRONGS if each.guard != GONE], ids=_id)
def test_it_is_a_finding_too(wrong: Wrong, town: MakeTown) -> None:
    made = moved(town)
    refuse(made, wrong)

    findings = made.run("plan", "--json").json()["findings"]

    [found] = [each for each in findings if each["rule"] == "unreadable-group"]
    assert (wrong.zh in found["remedy"]["zh"], wrong.en in found["remedy"]["en"]) == (True, True)


@pytest.mark.parametrize("wrong", [each for each in WRONGS if each.is_whole], ids=_id)
@pytest.mark.parametrize("command", [("apply", "--yes"), ("drift", "--correct")], ids=["apply", "correct"])
def test_a_family_that_failed_while_nothing_was_written_is_exit_code_4(
    wrong: Wrong, command: tuple[str, ...], town: MakeTown
) -> None:
    made = town(*FAMILIES.values(), company=company_of_families(), world=a_world_of_families())
    assert made.apply().code == 0
    mark = made.mark
    refuse(made, wrong)

    ran = made.run(*command)

    assert ran.code == 4
    assert made.written(mark) == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_family_that_comes_back_goes_on_where_it_was(lang: str, town: MakeTown) -> None:
    made = moved(town)
    before = waiting(made)
    refuse(made, WRONGS[3])
    made.apply(lang)
    made.world.faults.clear()

    again = made.apply(lang)

    assert again.code == 0
    assert waiting(made)["customer"] > before["customer"]  # the step that asks for dan to be taken out has come in


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "在群里重新添加"), ("en", "add it there again")])
def test_a_webhook_that_was_removed_fails_alone(lang: str, phrase: str, town: MakeTown) -> None:
    """93000: only sending shows it; the message stays due, and every other family is served."""
    rules: dict[str, Any] = {
        "kind": "ruleset", "key": "rules", "version": "1", "title": "群规", "text": "请友善。",
        "effective_from": "2026-01-01",
    }  # fmt: skip
    made = town(
        a_group("app", members=["bob"]),
        {**FAMILIES["sheet"], "membership": "strict"},
        {**FAMILIES["internal"], "webhook_env": WEBHOOK, "rulesets": ["rules"]},
        company=company_of_families(),
        world=a_world_of_families(),
    )
    made.write("rules.yaml", rules)
    made.world.hands.invite(SHEET, ["dan"])
    mark = made.mark
    variables = {WEBHOOK: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7a1b-4bc4-97a0-0ec2a1b2c3d4"}

    ran = made.run("apply", "--yes", lang=lang, variables=variables)
    again = made.run("plan", "--json", variables=variables)

    assert ran.code == 5
    assert ran.says(phrase)
    assert "693a91f6" not in ran.words
    assert (made.members("app"), removals(made, mark)) == ({"ann", "bob"}, {"sheet"})
    assert again.json()["by_api"]["messages"] == 1
