"""Welcome templates: a text and one thing beside it, who may edit, who is told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reconciler.simulator import Simulator
from tests.simulator.outreach_scene import ask, make_outreach
from tests.simulator.scene import Wecom, a_caller

TEXT = {"content": "欢迎 %NICKNAME%"}
LINK = {"title": "群规", "picurl": "https://example.com/p", "desc": "请读", "url": "https://example.com"}
PROGRAM = {"title": "程序", "pic_media_id": "m", "appid": "wx1", "page": "/p"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Simulator]:
    """A fresh world with customer groups."""
    with make_outreach(tmp_path) as simulator:
        yield simulator


def template(wecom: Wecom, call: str, **body: object) -> Any:
    """The answer of one call of the library."""
    return ask(wecom, f"group_welcome_template/{call}", **body)


def read(wecom: Wecom, **content: object) -> dict[str, object]:
    """What comes back of a new template."""
    template_id = template(wecom, "add", notify=0, **content)["template_id"]
    answer: dict[str, object] = template(wecom, "get", template_id=template_id)
    return {key: value for key, value in answer.items() if key not in ("errcode", "errmsg")}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"text": TEXT}, id="text"),
        pytest.param({"text": TEXT, "link": LINK}, id="link"),
        pytest.param({"miniprogram": PROGRAM}, id="mini-program-alone"),
        pytest.param({"text": TEXT, "file": {"media_id": "m"}}, id="file"),
        pytest.param({"text": TEXT, "video": {"media_id": "m"}}, id="video"),
        pytest.param({"image": {"pic_url": "https://example.com/p"}}, id="picture-by-address"),
    ],
)
def test_a_template_comes_back(wecom: Wecom, content: dict[str, object]) -> None:
    assert read(wecom, **content) == content


@pytest.mark.parametrize(("text", "code"), [("好" * 1000, 0), ("好" * 1000 + "x", 45002)], ids=["3000", "3001"])
def test_the_text_is_counted_in_bytes(text: str, code: int, wecom: Wecom) -> None:
    assert template(wecom, "add", text={"content": text}, notify=0)["errcode"] == code


def test_a_picture_comes_back_as_an_address_only(wecom: Wecom) -> None:
    image = read(wecom, image={"media_id": "m"})["image"]

    assert isinstance(image, dict)
    assert list(image) == ["pic_url"]


def test_the_first_thing_by_precedence_counts(wecom: Wecom) -> None:
    content = {"file": {"media_id": "f"}, "link": LINK, "video": {"media_id": "v"}}

    assert read(wecom, text=TEXT, **content) == {"text": TEXT, "link": LINK}


def test_a_thing_with_empty_fields_only_is_not_there(wecom: Wecom) -> None:
    assert read(wecom, image={"media_id": "", "pic_url": ""}, link=LINK) == {"link": LINK}


def test_long_titles_are_cut(wecom: Wecom) -> None:
    link = read(wecom, link={**LINK, "title": "题" * 50})["link"]

    assert isinstance(link, dict)
    assert link["title"] == "题" * 42


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param({}, 40063, id="nothing"),
        pytest.param({"text": {"content": ""}, "image": {}}, 40063, id="nothing-in-it"),
        pytest.param({"text": {"content": "x" * 3000}}, 0, id="3000-bytes"),
        pytest.param({"text": {"content": "x" * 3001}}, 45002, id="3001-bytes"),
        pytest.param({"link": {"title": "t"}}, 40058, id="link-without-url"),
        pytest.param({"miniprogram": {**PROGRAM, "page": ""}}, 40058, id="mini-program-without-page"),
        pytest.param({"file": {"name": "x"}}, 40007, id="file-without-media"),
    ],
)
def test_content(wecom: Wecom, content: dict[str, object], code: int) -> None:
    assert template(wecom, "add", **content)["errcode"] == code


@pytest.mark.parametrize(
    ("given", "notified"),
    [pytest.param({}, True, id="absent"), pytest.param({"notify": 1}, True, id="1"), ({"notify": 0}, False)],
)
def test_members_are_told_unless_asked_not_to(
    world: Simulator, wecom: Wecom, given: dict[str, object], notified: bool
) -> None:
    template(wecom, "add", text=TEXT, **given)

    assert [each.notified for each in world.welcome_templates()] == [notified]


def test_an_edit_replaces_the_content_and_tells_nobody(world: Simulator, wecom: Wecom) -> None:
    template_id = template(wecom, "add", text=TEXT, link=LINK, notify=0)["template_id"]

    answer = template(wecom, "edit", template_id=template_id, text={"content": "新"})

    (kept,) = world.welcome_templates()
    assert answer["errcode"] == 0
    assert (kept.text, kept.kind, kept.notified) == ("新", "", False)


def test_only_the_maker_edits_and_deletes(world: Simulator, wecom: Wecom) -> None:
    template_id = template(wecom, "add", text=TEXT)["template_id"]
    other = a_caller(world, "secret-b")

    codes = [template(other, call, template_id=template_id, text=TEXT)["errcode"] for call in ("get", "edit", "del")]

    assert codes == [0, 41058, 41058]


def test_a_deleted_template_is_unknown(world: Simulator, wecom: Wecom) -> None:
    template_id = template(wecom, "add", text=TEXT)["template_id"]
    codes = [template(wecom, "del", template_id=template_id)["errcode"] for _ in range(2)]
    world.switches.set("code_unknown_template", 41058)

    assert codes == [0, 40058]
    assert template(wecom, "get", template_id=template_id)["errcode"] == 41058


def test_a_corp_has_100_templates(wecom: Wecom) -> None:
    codes = [template(wecom, "add", text=TEXT)["errcode"] for _ in range(101)]

    assert codes == [0] * 100 + [41055]
