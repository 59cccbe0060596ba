"""The loopback server as a process of its own: starts, answers, ends when told and when idle."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from reconciler.simulator import DoorError, Simulator
from reconciler.simulator.server import serve
from tests.simulator.scene import CORP

SERVE = """
import pathlib, sys
from reconciler.simulator import Simulator
with Simulator.open(pathlib.Path(sys.argv[1])) as simulator:
    simulator.serve(announce=lambda address: print(address, flush=True))
print("ended", flush=True)
"""


@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_quietly(world: Simulator, sig: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(world.directory)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()

        answer = httpx.get(f"{address}/cgi-bin/gettoken", params={"corpid": CORP}, trust_env=False).json()
        os.kill(process.pid, sig)

        assert (answer["errcode"], process.stdout.read(), process.wait()) == (41004, "ended\n", 0)


def test_an_idle_server_ends_by_itself(world: Simulator) -> None:
    heard: list[str] = []
    thread = threading.Thread(
        target=serve, args=(world.directory,), kwargs={"idle_timeout_s": 0.1, "announce": heard.append}
    )

    thread.start()
    thread.join(timeout=10)

    assert not thread.is_alive()
    assert heard[0].startswith("http://127.0.0.1:")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.com", ""])  # noqa: S104 - refused, that is the point
def test_only_loopback_is_served(world: Simulator, host: str) -> None:
    with pytest.raises(DoorError):
        world.serve(host)
