"""Ids: parsed once, the same for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.ids import CHAT_ID_LENGTH, GroupKey, derive_chat_id, user_id


@pytest.mark.parametrize(
    ("written", "folded"),
    [("ZhangSan", "zhangsan"), (" zhangsan ", "zhangsan"), ("ZHANG.san_1@x-y", "zhang.san_1@x-y"), ("00123", "00123")],
)
def test_user_ids_are_compared_without_case(written: str, folded: str) -> None:
    assert user_id(written) == folded


@given(st.text(max_size=40), st.text(max_size=60), st.integers(1, 10**6))
def test_a_derived_chat_id_is_what_wecom_takes(corp: str, key: str, generation: int) -> None:
    chat_id = derive_chat_id(corp, GroupKey(key), generation)

    assert len(chat_id) == CHAT_ID_LENGTH
    assert chat_id.isascii()
    assert chat_id.isalnum()
    assert chat_id == derive_chat_id(corp, GroupKey(key), generation)


def test_a_derived_chat_id_never_changes_between_versions() -> None:
    chat_id = derive_chat_id("wwacme0000000000", GroupKey("rd-platform-release"), 1)

    assert chat_id == "rdplatformreledf802c229a7762b5fd"


def test_corp_key_and_generation_all_tell_chats_apart() -> None:
    variants = [("a", "b", 1), ("a", "b", 2), ("a", "c", 1), ("b", "b", 1), ("a", "b-", 1), ("a\nb", "", 1)]

    chats = {derive_chat_id(corp, GroupKey(key), generation) for corp, key, generation in variants}

    assert len(chats) == len(variants)
