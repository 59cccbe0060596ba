"""Vendor error codes that the simulator answers, with their texts; a `Refusal` is one of them on its way out.

Source: developer.work.weixin.qq.com/document/path/90313. The texts are not stable at the vendor: nobody may match them.
"""

TEXTS: dict[int, str] = {
    -1: "system error",
    40001: "invalid credential",
    40003: "invalid UserID",
    40007: "invalid media_id",
    40008: "invalid message type",
    40013: "invalid corpid",
    40014: "invalid access_token",
    40033: "invalid charset",
    40050: "chatid not exist",
    40056: "invalid agentid",
    40058: "invalid Request Parameter",
    40063: "some parameters are empty",
    40068: "invalid tagid",
    40074: "safe is not supported by this message type",
    40091: "secret of another corp",
    41001: "access_token missing",
    41002: "corpid missing",
    41004: "corpsecret missing",
    41009: "userid missing",
    41011: "agentid missing",
    41017: "tagid missing",
    42001: "access_token expired",
    44004: "empty content",
    45002: "content size out of limit",
    45008: "article size out of limit",
    45009: "api freq out of limit",
    45033: "concurrent request over limit",
    46004: "user not exist",
    48002: "api forbidden",
    48009: "api forbidden for contact sync from this ip",
    49008: "chat is dissolved",
    50003: "agent is disabled",
    50100: "invalid cursor",
    60003: "department not found",
    60011: "no privilege to access/modify contact/party/agent",
    60020: "not allow to access from your ip",
    60111: "userid not found",
    60123: "invalid party id",
    86001: "chatid invalid",
    86003: "chatid not exist",
    86005: "invalid chat owner",
    86006: "invalid chat member list size",
    86007: "invalid chat member",
    86008: "you has no privilege to access this chat, which is created by other agent.",
    86201: "chatid missing",
    86203: "chat owner missing",
    86204: "chat userlist missing",
    86205: "chatid too long",
    86207: "chat owner not in userlist",
    86215: "chatid already exist",
    86216: "invalid chat member id",
    301002: "agentid not match access_token",
    301053: "msgaudit is not enabled",
}

LINK = "https://open.work.weixin.qq.com/devtool/query?e="


class Refusal(Exception):  # noqa: N818 - a refusal is an ordinary answer of the vendor, not an error of ours
    """The vendor says no, with HTTP 200 and this code."""

    def __init__(self, code: int, text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text or TEXTS.get(code, "error")
