"""`reconciler simulate …`: the built-in WeCom."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from reconciler.cli.command import Command, Group
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.moments import span_of
from reconciler.cli.options import colour_option, json_option, language_option, language_parameter, root_option
from reconciler.cli.simulating import doors, pairs, sentences, tell
from reconciler.cli.wiring import open_simulator


def command(say: Say) -> click.Command:
    """The group of sub-commands."""
    group = Group(
        chinese=say.chinese,
        name="simulate",
        params=[language_parameter(say)],
        help=say(
            "一个自带状态的企业微信，按真实接口应答，用来演练和测试。\n\n例：reconciler simulate init world",
            "A stateful WeCom that answers like the real one, to rehearse and test with.\n\n"
            "Example: reconciler simulate init world",
        ),
    )
    for make in (_init, _serve, _edit, _fault, _clock, _show, _callbacks):
        group.add_command(make(say))
    return group


def _shared(say: Say) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """DIR and the options of every command."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in (root_option, language_option, json_option, colour_option):
            function = option(say)(function)
        return click.argument("directory", type=click.Path(path_type=Path, file_okay=False))(function)

    return decorate


def _init(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="init",
        help=say(
            "按世界文件新建一个模拟的企业微信。\n\n"
            "例：reconciler simulate init world --world groups/.simulator/world.yaml",
            "Make a simulated WeCom from a world file.\n\n"
            "Example: reconciler simulate init world --world groups/.simulator/world.yaml",
        ),
    )
    @_shared(say)
    @click.option(
        "--world",
        type=click.Path(path_type=Path, dir_okay=False),
        help=say(
            "世界文件；默认用 --root 下的 .simulator/world.yaml。",
            "World file; default: .simulator/world.yaml in --root.",
        ),
    )
    @click.pass_context
    def init(ctx: click.Context, /, directory: Path, root: Path, world: Path | None, **flags: Any) -> int:
        from reconciler.simulator import create

        with sentences(), create(directory, world or root / ".simulator" / "world.yaml") as simulator:
            facts = {"directory": str(directory), "now": simulator.now().isoformat()}
        return tell(ctx, say, flags, facts)

    return init


def _serve(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="serve",
        help=say(
            "在本机回环地址上提供模拟的企业微信，供任何 SDK 使用；闲置够久就自己停下。\n\n"
            "例：reconciler simulate serve world --port 8089",
            "Offer the simulated WeCom on a loopback address for any SDK; stops by itself when idle.\n\n"
            "Example: reconciler simulate serve world --port 8089",
        ),
    )
    @_shared(say)
    @click.option(
        "--host", default="127.0.0.1", show_default=True, help=say("只能是回环地址。", "Loopback addresses only.")
    )
    @click.option(
        "--port", default=0, show_default=True, type=click.IntRange(0, 65535), help=say("0 = 任选。", "0 = any.")
    )
    @click.option(
        "--idle-timeout",
        default=600.0,
        show_default=True,
        type=click.FloatRange(min=0.1),
        help=say("闲置多少秒后停下。", "Seconds of idleness after which it stops."),
    )
    @click.pass_context
    def serve(ctx: click.Context, /, directory: Path, host: str, port: int, idle_timeout: float, **flags: Any) -> int:
        with sentences(), open_simulator(directory) as simulator:
            simulator.serve(host, port, idle_timeout, lambda url: (tell(ctx, say, flags, {"url": url}), None)[1])
        return Exit.DONE

    return serve


def _edit(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="edit",
        help=say(
            "像人一样在客户端或管理后台动手：改群名、进群、退群、解散、离职……不带动作就列出全部动作；"
            "switch 名=值 拨动未经证实行为的开关。\n\n"
            "例：reconciler simulate edit world rename-chat chat=abc name=新名字",
            "Do what people do by hand in the client or the console: rename, join, leave, dissolve, depart … "
            "Without an action all of them are listed; `switch NAME=VALUE` sets a behaviour that is unconfirmed.\n\n"
            "Example: reconciler simulate edit world rename-chat chat=abc name=New",
        ),
    )
    @_shared(say)
    @click.argument("action", required=False)
    @click.argument("arguments", nargs=-1, metavar="[NAME=VALUE]...")
    @click.pass_context
    def edit(
        ctx: click.Context, /, directory: Path, action: str | None, arguments: tuple[str, ...], **flags: Any
    ) -> int:
        values = pairs(arguments)
        with sentences(), open_simulator(directory) as simulator:
            if action is None:
                return tell(ctx, say, flags, doors(say))
            if action == "switch":
                for name, value in values.items():
                    simulator.switches.set(name, value)
                return tell(ctx, say, flags, dict(simulator.switches.all()))
            done = simulator.hands.call(action, values)
        return tell(
            ctx, say, flags, {"action": action, **values, **({"result": str(done)} if done is not None else {})}
        )

    return edit


