"""Inputs that lost much at once: whatever was lost, and whichever command runs, nobody is taken out of a group."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import MakeTown
from tests.e2e.families import CUSTOMER, FAMILIES, a_world_of_families, company_of_families
from tests.e2e.town import Ran, Town, a_group, a_world

pytestmark = pytest.mark.no_cover  # a big table over paths that smaller tests have measured
FOREVER = -1
COMMANDS = ("plan", "reviewed-before", "reviewed-within", "apply", "drift", "correct")
Hand = Callable[[Town], None]


def forget_everything(town: Town) -> None:
    for path in town.root.glob("*.yaml"):
        path.unlink()


def forget_the_company(town: Town) -> None:
    (town.root / "company.yaml").unlink()


def forget_groups(town: Town) -> None:
    for path in group_files(town):
        path.unlink()


def forget_most(town: Town) -> None:
    """All but the first third of the documents."""
    files = group_files(town)
    for path in files[len(files) // 3 :]:
        path.unlink()


def go_back(town: Town) -> None:
    """An older commit: most groups were not yet declared, and the others had two people."""
    forget_most(town)
    for path in group_files(town):
        town.put(a_group(path.stem, owner="ann", members=["bob"], membership="strict"))


def fault(kind: str, on: str, code: int = 0) -> Hand:
    def strike(town: Town) -> None:
        town.world.faults.add(kind, on=on, times=FOREVER, code=code)

    return strike


def lose_people(town: Town) -> None:
    """Half of every department is in no list, and WeCom says that they are not there when they are asked for."""
    town.world.faults.add("partial", on="user/list", times=FOREVER)
    town.world.faults.add("code", on="user/get", code=60111, times=FOREVER)


@dataclass(frozen=True, slots=True)
class Loss:
    """What was lost, how a run ends, and what it says."""

    name: str
    hand: Hand
    code: int
    says: str


LOSSES = (
    Loss("nothing-left", forget_everything, 1, "documents-missing"),
    Loss("no-company-left", forget_the_company, 1, "company.yaml"),
    Loss("only-the-company-left", forget_groups, 1, "documents-missing"),
    Loss("most-documents-gone", forget_most, 1, "documents-missing"),
    Loss("an-older-commit", go_back, 1, "documents-missing"),
    Loss("nobody-in-the-address-book", fault("empty-list", "user/list"), 4, "came back empty"),
    Loss("no-departments", fault("empty-list", "department/list"), 4, "came back empty"),
    Loss("half-of-the-departments", fault("partial", "department/list"), 4, "is incomplete"),
    Loss("half-of-the-lists-of-people", fault("partial", "user/list"), 4, "is incomplete"),
    Loss("half-of-the-people", lose_people, 1, "directory-shrunk"),
)
EACH = pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)


def group_files(town: Town) -> list[Any]:
    return sorted(path for path in town.root.glob("*.yaml") if path.name != "company.yaml")


AtWork = Callable[..., Town]


@pytest.fixture(scope="module")
def companies(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Companies at work, each made once and let go, to be copied."""
    folder = tmp_path_factory.mktemp("companies")

    @cache
    def made(groups: int, size: int, membership: str, used: bool) -> Path:
        company = a_company_at_work(folder / f"{groups}-{membership}-{used}", groups, size, membership, used=used)
        company.close()
        return company.folder

    return made


@pytest.fixture
def at_work(companies: Callable[..., Path], tmp_path: Path) -> Iterator[AtWork]:
    """A copy of `a_company_at_work` in a folder of this test."""
    moved: list[Town] = []

    def move(groups: int, size: int, membership: str, *, used: bool = False) -> Town:
        copied = shutil.copytree(companies(groups, size, membership, used), tmp_path / "town")
        moved.append(Town.moved_in(copied))
        return moved[-1]

    yield move
    for each in moved:
        each.close()


def a_company_at_work(folder: Path, groups: int, size: int, membership: str, *, used: bool) -> Town:
    """Groups of some people each, by name and by department, everything in line; then a change that waits."""
    names = ["ann", "bob", *(f"p{number:02}" for number in range(2, groups * (size - 1)))]
    people = [f"{name} 人 {2 + number % 3}" for number, name in enumerate(names)]
    trees = []
    for number in range(groups):
        crowd = [names[(number * (size - 1) + each) % len(names)] for each in range(1, size)]
        lines: list[Any] = [{"department": "市场"}, *crowd[1:]] if number == 0 else list(crowd)
        trees.append(a_group(f"g{number}", owner="ann", members=lines, membership=membership))
    made = Town(folder, trees, company={"guards": {}, "departed_grace": "0d"}, world=a_world(people))
    assert made.apply().code == 0
    if used:
        for day in range(2, 6):
            made.world.clock.set(f"2026-11-{day:02}T10:00:00")
            made.put({**trees[1], "name": f"第 {day} 天"})
            assert made.apply().code == 0
    made.put({**trees[1], "name": "评审过的新名"})
    return made


