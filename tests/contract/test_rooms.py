"""Our own readers and writers of internal and sheet groups, and an ordinary HTTP client with a webhook's key."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from reconciler.errors import RejectedError
from reconciler.model.company import Connection
from reconciler.model.secret import Secret
from reconciler.simulator import Simulator
from reconciler.simulator.server import loopback
from reconciler.wecom.archive import Archive
from reconciler.wecom.gateway import ReadGateway, Session, WriteGateway
from reconciler.wecom.sheet_groups import SheetGroupReader, SheetGroupWriter, SheetUpdateShape
from tests.simulator.rooms import ARCHIVE, KEY, ROOMS
from tests.simulator.scene import CORP, OURS, make_world
from tests.wecom.wire import FakeTime

Result = TypeVar("Result")


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Simulator]:
    """The world of rooms."""
    with make_world(tmp_path, ROOMS) as simulator:
        yield simulator


def against(world: Simulator, secret: str, do: Callable[[Session], Coroutine[Any, Any, Result]]) -> Result:
    """What `do` makes of one session with the simulator."""

    async def run() -> Result:
        transport, timing = world.transport(), FakeTime().timing
        async with Session(Connection(), CORP, Secret(secret), transport=transport, timing=timing) as session:
            return await do(session)

    return asyncio.run(run())


def test_every_group_of_a_sheet_is_found_in_short_pages(rooms: Simulator) -> None:
    made = [f"t{number:03}" for number in range(300)]
    for chat_id in made:
        rooms.hands.make_sheet_group(chat_id, "D1", 1000002, ["ann"])

    found = against(rooms, OURS, lambda session: SheetGroupReader(ReadGateway(session)).listed("D1"))

    assert sorted(found) == sorted(["s1", "s2", *made])


def test_a_sheet_group_is_changed_and_read_back(rooms: Simulator) -> None:
    body = SheetUpdateShape(docid="D1", chat_id="s1", owner="dan", add_user_list=["dan"], del_user_list=["ann"])

    async def do(session: Session) -> object:
        await SheetGroupWriter(WriteGateway(session)).update(body)
        return await SheetGroupReader(ReadGateway(session)).get("D1", "s1")

    assert against(rooms, OURS, do) == {"name": "项目甲", "owner": "dan", "user_list": ("bob", "dan")}


def test_somebody_who_is_not_in_the_sheet_is_told(rooms: Simulator) -> None:
    body = SheetUpdateShape(docid="D1", chat_id="s1", add_user_list=["gone"])

    with pytest.raises(RejectedError) as raised:
        against(rooms, OURS, lambda session: SheetGroupWriter(WriteGateway(session)).update(body))

    assert raised.value.errcode == 710800


def test_the_archive_is_read(rooms: Simulator) -> None:
    async def do(session: Session) -> object:
        archive = Archive(ReadGateway(session))
        room = await archive.room("wrA")
        return await archive.permitted_people(), room["roomname"], room["members"][0]["memberid"]

    assert against(rooms, ARCHIVE, do) == (("ann", "Carol"), "午饭", "ann")


def test_an_ordinary_client_uploads_a_file_and_sends_it(rooms: Simulator) -> None:
    with loopback(rooms.directory) as base, httpx.Client(trust_env=False, timeout=10) as client:
        files = {"media": ("值班表.txt", b"--\r\n\r\n12:00", "text/plain")}
        uploaded = client.post(f"{base}/cgi-bin/webhook/upload_media?key={KEY}&type=file", files=files).json()
        body = {"msgtype": "file", "file": {"media_id": uploaded["media_id"]}}
        sent = client.post(f"{base}/cgi-bin/webhook/send?key={KEY}", json=body).json()

    assert (uploaded["type"], sent) == ("file", {"errcode": 0, "errmsg": "ok"})
    assert rooms.messages("wrA")[0].msgtype == "file"
