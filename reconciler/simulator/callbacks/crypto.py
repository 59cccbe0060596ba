"""Encryption and signature of callbacks [90968].

AES-256-CBC with the first 16 bytes of the key as IV; padding to blocks of 32, not 16; inside are 16 random bytes, the
length of the message in 4 bytes, the message, and the receiver's id (the corp id for a corp's own apps).
"""

import base64
import hashlib

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

BLOCK = 32
RANDOM = 16
LENGTH = 4


def encrypt(aes_key: str, message: str, receive_id: str, random16: bytes) -> str:
    """The `Encrypt` text of a message; `random16` is 16 bytes."""
    words = message.encode()
    plain = random16 + len(words).to_bytes(LENGTH, "big") + words + receive_id.encode()
    pad = BLOCK - len(plain) % BLOCK
    encryptor = _cipher(aes_key).encryptor()
    return base64.b64encode(encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()).decode("ascii")


def decrypt(aes_key: str, encrypted: str) -> tuple[str, str]:
    """Message and receiver's id. Raises: ValueError when it was not encrypted with this key."""
    decryptor = _cipher(aes_key).decryptor()
    padded = decryptor.update(base64.b64decode(encrypted, validate=True)) + decryptor.finalize()
    pad = padded[-1] if padded else 0
    if not 1 <= pad <= BLOCK or len(padded) < RANDOM + LENGTH + pad:
        raise ValueError("the padding is not that of this key")
    plain = padded[RANDOM:-pad]
    end = LENGTH + int.from_bytes(plain[:LENGTH], "big")
    return plain[LENGTH:end].decode(), plain[end:].decode()


def signature(token: str, timestamp: str, nonce: str, encrypted: str) -> str:
    """`msg_signature`: SHA-1 over the four, sorted and joined."""
    joined = "".join(sorted((token, timestamp, nonce, encrypted)))
    return hashlib.sha1(joined.encode()).hexdigest()  # noqa: S324 - the vendor's algorithm


def _cipher(aes_key: str) -> Cipher[CBC]:
    key = base64.b64decode(aes_key + "=")
    return Cipher(AES256(key), CBC(key[:16]))
