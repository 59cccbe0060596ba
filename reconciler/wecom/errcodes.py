"""What WeCom's numbers mean for us: error class, sentence, remedy, and whether the same call may be tried again.

`errmsg` is not stable and carries the caller's address: it is never matched on and never shown. Source of every row
without a page of its own: the table of global error codes [90313].
"""

import re
from dataclasses import dataclass

from reconciler.errors import (
    AlreadyExistsError,
    CredentialError,
    ForbiddenError,
    ProviderError,
    RejectedError,
    ThrottledError,
)
from reconciler.text import Text
from reconciler.wecom.endpoint import GET_TOKEN, Endpoint, Family, WriteEndpoint, family_of
from reconciler.wecom.errcodes_access import ACCESS
from reconciler.wecom.errcodes_customer import CUSTOMER
from reconciler.wecom.errcodes_groups import GROUPS
from reconciler.wecom.errcodes_messages import MESSAGES
from reconciler.wecom.errcodes_requests import REQUESTS
from reconciler.wecom.meaning import Meaning
from reconciler.wecom.remedies import (
    APPLICATION,
    ARCHIVE,
    CUSTOMER_CALLERS,
    DISSOLVED,
    OWNER_RANGE,
    RANGE,
    SHEET_CALLERS,
    SUCCESSOR,
)

OK = 0
BUSY = -1
UNTRUSTED_ADDRESS = 60020
NO_PRIVILEGE = 60011
APPLICATION_OFF = 50003
CHAT_EXISTS = 86215
CHAT_UNKNOWN = frozenset({86003, 40050})
CHAT_DISSOLVED = 49008
CHAT_FOREIGN = 86008
PERSON_UNKNOWN = 60111
ANSWER_TOO_LARGE = 45029
NOBODY_VALID = 81013

TABLE: dict[int, Meaning] = {meaning.code: meaning for meaning in (*ACCESS, *REQUESTS, *GROUPS, *CUSTOMER, *MESSAGES)}

# Refusals whose next act is another one for each family: mostly because its page of the console is another.
_REMEDIES: dict[Family, dict[int, Text]] = {
    Family.CUSTOMER: {
        40205: SUCCESSOR,
        48001: CUSTOMER_CALLERS,
        48002: CUSTOMER_CALLERS,
        CHAT_DISSOLVED: DISSOLVED,
        NO_PRIVILEGE: OWNER_RANGE,
        60021: OWNER_RANGE,
        60030: OWNER_RANGE,
    },
    Family.SHEET: {48001: SHEET_CALLERS, 48002: SHEET_CALLERS, CHAT_DISSOLVED: DISSOLVED},
    Family.ARCHIVE: {48001: ARCHIVE, 48002: ARCHIVE, CHAT_DISSOLVED: DISSOLVED},
}
# A range that is not the root department shows as this too in app groups (wecom-api §2.1).
_APP_GROUPS = "/cgi-bin/appchat/"
_APP_GROUP_REMEDIES = dict.fromkeys((48001, 48002), RANGE + APPLICATION)
# Here these are about the owner of one group, not about the application [92120].
_ABOUT_ONE_OWNER = frozenset({NO_PRIVILEGE, 60021, 60030})
# Whatever family was called, every other would be refused too.
_EVERYWHERE = frozenset({40056, APPLICATION_OFF, UNTRUSTED_ADDRESS, 60031, 301002})

