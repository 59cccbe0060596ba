"""A snapshot is written and read again whole; people's words lose their numbers on the way."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest

from reconciler.errors import SnapshotError
from reconciler.model.directory import Absence, Department, Directory, Person, PersonStatus, Tag
from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.live import AbsentGroup, FailedFamily, LiveGroup, LiveState, Outsider, UnreadableGroup
from reconciler.model.manual import Level
from reconciler.model.record import (
    Baseline,
    Past,
    PastGroup,
    PastRemoval,
    PastRevocation,
    PastStep,
    PastTransfer,
)
from reconciler.model.resource import PastResource, ResourceKind
from reconciler.model.snapshot import Snapshot
from reconciler.model.undo import PastUndone
from reconciler.render.snapshot.saved import Terms, dump_snapshot, load_snapshot
from reconciler.text import Text
from tests.builders import NOW
from tests.snapshot_keys import signer, verifier

SCHEMA = json.loads((Path(__file__).parents[3] / "schemas" / "snapshot.schema.json").read_text("utf-8"))
ANN, BOB, CHAT = UserId("ann"), UserId("bob"), ChatId("one")
TERMS = Terms("ww1", simulated=False, now=NOW)
WORDS = Text("读不到", "unreadable")

PAST = Past(
    records=9,
    groups={
        CHAT: PastGroup(GroupKey("one"), CHAT, NOW, Baseline("一", ANN, frozenset({BOB}), frozenset({"x"})), NOW, 7)
    },
    sent=frozenset({"rules:1"}),
    unknown_sends=frozenset({"rules:2"}),
    open_reserves=((3, CHAT),),
    people=frozenset({ANN}),
    revoked={BOB: PastRevocation(BOB, ANN, "", "", NOW)},
    missing_since={BOB: NOW},
    steps={
        "s1": PastStep(
            "s1",
            GroupKey("one"),
            CHAT,
            "admins",
            NOW,
            (BOB,),
            "admins",
            ANN,
            {(Level.TOLD, BOB): NOW, (Level.TOLD, ANN): NOW},
            NOW,
            ANN,
            4,
            5,
            False,
        )
    },
    departments={1: "总公司"},
    resources={
        (ResourceKind.WELCOME, "one"): PastResource(
            ResourceKind.WELCOME, "one", "w1", "d", NOW, 2, ANN, frozenset({CHAT}), frozenset({CHAT}), frozenset(), True
        )
    },
    transfers=(PastTransfer(CHAT, ANN, NOW),),
    updates_at=(NOW,),
    creations_at=(NOW,),
    removals=(PastRemoval(BOB, NOW),),
    last_call_at=NOW,
    unreachable={BOB: NOW},
    throttled={"create": NOW},
    applied_commit="a" * 40,
    undone={CHAT: PastUndone("apply-1", frozenset({"name", "user:bob"}))},
)
WHOLE = Snapshot(
    "ww1",
    "1000002",
    False,
    NOW,
    NOW + timedelta(days=7),
    Directory(
        {1: Department(1, "总公司", 0, "")},
        {ANN: Person(ANN, "Ann", "安", (1,), 1, PersonStatus.DISABLED, {"类型": "正式"})},
        {"党员": Tag(3, "党员", frozenset({ANN}), frozenset({1}))},
        frozenset({"党员", "团员"}),
        {BOB: Absence.LEFT},
    ),
    LiveState(
        NOW,
        {
            CHAT: LiveGroup(
                CHAT,
                "一\ud83d",  # half an emoji, as WeCom cuts names
                ANN,
                frozenset({ANN, BOB}),
                GroupType.CUSTOMER,
                frozenset({BOB}),
                None,
                "0123456789abcdef",
                (Outsider("1", False, ANN, "way"),),
                {ANN: "小安"},
                True,
                True,
            ),
            ChatId("two"): AbsentGroup(ChatId("two"), dissolved=True),
            ChatId("three"): AbsentGroup(ChatId("three")),
            ChatId("four"): UnreadableGroup(ChatId("four"), WORDS, foreign=True, remedy=WORDS),
        },
        {GroupType.SHEET: FailedFamily(WORDS, WORDS)},
        frozenset({GroupType.CUSTOMER}),
        frozenset({ANN}),
    ),
    PAST,
    {CHAT: GroupType.CUSTOMER, **dict.fromkeys(map(ChatId, ("two", "three", "four")), GroupType.APP)},
)


def test_everything_in_a_snapshot_is_read_again_and_fits_the_schema() -> None:
    text = dump_snapshot(WHOLE, signer())

    assert load_snapshot(text, verifier(), TERMS) == WHOLE
    jsonschema.validate(json.loads(text), SCHEMA)
    assert text.count("\n") == 1


def test_numbers_in_what_people_wrote_are_masked() -> None:
    ann = replace(WHOLE.directory.people[ANN], name="安13812345678", attributes={"类型": "110101199003077774"})
    chat = LiveGroup(CHAT, "打 138-1234-5678", ANN, frozenset(), nicknames={ANN: "安 13812345678"})
    told = replace(
        WHOLE, directory=replace(WHOLE.directory, people={ANN: ann}), live=replace(WHOLE.live, groups={CHAT: chat})
    )

    text = dump_snapshot(told, signer())

    assert not [part for part in ("1381234", "138-1234", "19900307") if part in text]


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (replace(TERMS, corp_id="ww2"), "another company"),
        (replace(TERMS, simulated=True), "simulator"),
        (replace(TERMS, now=NOW + timedelta(days=7)), "too old"),
        (replace(TERMS, now=NOW - timedelta(minutes=11)), "moment to come"),
    ],
)
def test_a_snapshot_for_something_else_is_refused(terms: Terms, words: str) -> None:
    with pytest.raises(SnapshotError, match=words):
        load_snapshot(dump_snapshot(WHOLE, signer()), verifier(), terms)
