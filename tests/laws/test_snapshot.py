"""A plan from a snapshot is the plan from WeCom, and a snapshot tells nothing that a plan does not need."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings

from reconciler.engine.observe import observe
from reconciler.engine.snapshot import plan_snapshot, take_snapshot
from reconciler.render.snapshot.saved import Terms, dump_snapshot, load_snapshot
from tests.builders import NOW
from tests.engine.fakes import World
from tests.laws.drafts import Company, companies
from tests.snapshot_keys import signer, verifier

TERMS = Terms("ww1", simulated=False, now=NOW)


def saved(world: World) -> str:
    past = world.ledger.read()
    observed = asyncio.run(observe(world.wecom, world.desired, past, NOW))
    return dump_snapshot(take_snapshot(world.setting, observed, past, timedelta(days=7)), signer())


@settings(max_examples=40, deadline=None)
@given(companies())
def test_a_plan_from_a_snapshot_is_the_plan_from_wecom(company: Company) -> None:
    world = company.world()
    terms = replace(TERMS, corp_id=world.desired.company.corp_id)

    plan = plan_snapshot(world.setting, load_snapshot(saved(world), verifier(), terms))

    assert plan.snapshot_at == NOW
    assert replace(plan, snapshot_at=None, fingerprint="") == replace(world.plan(), fingerprint="")
    assert world.wecom.writes == 0


@settings(max_examples=20, deadline=None)
@given(companies())
def test_saving_what_was_read_again_changes_no_byte(company: Company) -> None:
    world = company.world()
    text = saved(world)

    again = load_snapshot(text, verifier(), replace(TERMS, corp_id=world.desired.company.corp_id))

    assert dump_snapshot(again, signer()) == text == saved(world)