_FROM_IP = re.compile(r"from ip:\s*([0-9A-Fa-f.:]{3,45})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """WeCom read the request and said no: its number and, only for 60020, the address it saw us come from."""

    errcode: int
    from_ip: str = ""


def read_refusal(errcode: int, errmsg: object) -> Refusal:
    """Keep of `errmsg` nothing but the caller's address, and that only where the administrator needs it (60020)."""
    return Refusal(errcode, seen_address(errmsg) if errcode == UNTRUSTED_ADDRESS else "")


def seen_address(errmsg: object) -> str:
    """The address that WeCom says a refused request came from; empty where it does not say."""
    found = _FROM_IP.search(errmsg) if isinstance(errmsg, str) else None
    return found.group(1).rstrip(".:") if found else ""


def meaning_of(errcode: int) -> Meaning:
    """The row for a number, or a careful default for one that is not in the table: refused, not repeated."""
    return TABLE.get(errcode) or Meaning(
        errcode,
        RejectedError,
        Text(
            "企业微信拒绝了请求，错误码不在本程序的表中",
            "WeCom refuses the request with a code this program does not know",
        ),
        Text(
            f"在 https://open.work.weixin.qq.com/devtool/query?e={errcode} 查询该错误码。",
            f"Look the code up at https://open.work.weixin.qq.com/devtool/query?e={errcode}.",
        ),
    )


def concerns_whole_family(error: ProviderError) -> bool:
    """Whether every other call of the same family would end the same way, so that one error stands for all."""
    if isinstance(error, CredentialError | ThrottledError):
        return True
    return error.errcode is not None and _is_whole(meaning_of(error.errcode), family_of(error.endpoint))


def _is_whole(meaning: Meaning, family: Family) -> bool:
    return meaning.whole and not (family is Family.CUSTOMER and meaning.code in _ABOUT_ONE_OWNER)


def _remedy(meaning: Meaning, family: Family, path: str) -> Text:
    if path.startswith(_APP_GROUPS) and meaning.code in _APP_GROUP_REMEDIES:
        return _APP_GROUP_REMEDIES[meaning.code]
    return _REMEDIES.get(family, {}).get(meaning.code, meaning.remedy)


def error_for(endpoint: Endpoint, refusal: Refusal, *, root_in_range: bool = True) -> ProviderError:
    """The error of ours that a refusal is.

    A ForbiddenError from a write always stands for its whole family, and for the whole application when it says
    `everywhere`, so that the run may stop; what is forbidden for one chat alone (86008, 86101, …) is a RejectedError
    there.

    Args:
        endpoint: the call that was refused.
        refusal: what WeCom said.
        root_in_range: what `agent/get` showed before. 60011 has two meanings: the application's range is not the
            company's root department (obs O1), or it has no right over one of the people named. Only when the range
            is known to be the root can it be about people.
    """
    meaning, family = meaning_of(refusal.errcode), family_of(endpoint.path)
    where, what, remedy = endpoint.path, _sentence(meaning, refusal), _remedy(meaning, family, endpoint.path)
    whole, code = _is_whole(meaning, family), refusal.errcode
    if code == APPLICATION_OFF and endpoint.path == GET_TOKEN.path:
        return CredentialError(what, remedy, endpoint=where, errcode=code)
    if code == CHAT_EXISTS:
        return AlreadyExistsError(what, remedy, endpoint=where, errcode=code)
    about_people = isinstance(endpoint, WriteEndpoint) and endpoint.names_people and meaning.bad_member
    if about_people and (code != NO_PRIVILEGE or root_in_range):
        return RejectedError(what, BAD_MEMBER, endpoint=where, errcode=code, bad_member=True)
    if meaning.error is ThrottledError:
        return ThrottledError(what, remedy, endpoint=where, errcode=code, retry_after_s=endpoint.window_s)
    if meaning.error is not ForbiddenError:
        return meaning.error(what, remedy, endpoint=where, errcode=code)
    if not whole and isinstance(endpoint, WriteEndpoint):
        return RejectedError(what, remedy, endpoint=where, errcode=code)
    everywhere = whole and (family is Family.APPLICATION or code in _EVERYWHERE)
    return ForbiddenError(what, remedy, endpoint=where, errcode=code, everywhere=everywhere)


def _sentence(meaning: Meaning, refusal: Refusal) -> Text:
    seen = (
        Text(f"，看到的来源 IP 是 {refusal.from_ip}", f"; it saw {refusal.from_ip}")
        if refusal.from_ip
        else Text("", "")
    )
    return Text(
        f"{meaning.what.zh}{seen.zh}（错误码 {meaning.code}）。",
        f"{meaning.what.en}{seen.en} (errcode {meaning.code}).",
    )


BAD_MEMBER = Text(
    "请求中至少有一个人不被接受（已离职、不在应用可见范围，或不在群内）：核对名单；"
    "若要扩大范围，到管理后台 → 应用管理 → 应用 → 可见范围。",
    "At least one person in the request is not accepted (left, outside the application's range, or not in the chat): "
    "check the list; to widen the range go to admin console → App Management → the app → Allowed users （可见范围）.",
)
