"""Where an app hears of events, checked: a loopback URL, a token, an EncodingAESKey [90930]."""

import ipaddress
import re
from urllib.parse import urlsplit

TOKEN = re.compile(r"[0-9A-Za-z]{1,32}")
AES_KEY = re.compile(r"[0-9A-Za-z]{43}")


def checked_callback(url: str, token: str, aes_key: str) -> tuple[str, str, str]:
    """The three as they are kept. Raises: ValueError, in English, when one of them is not valid."""
    parts = urlsplit(url)
    if parts.scheme != "http" or not _is_loopback(parts.hostname or ""):
        raise ValueError("the callback URL is http:// to a loopback address")
    if not TOKEN.fullmatch(token):
        raise ValueError("the token is 1 to 32 letters and digits")
    if not AES_KEY.fullmatch(aes_key):
        raise ValueError("the EncodingAESKey is 43 letters and digits")
    return url, token, aes_key


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
