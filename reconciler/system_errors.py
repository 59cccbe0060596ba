"""What the operating system refuses, in words: one table for every errno that reaches a person."""

import errno
import os
import socket
from collections.abc import Mapping
from typing import Final

from reconciler.text import Text

_WORDS: Final[Mapping[str, Text]] = {
    "EACCES": Text("没有权限", "permission denied"),
    "EPERM": Text("系统不允许", "operation not permitted"),
    "ENOENT": Text("没有这个文件或目录", "no such file or folder"),
    "ENOTDIR": Text("路径中有一段不是目录", "part of the path is no folder"),
    "EISDIR": Text("它是目录，不是文件", "it is a folder, not a file"),
    "EEXIST": Text("已经有同名的文件或目录", "it is there already"),
    "ENOTEMPTY": Text("目录不是空的", "the folder is not empty"),
    "ENOSPC": Text("磁盘满了", "no space left on the disk"),
    "EDQUOT": Text("磁盘配额用完了", "the disk quota is used up"),
    "EFBIG": Text("文件太大", "the file is too large"),
    "EROFS": Text("文件系统是只读的", "the file system is read-only"),
    "EMFILE": Text("打开的文件太多", "too many open files"),
    "ENFILE": Text("整个系统打开的文件太多", "too many open files in the whole system"),
    "ENOMEM": Text("内存不够", "not enough memory"),
    "EIO": Text("磁盘或设备读写出错", "the disk or device failed"),
    "ENAMETOOLONG": Text("路径太长", "the path is too long"),
    "ELOOP": Text("链接绕成了圈", "links lead round in a circle"),
    "EBUSY": Text("正被别的程序占用", "another program is using it"),
    "ETXTBSY": Text("它是正在运行的程序", "it is a program that is running"),
    "EXDEV": Text("不能移到另一个文件系统", "it cannot be moved to another file system"),
    "EINVAL": Text("系统不接受这样的名字或操作", "the system takes no such name or operation"),
    "EILSEQ": Text("文件名里有系统不接受的字符", "the name holds characters that the system does not take"),
    "ENODEV": Text("没有这个设备", "no such device"),
    "ENXIO": Text("没有这个设备", "no such device"),
    "ENOTSUP": Text("这里不支持这种操作", "that is not supported here"),
    "ENOSYS": Text("系统不支持这种操作", "the system does not support that"),
    "ENOLCK": Text("这里锁不了文件", "files cannot be locked here"),
    "EAGAIN": Text("暂时不行，请稍后再试", "not now; try again later"),
    "EINTR": Text("被打断了", "it was interrupted"),
    "EPIPE": Text("对方已经关闭", "the other end is closed"),
    "ESTALE": Text("网络盘上的文件已经失效", "the file on the network drive is stale"),
    "ENOEXEC": Text("它不是能运行的程序", "it is no program that can be run"),
    "EADDRINUSE": Text("端口已被占用", "the port is in use"),
    "EADDRNOTAVAIL": Text("本机没有这个地址", "this machine has no such address"),
    "EAFNOSUPPORT": Text("本机不支持这种地址", "this machine does not support such addresses"),
    "ECONNREFUSED": Text("对方拒绝连接", "the connection is refused"),
    "ECONNRESET": Text("连接被对方断开", "the connection was reset"),
    "ENETUNREACH": Text("网络不通", "the network cannot be reached"),
    "EHOSTUNREACH": Text("连不到那台机器", "the host cannot be reached"),
    "ETIMEDOUT": Text("等得太久，没有回应", "no answer in time"),
}
_BY_NUMBER: Final = {
    number: words for name, words in _WORDS.items() if (number := getattr(errno, name, None)) is not None
}
_UNKNOWN_HOST: Final = Text("解析不了主机名", "the name of the host does not resolve")


def why(error: OSError) -> Text:
    """Why the system refused, without a full stop; what is not in the table keeps the system's own words."""
    if isinstance(error, socket.gaierror):
        return _UNKNOWN_HOST
    if error.errno in _BY_NUMBER:
        return _BY_NUMBER[error.errno]
    number, words = error.errno or 0, error.strerror or type(error).__name__
    return Text(f"系统错误 {number}：{words}", f"system error {number}: {words}")


def why_of(words: str) -> Text | None:
    """The same for the system's own words, where only these are known; None for other words."""
    return next((said for number, said in _BY_NUMBER.items() if os.strerror(number) == words), None)
