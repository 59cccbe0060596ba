"""Which groups to adopt, from the options of `adopt`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from reconciler.cli.language import Say
from reconciler.cli.options import F, together
from reconciler.engine.candidates import Wish
from reconciler.errors import SettingsError
from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId, user_id
from reconciler.text import Text

_FITTING = {
    GroupType.CUSTOMER: {"--all", "--owner", "--chat"},
    GroupType.APP: {"--chat", "--chats-from"},
    GroupType.INTERNAL: {"--room", "--rooms-from"},
    GroupType.SHEET: {"--doc", "--chat"},
}


def wish_options(say: Say) -> Callable[[F], F]:
    """`--type` and what goes with each type."""
    types = [each.value for each in GroupType]
    return together(
        click.option(
            "--type", "family", type=click.Choice(types), required=True, help=say("群的种类。", "Which type.")
        ),
        click.option("--all", "everything", is_flag=True, help=say("全部客户群。", "Every customer group.")),
        _many("--owner", "owners", "USER", say("这些人做群主的客户群。", "Customer groups of these owners.")),
        _many(
            "--chat", "chats", "ID", say("这些群（客户群、应用群、表格群）。", "These customer, app or sheet groups.")
        ),
        _file("--chats-from", "chats_from", say("从文件读群 ID，一行一个。", "Read chat ids from a file, one a line.")),
        _many("--room", "rooms", "ID", say("会话存档里的这些内部群。", "These rooms of the message archive.")),
        _file("--rooms-from", "rooms_from", say("从文件读存档群 ID，一行一个。", "Read room ids, one a line.")),
        _many("--doc", "docs", "ID", say("这些智能表格里的群。", "Groups of these smartsheets.")),
    )


def _many(name: str, variable: str, metavar: str, words: str) -> Callable[[F], F]:
    return click.option(name, variable, multiple=True, metavar=metavar, help=words)


def _file(name: str, variable: str, words: str) -> Callable[[F], F]:
    return click.option(name, variable, type=click.Path(path_type=Path, dir_okay=False), help=words)


@dataclass(frozen=True, slots=True)
class WishWords:
    """The options as given."""

    family: str
    everything: bool
    owners: tuple[str, ...]
    chats: tuple[str, ...]
    chats_from: Path | None
    rooms: tuple[str, ...]
    rooms_from: Path | None
    docs: tuple[str, ...]

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> "WishWords":
        """From click's arguments."""
        return cls(**options)

    def wish(self, say: Say) -> Wish:
        """What is to be adopted. Raises: UsageError for options that do not go together, SettingsError for a file."""
        family = GroupType(self.family)
        given = {
            "--all": self.everything,
            "--owner": self.owners,
            "--chat": self.chats,
            "--chats-from": self.chats_from,
            "--room": self.rooms,
            "--rooms-from": self.rooms_from,
            "--doc": self.docs,
        }
        used = {name for name, value in given.items() if value}
        fitting = _FITTING[family]
        wanted = ", ".join(sorted(fitting))
        if used - fitting:
            wrong = ", ".join(sorted(used - fitting))
            raise click.UsageError(
                say(
                    f"--type {family} 不能用 {wrong}；可用：{wanted}",
                    f"--type {family} takes no {wrong}; only {wanted}",
                )
            )
        if not used or (family is GroupType.SHEET and not self.docs):
            wanted = "--doc" if family is GroupType.SHEET else wanted
            raise click.UsageError(say(f"--type {family} 需要 {wanted}", f"--type {family} needs {wanted}"))
        chats = frozenset(ChatId(each) for each in (*self.chats, *self.rooms, *self._from_files()))
        is_whole = {GroupType.CUSTOMER: self.everything, GroupType.SHEET: not self.chats}.get(family, True)
        return Wish(family, is_whole, frozenset(map(user_id, self.owners)), chats, self.docs)

    def _from_files(self) -> list[str]:
        """Ids of the files: the first word of each line; what follows # is a comment."""
        found: list[str] = []
        for path in filter(None, (self.chats_from, self.rooms_from)):
            try:
                lines = path.read_text(encoding="utf-8-sig").splitlines()
            except (OSError, UnicodeDecodeError) as error:
                raise SettingsError(
                    Text(f"读不了文件 {path}。", f"Cannot read {path}."),
                    Text("它应是 UTF-8 文本，一行一个 ID。", "It should be UTF-8 text with one id a line."),
                ) from error
            found += [words[0] for text in lines if (words := text.partition("#")[0].split())]
        return found
