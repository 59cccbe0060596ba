"""What the operating system refuses, in words."""

import errno
import os
import re
import socket

import pytest

from reconciler.system_errors import why, why_of

# What open, read, write, rename, mkdir, flock, bind and exec are documented to answer on Linux and macOS.
DOCUMENTED = re.findall(
    r"\w+",
    """
    EACCES EADDRINUSE EADDRNOTAVAIL EAFNOSUPPORT EAGAIN EBUSY ECONNREFUSED ECONNRESET EDQUOT EEXIST EFBIG EHOSTUNREACH
    EILSEQ EINTR EINVAL EIO EISDIR ELOOP EMFILE ENAMETOOLONG ENETUNREACH ENFILE ENODEV ENOENT ENOEXEC ENOLCK ENOMEM
    ENOSPC ENOSYS ENOTDIR ENOTEMPTY ENOTSUP ENXIO EPERM EPIPE EROFS ESTALE ETIMEDOUT ETXTBSY EXDEV
    """,
)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_each_has_words_in_both_languages(name: str) -> None:
    number: int = getattr(errno, name)

    said = why(OSError(number, os.strerror(number)))

    assert re.search("[A-Za-z]", said.zh) is None
    assert said.en.isascii()
    assert not said.zh.endswith("。")
    assert not said.en.endswith(".")


def test_what_is_not_known_keeps_the_words_of_the_system() -> None:
    assert why(OSError(errno.EDOM, "Domain error")).zh == f"系统错误 {errno.EDOM}：Domain error"


@pytest.mark.parametrize("error", [OSError(), OSError("words alone"), OSError(None, None)])
def test_an_error_without_a_number_has_words(error: OSError) -> None:
    assert "OSError" in why(error).en


def test_an_unknown_host_is_said() -> None:
    assert why(socket.gaierror(socket.EAI_NONAME, "x")).zh == "解析不了主机名"


def test_the_words_of_the_system_are_found_again() -> None:
    assert why_of(os.strerror(errno.EACCES)) == why(PermissionError(errno.EACCES, ""))
    assert why_of("something else") is None
