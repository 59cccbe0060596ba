"""Endpoints as values. A write cannot be handed to the reader: mypy refuses the type."""

from dataclasses import dataclass

MINUTE_S = 60.0
HOUR_S = 3600.0
DAY_S = 86400.0


@dataclass(frozen=True, slots=True)
class ReadEndpoint:
    """A call that changes nothing and may be repeated. Always GET.

    Attributes:
        path: below the base URL, without query.
        page: number of the official page.
        window_s: how long WeCom blocks after 45009, in seconds [90312].
    """

    path: str
    page: str
    window_s: float = MINUTE_S


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


Endpoint = ReadEndpoint | WriteEndpoint

GET_TOKEN = ReadEndpoint("/cgi-bin/gettoken", "91039", window_s=HOUR_S)  # 45009 here bans the address for an hour
