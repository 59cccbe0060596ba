"""The digest of a plan's meaning."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reconciler.model.fingerprint import fingerprint
from reconciler.model.plan import Plan
from reconciler.text import Text
from tests.render.builders import NOW, a_finding, a_group, a_join, a_step
from tests.render.scenarios import blocked, mixed, one_join


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(replace(mixed(), now=NOW + timedelta(days=1)), id="another-time"),
        pytest.param(replace(mixed(), people={}), id="hidden-names"),
        pytest.param(replace(mixed(), findings=(a_finding("other"),)), id="other-findings"),
        pytest.param(replace(mixed(), fingerprint=""), id="its-own-fingerprint"),
        pytest.param(
            replace(mixed(), actions=tuple(replace(act, not_before=NOW) for act in mixed().actions)), id="quiet-hours"
        ),
        pytest.param(
            replace(mixed(), manual=tuple(replace(step, what=Text("甲", "a"), since=NOW) for step in mixed().manual)),
            id="other-words",
        ),
    ],
)
def test_the_same_meaning_has_the_same_fingerprint(same: Plan) -> None:
    assert fingerprint(same) == fingerprint(mixed())


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(mixed(), corp_id="other"), id="another-corp"),
        pytest.param(replace(mixed(), agent_id="other"), id="another-application"),
        pytest.param(replace(mixed(), actions=mixed().actions[::-1]), id="another-order"),
        pytest.param(replace(mixed(), actions=mixed().actions[:1]), id="an-action-less"),
        pytest.param(replace(mixed(), groups=(a_group(changes=(a_join("new"),)),)), id="other-live-facts"),
        pytest.param(replace(mixed(), blocked=blocked().blocked), id="something-blocked"),
        pytest.param(replace(mixed(), manual=(a_step("another"),)), id="another-manual-step"),
        pytest.param(one_join(), id="another-plan"),
    ],
)
def test_another_meaning_has_another_fingerprint(other: Plan) -> None:
    assert fingerprint(other) != fingerprint(mixed())
