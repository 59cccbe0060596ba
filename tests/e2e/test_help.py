"""Help in both languages, with an example line, for every command there is."""

import pytest

from reconciler.cli.main import COMMANDS
from tests.e2e.town import in_process

SIMULATE = ("init", "serve", "edit", "fault", "clock", "show", "callbacks")
LEDGER = ("show", "verify", "export", "lease", "prune")
EVERY = [
    *((name,) for name in COMMANDS),
    *(("simulate", name) for name in SIMULATE),
    *(("ledger", name) for name in LEDGER),
]


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
@pytest.mark.parametrize(("lang", "example", "usage"), [("zh", "例：", "用法："), ("en", "Example:", "Usage:")])
def test_every_command_explains_itself_with_an_example(
    command: tuple[str, ...], lang: str, example: str, usage: str
) -> None:
    ran = in_process(*command, "--help", lang=lang)

    assert ran.code == 0
    assert example in ran.out
    assert ran.out.startswith(usage)
    assert f"reconciler {' '.join(command)}" in ran.out
    assert ran.err == ""


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "校验 YAML 文件"), ("en", "Check the YAML files")])
def test_the_help_lists_every_command(lang: str, phrase: str) -> None:
    ran = in_process("--help", lang=lang)

    assert ran.code == 0
    assert phrase in ran.out
    assert [name for name in COMMANDS if f"  {name}" not in ran.out] == []


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_an_unknown_option_is_a_usage_error_with_a_way_on(command: tuple[str, ...]) -> None:
    ran = in_process(*command, "--no-such-option")

    assert ran.code == 2
    assert "--help" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(("lang", "phrase"), [("zh", "用法错误"), ("en", "Usage:")])
def test_an_unknown_command_is_a_usage_error(lang: str, phrase: str) -> None:
    ran = in_process("fly", lang=lang)

    assert ran.code == 2
    assert ran.says(phrase)
