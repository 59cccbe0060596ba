"""Every answer of a rich world against the shapes of the vendor's pages: field by field, type by type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from reconciler.simulator import Simulator
from reconciler.simulator.call import Needs
from reconciler.simulator.endpoints import ENDPOINTS
from tests.contract.shapes import SHAPES, misfits
from tests.simulator.letters import BUTTON, a_card
from tests.simulator.scene import AGENT, CORP, Wecom, a_caller, a_client, make_world

WORLD = """
now: 2026-11-02T09:00:00
seed: test
switches: {sheet_short_pages: no, unready_questions: 0}
corps:
- corp_id: ww1
  departments: [1 总公司, 2 销售, 3 客服]
  people:
  - {id: ann, name: 安, departments: [2, 3], leader_of: 2, position: 总监, alias: an, extattr: {员工类型: 正式}}
  - {id: bob, name: 波, departments: 2, direct_leader: ann}
  - Carol 卡罗 3
  - {id: gone, name: 走, departments: 3, departed: true}
  tags: [{id: 7, name: 值班, people: ann, departments: [3]}]
  apps:
  - {agent_id: 1000002, name: 管家, secret: secret-a, areas: customer documents,
     callback: {url: "http://127.0.0.1:9/wecom", token: SimToken01,
       aes_key: simulatorKeysimulatorKeysimulatorKeysimulaA}}
  - {agent_id: 1, name: 通讯录同步, secret: s-sync, kind: contact-sync}
  - {agent_id: 2, name: 会话内容存档, secret: s-archive, kind: archive}
  contact_people: ann bob Carol gone
  wechat_developer: true
  archive: {people: ann, departments: [3]}
  customer_groups:
  - {chat_id: wrVip, name: 贵宾群, owner: ann, members: bob, admins: bob, notice: 请友善, created: 2026-10-01,
     externals: [wmWang 王, {id: woLi, name: 李, invitor: bob, scene: 2, nickname: 李总},
       {id: wmZhao, name: 赵, scene: 3, state: autumn}]}
  - {chat_id: wrOrphan, name: 无主群, owner: gone, members: Carol, externals: [wmSun 孙], created: 2026-10-01}
  chats:
  - {chat_id: c1, agent_id: 1000002, name: 一号群, members: ann bob}
  internal_groups:
  - {room_id: wrA, name: 午饭, owner: ann, members: ann Carol, notice: 十二点, created: "2026-10-01T08:00:00"}
  sheet_groups:
  - {chat_id: s1, doc: D1, agent_id: 1000002, name: 项目甲, owner: ann, members: ann bob}
  - {chat_id: s2, doc: D1, agent_id: 1000002, name: 项目乙, members: bob ann}
  webhooks:
  - {key: hook, room: wrA, name: 值班}
"""
FILE = b'--X\r\nContent-Disposition: form-data; name="media"; filename="a.txt"\r\n\r\n123456\r\n--X--\r\n'
TEXT = {"content": "你好"}
LINK = {"title": "群规", "url": "https://example.com", "desc": "第一条", "picurl": "https://example.com/p.png"}
PROGRAM = {"title": "群规", "pic_media_id": "m", "appid": "wx1", "page": "index"}
YESTERDAY = 1793462400  # 2026-11-01T00:00:00+08:00
EMPTY = """
now: 2026-11-02T09:00:00
corps:
- corp_id: ww1
  apps: [{agent_id: 1000002, name: 管家, secret: secret-a, areas: customer documents}]
