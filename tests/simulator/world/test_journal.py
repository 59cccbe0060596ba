"""The journal: everything that came in, nothing that must not be written down."""

from reconciler.simulator import Simulator
from tests.simulator.scene import AGENT, CORP, Wecom, a_client


def test_a_request_is_written_down(world: Simulator, wecom: Wecom) -> None:
    wecom.update(add_user_list=["dan"], name="新群名")

    entry = world.journal()[-1]

    assert (entry.at, entry.corp_id, entry.agent_id, entry.method) == (world.now(), CORP, AGENT, "POST")
    assert (entry.path, entry.errcode, entry.status, entry.applied) == ("/cgi-bin/appchat/update", 0, 200, True)
    assert entry.query == {"access_token": "***"}
    assert entry.body == {"chatid": "c1", "add_user_list": {"count": 1, "ids": ["dan"]}, "name": {"length": 3}}
    assert (entry.door, entry.fault) == ("in-process", "")


def test_reads_apply_nothing_and_refused_writes_did_not(world: Simulator, wecom: Wecom) -> None:
    wecom.code("appchat/get", chatid="c1")
    wecom.update(del_user_list=["dan"])

    assert [entry.applied for entry in world.journal()[-2:]] == [None, False]


def test_secrets_tokens_and_message_texts_are_not_written_down(world: Simulator, wecom: Wecom) -> None:
    wecom.say(payload={"content": "机密内容"})
    wecom.request("POST", "appchat/send", "不是 JSON 的机密".encode())

    written = str(world.journal()) + str(world.show())

    assert not [secret for secret in ("机密", "secret-a", wecom.token) if secret in written]


def test_unknown_paths_are_written_down(world: Simulator) -> None:
    a_client(world).request("GET", "nonsense")

    entry = world.journal()[-1]

    assert (entry.path, entry.status, entry.errcode) == ("/cgi-bin/nonsense", 404, None)


def test_entries_can_be_chosen_and_cleared(world: Simulator, wecom: Wecom) -> None:
    wecom.update()
    wecom.code("appchat/get", chatid="c1")
    last = world.journal()[-1]

    assert [entry.path for entry in world.requests.entries(path="/cgi-bin/appchat/update")] == [
        "/cgi-bin/appchat/update"
    ]
    assert world.requests.entries(after=last.seq) == ()
    world.requests.clear()
    wecom.update()
    assert [entry.seq for entry in world.journal()] == [last.seq + 1]
