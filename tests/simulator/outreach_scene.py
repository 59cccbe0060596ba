"""A small world with customer groups, and the calls around them."""

from pathlib import Path
from typing import Any

from reconciler.simulator import Simulator
from tests.simulator.scene import Wecom, make_world

WORLD = """
now: 2026-11-02T09:00:00
seed: test
switches: {customer_cap_wechat: 3}
corps:
- corp_id: ww1
  departments: [1 总公司, 2 销售部, 3 市场部]
  people: [ann 安 2, bob 波 2, Carol 卡罗 3, dan 丹 3]
  contact_people: ann bob Carol
  apps:
  - {agent_id: 1000002, name: 群管家, secret: secret-a, areas: customer,
     callback: {url: "http://127.0.0.1:9/wecom", token: SimToken01,
       aes_key: simulatorKeysimulatorKeysimulatorKeysimulaA}}
  - {agent_id: 1000003, name: 另一个, secret: secret-b, areas: customer}
  - {agent_id: 1000004, name: 窄, secret: secret-n, areas: customer, range: {departments: 2}}
  - {agent_id: 1000005, name: 无权, secret: secret-o}
  customer_groups:
  - {chat_id: wrG1, name: 一群, owner: ann, members: bob, externals: [wmA 王]}
  - {chat_id: wrG2, name: 二群, owner: ann, externals: [wmA 王]}
  - {chat_id: wrG3, name: 三群, owner: Carol, externals: [woB 李]}
  - {chat_id: wrX, name: 外部群, owner: ann, externals: [woB 李], customer: false}
"""


def make_outreach(directory: Path) -> Simulator:
    """A fresh world with customer groups; groups with WeChat users hold three."""
    return make_world(directory, WORLD)


def ask(wecom: Wecom, call: str, **body: object) -> Any:
    """The answer to a POST below externalcontact."""
    return wecom.post(f"externalcontact/{call}", body)
