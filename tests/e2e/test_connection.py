"""Trouble with WeCom itself: who cannot be reached, who is refused, what breaks off half way."""

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.town import AGENT, SECRET, Ran, Town, a_group, a_world, in_process
from tests.e2e.trouble import Arrange, Trouble, check, plan_now, rows

FOREVER = -1


def fault(kind: str, on: str, **more: int) -> Arrange:
    """A fault that stands when the command starts."""
    return lambda town: town.world.faults.add(kind, on=on, **{"times": FOREVER, **more})


def disabled(town: Town) -> None:
    town.world.hands.disable_app(AGENT)


def narrow(town: Town) -> None:
    town.world.hands.set_range(AGENT, departments=[2])


def strange_address(town: Town) -> None:
    town.world.hands.set_trusted_ips(AGENT, ["203.0.113.9"])


ADDRESS_BOOK = (
    Trouble("refused", fault("refuse", "*"), 4, "连不上企业微信", "WeCom cannot be reached"),
    Trouble("cut", fault("cut-before", "user/list"), 4, "企业微信没有回答", "WeCom does not answer"),
    Trouble("departments-empty", fault("empty-list", "department/list"), 4, "通讯录读出来是空的", "came back empty"),
    Trouble("people-empty", fault("empty-list", "user/list"), 4, "通讯录读出来是空的", "came back empty"),
    Trouble("departments-partial", fault("partial", "department/list"), 4, "读得不完整", "is incomplete"),
    Trouble("malformed", fault("malformed", "user/list"), 4, "不是企业微信文档中的格式", "not in the documented shape"),
    Trouble("html-502", fault("html", "tag/list"), 4, "HTTP 状态 502", "HTTP status 502"),
    Trouble("busy", fault("busy", "user/list"), 4, "错误码 -1", "errcode -1"),
    Trouble("slow", lambda town: town.world.faults.add("slow", on="user/list", delay_s=60, times=FOREVER), 4,
            "等待超时", "the wait timed out"),
    Trouble("groups-all-malformed", fault("malformed", "appchat/get"), 1, "没能读到这个群", "could not be read",
            act=plan_now),
    Trouble("disabled", disabled, 4, "停用", "switched off"),
    Trouble("narrow", narrow, 4, "可见范围不是全公司", "does not see the whole company"),
    Trouble("strange-address", strange_address, 4, "60020", "60020"),
    Trouble("token-never-accepted", fault("token-revoked", "agent/get"), 4, "刚刚换取的 access_token",
            "the access token it has just issued"),
)  # fmt: skip


@rows(ADDRESS_BOOK)
def test_what_cannot_be_read_whole_is_never_acted_on(trouble: Trouble, lang: str, town: MakeTown) -> None:
    made = town(a_group("g", members=[{"department": "研发"}]), a_group("h"))
    assert made.apply().code == 0
    made.put(a_group("g", members=[{"department": "市场"}]), a_group("h", members=["dan"]))

    check(trouble, made, lang)
    made.world.faults.clear()


def test_people_missing_from_one_department_take_nobody_out_at_once(town: MakeTown) -> None:
    """A half answer that looks whole: everybody missing is asked for by name before anything is believed."""
    made = town(a_group("g", members=[{"department": "研发"}], membership="strict"))
    made.apply()
    made.world.faults.add("empty-list", on="user/list", after=1, times=1)
    mark = made.mark

    ran = made.apply()

    gone = {str(user) for each in made.written(mark) for user in ids(each.body.get("del_user_list"))}
    assert ran.code in {0, 1}
    assert gone == set(), "people who still work here were removed on a half answer"


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "读得不完整"), ("en", "is incomplete")])
def test_departments_missing_from_the_list_take_nobody_out(lang: str, phrase: str, town: MakeTown) -> None:
    """Half of the departments: cat and dan are met by name, in a department that the list does not have."""
    made = town(a_group("g", members=[{"department": "研发"}], membership="strict"))
    made.apply()
    made.world.faults.add("partial", on="department/list")
    mark = made.mark

    ran = made.apply(lang)

    assert made.written(mark) == ()
    assert ran.code == 4
    assert ran.says(phrase)


def ids(words: object) -> list[object]:
    return list(words["ids"]) if isinstance(words, dict) else []


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "密钥"), ("en", "secret")])
@pytest.mark.parametrize("command", [("plan",), ("apply", "--yes"), ("drift",), ("drift", "--correct")])
def test_a_wrong_secret_is_tried_once(command: tuple[str, ...], lang: str, phrase: str, town: MakeTown) -> None:
    made = town(a_group("g"))
    made.world.faults.add("bad-secret", on="gettoken", times=FOREVER)

    ran = made.run(*command, lang=lang)

    assert ran.code == 4
    assert ran.says(phrase) or ran.says("Secret")
    assert dict(made.counts()) == {"gettoken": 1}


@pytest.mark.parametrize("kind", ["token-revoked", "token-expired"])
@pytest.mark.parametrize("on", ["user/list", "appchat/get", "appchat/create", "appchat/send"])
def test_a_token_that_dies_on_the_way_is_renewed_once(kind: str, on: str, town: MakeTown) -> None:
    made = town(a_group("g", rulesets=["rules"]), a_group("h"))
    made.write("rules.yaml", RULES)
    made.world.faults.add(kind, on=on, after=1 if on == "user/list" else 0)

    ran = made.apply()

    assert ran.code == 0, ran.words
    assert made.counts()["gettoken"] == 2
    assert len(made.world.messages()) == 1


