"""Welcome templates: written without telling anybody, read as far as WeCom tells."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from reconciler.errors import ProtocolError, RejectedError, UnknownOutcomeError
from reconciler.wecom.gateway import ReadGateway, WriteGateway
from reconciler.wecom.welcome_templates import WelcomeShape, WelcomeTemplateReader, WelcomeTemplateWriter
from tests.wecom.wire import OK, Reply, ScriptedWecom, refusal, through

BASE = "externalcontact/group_welcome_template"
WORDS = WelcomeShape(text={"content": "欢迎 %NICKNAME%"}, image={"media_id": "m1"})


def get(answer: Reply) -> WelcomeShape:
    wecom = ScriptedWecom({f"{BASE}/get": [answer]})
    return through(wecom, lambda session: WelcomeTemplateReader(ReadGateway(session)).get("t1"))


def written(wecom: ScriptedWecom, do: Callable[[WelcomeTemplateWriter], Coroutine[Any, Any, object]]) -> object:
    return through(wecom, lambda session: do(WelcomeTemplateWriter(WriteGateway(session))))


@pytest.mark.parametrize(
    ("answer", "welcome"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"text": {"content": "你好"}}, {"text": {"content": "你好"}}, id="text"),
        pytest.param({"image": {"pic_url": "https://p/1"}}, {"image": {"pic_url": "https://p/1"}}, id="image"),
        pytest.param(
            {"link": {"title": "规则", "url": "https://r"}},
            {"link": {"title": "规则", "url": "https://r", "picurl": "", "desc": ""}},
            id="link",
        ),
        pytest.param(
            {"miniprogram": {"title": "程序", "pic_media_id": "m", "appid": "wx1", "page": "/p"}},
            {"miniprogram": {"title": "程序", "pic_media_id": "m", "appid": "wx1", "page": "/p"}},
            id="mini-program",
        ),
        pytest.param({"file": {"media_id": "m"}}, {"file": {"media_id": "m"}}, id="file"),
        pytest.param({"video": {"media_id": "m"}}, {"video": {"media_id": "m"}}, id="video"),
    ],
)
def test_every_part_is_read(answer: dict[str, object], welcome: WelcomeShape) -> None:
    assert get({**OK, **answer}) == welcome


@pytest.mark.parametrize("part", [{"text": "你好"}, {"link": {"title": "规则"}}, {"file": []}])
def test_a_part_of_another_shape_is_an_error(part: dict[str, object]) -> None:
    with pytest.raises(ProtocolError):
        get({**OK, **part})


def test_adding_tells_nobody_and_gives_the_id() -> None:
    wecom = ScriptedWecom({f"{BASE}/add": [{**OK, "template_id": "t1"}]})

    assert written(wecom, lambda writer: writer.add(WORDS)) == "t1"
    assert wecom.bodies() == [{**WORDS, "notify": 0}]


def test_a_template_whose_id_is_not_told_is_unknown() -> None:
    with pytest.raises(UnknownOutcomeError):
        written(ScriptedWecom({f"{BASE}/add": [OK]}), lambda writer: writer.add(WORDS))


def test_editing_and_deleting_name_the_template() -> None:
    wecom = ScriptedWecom({f"{BASE}/edit": [OK], f"{BASE}/del": [OK]})

    written(wecom, lambda writer: writer.edit("t1", WORDS))
    written(wecom, lambda writer: writer.delete("t1"))

    assert wecom.bodies() == [{**WORDS, "template_id": "t1"}, {"template_id": "t1"}]


@pytest.mark.parametrize("code", [41055, 41058])
def test_a_full_library_and_a_foreign_template_are_refused(code: int) -> None:
    with pytest.raises(RejectedError):
        written(ScriptedWecom({f"{BASE}/edit": [refusal(code)]}), lambda writer: writer.edit("t1", WORDS))
