"""Laws: no body breaks the calls that reach people and keep what stands around customer groups."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reconciler.simulator.outreach.endpoints import OUTREACH
from tests.simulator.letters import a_card
from tests.simulator.outreach_scene import make_outreach
from tests.simulator.scene import AGENT, a_caller

PATHS = st.sampled_from([endpoint.path.removeprefix("/cgi-bin/") for endpoint in OUTREACH])
NAMES = [
    "touser", "toparty", "totag", "agentid", "msgtype", "text", "template_card", "safe", "enable_duplicate_check",
    "duplicate_check_interval", "userids", "partyids", "response_code", "button", "msgid", "scene", "chat_id_list",
    "room_base_id", "state", "config_id", "template_id", "image", "link", "notify", "rule_id", "rule_name", "word_list",
    "semantics_list", "extra_rule", "applicable_range", "intercept_type", "chat_type", "sender", "attachments",
    "start_time", "end_time", "cursor", "limit", "content", "user_list", "department_list", "url", "title",
]  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
LIKELY = st.sampled_from(
    ["ann", "@all", "ann|gone", "text", "template_card", "group", AGENT, "9" * 5000, ["wrG1"], ["ann"], [1, 2], 10**30,
     {"content": "x"}, {"user_list": ["ann"]}, a_card(), [{"msgtype": "image", "image": {"media_id": "m"}}]]
)  # fmt: skip
JSON = st.recursive(
    SCALARS | LIKELY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=8,
)
BODIES = st.dictionaries(st.sampled_from(NAMES), JSON, max_size=8)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(calls=st.lists(st.tuples(PATHS, BODIES), min_size=1, max_size=12))
def test_no_body_breaks_the_desk(calls: list[tuple[str, dict[str, object]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, make_outreach(Path(folder)) as world:
        caller = a_caller(world)

        codes = [caller.post(path, body)["errcode"] for path, body in calls]

        assert [entry.errcode for entry in world.journal()[1:]] == codes
