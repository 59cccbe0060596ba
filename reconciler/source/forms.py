"""What the schemas' patterns and formats mean, in words. A test finds every pattern here."""

import re
from typing import Final

from reconciler.text import Text

_LINE_CONTROLS: Final = r"\u0000-\u001f\u007f\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069"
KEY: Final = "^[a-z0-9][a-z0-9-]{0,62}$"
USER: Final = "^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$"
DATE: Final = "^[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
CLOCK: Final = "^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"
LINE: Final = rf"^[^\s{_LINE_CONTROLS}](?:[^{_LINE_CONTROLS}]*[^\s{_LINE_CONTROLS}])?$"
DAYS: Final = "^[1-9][0-9]{0,3}d$"
_CLOCK_OF_DAY: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
# Every date of the calendar, leap years too: no format of JSON Schema means a date and a time without a zone.
MOMENT: Final = (
    "^(?:[12][0-9]{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    f"|(?:[12][0-9](?:0[48]|[2468][048]|[13579][26])|(?:1[26]|2[048])00)-02-29) {_CLOCK_OF_DAY}$"
)

FORMS: Final[dict[str, Text]] = {
    r"^(?:[1-9][0-9]{0,3}d|[1-9][0-9]?y)$": Text(
        "天数加 d 或年数加 y，例如 400d、3y", "a number of days with d or of years with y, such as 400d or 3y"
    ),
    KEY: Text(
        "小写字母、数字和连字符，以字母或数字开头，最多 63 个字符，例如 `rd-platform`",
        "lower-case letters, digits and hyphens, beginning with a letter or digit, at most 63 characters, "
        "such as `rd-platform`",
    ),
    USER: Text(
        "通讯录里的成员账号（userid）：字母、数字和 . _ @ -，以字母或数字开头，最多 64 个字符，例如 `zhangsan`",
        "a user id of the address book: letters, digits and . _ @ -, beginning with a letter or digit, "
        "at most 64 characters, such as `zhangsan`",
    ),
    LINE: Text(
        "一行文字，首尾没有空格，没有换行和控制字符",
        "one line of text without spaces at either end, line breaks or control characters",
    ),
    r"\S": Text("不能只有空白的文字", "a text that is not blank"),
    DATE: Text(
        "一个存在的日期，写作 YYYY-MM-DD，例如 `2026-12-31`",
        "a date that exists, written YYYY-MM-DD, such as `2026-12-31`",
    ),
    CLOCK: Text(
        "00:00 到 23:59 的时刻，写作 HH:MM，例如 `08:30`", "a time from 00:00 to 23:59, written HH:MM, such as `08:30`"
    ),
    MOMENT: Text(
        "存在的日期加时刻，写作 YYYY-MM-DD HH:MM，例如 `2026-12-31 09:00`",
        "a date that exists and a time, written YYYY-MM-DD HH:MM, such as `2026-12-31 09:00`",
    ),
    DAYS: Text(
        "1 到 9999 的天数加字母 d，例如 `90d`", "a number of days from 1 to 9999 and the letter d, such as `90d`"
    ),
    r"^[A-Za-z0-9][A-Za-z0-9._@-]*(?:\[bot\])?$": Text(
        "代码托管平台的登录名，最多 100 个字符", "a login of the code host, at most 100 characters"
    ),
    "^@[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9][A-Za-z0-9._-]*$": Text(
        "代码托管平台上的团队，例如 `@org/it`", "a team at the code host, such as `@org/it`"
    ),
    r"^(?:activity|case|company|department|group|notice|override|profile|ruleset|sanction|task|waiver)"
    r"(?:\.[a-z][a-z0-9_-]*)*$": Text(
        "文档的类型，或者“类型.字段”，例如 `group.members`",
        "a kind of document, or kind.field, such as `group.members`",
    ),
    "^[a-z][a-z_]*$": Text("群的字段名，例如 `members`", "the name of a field of groups, such as `members`"),
    "^[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9])?$": Text(
        "日期，或日期加时刻，例如 `2026-12-31` 或 `2026-12-31 09:00`",
        "a date, or a date and a time, such as `2026-12-31` or `2026-12-31 09:00`",
    ),
    "^(?:0|[1-9][0-9]{0,3})d$": Text(
        "0 到 9999 的天数加字母 d，例如 `3d`", "a number of days from 0 to 9999 and the letter d, such as `3d`"
    ),
    "^[0-9A-Za-z_-]{1,64}$": Text(
        "1 到 64 个字母、数字、下划线或连字符", "1 to 64 letters, digits, underscores or hyphens"
    ),
    "^[0-9A-Za-z_-]{1,128}$": Text(
        "1 到 128 个字母、数字、下划线或连字符", "1 to 128 letters, digits, underscores or hyphens"
    ),
    "^[A-Za-z0-9_-]{1,64}$": Text(
        "管理后台“我的企业”里显示的企业 ID，例如 `ww0123456789abcdef`",
        "the corp id the console shows, such as `ww0123456789abcdef`",
    ),
    "^[0-9]{1,18}$": Text('加引号的编号，例如 `"1000002"`', 'a number in quotes, such as `"1000002"`'),
    "^[A-Z][A-Z0-9_]*$": Text(
        "环境变量的名字（大写字母、数字、下划线），不是密钥本身，例如 `WECOM_APP_SECRET`",
        "the name of an environment variable (capitals, digits, underscores), not the secret itself, "
        "such as `WECOM_APP_SECRET`",
    ),
    "^[A-Za-z0-9_]+([./-][A-Za-z0-9_-]+)*$": Text(
        "分支名，不带 refs/heads/，例如 `reconciler-ledger`",
        "a branch, without refs/heads/, such as `reconciler-ledger`",
    ),
    r"^(\.|[A-Za-z0-9_][A-Za-z0-9_.-]*)$": Text(
        "远端的名字，例如 `origin`；或者一个点 `.`", "the name of a remote, such as `origin`, or a dot: `.`"
    ),
    "^[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*$": Text(
        "IANA 时区名，例如 `Asia/Shanghai`", "an IANA time zone, such as `Asia/Shanghai`"
    ),
    r"^https?://[^\s/?#@]+(?:/[^\s?#@]*)?$": Text(
        "http 或 https 网址，不带账号、查询参数和 #，例如 `https://qyapi.weixin.qq.com`",
        "an http or https address without credentials, query or #, such as `https://qyapi.weixin.qq.com`",
    ),
    r"^https?://[^\s/?#@]+/?$": Text(
        "http 或 https 代理地址，不带账号密码，例如 `http://proxy.example.com:3128`",
        "an http or https proxy address without credentials, such as `http://proxy.example.com:3128`",
    ),
    r"^https?://[^\s/?#@]+(?:[/?#]\S*)?$": Text(
        "http 或 https 网址，不带账号密码，例如 `https://wiki.example.com/a?id=1`",
        "an http or https address without credentials, such as `https://wiki.example.com/a?id=1`",
    ),
    "^(?:@all|[A-Za-z0-9][A-Za-z0-9._@-]{0,63})$": Text(
        '成员账号，例如 `zhangsan`；所有人写 `"@all"`，要加引号',
        'a user id, such as `zhangsan`, or `"@all"` in quotes for everyone',
    ),
    r"^(?:[^{}]|\{(?:department|project|work_item|topic)\})+$": Text(
        "群名格式，大括号里只能是 department、project、work_item、topic，例如 `{department}-{topic}`",
        "a pattern for names, in braces only department, project, work_item or topic, such as `{department}-{topic}`",
    ),
    r"^[A-I][0-9]+(?:\.[0-9]+)*$": Text("制度条款编号，例如 `A4` 或 `D2.9`", "a clause's id, such as `A4` or `D2.9`"),
    r"^[^\s.\[\]]+(?:\[[0-9]+\])*(?:\.[^\s.\[\]]+(?:\[[0-9]+\])*)*$": Text(
        "文档里的位置，序号从 0 数起，例如 `members[1].department`",
        "a place in the document, indices counted from 0, such as `members[1].department`",
    ),
    "^[a-z0-9]+(?:-[a-z0-9]+)*$": Text(
        "规则编号：小写字母、数字和连字符，例如 `member-cap`",
        "a rule's id: lower-case letters, digits and hyphens, such as `member-cap`",
    ),
}


def fits(pattern: str, text: str) -> bool:
    """Whether a text has the form a pattern asks for, `$` meaning the very end as in every other language."""
    return re.search(strict(pattern), text) is not None


def strict(pattern: str) -> str:
    """The pattern for Python: its `$` would also match before a final line break (libraries.md)."""
    return pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern


def form_of(pattern: str, fallback: Text) -> Text:
    """What a pattern asks for, in words."""
    return FORMS.get(pattern, fallback)


def write_as(form: Text) -> Text:
    """The remedy for a text of the wrong form; Chinese has a space before Latin letters and digits."""
    gap = " " if form.zh[:1].isascii() else ""
    return Text(f"写成{gap}{form.zh}。", f"Write {form.en}.")
