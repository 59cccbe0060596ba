"""The table of capabilities against wecom-api.md §1 and §13."""

import re

import pytest

from reconciler.model.capability import Access, Capability
from reconciler.model.group import GroupType
from reconciler.wecom import appchat
from reconciler.wecom.capabilities import CAPABILITIES, FIELDS, capability_of

W, R, M, C, N = Access.WRITE, Access.READ, Access.MANUAL, Access.CONSOLE, Access.NONE

# field: (app, customer, internal, sheet), row of wecom-api.md §1 in the comment
CLAIMS: dict[str, tuple[tuple[Access, ...], ...]] = {
    "create": ((W,), (M,), (M,), (M,)),  # 1
    "list": ((N,), (R,), (N,), (R,)),  # 2
    "name": ((W, R), (R, M), (R, M), (R, M)),  # 3
    "owner": ((W, R), (W, R, M), (R, M), (W, R)),  # 4
    "admins": ((M,), (R, M), (M,), (M,)),  # 5
    "members": ((W, R), (R, M), (R, M), (W, R)),  # 6
    "member_cap": ((C,), (N,), (C,), (N,)),  # 7
    "permissions.invite": ((M,), (N,), (M,), (M,)),  # 8
    "permissions.invite_confirmation": ((M,), (M,), (M,), (M,)),  # 9
    "permissions.mention_all": ((M,), (M,), (M,), (M,)),  # 10
    "mentions": ((W,), (N,), (W,), (N,)),  # 11
    "mute": ((M,), (M,), (M,), (M,)),  # 12
    "mute_member": ((M,), (M,), (M,), (M,)),  # 13
    "announcement": ((M, R), (R, M), (R, M), (M,)),  # 14
    "permissions.announce": ((M,), (N,), (M,), (M,)),  # 14, unconfirmed
    "permissions.rename": ((M,), (M,), (M,), (M,)),  # 15
    "nicknames": ((M,), (R, M), (M,), (M,)),  # 16
    "permissions.history_for_new_members": ((M,), (M,), (M,), (M,)),  # 17
    "avatar": ((M,), (M,), (M,), (M,)),  # 18
    "background": ((M,), (M,), (M,), (M,)),  # 19
    "dissolve": ((M,), (M,), (M,), (M,)),  # 20
    "welcome": ((N,), (M,), (N,), (N,)),  # 21: the API fills a library, attaching is by hand
    "keyword_replies": ((N,), (M, C), (N,), (N,)),  # 22
    "anti_harassment": ((N,), (M, C), (N,), (N,)),  # 23
    "sensitive_words": ((N,), (W, R), (N,), (N,)),  # 24
    "mutual_adding": ((N,), (M,), (N,), (N,)),  # 26
    "tags": ((N,), (N,), (N,), (N,)),  # 30
    "join": ((M,), (W, R), (M,), (M,)),  # 25
    "rules": ((W,), (M,), (M,), (M,)),  # 27
    "messages": ((W,), (W, M), (W,), (N,)),  # 27, design §5
    "statistics": ((R,), (R,), (R,), (R,)),  # 28
    "notifications": ((N,), (R,), (N,), (N,)),  # 29
}
ORDER = (GroupType.APP, GroupType.CUSTOMER, GroupType.INTERNAL, GroupType.SHEET)


def named(rows: tuple[Capability, ...]) -> list[str]:
    return [f"{row.type}.{row.field}" for row in rows]


def test_every_type_and_field_is_there_exactly_once() -> None:
    assert [(row.type, row.field) for row in CAPABILITIES] == [(kind, field) for kind in GroupType for field in FIELDS]


@pytest.mark.parametrize("field", sorted(CLAIMS))
def test_access_is_what_the_control_matrix_says(field: str) -> None:
    assert tuple(capability_of(kind, field).access for kind in ORDER) == CLAIMS[field]


def test_the_claims_cover_every_field() -> None:
    assert set(CLAIMS) == set(FIELDS)


def test_every_cell_names_its_source_and_day() -> None:
    assert named(tuple(row for row in CAPABILITIES if not row.source or row.checked != "2026-11-22")) == []


def test_what_a_person_does_says_what_to_press_and_how_it_is_seen() -> None:
    by_person = tuple(row for row in CAPABILITIES if {M, C} & set(row.access))

    assert named(tuple(row for row in by_person if row.where is None or not row.seen_by)) == []


def test_what_is_not_done_by_a_person_has_no_place_to_press() -> None:
    assert named(tuple(row for row in CAPABILITIES if row.where and not {M, C} & set(row.access))) == []


def test_what_is_written_by_api_names_the_call() -> None:
    assert named(tuple(row for row in CAPABILITIES if W in row.access and not row.endpoint)) == []


def test_app_groups_name_the_calls_that_exist_here() -> None:
    assert {capability_of(GroupType.APP, field).endpoint for field in ("create", "owner", "members", "messages")} == {
        appchat.CREATE_CHAT.path,
        appchat.UPDATE_CHAT.path,
        appchat.SEND_TO_CHAT.path,
    }


def test_a_doubt_in_the_documents_is_said_where_somebody_has_to_press() -> None:
    doubtful = tuple(row for row in CAPABILITIES if "unconfirmed" in row.source and row.where and row.field != "owner")

    assert named(tuple(row for row in doubtful if row.where and "未经证实" not in row.where.zh)) == []


def test_chinese_uses_full_width_punctuation() -> None:
    texts = [text for row in CAPABILITIES for text in (row.title, row.where, row.limit, row.needs) if text]

    assert [text.zh for text in texts if re.search(r"[\u4e00-\u9fff][,:;(]|[,:;][\u4e00-\u9fff]", text.zh)] == []
