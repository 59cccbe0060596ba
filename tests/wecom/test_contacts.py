"""People as the address book tells of them: text attributes are kept, links and empty ones are not."""

import asyncio
from collections.abc import Mapping

import pytest

from reconciler.errors import ProtocolError
from reconciler.model.directory import Directory, Person
from reconciler.model.ids import UserId
from reconciler.wecom.gateway import ReadGateway
from reconciler.wecom.observer import WecomObserver
from tests.wecom.wire import OK, Reply, ScriptedWecom, a_session, refusal

DEPARTMENTS: Reply = {**OK, "department": [{"id": 1, "name": "某公司", "parentid": 0}]}
KIND = {"name": "用工类型", "type": 0, "text": {"value": "正式"}}


def read(users: Reply, *, simply: Reply | None = None) -> Person:
    """Ann, as a walk meets her."""
    wecom = ScriptedWecom(
        {
            "department/list": [DEPARTMENTS],
            "user/list": [users],
            "user/simplelist": [simply or users],
            "tag/list": [{**OK, "taglist": []}],
        }
    )

    async def run() -> Directory:
        async with a_session(wecom) as session:
            return await WecomObserver(ReadGateway(session), "1000002").read_directory()

    return asyncio.run(run()).people[UserId("ann")]


def ann(**fields: object) -> Reply:
    """An answer with Ann in it."""
    return {**OK, "userlist": [{"userid": "ann", "name": "安", "department": [1], **fields}]}


@pytest.mark.clause("E2.2")
@pytest.mark.parametrize(
    ("extattr", "attributes"),
    [
        pytest.param(None, {}, id="null"),
        pytest.param({}, {}, id="empty"),
        pytest.param({"attrs": []}, {}, id="none"),
        pytest.param({"attrs": [KIND]}, {"用工类型": "正式"}, id="text"),
        pytest.param({"attrs": [{"name": "工号", "text": {"value": "007"}}]}, {"工号": "007"}, id="without-type"),
        pytest.param(
            {"attrs": [{"name": "主页", "type": 1, "web": {"url": "https://example.com", "title": "我"}}, KIND]},
            {"用工类型": "正式"},
            id="link-beside-text",
        ),
        pytest.param({"attrs": [{"name": "用工类型", "type": 0, "text": {"value": ""}}]}, {}, id="empty-value"),
        pytest.param({"attrs": [{"name": "用工类型", "type": 0}]}, {}, id="no-text"),
    ],
)
def test_text_attributes_are_kept(extattr: Mapping[str, object] | None, attributes: dict[str, str]) -> None:
    person = read(ann(extattr=extattr))

    assert person.attributes == attributes


def test_the_short_form_has_no_attributes() -> None:
    person = read(refusal(45029), simply=ann())

    assert person.attributes == {}


@pytest.mark.parametrize("extattr", [{"attrs": {}}, {"attrs": ["x"]}, {"attrs": [{**KIND, "text": []}]}, []])
def test_attributes_of_another_shape_are_an_error(extattr: object) -> None:
    with pytest.raises(ProtocolError):
        read(ann(extattr=extattr))
