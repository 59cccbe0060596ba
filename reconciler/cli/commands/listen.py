"""`reconciler listen`."""

import asyncio
import signal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from reconciler.cli.command import Command
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.loading import load_tenant
from reconciler.cli.main import run
from reconciler.cli.options import colour_option, language_option, root_option, simulator_option
from reconciler.cli.output import Output
from reconciler.cli.progress import progress_bar
from reconciler.cli.wiring import Tenant
from reconciler.errors import SettingsError
from reconciler.model.company import Callback
from reconciler.text import Text


def command(say: Say) -> click.Command:
    """Hear WeCom's callbacks until a signal comes."""

    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="listen",
        help=say(
            "接收企业微信的回调，直到收到信号：有人点了卡片上的“完成”，就记进台账；客户群变了，"
            "就在标准输出写一行 JSON，供看守程序去跑 reconciler drift（回调只是提示，不是事实）。"
            "默认只在回环地址上听，请用带证书的反向代理转发。\n\n"
            "例：reconciler listen --root groups --port 8090",
            "Hear WeCom's callbacks until a signal comes: whoever presses Done on a card confirms the step in the "
            "ledger; a customer group that changed is one line of JSON on stdout, for a supervisor that runs "
            "reconciler drift (a callback is a hint, never the truth). Listens on loopback by default; let a reverse "
            "proxy with a certificate hand requests on.\n\nExample: reconciler listen --root groups --port 8090",
        ),
    )
    @root_option(say)
    @language_option(say)
    @colour_option(say)
    @simulator_option(say)
    @click.option("--host", default="127.0.0.1", show_default=True, help=say("在哪个地址上听。", "Where to listen."))
    @click.option(
        "--port", default=8090, show_default=True, type=click.IntRange(0, 65535), help=say("0 = 任选。", "0 = any.")
    )
    @click.pass_context
    def listen(ctx: click.Context, /, root: Path, colour: str, simulator: Path | None, **where: Any) -> int:
        output = Output.of(ctx.obj, say, colour)
        with progress_bar(output.language) as progress:
            tenant, _broken = load_tenant(root, ctx.obj, simulator, output, progress)
        if tenant is None:
            return Exit.FINDINGS
        return run(_listen(tenant, output, where["host"], where["port"]))

    return listen


async def _listen(tenant: Tenant, output: Output, host: str, port: int) -> int:
    from reconciler.cli.listening import CallbackServer, application, bound, callback_keys
    from reconciler.engine.listen import Listener
    from reconciler.render.programs.canonical import compact

    callback = _callback(tenant)
    company, clock = tenant.setting.desired.company, tenant.setting.clock
    path = urlsplit(callback.url).path or "/"
    done = Text("已完成", "Done").say(company.language)
    async with tenant.cards() as cards:
        listener = Listener(
            ledger=tenant.ledger,
            keys={spec.identity(company.corp_id): spec.key for spec in tenant.setting.desired.groups},
            clock=clock,
            announce=lambda hint: output.result(compact(hint)),
            complain=output.complain,
            replace_buttons=lambda user, code: cards.replace_button([user], code, done),
        )
        keys = callback_keys(tenant.environment, callback, company.corp_id)
        app = application(path, keys, lambda: clock().timestamp(), listener.hear)
        with bound(host, port) as door:
            server = CallbackServer(app, lambda url: output.complain(_listening(url + path)))
            work = asyncio.create_task(listener.work())
            await server.serve([door])
        listener.stop()
        await work
    if listener.unwritten:
        output.complain(_unwritten(listener.unwritten))
        return Exit.NOTHING_WRITTEN
    return Exit.INTERRUPTED if server.ended_by is signal.SIGINT else Exit.DONE


def _callback(tenant: Tenant) -> Callback:
    callback = tenant.setting.desired.company.callback
    if callback is None:
        raise SettingsError(
            Text(
                "company.yaml 没有写 callback，没有可接收的。", "company.yaml names no callback, so nothing can come."
            ),
            Text(
                "写上 callback: {url, token_env, aes_key_env}，与后台“API 接收消息”一致。",
                "Write callback: {url, token_env, aes_key_env} as in the console under API 接收消息.",
            ),
        )
    return callback


def _listening(url: str) -> Text:
    return Text(f"正在接收回调：{url}", f"Listening for callbacks: {url}")


def _unwritten(steps: tuple[str, ...]) -> Text:
    names = ", ".join(steps)
    return Text(
        f"这些步骤有人点了完成，但没有写进台账，请用 reconciler attest 补记：{names}",
        f"Somebody confirmed these steps, but they are not in the ledger; note them with reconciler attest: {names}",
    )
