"""Which applies can be undone at all."""

from datetime import UTC, datetime

import pytest

from reconciler.engine.undo import undoing_of
from reconciler.errors import UndoError
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.undo import After, DoneGroup, PastApply, Undoes, Undoing

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
EVE = UserId("eve")
PART = frozenset({"user:eve"})


def a_group(*, after: bool = True, put_back: bool = False) -> DoneGroup:
    left = After.made("n", UserId("ann"), frozenset({EVE})) if after else None
    back = PART if put_back else frozenset[str]()
    by = "bbbb1" if put_back else ""
    return DoneGroup(
        GroupKey("g"), ChatId("c"), joined=frozenset({EVE}), certain=PART, after=left, put_back=back, undone_by=by
    )


def an_apply(group: DoneGroup, *, has_ended: bool = True) -> PastApply:
    return PastApply("aaaa1", NOW, "ann", has_ended=has_ended, groups=(group,))


def test_an_apply_that_ended_can_be_undone() -> None:
    done = an_apply(a_group())

    assert undoing_of(lambda _asked: done, Undoes("aaaa1", whole=True)) == Undoing(done, whole=True)


@pytest.mark.parametrize(
    ("done", "zh", "en"),
    [
        pytest.param(an_apply(a_group(put_back=True)), "已经由 bbbb1 撤销", "already undone by bbbb1", id="undone"),
        pytest.param(an_apply(a_group(), has_ended=False), "没有走到结束", "did not come to its end", id="it-died"),
        pytest.param(an_apply(a_group(after=False)), "旧版本执行的", "an older version ran it", id="old-ledger"),
    ],
)
def test_one_that_nothing_is_known_of_is_refused_in_words(done: PastApply, zh: str, en: str) -> None:
    with pytest.raises(UndoError) as refused:
        undoing_of(lambda _asked: done, Undoes("aaaa1"))

    assert zh in refused.value.what.zh
    assert en in refused.value.what.en
