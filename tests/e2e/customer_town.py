"""A town with two customer groups, and hands on what stands around them at WeCom."""

import asyncio
import dataclasses
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from reconciler.model.company import Connection
from reconciler.model.secret import Secret
from reconciler.simulator.outreach.intercept_rules import load_rules
from reconciler.simulator.outreach.join_ways import load_join_ways
from reconciler.simulator.outreach.mass_messages import load_mass_messages
from reconciler.simulator.outreach.welcome_templates import load_templates
from reconciler.wecom.endpoint import WriteEndpoint
from reconciler.wecom.gateway import Session, WriteGateway
from tests.e2e.town import AGENT, CORP, OTHER, SECRET, Town, a_group, a_world
from tests.wecom.wire import FakeTime

VIP, SECOND = "wrVipGroup00000001", "wrSecondGroup00002"
OTHER_SECRET = "Zq7secretOfTheOther"
_LOADERS: dict[str, Callable[[sqlite3.Connection, str], tuple[Any, ...]]] = {
    "join_ways": load_join_ways,
    "welcome_templates": load_templates,
    "intercept_rules": load_rules,
    "mass_messages": load_mass_messages,
}


def a_customer_group(key: str = "vip", chat_id: str = VIP, **more: object) -> dict[str, Any]:
    """A customer group that is there, owned by ann, with nobody declared but her."""
    return {**a_group(key, members=None, type="customer", chat_id=chat_id), **more}


def a_way(key: str = "lobby", **more: object) -> dict[str, Any]:
    """A way in that makes no further groups."""
    return {"key": key, "auto_create_room": False, "remark": "大堂", "state": "lobby", **more}


def a_rule(key: str = "price", **more: object) -> dict[str, Any]:
    """A rule for ann."""
    return {"key": key, "name": "价格", "words": ["内部价"], "action": "block", "users": ["ann"], **more}


def a_customer_world(**more: Any) -> dict[str, Any]:
    """Two customer groups of ann's; both applications may call customer contact."""
    return a_world(
        ("ann 安 2", "bob 波 2", "cat 卡 3"),
        apps=[
            {"agent_id": AGENT, "name": "群管家", "secret": SECRET, "areas": "customer"},
            {"agent_id": OTHER, "name": "另一个", "secret": OTHER_SECRET, "areas": "customer"},
        ],
        contact_people="ann bob",
        customer_groups=[
            {"chat_id": VIP, "name": "vip 群", "owner": "ann", "externals": ["wmWang 王"]},
            {"chat_id": SECOND, "name": "second 群", "owner": "ann", "externals": ["wmLi 李"]},
        ],
        **more,
    )


class CustomerTown(Town):
    """A town with customer groups."""

    def __init__(self, folder: Path, *groups: Mapping[str, Any], **company: Any) -> None:
        super().__init__(folder, groups, world=a_customer_world(), company=company)

    def around(self, name: str) -> list[dict[str, Any]]:
        """`join_ways`, `welcome_templates`, `intercept_rules` or `mass_messages`, with all that they say."""
        with closing(sqlite3.connect(self.home / "world.sqlite")) as connection:
            found = [dataclasses.asdict(each) for each in _LOADERS[name](connection, CORP)]
        return [{key: list(v) if isinstance(v, tuple) else v for key, v in each.items()} for each in found]

    def call(self, endpoint: WriteEndpoint, body: Mapping[str, object], secret: str = SECRET) -> None:
        """A call that is not ours: somebody else's program, with our secret or another."""

        async def run() -> None:
            session = Session(
                Connection(), CORP, Secret(secret), transport=self.world.transport(), timing=FakeTime().timing
            )
            async with session:
                await WriteGateway(session).write(endpoint, body)

        asyncio.run(run())

    def planned(self) -> list[tuple[str, str, str, list[str]]]:
        """What is planned around groups: kind, operation, cause and parts."""
        return [(c["kind"], c["op"], c["cause"], c["differs"]) for c in self.plan()["resources"]]
