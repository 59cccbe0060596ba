"""What is kept of each thing, and what is not."""

from dataclasses import replace

import pytest

from reconciler.errors import InternalError
from reconciler.ledger.records import confirm_facts, digest_of, reserve_facts
from reconciler.model.action import Action, UpdateGroup
from reconciler.model.outcome import Status
from tests.ledger.past_worlds import (
    ANN,
    BOB,
    CHAT,
    EVE,
    KEY,
    MESSAGE_TEXT,
    a_creation,
    a_message,
    a_small_world,
    all_lines,
    an_update,
)


@pytest.mark.parametrize(
    ("action", "facts"),
    [
        pytest.param(
            a_creation(),
            {"op": "create", "name_digest": digest_of("研发部-平台发布"), "owner": ANN, "members": [ANN, BOB]},
            id="creation",
        ),
        pytest.param(
            an_update(),
            {"op": "update", "name_digest": digest_of("新名字"), "joins": [EVE], "leaves": [BOB]},
            id="update",
        ),
        pytest.param(
            UpdateGroup(KEY, CHAT, owner=BOB),
            {"op": "update", "owner": BOB, "joins": [], "leaves": []},
            id="owner-only",
        ),
        pytest.param(
            UpdateGroup(KEY, CHAT, name="新名字", owner=BOB, former=ANN, former_name="旧名字"),
            {
                "op": "update",
                "name_digest": digest_of("新名字"),
                "former_name": "旧名字",
                "owner": BOB,
                "former": ANN,
                "joins": [],
                "leaves": [],
            },
            id="before-values-of-what-changes",
        ),
        pytest.param(
            replace(a_message(), readers=42),
            {"op": "send", "message_id": "rules:1/1", "digest": "d" * 64, "readers": 42},
            id="message",
        ),
        pytest.param(
            replace(a_message(), webhook="HOOK"),
            {"op": "send", "message_id": "rules:1/1", "digest": "d" * 64, "readers": 0, "webhook": "HOOK"},
            id="message-by-webhook",
        ),
    ],
)
def test_a_reserve_keeps_ids_and_digests(action: Action, facts: dict[str, object]) -> None:
    reserved = reserve_facts(action, "a1")

    assert reserved == {"type": "reserve", "apply_id": "a1", "group": KEY, "chat_id": CHAT, **facts}


@pytest.mark.clause("E5.1")
def test_no_message_text_reaches_the_ledger() -> None:
    written = b"".join(all_lines(a_small_world())).decode()

    assert MESSAGE_TEXT not in written
    assert "rules:1/1" in written


@pytest.mark.clause("E5.1")
def test_only_known_facts_are_kept() -> None:
    kept = {key for record in a_small_world().records() for key in record}

    assert kept == {
        "apply_id",
        "assignee",
        "at",
        "baseline",
        "by",
        "chat_id",
        "corp_id",
        "counts",
        "crc",
        "digest",
        "end",
        "errcode",
        "field",
        "fingerprint",
        "former",
        "gone",
        "group",
        "level",
        "members",
        "message_id",
        "name_digest",
        "note",
        "op",
        "owner",
        "paths",
        "people",
        "prev",
        "readers",
        "reserve",
        "reviewed",
        "seen_by",
        "seq",
        "since",
        "status",
        "step",
        "steps",
        "to",
        "type",
        "user",
        "v",
    }


@pytest.mark.parametrize("status", [Status.DEFERRED, Status.SKIPPED])
def test_a_call_that_was_made_is_never_deferred_or_skipped(status: Status) -> None:
    with pytest.raises(InternalError):
        confirm_facts(1, status, None)
