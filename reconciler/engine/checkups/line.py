"""The way to WeCom: clock, names, proxy, whether WeCom answers, and the address it sees."""

from datetime import timedelta
from urllib.parse import urlsplit

from reconciler.engine.checkups.consult import Consulted
from reconciler.engine.checkups.words import ADDRESS_PAGE, SIMULATED, UNTRUSTED_ADDRESS
from reconciler.errors import ProviderError, ReconcilerError
from reconciler.model.checkup import Check, Topic
from reconciler.text import Text

WARNED_SKEW, FAILED_SKEW = timedelta(minutes=2), timedelta(minutes=5)

_CLOCK = Topic("clock", Text("时钟", "Clock"))
_DNS = Topic("dns", Text("域名解析", "Name resolution"))
_PROXY = Topic("proxy", Text("代理", "Proxy"))
_ANSWER = Topic("wecom", Text("企业微信", "WeCom"))
_ADDRESS = Topic("egress-address", Text("出口地址", "Outgoing address"))

_SET_CLOCK = Text(
    "让这台机器自动校时（NTP），再重新运行。", "Let this machine set its clock from the network (NTP) and run again."
)


def check_clock(seen: Consulted) -> Check:
    """This machine's clock against the Date header of WeCom's answer, which is in whole seconds."""
    if isinstance(seen.probed, ReconcilerError):
        return _CLOCK.not_checked(_no_answer())
    if seen.probed.said_at is None:
        return _CLOCK.not_checked(
            SIMULATED if seen.surgery.simulated else Text("应答里没有时间。", "The answer does not say the time.")
        )
    skew = seen.now - seen.probed.said_at
    seconds = round(abs(skew).total_seconds())
    found = Text(f"与企业微信相差 {seconds} 秒。", f"It differs from WeCom's by {seconds} s.")
    if abs(skew) > FAILED_SKEW:
        return _CLOCK.failure(found, _SET_CLOCK)
    return _CLOCK.warning(found, _SET_CLOCK) if abs(skew) > WARNED_SKEW else _CLOCK.ok(found)


def check_dns(seen: Consulted) -> Check:
    """Whether the name in `wecom.base_url` has an address here."""
    if seen.surgery.simulated:
        return _DNS.not_checked(SIMULATED)
    host = urlsplit(seen.company.connection.base_url).hostname or ""
    match seen.resolved:
        case None:
            return _DNS.not_checked(Text(f"{host} 由代理解析。", f"The proxy resolves {host}."))
        case ReconcilerError() as error:
            return _DNS.failure(error.what, error.remedy)
        case number:
            return _DNS.ok(Text(f"{host} 解析出 {number} 个地址。", f"{host} resolves; addresses: {number}."))


def check_proxy(seen: Consulted) -> Check:
    """Whether the proxy in `wecom.proxy` takes a connection."""
    if seen.surgery.simulated:
        return _PROXY.not_checked(SIMULATED)
    match seen.proxied:
        case None:
            return _PROXY.not_checked(
                Text("没有设置（wecom.proxy），直接连接。", "Not configured (wecom.proxy); connections are direct.")
            )
        case ReconcilerError() as error:
            return _PROXY.failure(error.what, error.remedy)
        case _:
            return _PROXY.ok(Text("代理接受连接。", "The proxy takes connections."))


def check_answer(seen: Consulted) -> Check:
    """Whether what answers at `wecom.base_url` is WeCom."""
    probed = seen.probed
    if isinstance(probed, ReconcilerError):
        return _ANSWER.failure(probed.what, probed.remedy)
    if not probed.is_wecom:
        return _ANSWER.failure(
            Text(
                f"有应答，但不是企业微信的（HTTP 状态 {probed.status}）。",
                f"Something answers, and it is not WeCom (HTTP status {probed.status}).",
            ),
            Text(
                "检查 wecom.base_url（须为 https）以及中间的代理或网关。",
                "Check wecom.base_url (https) and any proxy or gateway in between.",
            ),
        )
    if seen.surgery.simulated:
        return _ANSWER.ok(Text("模拟器有应答。", "The simulator answers."))
    return _ANSWER.ok(Text("企业微信有应答。", "WeCom answers."))


def check_address(seen: Consulted) -> Check:
    """Whether WeCom lets calls in from here: 60020 says that it does not [90313]."""
    address = "" if isinstance(seen.probed, ReconcilerError) else seen.probed.seen_from
    known = Text(f"企业微信看到的地址是 {address}", f"WeCom sees {address}") if address else None
    answers = (*seen.tokens.values(), seen.application, seen.customer, seen.archive)
    for answer in answers:
        if isinstance(answer, ProviderError) and answer.errcode == UNTRUSTED_ADDRESS:
            return _ADDRESS.failure(answer.what, answer.remedy, ADDRESS_PAGE)
    if isinstance(seen.application, ReconcilerError) or seen.application is None:
        return _ADDRESS.not_checked(
            Text(
                f"{known.zh if known else '不知道企业微信看到的地址'}；没有一次带 token 的调用成功，不知道它是否可信。",
                f"{known.en if known else 'The address that WeCom sees is unknown'}; no call with a token succeeded, "
                "so that nobody knows whether it is trusted.",
            )
        )
    return _ADDRESS.ok(
        Text(
            f"{known.zh if known else '企业微信没有说看到哪个地址'}，它接受从这里来的调用。",
            f"{known.en if known else 'WeCom does not say which address it sees'}, and it takes calls from there.",
        )
    )


def _no_answer() -> Text:
    return Text("企业微信没有应答。", "WeCom did not answer.")
