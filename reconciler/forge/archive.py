"""Packed files from a run that anybody may have written: read in memory, nothing of them is believed."""

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from reconciler.errors import ForgeProtocolError
from reconciler.text import Text

_CHUNK_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """The most that is taken: bytes as packed, bytes as unpacked in total, and files."""

    packed_bytes: int = 20_000_000
    unpacked_bytes: int = 50_000_000
    files: int = 20_000


def read_archive(packed: bytes, limits: ArchiveLimits) -> dict[str, bytes]:
    """The files of a zip archive by path.

    Raises: ForgeProtocolError for anything but plain files with plain relative paths within the limits.
    """
    if len(packed) > limits.packed_bytes:
        raise hostile("太大", "too large")
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            return _files(archive, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise hostile("读不出来", "unreadable") from error


def hostile(zh: str, en: str) -> ForgeProtocolError:
    """Why an archive is refused; its names are not repeated."""
    return ForgeProtocolError(
        Text(f"构件没有采用：{zh}。", f"The artifact was not used: {en}."),
        Text(
            "不要重跑旧的构件，请重新运行生成它的工作流。",
            "Run the workflow that made it anew; do not reuse old artifacts.",
        ),
    )


def _files(archive: zipfile.ZipFile, limits: ArchiveLimits) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > limits.files:
        raise hostile("文件太多", "too many files")
    found: dict[str, bytes] = {}
    left = limits.unpacked_bytes
    for entry in entries:
        path = _plain_path(entry)
        if path in found:
            raise hostile("同一个文件出现两次", "a file occurs twice")
        found[path] = _content(archive, entry, left)
        left -= len(found[path])
    return found


def _plain_path(entry: zipfile.ZipInfo) -> str:
    name = entry.filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        raise hostile("里面有符号链接或特殊文件", "it holds a symbolic link or a special file")
    parts = name.split("/")
    if (
        "\\" in entry.orig_filename
        or ":" in name
        or not all(parts)
        or {".", ".."} & set(parts)
        or not name.isprintable()
    ):
        raise hostile("文件路径越界", "a path leads outside")
    return str(PurePosixPath(name))


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """What is really there is counted, not what the archive claims."""
    data = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            data += chunk
            if len(data) > left:
                raise hostile("解开后太大", "too large when unpacked")
    return bytes(data)
