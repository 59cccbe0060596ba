"""Two plans of the same company and the same WeCom are the same bytes, whatever the order of anything."""

import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reconciler.simulator import create
from tests.e2e.test_connection import RULES
from tests.e2e.town import PEOPLE, ROOT, Town, a_group, a_town, a_world, dump, in_process
from tests.laws.stopped_apply import QUICK

EXAMPLE = ROOT / "groups"
GROUP = re.compile(r"^kind: group$", re.MULTILINE)
UNORDERED = frozenset({"members", "except", "admins", "people", "departments", "tags", "chats", "protected",
                       "delegates", "leaders", "users"})  # fmt: skip

users = st.sampled_from(["bob", "cat", "dan", "eve", "fay", "gus", "hal", "nobody"])
lines = st.one_of(
    users,
    st.builds(lambda user: {"user": user, "until": "2026-11-30", "reason": "借调"}, users),
    st.sampled_from([{"department": "研发"}, {"department": "市场"}, {"tag": "值班"}, {"department": "没有这个"}]),
)
groups = st.builds(
    lambda owner, members, strict, admins, rules: {
        "owner": owner,
        "members": list({str(line): line for line in members if owner not in (line, dict_user(line))}.values()),
        "membership": "strict" if strict else "additive",
        **({"admins": sorted(admins - {owner})} if admins - {owner} else {}),
        **({"rulesets": ["rules"]} if rules else {}),
    },
    st.sampled_from(["ann", "bob", "cat"]),
    st.lists(lines, min_size=1, max_size=5, unique_by=lambda line: dict_user(line) or str(line)),
    st.booleans(),
    st.sets(st.sampled_from(["ann", "eve"]), max_size=2),
    st.booleans(),
)
companies = st.lists(groups, min_size=1, max_size=4)


@dataclass(frozen=True, slots=True)
class Example:
    """The example company's plan as it stands in the repository; too long to be shown."""

    folder: Path
    code: int
    plan: str = field(repr=False)


_TREE = re.compile(r'"(?:tree|digest)": "[0-9a-f]{64}"')


def dict_user(line: Any) -> str:
    """Whom a line names."""
    return line if isinstance(line, str) else str(line.get("user", ""))


def shuffled(tree: Any, chance: random.Random, name: str = "") -> Any:
    """The same tree with its keys, and the lists that are sets, in another order."""
    if isinstance(tree, dict):
        keys = list(tree)
        chance.shuffle(keys)
        return {key: shuffled(tree[key], chance, str(key)) for key in keys}
    if isinstance(tree, list):
        items = [shuffled(item, chance) for item in tree]
        if name in UNORDERED:
            chance.shuffle(items)
        return items
    return tree


def plan_bytes(root: Path, home: Path) -> tuple[int, str]:
    """The plan as it is printed."""
    ran = in_process("plan", "--json", "--root", str(root), "--simulator", str(home))
    assert ran.code in {0, 1}, ran.words
    return ran.code, _TREE.sub("", ran.out)  # digests over the files' bytes differ


def move_files(root: Path, chance: random.Random) -> None:
    """Every group document under another name, in another folder, written in another order."""
    paths = [path for path in sorted(root.rglob("*.yaml")) if ".case." not in path.name]
    groups = [path for path in paths if GROUP.search(path.read_text("utf-8"))]
    texts = [path.read_text("utf-8") for path in groups]
    for path in groups:
        path.unlink()
    chance.shuffle(texts)
    for number, text in enumerate(texts):
        path = root / f"moved{number % 3}" / f"{chance.randrange(10**9)}-{number}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


