"""The last gate."""

import pytest

from reconciler.model.called import mask_id
from reconciler.render.mask import redact


@pytest.mark.parametrize(
    ("user", "masked"), [("zhangsan", "zh***n"), ("li", "l***"), ("lisi", "l***"), ("wang5", "wa***5"), ("", "***")]
)
def test_a_masked_id_names_nobody(user: str, masked: str) -> None:
    assert mask_id(user) == masked


@pytest.mark.parametrize(
    "text",
    [
        "电话13800138000",
        "Tel.13800138000",
        "tel13800138000",
        "+86 138-0013-8000",
        "8613800138000",
        "138 0013 8000",
        "１３８００１３８０００",
        "身份证11010519491231002X",
        "11010519491231002x",
        "https://qyapi.weixin.qq.com/cgi-bin/message/send?access_token=13800138000abc",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=13800138000-abc&debug=1",
        '{"access_token": "13800138000abc"}',
        "corpsecret=13800138000abc",
    ],
)
def test_personal_numbers_and_secrets_are_blanked(text: str) -> None:
    shown = redact(text)

    assert "***" in shown
    assert "abc" not in shown
    assert "38001" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # the checksum is wrong
        "指纹 a13800138000b4",
        "12345678901",
        "1700000000000",
        "2026-11-18 10:30",
        "key=value",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert redact(text) == text


def test_every_number_that_the_rule_finds_is_hidden_from_its_source_line() -> None:
    shown = redact("电话 138.1234.5678，或 1381 234 5678")

    assert shown == "电话 ***，或 ***"
