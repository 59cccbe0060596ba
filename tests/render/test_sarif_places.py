"""SARIF and annotations land on the right file, line and column, whatever stands before the place."""

import json
from pathlib import Path

import pytest

from reconciler.render.annotations import findings_to_annotations
from reconciler.render.programs.sarif import findings_to_sarif
from tests.render.test_annotations import read_back
from tests.source.folders import load_files

GROUP = "kind: group\nkey: rd\ntype: app\nname: 群\nowner: zhangsan\n"
FLAW = "drift: nonsense"


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        pytest.param(f"{GROUP}{FLAW}\n".encode(), 6, 8, id="plain"),
        pytest.param(f"# 注释 😀\n\n{GROUP}# 又一条\n{FLAW}  # 尾注\n".encode(), 9, 8, id="comments"),
        pytest.param(f"{GROUP}{FLAW}\n".replace("\n", "\r\n").encode(), 6, 8, id="crlf"),
        pytest.param(b"\xef\xbb\xbf" + f"{FLAW}\n{GROUP}".encode(), 1, 8, id="byte-order-mark"),
        pytest.param(
            b"\xef\xbb\xbf" + f"# 😀\n{GROUP}{FLAW}".replace("\n", "\r\n").encode(), 7, 8, id="byte-order-mark-and-crlf"
        ),
        pytest.param(
            f"{{kind: group, key: rd, type: app, name: 研发部😀, {FLAW}, owner: a}}".encode(), 1, 54, id="wide"
        ),
        pytest.param(
            f"{{kind: group, key: rd, type: app, name: '👨‍👩‍👧e\u0301', {FLAW}, owner: a}}".encode(),
            1,
            59,
            id="combined",
        ),
    ],
)
@pytest.mark.parametrize("file", ["rd.yaml", "研发 部/群 😀,a:b%.yaml"])
def test_every_face_names_the_same_place(raw: bytes, line: int, column: int, file: str, tmp_path: Path) -> None:
    loaded = load_files(tmp_path, {file: raw})

    log = json.loads(findings_to_sarif(loaded.findings, "zh", version="0"))
    annotated = findings_to_annotations(loaded.findings, "zh", files=loaded.files)

    physical = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert [finding.rule for finding in loaded.findings] == ["not-a-choice"]
    assert physical["region"] == {"startLine": line, "startColumn": column}
    assert decoded(physical["artifactLocation"]["uri"]) == file
    assert read_back(annotated.splitlines()[0])[1] | {"title": ""} == {
        "file": file,
        "line": str(line),
        "col": str(column),
        "title": "",
    }


def decoded(uri: str) -> str:
    head, *parts = uri.split("%")
    raw = head.encode() + b"".join(bytes.fromhex(part[:2]) + part[2:].encode() for part in parts)
    return raw.decode()
