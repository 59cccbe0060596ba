"""A small world with customer groups, and callers into it."""

from pathlib import Path

from reconciler.simulator import Simulator
from tests.simulator.scene import Wecom, make_world

CORP = "ww1"
AGENT, NARROW, OUTSIDE, SYSTEM = 1000002, 1000003, 1000004, 3
VIP, SOUTH, ORPHAN, PRIVATE = "wrVipGroup00000001", "wrSouthGroup000002", "wrOrphanGroup00003", "wrPrivateGroup0004"
CREATED = 1793462400  # 2026-11-01T00:00:00+08:00

WORLD = """
now: 2026-11-02T09:00:00
seed: test
corps:
- corp_id: ww1
  departments: [1 总公司, 2 销售, 3 客服]
  people:
  - ann 安 2
  - bob 波 2
  - Carol 卡罗 3
  - {id: dan, name: 丹, departments: 3, status: 2}
  - {id: gone, name: 走, departments: 3, departed: true}
  - eve 伊 3
  apps:
  - {agent_id: 1000002, name: 客户群管家, secret: s-wide, areas: customer}
  - {agent_id: 1000003, name: 窄, secret: s-narrow, areas: customer, range: {departments: 3}}
  - {agent_id: 1000004, name: 不在名单, secret: s-none}
  - {agent_id: 3, name: 客户联系, secret: s-system, kind: customer-contact}
  contact_people: ann bob Carol dan gone
  wechat_developer: true
  customer_groups:
  - {chat_id: wrVipGroup00000001, name: 贵宾群, owner: ann, members: bob eve, admins: bob, notice: 请友善,
     created: 2026-11-01, externals: [wmWang 王, {id: woLi, name: 李, invitor: bob, scene: 2, nickname: 李总},
       {id: wmZhao, name: 赵, scene: 3, state: autumn}], nicknames: {ann: 小安}}
  - {chat_id: wrSouthGroup000002, name: 华南群, owner: Carol, externals: [wmQian 钱], created: 2026-10-01}
  - {chat_id: wrOrphanGroup00003, name: 无主群, owner: gone, members: Carol, externals: [wmSun 孙], created: 2026-10-01}
  - {chat_id: wrPrivateGroup0004, name: 私群, owner: eve, externals: [wmWu 吴]}
"""


def a_customer_world(directory: Path, **switches: str | int) -> Simulator:
    """A fresh world; switches by name."""
    return make_world(directory, WORLD, **switches)


def get_group(caller: Wecom, chat_id: str = VIP, **body: object) -> dict[str, object]:
    """The `group_chat` of groupchat/get; empty when it is refused."""
    answer = caller.post("externalcontact/groupchat/get", {"chat_id": chat_id, **body})
    group = answer.get("group_chat", {})
    assert isinstance(group, dict)
    return group


def get_code(caller: Wecom, chat_id: str) -> object:
    """The errcode of groupchat/get."""
    return caller.post("externalcontact/groupchat/get", {"chat_id": chat_id})["errcode"]


def list_ids(caller: Wecom, **body: object) -> list[tuple[str, int]]:
    """Ids and status of groupchat/list."""
    answer = caller.post("externalcontact/groupchat/list", {"limit": 1000, **body})
    rows = answer["group_chat_list"]
    assert isinstance(rows, list)
    return [(row["chat_id"], row["status"]) for row in rows]


def list_code(caller: Wecom, **body: object) -> object:
    """The errcode of groupchat/list."""
    return caller.post("externalcontact/groupchat/list", body)["errcode"]


def failures(caller: Wecom, call: str, new_owner: str, *chat_ids: str) -> object:
    """The codes by group of a transfer, or its errcode when that is not 0."""
    answer = caller.post(f"externalcontact/groupchat/{call}", {"chat_id_list": chat_ids, "new_owner": new_owner})
    if answer["errcode"]:
        return answer["errcode"]
    failed = answer["failed_chat_list"]
    assert isinstance(failed, list)
    return {each["chat_id"]: each["errcode"] for each in failed}
