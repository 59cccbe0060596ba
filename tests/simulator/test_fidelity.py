"""FIDELITY.md cannot rot: every switch, fault and call is in it."""

from pathlib import Path

import reconciler.simulator
from reconciler.simulator import FAULT_KINDS, SWITCHES
from reconciler.simulator.endpoints import ENDPOINTS

TEXT = (Path(reconciler.simulator.__file__).parent / "FIDELITY.md").read_text(encoding="utf-8")


def test_every_switch_is_documented_with_its_default() -> None:
    missing = [each.name for each in SWITCHES if f"`{each.name}` | {each.default}" not in TEXT]

    assert [name for name in missing if not name.startswith("limit_")] == []


def test_every_limit_is_documented() -> None:
    names = [each.name.removeprefix("limit_") for each in SWITCHES if each.name.startswith("limit_")]

    assert [name for name in names if name not in TEXT] == []


def test_every_fault_is_documented() -> None:
    assert [kind for kind in FAULT_KINDS if f"`{kind}`" not in TEXT] == []


def test_every_page_is_cited() -> None:
    assert [endpoint.path for endpoint in ENDPOINTS.values() if f"[{endpoint.page}]" not in TEXT] == []


def test_the_example_world_is_valid(tmp_path: Path) -> None:
    example = TEXT.split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "world.yaml"
    path.write_text(example, encoding="utf-8")

    with reconciler.simulator.create(tmp_path / "world", path) as simulator:
        assert simulator.chat("g1").members == ("lin", "mei", "old")
