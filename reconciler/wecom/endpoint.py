"""Endpoints as values. A write cannot be handed to the reader: mypy refuses the type."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

MINUTE_S = 60.0
HOUR_S = 3600.0
DAY_S = 86400.0


class Family(StrEnum):
    """Calls that the console opens together: each family has its own page where the application must be named."""

    APPLICATION = "application"  # app groups, address book, messages: open to every self-built application
    CUSTOMER = "customer"
    SHEET = "sheet"
    ARCHIVE = "archive"
    WEBHOOK = "webhook"


_FAMILIES = {
    "/cgi-bin/externalcontact/": Family.CUSTOMER,
    "/cgi-bin/wedoc/": Family.SHEET,
    "/cgi-bin/msgaudit/": Family.ARCHIVE,
    "/cgi-bin/webhook/": Family.WEBHOOK,
}


def family_of(path: str) -> Family:
    """The family a path belongs to; everything that is not told apart is the application's."""
    return next((family for start, family in _FAMILIES.items() if path.startswith(start)), Family.APPLICATION)


@dataclass(frozen=True, slots=True)
class ReadEndpoint:
    """A call that changes nothing and may be repeated.

    Attributes:
        path: below the base URL, without query.
        page: number of the official page.
        window_s: how long WeCom blocks after 45009, in seconds [90312].
        method: POST where the question is a JSON body.
    """

    path: str
    page: str
    window_s: float = MINUTE_S
    method: Literal["GET", "POST"] = "GET"


@dataclass(frozen=True, slots=True)
class WriteEndpoint:
    """A call that changes something: sent at most once unless it certainly was not carried out. Always POST.

    Attributes:
        path: below the base URL, without query.
        page: number of the official page.
        window_s: how long WeCom blocks after 45009, in seconds [90312].
        names_people: the request carries user ids, so that refusals may be about one of them.
    """

    path: str
    page: str
    window_s: float = MINUTE_S
    names_people: bool = False

    @property
    def method(self) -> Literal["POST"]:
        """Every write is a POST."""
        return "POST"


Endpoint = ReadEndpoint | WriteEndpoint

GET_TOKEN = ReadEndpoint("/cgi-bin/gettoken", "91039", window_s=HOUR_S)  # 45009 here bans the address for an hour
