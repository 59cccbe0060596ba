"""The wheel works by itself: schemas, templates and the simulator are in it."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

from tests.packaging.company_repository import ANSWERS

ROOT = Path(__file__).resolve().parents[2]

_NOT_BUILT = {"__pycache__", "build", "dist", "tests", "docs", "benchmarks"}


def test_the_installed_wheel_validates_and_plans_away_from_the_checkout(tmp_path: Path) -> None:
    """One test, because building and installing take longer than everything that is asked afterwards."""
    wheel = _build(tmp_path)
    command = _install(wheel, tmp_path)
    shutil.copytree(ROOT / "groups", tmp_path / "elsewhere")

    validated = _run([command, "validate", "--root", "elsewhere", "--lang", "en"], tmp_path)
    _run([command, "simulate", "init", "world", "--root", "elsewhere"], tmp_path)
    planned = _run([command, "plan", "--simulator", "world", "--root", "elsewhere", "--markdown"], tmp_path)

    _run([command, "init", "ours", *ANSWERS], tmp_path)

    assert _missing(wheel) == set()
    assert (tmp_path / "ours" / ".github" / "workflows" / "plan.yml").is_file()
    assert validated.returncode == 0
    assert "rd-platform-release" in planned.stdout


def _left_out(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name in _NOT_BUILT or (name.startswith(".") and name != ".github")}


def _build(folder: Path) -> Path:
    """The wheel of a copy of the checkout, so that nothing is written into the checkout itself."""
    shutil.copytree(ROOT, folder / "checkout", ignore=_left_out)
    _run([sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", ".", "checkout"], folder)
    return next(folder.glob("*.whl"))


def _install(wheel: Path, folder: Path) -> str:
    """The command, installed into an environment of its own that borrows the dependencies of this one."""
    venv.create(folder / "venv", with_pip=False)
    scripts = folder / "venv" / "bin"
    python = str(scripts / "python")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    _run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], folder)
    packages = _run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).stdout.strip()
    # A folder named in a .pth file is searched last, and its own .pth files are not read: the checkout stays invisible.
    (Path(packages) / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return str(scripts / "reconciler")


def _missing(wheel: Path) -> set[str]:
    """Schemas, templates and notes that the package has and the wheel does not."""
    wanted = {f"reconciler/schemas/{path.name}" for path in (ROOT / "schemas").glob("*.json")}
    wanted |= {f"reconciler/workflows/{path.name}" for path in (ROOT / ".github" / "workflows").glob("*.yml")}
    wanted |= {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "reconciler").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        return wanted - set(archive.namelist())


def _run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run to the end; 1 is no failure here, because groups of the example company are blocked on purpose."""
    ours = ("PYTHON", "COV_", "RECONCILER")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(words, cwd=folder, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, f"{words}\n{done.stdout}\n{done.stderr}"
    return done