@settings(max_examples=25, deadline=None, derandomize=True, phases=QUICK)
@given(company=companies, seed=st.integers(0, 10**6))
def test_no_order_changes_a_byte_of_a_small_company(company: list[dict[str, Any]], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - only an order, and the same in every run
    documents = [{**a_group(f"g{number}"), **group} for number, group in enumerate(company)]
    world = a_world(PEOPLE, tags=[{"id": 7, "name": "值班", "people": ["dan", "fay", "gus"]}])
    with (
        folders() as (here, there),
        a_town(here, documents, world=world) as first,
        a_town(there, (), world=shuffled(world, chance)) as second,
    ):
        for town in (first, second):
            town.write("rules.yaml", RULES)
        second.world.switches.set("shuffle_members", "no")
        order = [shuffled(document, chance) for document in documents]
        chance.shuffle(order)
        for number, document in enumerate(order):
            second.write(f"d{number % 2}/{chance.randrange(10**9)}.yml", document)
        before = [plan_bytes(town.root, town.home) for town in (first, first, second)]
        applied = [town.apply().code for town in (first, second)]
        after = [plan_bytes(town.root, town.home) for town in (first, first, second)]

    assert len(set(before)) == 1
    assert len(set(applied)) == 1
    assert len(set(after)) == 1


@contextmanager
def folders() -> Iterator[tuple[Path, Path]]:
    """Two folders, gone afterwards."""
    base = Path(tempfile.mkdtemp())
    try:
        yield base / "here", base / "there"
    finally:
        shutil.rmtree(base)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """A folder, and the plan of the example company as it stands, but in no repository: a plan names its commits."""
    base = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLE, base / "as-is")
    create(base / "world", EXAMPLE / ".simulator" / "world.yaml").close()
    code, plan = plan_bytes(base / "as-is", base / "world")
    return Example(base, code, plan)


def test_planning_twice_gives_the_same_bytes(example: Example) -> None:
    base, code, plan = example.folder, example.code, example.plan

    assert plan_bytes(base / "as-is", base / "world") == (code, plan)


@settings(max_examples=8, deadline=None, derandomize=True, phases=QUICK)
@given(seed=st.integers(0, 10**6), keep_order=st.booleans())
def test_no_order_changes_a_byte_of_the_example_company(example: Example, seed: int, keep_order: bool) -> None:
    base, code, plan = example.folder, example.code, example.plan
    chance = random.Random(seed)  # noqa: S311 - only an order, and the same in every run
    root, home = base / "groups", base / "other"
    for folder in (root, home):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXAMPLE, root)
    for path in sorted(root.rglob("*.yaml")):
        if ".case." not in path.name and ".simulator" not in path.parts:
            path.write_text(dump(shuffled(_as_written(path), chance)), encoding="utf-8")
    move_files(root, chance)
    world = base / "shuffled.yaml"
    world.write_text(dump(shuffled(_as_written(EXAMPLE / ".simulator" / "world.yaml"), chance)), encoding="utf-8")
    with create(home, world) as simulator:
        simulator.switches.set("shuffle_members", "no" if keep_order else "yes")
        for chat in chance.sample(sorted(_chat_ids(simulator.show())), 3):  # moves the door's own counter on
            simulator.chat(chat)

    assert plan_bytes(root, home) == (code, plan)


def _chat_ids(shown: dict[str, object]) -> list[str]:
    corps: Any = shown["corps"]
    return [chat["chat_id"] for chat in corps[0]["chats"]]


def _as_written(path: Path) -> Any:
    """YAML whose scalars stay text, but for numbers and booleans, which the schemas want as such."""
    return yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader that leaves dates as text


class _Loader(yaml.SafeLoader):
    """Dates and clock times stay text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(("timestamp",))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_every_request_of_a_plan_may_come_back_in_any_order(tmp_path: Path) -> None:
    """The simulator shuffles members by its request counter: many plans in a row see many orders."""
    with a_town(tmp_path / "town", [a_group("g", members=["bob", "cat", {"department": "市场"}])]) as town:
        town.apply()
        town.world.hands.invite(town.chat("g").chat_id, ["dan"])

        plans = {plan_bytes(town.root, town.home) for _ in range(12)}

    assert len(plans) == 1


def test_concurrency_changes_no_byte(tmp_path: Path) -> None:
    plans = set()
    groups = [a_group(f"g{number}", members=["bob", {"department": "研发"}]) for number in range(8)]
    for concurrency in (1, 3, 64):
        company = {"wecom": {"concurrency": concurrency}}
        town = Town(tmp_path / str(concurrency), groups, company=company)
        plans.add(plan_bytes(town.root, town.home))
        town.close()

    assert len(plans) == 1
