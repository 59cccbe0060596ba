"""`reconciler simulate …`: the built-in WeCom."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from reconciler.cli.command import Command, Group
from reconciler.cli.exits import Exit
from reconciler.cli.language import Say
from reconciler.cli.options import colour_option, json_option, language_option, language_parameter, root_option
from reconciler.cli.output import Output
from reconciler.cli.wiring import open_simulator
from reconciler.errors import SettingsError
from reconciler.text import Text


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
    for make in (_init, _serve, _edit, _fault, _clock, _show):
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

        with _sentences(), create(directory, world or root / ".simulator" / "world.yaml") as simulator:
            facts = {"directory": str(directory), "now": simulator.now().isoformat()}
        return _tell(ctx, say, flags, facts)

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
        with _sentences(), open_simulator(directory) as simulator:
            simulator.serve(host, port, idle_timeout, lambda url: (_tell(ctx, say, flags, {"url": url}), None)[1])
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
        values = _pairs(arguments)
        with _sentences(), open_simulator(directory) as simulator:
            if action is None:
                return _tell(ctx, say, flags, _doors(say))
            if action == "switch":
                for name, value in values.items():
                    simulator.switches.set(name, value)
                return _tell(ctx, say, flags, dict(simulator.switches.all()))
            done = simulator.hands.call(action, values)
        return _tell(
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

        with _sentences(), open_simulator(directory) as simulator:
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
        return _tell(ctx, say, flags, {"scripted": scripted, "kinds": kinds})

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
        with _sentences(), open_simulator(directory) as simulator:
            if to is not None:
                simulator.clock.set(to)
            if advance is not None:
                simulator.clock.advance(_seconds(advance, say))
            now = simulator.now()
        return _tell(ctx, say, flags, {"now": now.isoformat()})

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
    @click.option("--requests", is_flag=True, help=say("列出收到的请求。", "List the requests."))
    @click.pass_context
    def show(ctx: click.Context, /, directory: Path, chat: str | None, **flags: Any) -> int:
        with _sentences(), open_simulator(directory) as simulator:
            if chat is not None:
                messages = [asdict(message) for message in simulator.messages(chat)]
                return _tell(ctx, say, flags, {**asdict(simulator.chat(chat)), "messages": messages})
            if flags["requests"]:
                return _tell(ctx, say, flags, {"requests": [asdict(entry) for entry in simulator.journal()]})
            return _tell(ctx, say, flags, simulator.show())

    return show


@contextmanager
def _sentences() -> Iterator[None]:
    """What the simulator refuses becomes a sentence of ours."""
    from reconciler.simulator import SimulatorError

    try:
        yield
    except SimulatorError as error:
        raise SettingsError(Text(error.zh, error.en)) from error


def _pairs(words: tuple[str, ...]) -> dict[str, str]:
    pairs = [word.partition("=") for word in words]
    wrong = [name for name, equals, _ in pairs if not equals]
    if wrong:
        raise SettingsError(Text(f"参数要写成 名=值：{wrong[0]}", f"Write arguments as NAME=VALUE: {wrong[0]}"))
    return {name: value for name, _, value in pairs}


def _doors(say: Say) -> dict[str, object]:
    from reconciler.simulator import describe_hands

    return {
        door.name: f"{say(*door.text)}  "
        + " ".join(f"{each.name}=…" if each.required else f"[{each.name}=…]" for each in door.parameters)
        for door in describe_hands()
    }


def _seconds(words: str, say: Say) -> float:
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    try:
        return float(words[:-1]) * units[words[-1:]]
    except (KeyError, ValueError) as error:
        raise click.BadParameter(say(f"看不懂的时长：{words}", f"not a duration: {words}")) from error


def _tell(ctx: click.Context, say: Say, flags: Mapping[str, Any], facts: Mapping[str, object]) -> int:
    """Facts as JSON, or one a line."""
    output = Output.of(ctx.obj, say, flags["colour"])
    if flags["as_json"]:
        output.result(json.dumps({"format_version": 1, **facts}, ensure_ascii=False, indent=2, default=str) + "\n")
        return Exit.DONE
    output.result("\n".join(_lines(facts)))
    return Exit.DONE


def _lines(facts: object, indent: str = "") -> Iterator[str]:
    """Nested facts as an outline."""
    rows = facts.items() if isinstance(facts, Mapping) else ((f"{n}", each) for n, each in enumerate(_items(facts), 1))
    for name, value in rows:
        if isinstance(value, Mapping | list | tuple) and value and not _is_flat(value):
            yield f"{indent}{name}:"
            yield from _lines(value, f"{indent}  ")
        else:
            yield f"{indent}{name}: {_flat(value)}"


def _items(facts: object) -> Iterable[object]:
    return facts if isinstance(facts, list | tuple) else [facts]


def _is_flat(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str | int | float) for each in value)


def _flat(value: object) -> str:
    if isinstance(value, list | tuple):
        return "  ".join(str(each) for each in value)
    if isinstance(value, Mapping):
        return ""
    return str(value)
