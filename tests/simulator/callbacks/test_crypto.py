"""Encryption and signature of callbacks, against the published algorithm."""

import base64

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import given
from hypothesis import strategies as st

from reconciler.simulator.callbacks.crypto import decrypt, encrypt, signature

TOKEN, KEY, CORP = "SimToken01", "simulatorKeysimulatorKeysimulatorKeysimulaA", "wwsim0000000000001"
MESSAGE = "<xml><ToUserName><![CDATA[wwsim0000000000001]]></ToUserName><MsgType><![CDATA[event]]></MsgType></xml>"
ENCRYPTED = (
    "5I+Dy6pmTU6SyOnWS/Tmae3PSsfuKdGMzhYfrKsQal8wIcYwb4fenf4L2MUU2BIMHiBzZjGn7l9OOQxIF7K8cLweBbA9Yi+gyicAgEiQPNPY2I+B"
    "WeX2OxBWaw8lfM+kUOLHAckHsyYGvex8AI35A58hXnnsLqCYD4+Sw5JtlI+HZT69L6nSH4gdrKn3o/TYRg8bAcnG26z4UOY0UThIcQ=="
)


def test_the_printed_vector() -> None:
    assert encrypt(KEY, MESSAGE, CORP, b"0123456789abcdef") == ENCRYPTED
    assert decrypt(KEY, ENCRYPTED) == (MESSAGE, CORP)
    assert signature(TOKEN, "1700000000", "nonce01", ENCRYPTED) == "d63a17f068439bafce6842db926456c9ddfd1476"


@given(message=st.text(max_size=200), receive_id=st.text(max_size=20), random16=st.binary(min_size=16, max_size=16))
def test_what_is_encrypted_comes_back_padded_to_blocks_of_32(message: str, receive_id: str, random16: bytes) -> None:
    encrypted = encrypt(KEY, message, receive_id, random16)

    assert decrypt(KEY, encrypted) == (message, receive_id)
    assert len(base64.b64decode(encrypted)) % 32 == 0


@pytest.mark.parametrize("encrypted", ["", "AAAA", "not base64!", base64.b64encode(bytes(64)).decode()])
def test_nonsense_is_refused(encrypted: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decrypt(KEY, encrypted)


def test_another_key_is_refused() -> None:
    cipher = Cipher(AES256(base64.b64decode(KEY + "=")), CBC(bytes(16))).encryptor()
    foreign = base64.b64encode(cipher.update(bytes(31) + b"\x00") + cipher.finalize()).decode()

    with pytest.raises(ValueError, match=r".*"):
        decrypt(KEY, foreign)
