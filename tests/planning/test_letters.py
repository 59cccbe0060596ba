"""The words of a message: within 2048 bytes, in one language, with names and without gaps."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.ids import UserId
from reconciler.model.manual import Level, ManualStep
from reconciler.planning.letters import TEXT_LIMIT_BYTES, Scribe
from reconciler.text import Text
from tests.builders import KEY, NOW, a_company, a_directory, a_group, a_spec

STEP = ManualStep(
    "3fa09c1b2d4e",
    KEY,
    "members.join",
    UserId("ann"),
    Text("邀请进群：{people}", "Invite into the group: {people}"),
    Text("群聊 → 右上角 → 添加成员", "Chat → top right → Add"),
    "members",
    people=(UserId("bob"), UserId("eve")),
    due=NOW + timedelta(days=3),
)


def a_scribe(language: str = "zh") -> Scribe:
    company = a_company(language=language)
    return Scribe(company, a_directory("ann bob"), {KEY: a_group()}, NOW)


@pytest.mark.parametrize(
    ("language", "level", "expected"),
    [
        (
            "zh",
            Level.TOLD,
            "【工作群】有 1 件事需要你在企业微信里做：\n1. 群“研发部-rd-platform”：邀请进群：名bob、eve\n"
            "   操作：群聊 → 右上角 → 添加成员\n   期限：2026-11-21，编号 3fa09c1b2d4e",
        ),
        (
            "en",
            Level.ESCALATED,
            "[Groups] 1 thing overdue in your department's groups; please see to it:\n"
            "1. Group “研发部-rd-platform”: Invite into the group: 名bob, eve"
            " (名ann, was due by 2026-11-21, number 3fa09c1b2d4e)",
        ),
    ],
)
def test_a_message_says_what_where_until_when_and_its_number(language: str, level: Level, expected: str) -> None:
    assert a_scribe(language).letter(level, [STEP]) == expected


def test_a_step_that_nobody_does_has_no_gap_in_its_sentence() -> None:
    text = a_scribe().letter(Level.GOVERNED, [replace(STEP, assignee=None, due=None)])

    assert "（没有合适的人做，编号 3fa09c1b2d4e）" in text


@pytest.mark.parametrize(("has_buttons", "expected"), [(False, True), (True, False)])
def test_without_a_button_the_message_says_how_a_step_is_confirmed(has_buttons: bool, expected: bool) -> None:
    text = a_scribe().letter(Level.TOLD, [replace(STEP, seen_by="attest")], has_buttons=has_buttons)

    assert ("请管理员按编号确认" in text) is expected


def test_sixty_steps_for_one_owner_fit_one_message_and_the_rest_is_counted() -> None:
    steps = [replace(STEP, id=f"{number:012x}") for number in range(60)]

    text = a_scribe().letter(Level.TOLD, steps)

    told = sum(step.id in text for step in steps)
    assert len(text.encode()) <= TEXT_LIMIT_BYTES
    assert told > 10
    assert f"还有 {60 - told} 件" in text


def test_five_hundred_people_to_invite_are_named_as_far_as_there_is_room() -> None:
    step = replace(STEP, people=tuple(UserId(f"person{number:04}") for number in range(500)))

    text = a_scribe().letter(Level.TOLD, [step])

    assert "person0000、person0001" in text
    assert "等 500 人（名单见计划）" in text
    assert step.id in text


@given(
    names=st.lists(st.text(min_size=1, max_size=900), min_size=1, max_size=40),
    people=st.integers(0, 400),
    language=st.sampled_from(["zh", "en"]),
    level=st.sampled_from(Level),
    seen_by=st.sampled_from(["attest", "name"]),
)
def test_no_message_is_longer_than_wecom_takes(
    names: list[str], people: int, language: str, level: Level, seen_by: str
) -> None:
    who = tuple(UserId(f"人{number}") for number in range(people))
    steps = [
        replace(STEP, id=f"{number:012x}", what=Text(f"{name}{{people}}", name), people=who, seen_by=seen_by)
        for number, name in enumerate(names)
    ]

    text = a_scribe(language).letter(level, steps)

    assert len(text.encode()) <= TEXT_LIMIT_BYTES
    assert "\n1. " in text


@pytest.mark.clause("C4.1")
@pytest.mark.parametrize(
    ("announcement", "end"),
    [
        pytest.param("周四 20:00 发布\n请提前合并", "内容：周四 20:00 发布\n请提前合并\n   操作", id="whole"),
        pytest.param("长" * 400, "长……（全文见 git）\n   操作", id="cut"),
    ],
)
def test_whoever_posts_an_announcement_is_told_its_text(announcement: str, end: str) -> None:
    group = a_group(spec=a_spec(announcement=announcement))
    scribe = Scribe(a_company(), a_directory("ann bob"), {KEY: group}, NOW)

    text = scribe.letter(Level.TOLD, [replace(STEP, field="announcement", people=())])

    assert end in text
    assert len(text.encode()) <= TEXT_LIMIT_BYTES
