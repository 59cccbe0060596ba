"""One number for one kind of trouble, whichever command it is: 2 for the command line, 1 for what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconciler.cli.main import COMMANDS
from tests.e2e.conftest import MakeTown
from tests.e2e.town import ROOT, Town, a_group, in_process

# What is wrong with the words themselves: nothing is read for it, not even the documents.
WRONG_WORDS = (
    "",
    "nonsense",
    "--nonsense",
    "adopt",
    "adopt --type x",
    "adopt --type app --all",
    "adopt --type sheet --chat x",
    "apply",
    "apply plan.json --yes",
    "apply --yes --approvals x.json",
    "apply plan.json --wait --max-wait soon",
    "attest",
    "attest 3fa0 --list",
    "attest ␠ --by ann",
    "attest 3fa0 --by ␠",
    "capabilities --nonsense",
    "check-approvals",
    "clauses --nonsense",
    "codeowners --nonsense",
    "comment",
    "comment --plan gone.json --nonsense",
    "diff",
    "doctor --nonsense",
    "drift --correct --snapshot x",
    "drift --correct --edits x",
    "drift --snapshot-lasts soon",
    "drift --snapshot-lasts 0s",
    "edit",
    "edit add-member",
    "edit add-member g",
    "edit add-member ␠ ann",
    "edit add-member g ␠",
    "edit add-member g ann --until soon",
    "edit add-member g --people gone.csv",
    "edit remove-member g",
    "edit set-owner g",
    "edit set-owner g ␠",
    "edit new-group x",
    "edit new-group x --owner ␠",
    "edit new-group x --owner ann --type y",
    "explain nonsense",
    "fetch",
    "fetch proposed",
    "fetch proposed --run-id 0 --out x",
    "fetch snapshot",
    "ledger",
    "ledger nonsense",
    "ledger show --last 0",
    "ledger export --format xlsx",
    "ledger export --format doc",
    "ledger lease --break",
    "ledger lease --reason x",
    "ledger lease --break --reason ␠",
    "ledger prune --reason ␠",
    "ledger prune --before 2020-01-01",
    "listen --port x",
    "plan --nonsense",
    "post",
    "post plan",
    "post plan --plan x --commit main",
    "post plan --plan x --pull-request 0",
    "post applied --commit main",
    "post drift",
    "post request",
    "post approvals --commit x",
    "request",
    "request --event gone.json",
    "revoke",
    "revoke bob --reason x",
    "revoke bob --reason ␠ --approver hal",
    "revoke bob --reason x --approver ␠",
    "revoke ␠ --reason x --approver hal",
    "revoke bob --reason x --approver hal --lift --yes",
    "simulate",
    "simulate nonsense",
    "statistics --by week",
    "statistics --days x",
    "undo",
    "undo last --yes --markdown",
    "undo ␠",
    "validate --at soon",
    "validate --format x",
    "validate --cases --scheduled",
    "validate --at 2026-11-02 --cases",
    "who",
    "who --user ␠",
    "who-was-in",
    "who-was-in ␠",
    "init --nonsense",
)
# What is well said of a company: told after its documents were read.
OF_A_COMPANY = {
    "statistics --days 0": 2,
    "statistics --days 31": 2,
    "who-was-in g --at soon": 2,
    "who --user bob --at soon": 2,
    "ledger show --since soon": 2,
    "ledger prune --before 2099-01-01 --reason x": 2,
    "ledger prune": 2,
    "ledger verify --anchor nonsense": 2,
    "ledger verify --anchor 1:x": 2,
    "revoke bob --reason 13800138000 --approver hal": 2,
    "attest 3fa0 --by 张三": 2,
    "attest 3fa0 --note 13800138000": 2,
    "plan --out no/such/folder/plan.json": 2,
    "apply gone.json": 1,
    "attest ffff": 1,
    "edit add-member nobodys ann": 1,
    "edit add-member g 查无此人": 1,
    "edit remove-member g ann": 1,
    "edit set-owner g 查无此人": 1,
    "edit new-group x --owner ann --department nope": 1,
    "revoke nobody --reason x --approver hal": 1,
    "revoke bob --reason x --approver nobody": 1,
    "revoke bob --reason x --approver hal --lift": 1,
    "undo last": 1,
    "undo ffff": 1,
    "who-was-in nobodys --at 2026-11-02": 1,
    "who --user nobody": 0,
    "ledger show --group nobodys": 0,
}


def argv(words: str) -> list[str]:
    """The words of a line; ␠ stands for a word that is blank."""
    return [" " if word == "␠" else word for word in words.split()]


def lines() -> Iterator[str]:
    yield from WRONG_WORDS
    yield from OF_A_COMPANY


def test_what_is_wrong_with_the_words_is_2_and_says_where_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = {words: in_process(*argv(words), lang="zh") for words in WRONG_WORDS}

    assert {words: told.code for words, told in ran.items() if told.code != 2} == {}
    assert [words for words, told in ran.items() if told.out] == []
    assert [words for words, told in ran.items() if not told.err.startswith(("用法", "错误："))] == []


def test_what_a_company_refuses_is_1_and_what_it_cannot_mean_is_2(town: MakeTown) -> None:
    here: Town = town(a_group("g"))

    ran = {words: here.run(*argv(words)).code for words in OF_A_COMPANY}

    assert ran == OF_A_COMPANY


def test_every_command_is_tried() -> None:
    assert {words.split()[0] for words in lines() if words.strip("-")} >= set(COMMANDS)


def test_the_page_on_exit_codes_speaks_of_every_command() -> None:
    page = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")

    assert [name for name in COMMANDS if f"`reconciler {name}`" not in page] == []


@pytest.mark.parametrize(
    "words",
    [
        "post plan --plan {plan}",
        "post plan --plan {plan} --pull-request 1",
        "post plan --plan {plan} --of-run 1",
        "post drift --plan {plan}",
        "fetch snapshot --out {out}",
        "fetch proposed --run-id 1 --out {out}",
    ],
)
def test_a_code_host_without_a_token_is_4_whatever_is_asked_of_it(words: str, town: MakeTown) -> None:
    here = town(a_group("g"))
    plan = here.save_plan()
    given = words.format(plan=plan, out=here.folder / "out").split()

    ran = in_process(*given, *(["--root", str(here.root)] if given[0] == "post" else []))

    assert (ran.code, ran.says("GITHUB_TOKEN")) == (4, True)
