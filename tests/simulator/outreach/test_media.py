"""Uploads: what comes back, what is refused, how long an id lives."""

import pytest

from reconciler.simulator import Simulator
from tests.simulator.letters import tell
from tests.simulator.scene import Wecom


def upload(wecom: Wecom, content: bytes, path: str = "media/upload", kind: str = "file") -> dict[str, object]:
    """The answer to an upload of one file."""
    head = b'--X\r\nContent-Disposition: form-data; name="media"; filename="a.bin"\r\n\r\n'
    body = head + content + b"\r\n--X--\r\n"
    answer: dict[str, object] = wecom.request("POST", path, body, query={"type": kind}).json()
    return answer


@pytest.mark.parametrize(
    "head",
    [
        pytest.param('form-data; name="media";filename="a.txt"; filelength=6', id="the-page"),
        pytest.param("form-data; name=media; filename=a.txt; filename*=utf-8''a.txt", id="unquoted"),
        pytest.param('form-data; name="file"; filename="a.txt"', id="another-name"),
        pytest.param('form-data; filename="a.txt"', id="no-name"),
        pytest.param(
            'form-data; name="x"\r\n\r\n1\r\n--X\r\nContent-Disposition: form-data; name=media', id="second-part"
        ),
    ],
)
def test_a_file_is_found_however_its_part_is_written(wecom: Wecom, head: str) -> None:
    body = f"--X\r\nContent-Disposition: {head}\r\n\r\n123456\r\n--X--\r\n".encode()

    assert wecom.request("POST", "media/upload", body, query={"type": "file"}).json()["errcode"] == 0


def test_a_file_of_another_name_is_refused_by_switch(world: Simulator, wecom: Wecom) -> None:
    body = b'--X\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n123456\r\n--X--\r\n'
    world.switches.set("upload_part", "named")

    assert wecom.request("POST", "media/upload", body, query={"type": "file"}).json()["errcode"] == 44001


def test_an_upload_has_an_id_and_its_time_as_text(world: Simulator, wecom: Wecom) -> None:
    answer = upload(wecom, b"123456", kind="image")

    assert (answer["type"], answer["created_at"]) == ("image", str(int(world.now().timestamp())))
    assert len(str(answer["media_id"])) == 64


def test_a_picture_gets_a_permanent_address(wecom: Wecom) -> None:
    assert str(upload(wecom, b"123456", "media/uploadimg")["url"]).startswith("https://")


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        pytest.param(b"123456", "sticker", 40004, id="unknown-kind"),
        pytest.param(b"12345", "file", 40006, id="five-bytes"),
        pytest.param(b"", "file", 44001, id="nothing"),
        pytest.param(b"x" * (2 * 1024 * 1024 + 1), "voice", 45001, id="voice-over-2-mb"),
    ],
)
def test_refusals(wecom: Wecom, content: bytes, kind: str, code: int) -> None:
    assert upload(wecom, content, kind=kind)["errcode"] == code


def test_a_body_that_is_no_upload_is_empty(wecom: Wecom) -> None:
    assert wecom.request("POST", "media/uploadimg", b"{}").json()["errcode"] == 44001


def test_a_picture_has_a_size(wecom: Wecom) -> None:
    assert upload(wecom, b"x" * (2 * 1024 * 1024 + 1), "media/uploadimg")["errcode"] == 40006


def test_an_id_lives_three_days(world: Simulator, wecom: Wecom) -> None:
    media = {"media_id": upload(wecom, b"123456")["media_id"]}
    in_time = tell(wecom, "ann", "file", media)
    world.clock.advance(3 * 24 * 3600)
    late = tell(wecom.login(), "ann", "file", media)

    assert (in_time["errcode"], late["errcode"]) == (0, 40007)


def test_an_id_never_uploaded_may_be_refused(world: Simulator, wecom: Wecom) -> None:
    lenient = tell(wecom, "ann", "file", {"media_id": "m"})
    world.switches.set("media_known", "demand")
    strict = tell(wecom, "ann", "file", {"media_id": "m"})

    assert (lenient["errcode"], strict["errcode"]) == (0, 40007)
