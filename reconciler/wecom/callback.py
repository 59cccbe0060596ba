"""Callbacks of WeCom: signature, decryption, and the event inside [90968][90930]. No network, no clock.

SHA-1 over token, timestamp, nonce and the encrypted text; AES-256-CBC, the first 16 bytes of the key as IV, padding to
blocks of 32. Whatever is not exactly that is `None`: who sent it learns nothing, and nothing of it is shown.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from reconciler.errors import SettingsError
from reconciler.model.callback_event import CallbackEvent
from reconciler.model.secret import Secret
from reconciler.text import Text

LARGEST_BODY_BYTES = 64 * 1024  # events are a few hundred bytes
FRESH_S = 600  # WeCom repeats within seconds; what is older, or from the future, is a replay

_BLOCK, _KEY, _RANDOM, _LENGTH = 32, 32, 16, 4


@dataclass(frozen=True, slots=True)
class CallbackKeys:
    """What the console shows beside the address: the token, the EncodingAESKey as 32 bytes, and the corp's id."""

    token: Secret
    aes_key: bytes = field(repr=False)
    corp_id: str

    @staticmethod
    def of(token: Secret, encoding_aes_key: Secret, corp_id: str) -> "CallbackKeys":
        """Raises: SettingsError if the EncodingAESKey is not 43 letters and digits."""
        try:
            key = base64.b64decode(encoding_aes_key.reveal() + "=", validate=True)
        except (ValueError, binascii.Error):
            key = b""
        if len(key) != _KEY:
            raise SettingsError(
                Text("EncodingAESKey 不是 43 位字母数字。", "The EncodingAESKey is not 43 letters and digits."),
                Text("照抄后台的 EncodingAESKey。", "Copy the EncodingAESKey of the console."),
            )
        return CallbackKeys(token, key, corp_id)


def verify_address(keys: CallbackKeys, query: Mapping[str, str], now_s: float) -> bytes | None:
    """What to answer when the console checks the address, within a second and without anything around it."""
    return _opened(keys, query, query.get("echostr", ""), now_s)


def open_event(keys: CallbackKeys, query: Mapping[str, str], body: bytes, now_s: float) -> CallbackEvent | None:
    """The event in the body of a request; None for anything that is not from WeCom, for this corp, now, and an event.

    Args:
        query: of the request, each name once.
        now_s: seconds since 1970.
    """
    envelope = _texts(body)
    message = _opened(keys, query, envelope.get("Encrypt", ""), now_s)
    if message is None:
        return None
    fields = _texts(message)
    if fields.get("MsgType") != "event" or not fields.get("Event"):
        return None
    return CallbackEvent(fields["Event"], fields)


def signature(token: str, timestamp: str, nonce: str, encrypted: str) -> str:
    """`msg_signature` [90968]."""
    joined = "".join(sorted((token, timestamp, nonce, encrypted)))
    return hashlib.sha1(joined.encode()).hexdigest()  # noqa: S324 - the vendor's algorithm


def _opened(keys: CallbackKeys, query: Mapping[str, str], encrypted: str, now_s: float) -> bytes | None:
    """The plaintext, once signature, time and receiver are right; the signature is looked at first."""
    timestamp = query.get("timestamp", "")
    signed = signature(keys.token.reveal(), timestamp, query.get("nonce", ""), encrypted)
    given = query.get("msg_signature", "")
    if not encrypted or not hmac.compare_digest(signed.encode(), given.encode()):
        return None
    if not timestamp.isascii() or not timestamp.isdigit() or abs(int(timestamp[:12]) - now_s) > FRESH_S:
        return None
    return _decrypted(keys, encrypted)


def _decrypted(keys: CallbackKeys, encrypted: str) -> bytes | None:
    try:
        data = base64.b64decode(encrypted, validate=True)
    except (ValueError, binascii.Error):
        return None
    if not data or len(data) % _BLOCK:
        return None
    decryptor = Cipher(AES256(keys.aes_key), CBC(keys.aes_key[:16])).decryptor()
    padded = decryptor.update(data) + decryptor.finalize()
    pad = padded[-1]
    if not 1 <= pad <= _BLOCK or padded[-pad:] != bytes([pad]) * pad:
        return None
    plain = padded[_RANDOM:-pad]
    size = int.from_bytes(plain[:_LENGTH], "big")
    message, receiver = plain[_LENGTH : _LENGTH + size], plain[_LENGTH + size :]
    if len(message) != size or not hmac.compare_digest(receiver, keys.corp_id.encode()):
        return None
    return message


def _texts(body: bytes) -> dict[str, str]:
    """Elements of a document with text, by name; empty for what is no XML, has a DTD or entities, or is too large."""
    if len(body) > LARGEST_BODY_BYTES:
        return {}
    try:
        tree: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return {}
    return {each.tag: each.text for each in tree if each.text and not len(each)}