RULES = {
    "kind": "ruleset", "key": "rules", "version": "1", "title": "守则", "text": "有话好好说。",
    "effective_from": "2026-01-01",
}  # fmt: skip

UPDATED = {"ann", "cat"}


def scene(town: MakeTown) -> Town:
    """One group to be made, with a message, and one to be changed."""
    made = town(a_group("old", membership="strict"))
    assert made.apply().code == 0
    made.write("rules.yaml", RULES)
    made.put(a_group("new", rulesets=["rules"]), a_group("old", members=["cat"], membership="strict"))
    return made


@pytest.mark.parametrize(("kind", "on", "code", "sent"), [
    pytest.param("cut-before", "appchat/create", 5, 0, id="creation-cut-before"),
    pytest.param("cut-after", "appchat/create", 0, 1, id="creation-cut-after"),
    pytest.param("malformed", "appchat/create", 0, 1, id="creation-malformed"),
    pytest.param("html", "appchat/create", 5, 0, id="creation-html"),
    pytest.param("busy", "appchat/create", 0, 1, id="creation-busy-once"),
    pytest.param("cut-before", "appchat/update", 5, 1, id="update-cut-before"),
    pytest.param("cut-after", "appchat/update", 0, 1, id="update-cut-after"),
    pytest.param("malformed", "appchat/update", 0, 1, id="update-malformed"),
    pytest.param("html", "appchat/update", 5, 1, id="update-html"),
    pytest.param("cut-before", "appchat/send", 5, 0, id="message-cut-before"),
    pytest.param("cut-after", "appchat/send", 5, 1, id="message-cut-after"),
    pytest.param("malformed", "appchat/send", 5, 1, id="message-malformed"),
])  # fmt: skip
def test_a_write_without_an_answer_is_looked_at_and_never_repeated_blindly(
    kind: str, on: str, code: int, sent: int, town: MakeTown
) -> None:
    made = scene(town)
    made.world.faults.add(kind, on=on)

    first = made.apply()
    after_first = len(made.world.messages())
    second = made.apply()

    assert first.code == code, first.words
    assert after_first == sent
    assert second.code == 0, second.words
    assert made.members("old") == UPDATED
    assert made.members("new") == {"ann", "bob"}
    expected = sent if on == "appchat/send" else 1
    assert len(made.world.messages()) == expected, "a message was lost or sent twice"
    assert made.plan()["actions"] == []
    assert made.ledger_report().problem is None


@pytest.mark.parametrize(
    ("lang", "phrase"), [("zh", "确认群规消息有没有发到群里"), ("en", "whether the rules reached")]
)
def test_a_message_of_unknown_fate_becomes_a_step_for_a_person(lang: str, phrase: str, town: MakeTown) -> None:
    made = scene(town)
    made.world.faults.add("cut-before", on="appchat/send")

    first, planned = made.apply(lang), made.run("plan", lang=lang)

    assert first.says("结果不明" if lang == "zh" else "unknown outcome")
    assert planned.says(phrase)
    assert made.world.messages() == ()


@pytest.mark.parametrize("on", ["appchat/create", "appchat/update", "appchat/send"])
@pytest.mark.parametrize(("lang", "phrase"), [("zh", "错误码 -1"), ("en", "errcode -1")])
def test_a_busy_wecom_is_tried_three_times(on: str, lang: str, phrase: str, town: MakeTown) -> None:
    made = scene(town)
    made.world.faults.add("busy", on=on, times=FOREVER)
    mark = made.mark

    first = made.apply(lang)
    tries = made.counts(mark)[on]
    made.world.faults.clear()
    second = made.apply(lang)

    assert (first.code, tries) == (5, 3)
    assert first.says(phrase)
    assert second.code == 0
    assert len(made.world.messages()) == 1


def test_the_application_refused_half_way_stops_the_run(town: MakeTown) -> None:
    made = town(a_group("g"), a_group("h"), a_group("i"))
    made.world.faults.add("code", on="appchat/create", after=1, code=48002, times=FOREVER)

    first = made.apply()
    made.world.faults.clear()
    second = made.apply()

    assert first.code == 5
    assert made.counts()["appchat/create"] == 2 + 2
    assert second.code == 0
    assert len(made.chats()) == 3


@pytest.mark.parametrize(("lang", "phrase"), [("zh", f"没有设置环境变量 {'WECOM_APP_SECRET'}"),
                                              ("en", "environment variable WECOM_APP_SECRET")])  # fmt: skip
@pytest.mark.parametrize("command", [("plan",), ("drift",), ("drift", "--correct")])
def test_without_a_secret_the_variable_is_named_and_nothing_else_is_used(
    command: tuple[str, ...], lang: str, phrase: str, town: MakeTown
) -> None:
    made = town(a_group("g"))

    ran = in_process(*command, "--root", str(made.root), lang=lang, variables={"OTHER_SECRET": SECRET})

    assert ran.code == 2
    assert ran.says(phrase)
    assert ran.out == ""
    assert made.since(0) == ()


def test_an_unreviewed_apply_is_refused_in_earnest(town: MakeTown) -> None:
    made = town(a_group("g"))

    ran: Ran = in_process("apply", "--yes", "--root", str(made.root), variables={"WECOM_APP_SECRET": SECRET})

    assert ran.code == 2
    assert ran.says("no reviewed plan")


def test_the_simulator_must_hold_this_company(town: MakeTown) -> None:
    world = a_world(["ann 安 2"])
    world["corps"][0]["corp_id"] = "ww2"
    made = town(a_group("g"), world=world)

    ran = made.run("plan")

    assert ran.code == 2
    assert ran.says("The simulator has no application 1000002 of company ww1")
