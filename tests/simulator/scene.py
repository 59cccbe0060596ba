"""A small world and a caller with a token: what most tests of the simulator start from."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from reconciler.simulator import Simulator, create

CORP = "ww1"
AGENT = 1000002
OTHER = 1000003
NARROW = 1000004
SYNC = 1
OURS = "secret-a"

WORLD = """
now: 2026-11-02T09:00:00
seed: test
corps:
- corp_id: ww1
  departments:
  - 1 总公司
  - {id: 2, name: 研发中心, leaders: [ann]}
  - 3 平台组 2
  - 4 市场部
  people:
  - {id: ann, name: 安, departments: 2, leader_of: 2, position: 总监, alias: an, extattr: {员工类型: 正式}}
  - {id: bob, name: 波, departments: [2, 3], direct_leader: ann}
  - Carol 卡罗 3
  - dan 丹 4
  - {id: eve, name: 伊, departments: 4, status: 2}
  - {id: gone, name: 走, departments: 3, departed: true}
  tags:
  - {id: 7, name: 值班, people: [ann, gone, dan], departments: [3]}
  apps:
  - {agent_id: 1000002, name: 群管家, secret: secret-a}
  - {agent_id: 1000003, name: 另一个, secret: secret-b}
  - {agent_id: 1000004, name: 窄, secret: secret-n, range: {departments: 3, people: dan}}
  - {agent_id: 1, name: 通讯录同步, secret: secret-s, kind: contact-sync}
  chats:
  - {chat_id: c1, agent_id: 1000002, name: 一号群, owner: ann, members: ann bob Carol}
  - {chat_id: theirs, agent_id: 1000003, name: 别人的群, members: ann bob}
- corp_id: ww2
  apps: [{agent_id: 9, name: x, secret: secret-2}]
"""

Send = Callable[[httpx.Request], httpx.Response]


def make_world(directory: Path, text: str = WORLD, **switches: str | int) -> Simulator:
    """A fresh world; switches by name."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / "world.yaml"
    path.write_text(text, encoding="utf-8")
    simulator = create(directory / "world", path)
    for name, value in switches.items():
        simulator.switches.set(name, value)
    return simulator


def in_process(simulator: Simulator, ip: str = "127.0.0.1") -> Send:
    """The door in process, called from ordinary functions."""
    transport = simulator.transport(ip=ip)
    return lambda request: asyncio.run(transport.handle_async_request(request))


@dataclass
class Wecom:
    """A caller with the secret of one app."""

    send: Send
    secret: str = OURS
    corp: str = CORP
    base: str = "https://qyapi.weixin.qq.com"
    token: str = field(default="")

    def login(self) -> "Wecom":
        """Fetch a token."""
        answer = self.get("gettoken", corpid=self.corp, corpsecret=self.secret)
        self.token = str(answer["access_token"])
        return self

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str | int] | None = None,
    ) -> httpx.Response:
        """One request under /cgi-bin, with the token when there is one and none was given."""
        own = {"access_token": self.token} if self.token else {}
        url = f"{self.base}/cgi-bin/{path}"
        return self.send(httpx.Request(method, url, params={**own, **(query or {})}, content=body, headers=headers))

    def get(self, path: str, **query: str | int) -> dict[str, object]:
        """The JSON answer to a GET."""
        answer: dict[str, object] = self.request("GET", path, query=query).json()
        return answer

    def post(self, path: str, body: object, **query: str | int) -> dict[str, object]:
        """The JSON answer to a POST."""
        answer: dict[str, object] = self.request("POST", path, json.dumps(body).encode(), query=query).json()
        return answer

    def create(self, **body: object) -> object:
        """The errcode of appchat/create."""
        return self.post("appchat/create", body)["errcode"]

    def update(self, chatid: object = "c1", **body: object) -> object:
        """The errcode of appchat/update."""
        return self.post("appchat/update", {"chatid": chatid, **body})["errcode"]

    def say(self, msgtype: object = "text", payload: object = None, **body: object) -> object:
        """The errcode of appchat/send into c1."""
        full = {"chatid": "c1", "msgtype": msgtype, str(msgtype): payload, **body}
        return self.post("appchat/send", full)["errcode"]

    def code(self, path: str, **query: str | int) -> object:
        """The errcode of a GET."""
        return self.get(path, **query)["errcode"]


def a_caller(simulator: Simulator, secret: str = OURS, ip: str = "127.0.0.1") -> Wecom:
    """A caller in process, logged in."""
    return Wecom(in_process(simulator, ip), secret).login()


def a_client(simulator: Simulator) -> Wecom:
    """A caller in process without a token."""
    return Wecom(in_process(simulator))
