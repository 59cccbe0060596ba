"""Ids of customer groups, different for each who looks."""

from hypothesis import given
from hypothesis import strategies as st

from reconciler.simulator.customers.ids import chat_of_open_gid, open_gid, real_of, seen_by

IDS = st.text(alphabet="abcXYZ019_-", min_size=0, max_size=30).map(lambda tail: f"wr{tail}")
EYES = st.sampled_from(["", "customer-contact", "app/1", "app/2"])


@given(chat_id=IDS, eyes=EYES, seed=st.text(max_size=5))
def test_every_seen_id_leads_back_to_its_group(chat_id: str, eyes: str, seed: str) -> None:
    seen = seen_by(eyes, seed, chat_id)

    assert real_of(eyes, seed, seen) == chat_id
    assert seen.startswith("wr")
    assert chat_of_open_gid(seed, open_gid(seed, chat_id)) == chat_id


def test_ids_differ_between_principals_and_seeds() -> None:
    real = "wrSampleGroup0001"

    seen = {seen_by(eyes, seed, real) for eyes in ("app/1", "app/2", "customer-contact") for seed in "ab"}

    assert len(seen | {real}) == 7


def test_what_is_no_opengid_leads_nowhere() -> None:
    assert chat_of_open_gid("s", "wrSample") == ""
