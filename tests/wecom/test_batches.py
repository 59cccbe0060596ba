"""Long lists cut into requests: nothing lost, nothing twice, nothing too long."""

from hypothesis import given
from hypothesis import strategies as st

from reconciler.wecom.batches import in_batches


@given(st.lists(st.integers()), st.integers(min_value=1, max_value=7))
def test_batches_are_the_list_cut_into_pieces_that_fit(items: list[int], size: int) -> None:
    batches = list(in_batches(items, size))

    assert [item for batch in batches for item in batch] == items
    assert all(0 < len(batch) <= size for batch in batches)
    assert all(len(batch) == size for batch in batches[:-1])