def run(made: Town, command: str, strike: Hand) -> Ran:
    """Trouble, and then a command; a plan may have been reviewed before it came."""
    if command == "reviewed-before":
        made.save_plan()
    strike(made)
    if command == "reviewed-within":
        ran = made.run("plan", "--out", str(made.plan_file))
        return made.apply_saved() if made.plan_file.exists() else ran
    if command == "reviewed-before":
        return made.apply_saved()
    argv = {"apply": ("apply", "--yes"), "correct": ("drift", "--correct")}.get(command, (command,))
    return made.run(*argv)


def everybody(made: Town) -> dict[str, Sequence[str]]:
    return {chat_id: sorted(chat.members) for chat_id, chat in made.chats().items()}


@EACH
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("membership", "used"),
    [
        pytest.param("additive", False, id="additive-fresh"),
        pytest.param("additive", True, id="additive-used"),
        pytest.param("strict", True, id="strict-used"),
    ],
)
def test_in_a_company_of_three_groups_of_four(
    loss: Loss, command: str, membership: str, used: bool, at_work: AtWork
) -> None:
    made = at_work(3, 4, membership, used=used)
    before = everybody(made)

    ran = run(made, command, loss.hand)

    assert (ran.code, ran.says(loss.says)) == (loss.code, True), ran.words
    assert everybody(made) == before


@EACH
@pytest.mark.parametrize("command", ["apply", "reviewed-before", "correct"])
def test_in_a_company_of_twenty_groups_of_ten(loss: Loss, command: str, at_work: AtWork) -> None:
    """A reviewed apply asks for few people by name, so that only the ledger may tell that half of them are gone."""
    made = at_work(20, 10, "strict")
    before = everybody(made)

    ran = run(made, command, loss.hand)

    ends = {(loss.code, True), (1, False)} if command == "reviewed-before" else {(loss.code, True)}
    assert (ran.code, ran.says(loss.says)) in ends, ran.words
    assert ran.says(loss.says) or ran.says("directory-shrunk")
    assert everybody(made) == before


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
def test_without_its_ledger_nobody_leaves_either(loss: Loss, at_work: AtWork) -> None:
    made = at_work(3, 4, "strict")
    for path in made.ledger.iterdir():
        path.unlink()
    before = everybody(made)

    ran = run(made, "apply", loss.hand)

    assert ran.code in {0, loss.code}
    assert everybody(made) == before


@pytest.mark.parametrize("command", ["plan", "apply", "correct"])
def test_people_whom_an_emptied_tag_brought_stay(command: str, town: MakeTown) -> None:
    made = town(
        a_group("g", members=["dan", {"tag": "值班"}], membership="strict"),
        company={"guards": {"removals_per_group": {"free": 100}, "removals_per_run": {"free": 100}}},
        world=a_world(
            ("ann 安 2", "bob 波 2", "cat 卡 3", "dan 丹 3"), tags=[{"id": 7, "name": "值班", "people": "bob cat"}]
        ),
    )
    assert made.apply().code == 0
    before = everybody(made)

    ran = run(made, command, fault("empty-list", "tag/get"))

    assert (ran.code, ran.says("empty-selector")) == (1, True), ran.words
    assert everybody(made) == before


@pytest.mark.parametrize("kind", ["cursor-lost", "empty-list"])
@pytest.mark.parametrize(("command", "code"), [("plan", 4), ("drift", 4), ("apply", 4), ("correct", 4)])
def test_a_list_of_customer_groups_without_its_later_pages_is_no_list(
    kind: str, command: str, code: int, town: MakeTown
) -> None:
    """Half of one group is none: the only page that came does not have it, though it is there."""
    world = a_world_of_families()
    made = town(*FAMILIES.values(), company=company_of_families(), world=world)
    assert made.apply().code == 0
    before = made.world.chat(CUSTOMER).members

    ran = run(made, command, fault(kind, "externalcontact/groupchat/list"))

    assert (ran.code, ran.says("list of customer groups is incomplete")) == (code, True), ran.words
    assert made.world.chat(CUSTOMER).members == before


def test_a_little_every_ten_minutes_is_stopped_within_the_day(town: MakeTown) -> None:
    crowd = [f"p{number:02}" for number in range(40)]
    made = town(
        *(a_group(f"g{each}", members=crowd[each * 4 : each * 4 + 4], membership="strict") for each in range(10)),
        company={"guards": {}},
        world=a_world(("ann 安 1", *(f"{name} 人 2" for name in crowd))),
    )
    assert made.apply().code == 0
    codes = []

    for each in range(10):
        made.put(a_group(f"g{each}", members=crowd[each * 4 : each * 4 + 3], membership="strict"))
        codes.append(made.apply().code)
        made.world.clock.advance(600)

    left = 50 - sum(len(members) for members in everybody(made).values())
    assert left <= 10
    assert codes[-1] == 0 or made.plan()["blocked"]
