"""Rows 11 and 27 to 29 of wecom-api.md §1: what is said in groups, counted and told."""

from typing import Any

from tests.capabilities.rows import M, N, R, W, ask, cell, chat_of, families, findings, settled, step
from tests.e2e.conftest import MakeTown
from tests.e2e.families import WEBHOOK
from tests.e2e.town import a_group

KEY = "693a91f6-7a1b-4bc4-97a0-0ec2a1b2c3d4"
RULES: dict[str, Any] = {
    "kind": "ruleset", "key": "rules", "version": "1", "title": "群规", "text": "请友善。",
    "effective_from": "2026-01-01",
}  # fmt: skip
NOTICE: dict[str, Any] = {
    "kind": "notice", "key": "leave", "title": "年假提醒", "text": "请在年底前休完。", "at": "2026-11-25 10:00",
    "author": "ann", "approver": "bob", "importance": "high", "mentions": ["@all"],
}  # fmt: skip


@families()
def test_row_11_mention_all_from_automation(family: str, town: MakeTown) -> None:
    """A notice may mention everybody; app groups by their application, internal ones by a webhook, others not."""
    made = settled(town, family)
    made.write("notice.yaml", NOTICE | {"groups": [family]})

    ran = made.run("validate", "--json")

    assert [each for each in ran.json()["findings"] if each["severity"] == "error"] == []
    access = {"app": (W,), "internal": (W,), "customer": (N,), "sheet": (N,)}

    assert cell(family, "mentions").access == access[family]


@families("app")
def test_row_27_message_into_an_app_group(family: str, town: MakeTown) -> None:
    made = settled(town, family)
    made.write("rules.yaml", RULES)
    ask(made, family, rulesets=["rules"])

    assert made.apply().code == 0

    assert "请友善" in str(made.world.messages())
    assert W in cell(family, "messages").access


@families("internal")
def test_row_27_message_into_an_internal_group_by_its_webhook(family: str, town: MakeTown) -> None:
    made = settled(town, family, world={"webhooks": [{"room": "wrRoom", "name": "提醒", "key": KEY}]})
    made.write("rules.yaml", RULES)
    ask(made, family, rulesets=["rules"], webhook_env=WEBHOOK)
    mark = made.mark

    ran = made.run("apply", "--yes", variables={WEBHOOK: KEY})

    assert ran.code == 0
    assert len(made.since(mark, "webhook/send")) == 1
    assert W in cell(family, "messages").access


@families("internal")
def test_row_27_what_is_over_the_limit_of_a_webhook_waits_and_is_never_refused(family: str, town: MakeTown) -> None:
    """20 messages a minute [91770]: a call over it would block every message for an hour."""
    made = settled(town, family, world={"webhooks": [{"room": "wrRoom", "name": "提醒", "key": KEY}]})
    ask(made, family, webhook_env=WEBHOOK)
    now = made.world.clock.now().strftime("%Y-%m-%d %H:%M")
    for number in range(23):
        made.write(f"n{number}.yaml", NOTICE | {"key": f"n{number}", "groups": [family], "at": now})
    mark = made.mark

    first = made.run("apply", "--yes", variables={WEBHOOK: KEY})
    sent = len(made.since(mark, "webhook/send"))
    made.world.clock.advance(60)
    then = made.run("apply", "--yes", variables={WEBHOOK: KEY})

    assert (first.code, sent, then.code) == (5, 20, 0)
    assert [each.errcode for each in made.since(mark, "webhook/send")] == [0] * 23


@families("internal")
def test_row_27_a_webhook_that_others_used_up_holds_back_no_application(family: str, town: MakeTown) -> None:
    made = settled(town, family, world={"webhooks": [{"room": "wrRoom", "name": "提醒", "key": KEY}]})
    made.write("rules.yaml", RULES)
    ask(made, family, rulesets=["rules"], webhook_env=WEBHOOK)
    made.put(a_group("other", rulesets=["rules"]))
    made.world.faults.add("throttled", on="webhook/send")

    first = made.run("apply", "--yes", variables={WEBHOOK: KEY})
    told = str(made.world.messages())
    made.world.clock.advance(3600)
    then = made.run("apply", "--yes", variables={WEBHOOK: KEY})

    assert (first.code, told.count("请友善"), then.code) == (5, 1, 0)
    assert str(made.world.messages()).count("请友善") == 2


@families("customer", "internal", "sheet")
def test_row_27_without_a_call_a_person_posts_the_rules(family: str, town: MakeTown) -> None:
    made = settled(town, family)
    made.write("rules.yaml", RULES)
    ask(made, family, rulesets=["rules"])

    owed = step(made, "rules")

    place = cell(family, "rules").where
    assert (owed["where"]["zh"], owed["seen_by"]) == (place.zh if place else "", "attest")
    assert cell(family, "rules").access == (M,)


@families()
def test_row_28_statistics(family: str, town: MakeTown) -> None:
    """Nobody is called idle without an export: WeCom tells nothing of one group."""
    made = settled(town, family)

    assert [each["subject"] for each in findings(made, "idle-group") if each["subject"]] == []
    assert cell(family, "statistics").access == (R,)


@families()
def test_row_29_change_notification(family: str, town: MakeTown) -> None:
    """Whether an event comes or not, the next read finds what people did by hand."""
    made = settled(town, family, membership="strict")
    made.world.hands.invite(chat_of(made, family), ["dan"])

    drift = made.run("drift", "--json").json()

    [group] = drift["groups"]
    assert [change["before"] for change in (*group["changes"], *group["by_hand"])] == ["dan"]
    assert (R in cell(family, "notifications").access) is (family == "customer")
