"""What is said of a network fault, by its kind alone: its own words may hold addresses. No I/O."""

from reconciler.errors import SettingsError
from reconciler.text import Text

_BROKEN = Text("连接中断", "the connection broke")
_KINDS = {
    "ConnectError": Text("无法建立连接", "no connection could be made"),
    "ConnectTimeout": Text("建立连接超时", "connecting timed out"),
    "ProxyError": Text("代理拒绝了连接", "the proxy refused the connection"),
    "PoolTimeout": Text("没有空闲的连接", "no connection was free"),
    "UnsupportedProtocol": Text("wecom.base_url 不是 http 或 https 地址", "wecom.base_url is not http or https"),
    "DecodingError": Text("回答的压缩数据损坏", "the compressed answer is damaged"),
}


def fault_words(kind: str) -> Text:
    """A clause without a full stop for the name of one of httpx's errors."""
    return _KINDS.get(kind, _BROKEN)


def unusable(setting: str) -> SettingsError:
    """The error for an address in company.yaml that is none."""
    return SettingsError(
        Text(f"{setting} 不是可用的地址。", f"{setting} is not a usable address."),
        Text("写成 http://host:port 或 https://host。", "Write it as http://host:port or https://host."),
    )
