"""How groups are called in sentences that others wrote."""

import pytest

from reconciler.model.ids import GroupKey
from reconciler.render.words.names import Names

NAMES = Names("zh", groups={GroupKey("sales"): "销售一组", GroupKey("vip/a"): "贵宾"})


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        pytest.param("群“sales”里有 1 人没有登记。", "群“销售一组”里有 1 人没有登记。", id="zh"),
        pytest.param("1 in the group “vip/a” are not named.", "1 in the group “贵宾” are not named.", id="en"),
        pytest.param("群“other”读不到。", "群“other”读不到。", id="a-group-the-plan-does-not-know"),
        pytest.param(
            "群名“sales”要改。 The name “sales” should be another.",
            "群名“sales”要改。 The name “sales” should be another.",
            id="a-name-that-is-a-key",
        ),
    ],
)
def test_a_key_is_replaced_by_the_name_where_a_group_is_meant(sentence: str, shown: str) -> None:
    assert NAMES.named(sentence) == shown
