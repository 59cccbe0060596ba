"""The lock files pin everything that is installed, and agree with each other."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_PIN = re.compile(
    r"^([a-z0-9._-]+)==(\S+)((?: ; [^\\\n]*)?) \\\n((?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def test_the_development_lock_holds_the_other_one() -> None:
    run, develop = _pins("requirements.lock"), _pins("requirements-dev.lock")

    assert {name: pin for name, pin in run.items() if develop.get(name) != pin} == {}


def test_every_dependency_is_pinned_with_its_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    run = {_name(each) for each in (*project["dependencies"], *project["optional-dependencies"]["install"])}
    develop = {_name(each) for each in project["optional-dependencies"]["dev"]}

    assert run - _pins("requirements.lock").keys() == set()
    assert develop - _pins("requirements-dev.lock").keys() == set()


def test_every_line_of_a_lock_is_understood() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        lines = re.findall(r"^[a-zA-Z0-9].*$", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
        assert len(lines) == len(_pins(lock))


def _pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {name: version for name, version, _, _ in _PIN.findall(text)}


def _name(requirement: str) -> str:
    return re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0].lower().replace("_", "-")
