"""What is gone at WeCom and asked for by nobody is forgotten; a notice that was asked for never is."""

import pytest

from reconciler.model.live import LiveState
from reconciler.model.record import Past
from reconciler.model.resource import Content, PastResource, ResourceKey, ResourceKind
from reconciler.planning import gone_resources
from tests.builders import NOW

WAY, TASK = ResourceKind.JOIN_WAY, ResourceKind.MASS_MESSAGE


def what_is_forgotten(kind: ResourceKind, seen: dict[str, Content | None]) -> tuple[ResourceKey, ...]:
    past = Past(resources={(kind, "vip/lobby"): PastResource(kind, "vip/lobby", id="1")})
    live = LiveState(observed_at=NOW, resources={(kind, known): content for known, content in seen.items()})
    return gone_resources(past, live, ())


@pytest.mark.parametrize(
    ("kind", "seen", "expected"),
    [
        pytest.param(WAY, {"1": None}, ((WAY, "vip/lobby"),), id="gone"),
        pytest.param(WAY, {"1": {}}, (), id="there"),
        pytest.param(WAY, {}, (), id="not-read"),
        pytest.param(TASK, {"1": None}, (), id="a-task-that-wecom-no-longer-knows"),
    ],
)
def test_only_what_was_looked_for_and_is_gone_is_forgotten(
    kind: ResourceKind, seen: dict[str, Content | None], expected: tuple[ResourceKey, ...]
) -> None:
    assert what_is_forgotten(kind, seen) == expected
