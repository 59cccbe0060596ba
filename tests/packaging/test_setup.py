"""The set-up of a fresh machine says what is missing, in both languages."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

_TOOLS = ("sh", "dirname", "cat", "cksum", "mkdir", "rm")
_TOO_OLD = "#!/bin/sh\nexit 1\n"
_WITHOUT_VENV = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; esac\n'

pytestmark = pytest.mark.skipif(os.name == "nt", reason="make and sh are those of a POSIX system")


def test_without_python_it_says_which_one_is_needed(tmp_path: Path) -> None:
    done = _set_up(tmp_path, {})

    assert done.returncode == 1
    assert "需要 Python 3.11 或更高版本" in done.stderr
    assert "Python 3.11 or newer is needed" in done.stderr


def test_an_old_python_is_not_taken(tmp_path: Path) -> None:
    done = _set_up(tmp_path, {"python3": _TOO_OLD})

    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr


def test_without_the_venv_module_it_says_what_to_install(tmp_path: Path) -> None:
    done = _set_up(tmp_path, {"python3": _WITHOUT_VENV})

    assert done.returncode == 1
    assert "sudo apt install python3-venv" in done.stderr
    assert "缺少 venv 或 ensurepip 模块" in done.stderr


def test_all_shell_scripts_are_well_formed() -> None:
    scripts = {".ci/setup": "sh", ".ci/run": "bash", "docs/demo.sh": "sh"}

    for script, shell in scripts.items():
        done = subprocess.run([shell, "-n", script], cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def _set_up(folder: Path, programs: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the set-up in an empty checkout on a machine that has nothing but a shell and these programs."""
    tools = folder / "tools"
    tools.mkdir()
    for name in _TOOLS:
        found = shutil.which(name)
        assert found is not None
        (tools / name).symlink_to(found)
    for name, text in programs.items():
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    checkout = folder / "a checkout"
    (checkout / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "setup", checkout / ".ci")
    return subprocess.run(
        [str(tools / "sh"), ".ci/setup", "demo"],
        cwd=checkout,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