"""

Answers = dict[str, list[Mapping[str, object]]]


@dataclass
class Recorder:
    """A caller that keeps what it hears, by call."""

    caller: Wecom
    heard: Answers = field(default_factory=dict)

    def get(self, path: str, **query: str | int) -> Mapping[str, object]:
        """A GET."""
        return self._keep(path, self.caller.get(path, **query))

    def post(self, path: str, **body: object) -> Mapping[str, object]:
        """A POST of JSON."""
        return self._keep(path, self.caller.post(path, body))

    def outer(self, path: str, **body: object) -> Mapping[str, object]:
        """A POST below externalcontact."""
        return self.post(f"externalcontact/{path}", **body)

    def upload(self, path: str, **query: str | int) -> Mapping[str, object]:
        """An upload of a small file."""
        return self._keep(path, self.caller.request("POST", path, FILE, query=query).json())

    def _keep(self, path: str, answer: Mapping[str, object]) -> Mapping[str, object]:
        self.heard.setdefault(path, []).append(answer)
        return answer


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """What a rich world answers to every documented call, each asked as it should be."""
    with make_world(tmp_path_factory.mktemp("rich"), WORLD) as world:
        heard: Answers = {}
        app = Recorder(a_caller(world), heard)
        ask_for_contacts(app)
        Recorder(a_caller(world, "s-sync"), heard).post("user/list_id", limit=2)
        ask_for_rooms(Recorder(a_caller(world, "s-archive"), heard), app, Recorder(a_client(world), heard))
        speak_to_people(app)
        ask_for_customer_groups(app)
        keep_ways_and_welcomes(app)
        send_to_groups(world, app)
        keep_words(app)
        yield heard


def ask_for_contacts(app: Recorder) -> None:
    """The address book, the app about itself, tokens."""
    Recorder(Wecom(app.caller.send), app.heard).get("gettoken", corpid=CORP, corpsecret="secret-a")
    app.get("get_api_domain_ip")
    app.get("getcallbackip")
    app.get("agent/get", agentid=AGENT)
    app.get("agent/list")
    app.get("department/list")
    app.get("department/simplelist")
    app.get("department/get", id=2)
    app.get("user/get", userid="ann")
    app.get("user/list", department_id=2)
    app.get("user/simplelist", department_id=2)
    app.get("tag/list")
    app.get("tag/get", tagid=7)


def ask_for_rooms(archive: Recorder, app: Recorder, hook: Recorder) -> None:
    """App groups, internal groups, sheet groups, a webhook."""
    archive.post("msgaudit/get_permit_user_list", type=3)
    archive.post("msgaudit/groupchat/get", roomid="wrA")
    app.post("appchat/create", name="新群", owner="ann", userlist=["ann", "bob"])
    app.post("appchat/update", chatid="c1", name="改名")
    app.get("appchat/get", chatid="c1")
    app.post("appchat/send", chatid="c1", msgtype="text", text=TEXT)
    app.post("wedoc/smartsheet/groupchat/list", docid="D1", limit=1)
    app.post("wedoc/smartsheet/groupchat/list", docid="D1")
    app.post("wedoc/smartsheet/groupchat/get", docid="D1", chat_id="s1")
    app.post("wedoc/smartsheet/groupchat/update", docid="D1", chat_id="s1", add_user_list=["Carol"])
    hook.upload("webhook/upload_media", key="hook", type="file")
    sent = hook.caller.post("webhook/send", {"msgtype": "text", "text": TEXT}, key="hook")
    hook.heard["webhook/send"] = [sent]


def speak_to_people(app: Recorder) -> None:
    """Messages, cards and uploads."""
    app.upload("media/upload", type="file")
    app.upload("media/uploadimg")
    to = {"agentid": AGENT, "touser": "ann|nobody", "toparty": "9", "totag": "9"}
    plain = app.post("message/send", msgtype="text", text=TEXT, **to)
    card = app.post("message/send", msgtype="template_card", template_card=a_card(button_list=[BUTTON]), **to)
    app.post(
        "message/update_template_card", agentid=AGENT, userids=["ann", "bob"], response_code=card["response_code"],
        button={"replace_name": "已读"},
    )  # fmt: skip
    app.post("message/recall", msgid=plain["msgid"])


def ask_for_customer_groups(app: Recorder) -> None:
    """Reading, counting, handing over."""
    app.get("externalcontact/get_follow_user_list")
    app.outer("groupchat/list", limit=1)
    app.outer("groupchat/list", limit=100, owner_filter={"userid_list": ["gone"]})
    app.outer("groupchat/get", chat_id="wrVip")
    app.outer("groupchat/get", chat_id="wrVip", need_name=1)
    owners = {"userid_list": ["ann"]}
    app.outer("groupchat/statistic", day_begin_time=YESTERDAY, owner_filter=owners)
    app.outer("groupchat/statistic_group_by_day", day_begin_time=YESTERDAY, owner_filter=owners)
    app.outer("groupchat/transfer", chat_id_list=["wrOrphan", "wrVip"], new_owner="bob")
    app.outer("groupchat/onjob_transfer", chat_id_list=["wrVip", "wrOrphan"], new_owner="bob")
    app.outer("groupchat/onjob_transfer", chat_id_list=["wrVip"], new_owner="ann")


def keep_ways_and_welcomes(app: Recorder) -> None:
    """Join ways, and welcome templates of every kind."""
    way = app.outer("groupchat/add_join_way", scene=2, chat_id_list=["wrVip"])
    app.outer("groupchat/get_join_way", config_id=way["config_id"])
    named = {"remark": "前台", "room_base_name": "大厅", "room_base_id": 3, "state": "lobby", "auto_create_room": 0}
    app.outer("groupchat/update_join_way", config_id=way["config_id"], scene=1, chat_id_list=["wrVip"], **named)
    app.outer("groupchat/get_join_way", config_id=way["config_id"])
    app.outer("groupchat/del_join_way", config_id=way["config_id"])
    parts: tuple[dict[str, object], ...] = (
        {"text": TEXT}, {"text": TEXT, "image": {"media_id": "m"}}, {"link": LINK}, {"miniprogram": PROGRAM},
        {"file": {"media_id": "m"}}, {"video": {"media_id": "m"}},
    )  # fmt: skip
    for part in parts:
        template = app.outer("group_welcome_template/add", **part)["template_id"]
        app.outer("group_welcome_template/get", template_id=template)
    app.outer("group_welcome_template/edit", template_id=template, text=TEXT)
    app.outer("group_welcome_template/del", template_id=template)


def send_to_groups(world: Simulator, app: Recorder) -> None:
    """A mass message, before and after its sender confirms it."""
    attachments = [
        {"msgtype": "image", "image": {"media_id": "m"}}, {"msgtype": "link", "link": LINK},
        {"msgtype": "miniprogram", "miniprogram": PROGRAM}, {"msgtype": "file", "file": {"media_id": "m"}},
        {"msgtype": "video", "video": {"media_id": "m"}},
    ]  # fmt: skip
    task = {"chat_type": "group", "sender": "ann", "text": TEXT, "attachments": attachments}
    msgid = app.outer("add_msg_template", chat_id_list=["wrVip", "wrOrphan"], **task)["msgid"]
    app.outer("get_groupmsg_task", msgid=msgid)
    app.outer("get_groupmsg_send_result", msgid=msgid, userid="ann")
    world.hands.confirm_mass_message(str(msgid), "ann")
    app.outer("get_groupmsg_task", msgid=msgid)
    app.outer("get_groupmsg_send_result", msgid=msgid, userid="ann")
    day = {"start_time": YESTERDAY, "end_time": YESTERDAY + 2 * 86400}
    app.outer("get_groupmsg_list_v2", chat_type="group", **day)
    app.outer("get_group_msg_result", msgid=msgid)
    app.outer("remind_groupmsg_send", msgid=msgid)
    app.outer("cancel_groupmsg_send", msgid=msgid)


def keep_words(app: Recorder) -> None:
    """Sensitive words."""
    scope = {"user_list": ["ann"], "department_list": [2]}
    rule = app.outer(
        "add_intercept_rule", rule_name="广告", word_list=["返现"], semantics_list=[1], intercept_type=1,
        applicable_range=scope,
    )["rule_id"]  # fmt: skip
    app.get("externalcontact/get_intercept_rule_list")
    app.outer("get_intercept_rule", rule_id=rule)
    app.outer("update_intercept_rule", rule_id=rule, word_list=["加我"])
    app.outer("del_intercept_rule", rule_id=rule)


@pytest.mark.parametrize("path", SHAPES)
def test_an_answer_is_as_documented(answers: Answers, path: str) -> None:
    heard = answers[path]

    wrong = [misfit for answer in heard for misfit in misfits(answer, path)]

    assert wrong == []


@pytest.mark.parametrize(
    ("path", "body", "lists"),
    [
        ("externalcontact/groupchat/list", {"limit": 10}, {"group_chat_list": [], "next_cursor": ""}),
        ("externalcontact/get_follow_user_list", None, {"follow_user": []}),
        ("externalcontact/get_intercept_rule_list", None, {"rule_list": []}),
        (
            "externalcontact/get_groupmsg_list_v2",
            {"chat_type": "group", "start_time": YESTERDAY, "end_time": YESTERDAY},
            {"group_msg_list": [], "next_cursor": ""},
        ),
        ("tag/list", None, {"taglist": []}),
    ],
)
def test_nothing_is_an_empty_list(
    tmp_path_factory: pytest.TempPathFactory, path: str, body: object, lists: dict[str, object]
) -> None:
    with make_world(tmp_path_factory.mktemp("empty"), EMPTY) as world:
        caller = a_caller(world)

        answer = caller.get(path) if body is None else caller.post(path, body)

    assert answer == {"errcode": 0, "errmsg": "ok", **lists}


@pytest.mark.parametrize("path", ENDPOINTS)
def test_a_refusal_has_a_number_a_text_and_at_most_empty_lists(
    tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    with make_world(tmp_path_factory.mktemp("empty"), EMPTY) as world:
        answer = a_client(world).post(path.removeprefix("/cgi-bin/"), {}, access_token="stale", key="stale")

    errcode, errmsg, *rest = answer.values()
    assert list(answer)[:2] == ["errcode", "errmsg"]
    assert errcode == (44001 if path.endswith("webhook/upload_media") else refusal(ENDPOINTS[path].needs))
    assert isinstance(errmsg, str)
    assert rest == [[]] * len(rest)


def refusal(needs: Needs) -> int:
    """A key that is none, or a token that is none."""
    return 93000 if needs is Needs.KEY else 40014
