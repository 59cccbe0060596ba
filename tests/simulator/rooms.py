"""A small world with an archive, internal groups, sheet groups and webhooks."""

from collections.abc import Mapping
from dataclasses import dataclass

from reconciler.simulator import Simulator
from tests.simulator.scene import Send, Wecom, a_caller, in_process

KEY = "00000000-0000-0000-0000-0000000000aa"
ROOMS = """
now: 2026-11-02T09:00:00
seed: test
corps:
- corp_id: ww1
  departments: [1 总公司, "{id: 2, name: 研发中心, leaders: bob}", 3 平台组 2, 4 市场部]
  people:
  - {id: ann, name: 安, departments: 2}
  - {id: bob, name: 波, departments: 2, leader_of: 2}
  - Carol 卡罗 3
  - dan 丹 4
  - {id: gone, name: 走, departments: 3, departed: true}
  archive: {people: ann, departments: [3]}
  apps:
  - {agent_id: 1000002, name: 群管家, secret: secret-a, areas: documents}
  - {agent_id: 1000003, name: 另一个, secret: secret-b, areas: documents}
  - {agent_id: 2, name: 会话内容存档, secret: secret-z, kind: archive}
  chats:
  - {chat_id: c1, agent_id: 1000002, name: 一号群, members: ann bob}
  internal_groups:
  - {room_id: wrA, name: 午饭, owner: ann, members: ann Carol dan, admins: dan, notice: 十二点,
     created: "2026-10-01T08:00:00"}
  - {room_id: wrB, name: 无人存档, members: bob dan}
  - {room_id: wrC, name: 没人说话, members: ann bob, archived: false}
  - {room_id: dept, name: 研发中心, managed: department, department: 2}
  - {room_id: all, name: 全员, managed: all-staff}
  customer_groups:
  - {chat_id: wrG1, name: 客户, owner: ann, externals: [wmA 王]}
  sheet_groups:
  - {chat_id: s1, doc: D1, agent_id: 1000002, name: 项目甲, owner: ann, members: ann bob}
  - {chat_id: s2, doc: D1, agent_id: 1000002, name: 项目乙, members: bob ann}
  - {chat_id: s3, doc: D1, agent_id: 1000002, name: 项目丙, members: bob ann, dissolved: true}
  - {chat_id: s4, doc: D2, agent_id: 1000003, members: ann bob Carol, sheet_people: ann bob}
  webhooks:
  - {key: 00000000-0000-0000-0000-0000000000aa, room: wrA, name: 值班}
  - {key: no, room: c1, state: disabled}
""".replace('"{id: 2, name: 研发中心, leaders: bob}"', "{id: 2, name: 研发中心, leaders: bob}")
ARCHIVE = "secret-z"


@dataclass
class Webhook:
    """Somebody who knows the key of a webhook and nothing else."""

    send: Send
    key: str = KEY

    def push(self, msgtype: str = "text", payload: object = None, **body: object) -> object:
        """The errcode of webhook/send."""
        caller = Wecom(self.send)
        return caller.post("webhook/send", {"msgtype": msgtype, msgtype: payload, **body}, key=self.key)["errcode"]

    def upload(self, content: bytes, name: str = "media", kind: str = "file") -> Mapping[str, object]:
        """The answer of webhook/upload_media."""
        head = f'--bound\r\nContent-Disposition: form-data; name="{name}"; filename="a.txt"\r\n\r\n'.encode()
        body = head + content + b"\r\n--bound--\r\n"
        answer: dict[str, object] = (
            Wecom(self.send).request("POST", "webhook/upload_media", body, query={"key": self.key, "type": kind}).json()
        )
        return answer


def a_webhook(world: Simulator, key: str = KEY) -> Webhook:
    """A caller with a key."""
    return Webhook(in_process(world), key)


def an_archivist(world: Simulator) -> Wecom:
    """A caller with the archive's secret, logged in."""
    return a_caller(world, ARCHIVE)