def _fault(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="fault",
        help=say(
            "安排故障：繁忙、限流、令牌失效、断线、残缺应答……不带种类就列出已安排的。\n\n"
            "例：reconciler simulate fault world cut-after --on appchat/update",
            "Script trouble: busy, throttled, token revoked, connection cut, malformed … Without a kind what is "
            "scripted is listed.\n\nExample: reconciler simulate fault world cut-after --on appchat/update",
        ),
    )
    @_shared(say)
    @click.argument("kind", required=False)
    @click.option(
        "--on", default="*", show_default=True, help=say("接口路径，可用 *。", "Path of the calls, * allowed.")
    )
    @click.option("--after", default=0, show_default=True, help=say("先放过几次。", "Calls that pass first."))
    @click.option("--times", default=1, show_default=True, help=say("几次；-1 为一直。", "How often; -1 = for ever."))
    @click.option("--code", default=0, help=say("种类 code 的错误码。", "The errcode of kind code."))
    @click.option("--seconds", default=0.0, help=say("种类 slow 的秒数。", "Seconds of kind slow."))
    @click.option("--clear", is_flag=True, help=say("清除所有故障。", "Take all trouble away."))
    @click.pass_context
    def fault(ctx: click.Context, /, directory: Path, kind: str | None, **flags: Any) -> int:
        from reconciler.simulator import FAULT_KINDS

        with sentences(), open_simulator(directory) as simulator:
            if flags["clear"]:
                simulator.faults.clear()
            if kind is not None:
                simulator.faults.add(
                    kind,
                    on=flags["on"],
                    after=flags["after"],
                    times=flags["times"],
                    code=flags["code"],
                    delay_s=flags["seconds"],
                )
            scripted = [asdict(each) for each in simulator.faults.list()]
        kinds = {name: say(*words) for name, words in FAULT_KINDS.items()}
        return tell(ctx, say, flags, {"scripted": scripted, "kinds": kinds})

    return fault


def _clock(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="clock",
        help=say(
            "看或拨动模拟世界的时钟；不拨它就不走。\n\n例：reconciler simulate clock world --advance 2d",
            "Show or move the clock of the simulated world; it stands still otherwise.\n\n"
            "Example: reconciler simulate clock world --advance 2d",
        ),
    )
    @_shared(say)
    @click.option("--to", help=say("拨到这个时刻（ISO）。", "Move to this time (ISO)."))
    @click.option("--advance", help=say("向前拨，如 90s、30m、8h、2d。", "Move forward, such as 90s, 30m, 8h, 2d."))
    @click.pass_context
    def clock(ctx: click.Context, /, directory: Path, to: str | None, advance: str | None, **flags: Any) -> int:
        with sentences(), open_simulator(directory) as simulator:
            if to is not None:
                simulator.clock.set(to)
            if advance is not None:
                simulator.clock.advance(span_of(advance, say).total_seconds())
            now = simulator.now()
        return tell(ctx, say, flags, {"now": now.isoformat()})

    return clock


def _show(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="show",
        help=say(
            "看模拟世界里有什么：群、人员、故障、开关、收到的请求。\n\n例：reconciler simulate show world --requests",
            "Show what is in the simulated world: chats, people, faults, switches, requests.\n\n"
            "Example: reconciler simulate show world --requests",
        ),
    )
    @_shared(say)
    @click.option("--chat", help=say("只看一个群和其中的消息。", "One chat and its messages."))
    @click.option("--person", help=say("只看一个人收到的应用消息。", "What apps sent to one person."))
    @click.option("--requests", is_flag=True, help=say("列出收到的请求。", "List the requests."))
    @click.pass_context
    def show(ctx: click.Context, /, directory: Path, chat: str | None, person: str | None, **flags: Any) -> int:
        with sentences(), open_simulator(directory) as simulator:
            if chat is not None:
                messages = [asdict(message) for message in simulator.messages(chat)]
                return tell(ctx, say, flags, {**asdict(simulator.chat(chat)), "messages": messages})
            if person is not None:
                return tell(ctx, say, flags, {"inbox": [asdict(message) for message in simulator.inbox(person)]})
            if flags["requests"]:
                return tell(ctx, say, flags, {"requests": [asdict(entry) for entry in simulator.journal()]})
            return tell(ctx, say, flags, simulator.show())

    return show


def _callbacks(say: Say) -> click.Command:
    @click.command(
        cls=Command,
        chinese=say.chinese,
        name="callbacks",
        help=say(
            "看等着送达应用的回调事件；--deliver 送出它们，--verify 像管理后台保存回调地址时那样验证地址。\n\n"
            "例：reconciler simulate callbacks world --deliver",
            "Show the events that wait for applications; --deliver sends them, --verify checks the address as the "
            "console does when it is saved.\n\nExample: reconciler simulate callbacks world --deliver",
        ),
    )
    @_shared(say)
    @click.option("--deliver", is_flag=True, help=say("送出等待中的事件。", "Send the waiting events."))
    @click.option(
        "--verify", type=int, metavar="AGENT", help=say("验证这个应用的回调地址。", "Check this application's address.")
    )
    @click.pass_context
    def callbacks(ctx: click.Context, /, directory: Path, deliver: bool, verify: int | None, **flags: Any) -> int:
        with sentences(), open_simulator(directory) as simulator:
            if verify is not None:
                return tell(ctx, say, flags, {"agent": verify, "verified": simulator.verify_callback(verify)})
            if deliver:
                sent = [{**asdict(each.event), "reply": each.reply} for each in simulator.deliver()]
                return tell(ctx, say, flags, {"sent": sent})
            return tell(ctx, say, flags, {"pending": [asdict(event) for event in simulator.events("pending")]})

    return callbacks
