"""Callbacks opened: the vendor's test vector, and everything that is refused without a word."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.errors import SettingsError
from reconciler.model.callback_event import CallbackEvent
from reconciler.model.secret import Secret
from reconciler.simulator.callbacks.crypto import encrypt
from reconciler.wecom.callback import (
    FRESH_S,
    LARGEST_BODY_BYTES,
    CallbackKeys,
    open_event,
    signature,
    verify_address,
)

TOKEN, KEY, CORP, NOW_S = (
    "SimToken01",
    "simulatorKeysimulatorKeysimulatorKeysimulaA",
    "wwsim0000000000001",
    1_700_000_000,
)
KEYS = CallbackKeys.of(Secret(TOKEN), Secret(KEY), CORP)
VECTOR = (
    "5I+Dy6pmTU6SyOnWS/Tmae3PSsfuKdGMzhYfrKsQal8wIcYwb4fenf4L2MUU2BIMHiBzZjGn7l9OOQxIF7K8cLweBbA9Yi+gyicAgEiQPNPY2I+B"
    "WeX2OxBWaw8lfM+kUOLHAckHsyYGvex8AI35A58hXnnsLqCYD4+Sw5JtlI+HZT69L6nSH4gdrKn3o/TYRg8bAcnG26z4UOY0UThIcQ=="
)
SIGNED = "d63a17f068439bafce6842db926456c9ddfd1476"
CLICK = (
    "<xml><ToUserName><![CDATA[wwsim0000000000001]]></ToUserName><FromUserName><![CDATA[Ann]]></FromUserName>"
    "<CreateTime>1700000000</CreateTime><MsgType><![CDATA[event]]></MsgType>"
    "<Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[attest:3fa0]]></EventKey></xml>"
)


def query(encrypted: str, *, at: int | str = NOW_S, token: str = TOKEN, **more: str) -> dict[str, str]:
    """The query of a request, signed."""
    signed = signature(token, str(at), "nonce01", encrypted)
    return {"msg_signature": signed, "timestamp": str(at), "nonce": "nonce01", **more}


def body(encrypted: str) -> bytes:
    return f"<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode()


def sealed(message: str = CLICK, corp: str = CORP, key: str = KEY) -> str:
    return encrypt(key, message, corp, b"0123456789abcdef")


def test_the_test_vector_is_opened() -> None:
    given_query = {"msg_signature": SIGNED, "timestamp": str(NOW_S), "nonce": "nonce01", "echostr": VECTOR}

    opened = verify_address(KEYS, given_query, NOW_S)

    assert opened == (
        b"<xml><ToUserName><![CDATA[wwsim0000000000001]]></ToUserName><MsgType><![CDATA[event]]></MsgType></xml>"
    )


def test_an_event_is_opened_with_its_elements() -> None:
    event = open_event(KEYS, query(sealed()), body(sealed()), NOW_S)

    assert isinstance(event, CallbackEvent)
    assert (event.name, event.sender, event.fields["EventKey"]) == ("template_card_event", "ann", "attest:3fa0")
    assert event.identity == ("template_card_event", "ann", "1700000000", "", "attest:3fa0", "", "", "", "")


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>'


@pytest.mark.parametrize(
    ("given_query", "given_body"),
    [
        pytest.param({}, body(sealed()), id="no-query"),
        pytest.param(query(sealed(), token="Other"), body(sealed()), id="another-token"),
        pytest.param(query(sealed()) | {"msg_signature": "é"}, body(sealed()), id="a-signature-that-is-no-ascii"),
        pytest.param(query(sealed()) | {"nonce": "other"}, body(sealed()), id="another-nonce"),
        pytest.param(query(sealed(corp="wwother")), body(sealed(corp="wwother")), id="another-corp"),
        pytest.param(query(sealed(corp="")), body(sealed(corp="")), id="no-receiver"),
        pytest.param(query(sealed(key="x" * 43)), body(sealed(key="x" * 43)), id="another-key"),
        pytest.param(query(sealed(), at=NOW_S - FRESH_S - 1), body(sealed()), id="replayed-later"),
        pytest.param(query(sealed(), at=NOW_S + FRESH_S + 1), body(sealed()), id="from-the-future"),
        pytest.param(query(sealed(), at="soon"), body(sealed()), id="no-time"),
        pytest.param(query(sealed(), at="1" * 400), body(sealed()), id="an-endless-time"),
        pytest.param(query(""), b"<xml/>", id="nothing-encrypted"),
        pytest.param(query("%%%"), body("%%%"), id="no-base64"),
        pytest.param(query("QUJD"), body("QUJD"), id="no-whole-block"),
        pytest.param(query(sealed()), b"", id="empty-body"),
        pytest.param(query(sealed()), b"{}", id="no-xml"),
        pytest.param(query(sealed()), BOMB.encode(), id="entity-bomb"),
        pytest.param(query(sealed()), body(sealed()) + b" " * LARGEST_BODY_BYTES, id="huge"),
        pytest.param(query(sealed(BOMB)), body(sealed(BOMB)), id="entity-bomb-inside"),
        pytest.param(query(sealed("hello")), body(sealed("hello")), id="no-xml-inside"),
        pytest.param(query(sealed("<xml><MsgType>text</MsgType></xml>")),
                     body(sealed("<xml><MsgType>text</MsgType></xml>")), id="a-message-is-no-event"),
        pytest.param(query(sealed()), b'<?xml version="1.0" encoding="nonsense"?><xml/>', id="unknown-encoding"),
    ],
)  # fmt: skip
def test_anything_else_is_nothing(given_query: dict[str, str], given_body: bytes) -> None:
    assert open_event(KEYS, given_query, given_body, NOW_S) is None


def test_padding_is_looked_at_whole() -> None:
    encrypted = bytearray(base64.b64decode(sealed()))
    encrypted[-33] ^= 1  # the last block's padding changes in one byte, its last one stays
    changed = base64.b64encode(bytes(encrypted)).decode()

    assert open_event(KEYS, query(changed), body(changed), NOW_S) is None


@given(data=st.binary(max_size=400), words=st.dictionaries(st.text(max_size=20), st.text(max_size=80), max_size=6))
def test_no_request_whatever_raises(data: bytes, words: dict[str, str]) -> None:
    assert open_event(KEYS, words, data, NOW_S) is None
    assert verify_address(KEYS, words, NOW_S) is None


@given(data=st.binary(max_size=200))
def test_no_signed_request_whatever_raises(data: bytes) -> None:
    encrypted = base64.b64encode(data).decode()

    assert open_event(KEYS, query(encrypted), body(encrypted), NOW_S) is None


@given(message=st.text(max_size=300))
def test_what_the_simulator_seals_is_opened(message: str) -> None:
    encrypted = sealed(message)

    assert verify_address(KEYS, query(encrypted, echostr=encrypted), NOW_S) == message.encode()


@pytest.mark.parametrize("key", ["", "short", "é" * 43, "+" * 44])
def test_a_key_that_is_none_is_a_sentence(key: str) -> None:
    with pytest.raises(SettingsError):
        CallbackKeys.of(Secret(TOKEN), Secret(key), CORP)


def test_the_keys_show_no_secret() -> None:
    shown = repr(KEYS)

    assert [secret for secret in (TOKEN, KEY, repr(KEYS.aes_key)) if secret in shown] == []
