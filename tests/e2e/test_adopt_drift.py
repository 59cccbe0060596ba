"""`drift: adopt`: documents follow what people did in WeCom, by just those lines, through one pull request."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reconciler.engine.adopt_drift import moved_by_hand
from reconciler.engine.editing import Moved
from reconciler.engine.posting_adoption import ADOPTION_LABEL
from reconciler.engine.posting_drift import DRIFT_LABEL
from reconciler.model.change import Cause, Change, Field
from reconciler.model.ids import GroupKey, UserId
from tests.e2e.desk import PostDesk, Ran, a_desk
from tests.e2e.town import Town, a_group, a_town
from tests.render.builders import a_group as a_planned
from tests.render.builders import a_join, a_plan

KEPT = """\
# 谁在里面
kind: group
key: kept
type: app
name: "旧名字"   # 名字
owner: ann
membership: strict
drift: adopt
members:
  - bob   # 组长
  - {user: cat, reason: 借调}
"""


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    told = a_group("told", members=("bob", "cat"), membership="strict", drift="report")
    with a_town(tmp_path, [told]) as made:
        (made.root / "kept.yaml").write_text(KEPT, "utf-8")
        assert made.apply().code == 0
        yield made


def edits(town: Town) -> dict[str, str]:
    """What would have to be written, and how it is told."""
    file = town.folder / "edits.json"
    ran = town.run("drift", "--edits", str(file))
    assert ran.code == 0, ran.err
    return {each["file"]: each["text"] for each in json.loads(file.read_text("utf-8"))["files"]}


def test_a_document_follows_by_just_the_lines_that_say_it(town: Town) -> None:
    for key in ("kept", "told"):
        chat, hands = town.chat(key).chat_id, town.world.hands
        hands.rename_chat(chat, "新名字")
        hands.invite(chat, ["dan"])
        hands.leave(chat, ["bob"])
        hands.transfer_owner(chat, "cat")

    found = edits(town)

    assert found == {
        "kept.yaml": KEPT.replace("旧名字", "新名字")
        .replace("owner: ann", "owner: cat")
        .replace("  - bob   # 组长\n", "")
        + "  - ann\n  - dan\n"
    }
    (town.root / "kept.yaml").write_text(found["kept.yaml"], "utf-8")
    assert edits(town) == {}


def test_whom_nobody_ever_declared_is_kept_in_an_additive_group_and_who_left_a_department_is_not(town: Town) -> None:
    open_group = KEPT.replace("membership: strict\n", "").replace("key: kept", "key: open").replace("旧名字", "开放群")
    open_group = open_group.replace("  - bob   # 组长\n", "  - department: 研发/平台\n")
    (town.root / "open.yaml").write_text(open_group, "utf-8")
    assert town.apply().code == 0
    assert "dan" in town.members("open")
    town.world.hands.move_person("dan", [4])
    town.world.hands.invite(town.chat("open").chat_id, ["eve"])

    assert edits(town) == {"open.yaml": open_group + "  - eve\n"}


def test_nothing_is_kept_where_nothing_moved(town: Town) -> None:
    assert edits(town) == {}


def test_the_report_is_had_as_markdown(town: Town) -> None:
    town.world.hands.rename_chat(town.chat("told").chat_id, "<b>@all</b>")

    ran = town.run("drift", "--markdown")

    assert ran.code == 0
    assert ran.out.startswith("**")
    assert "@all" not in ran.out


def test_edits_go_without_correcting(town: Town) -> None:
    assert town.run("drift", "--correct", "--edits", str(town.folder / "edits.json")).code == 2


def change(field: Field, before: str, after: str, cause: Cause = Cause.DRIFT) -> Change:
    return Change(GroupKey("g"), field, before, after, cause)


@pytest.mark.parametrize(
    ("changes", "moved"),
    [
        pytest.param([], Moved(), id="nothing"),
        pytest.param([change(Field.MEMBER, "ann", "")], Moved(joined=(UserId("ann"),)), id="came-in"),
        pytest.param([change(Field.MEMBER, "", "ann")], Moved(left=(UserId("ann"),)), id="taken-out"),
        pytest.param([change(Field.OWNER, "bob", "ann")], Moved(owner=UserId("bob")), id="handed-over"),
        pytest.param([change(Field.NAME, "new", "old")], Moved(name="new"), id="renamed"),
        pytest.param([change(Field.ANNOUNCEMENT, "1", "2"), change(Field.ADMIN, "ann", "")], Moved(), id="not-shown"),
        pytest.param([change(Field.MEMBER, "ann", "", Cause.DEPARTED)], Moved(), id="departed"),
        pytest.param([change(Field.NAME, "old", "new", Cause.INTENT)], Moved(), id="git-moved"),
    ],
)
def test_what_people_did_is_the_opposite_of_what_would_undo_it(changes: list[Change], moved: Moved) -> None:
    assert moved_by_hand(changes) == moved


# ── at the code host ──

DRIFT = a_plan(a_planned("g", changes=(a_join("ann", "g"),)))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PostDesk]:
    with a_desk(tmp_path) as made:
        yield made


def post(desk: PostDesk, files: dict[str, str]) -> Ran:
    tree = {
        "kind": "drift-edits",
        "format_version": 1,
        "body": "why\n",
        "files": [{"file": name, "text": text} for name, text in files.items()],
    }
    saved = desk.save("drift.json", DRIFT), desk.save("edits.json", json.dumps(tree))
    return desk.post("drift", "--plan", saved[0], "--edits", saved[1])


def pulls(desk: PostDesk) -> list[tuple[str, bool]]:
    return [(str(each.head), each.is_open) for each in desk.host.world.threads.values() if each.head]


def issue(desk: PostDesk) -> str:
    return next(each.body for each in desk.host.world.threads.values() if DRIFT_LABEL in each.labels)


def test_what_is_kept_is_one_pull_request_changed_in_place_and_closed_when_nothing_asks_for_it(desk: PostDesk) -> None:
    first = post(desk, {"rd/a.yaml": "one\n"})
    [(branch, is_open)] = pulls(desk)
    written = desk.writes()
    post(desk, {"rd/a.yaml": "one\n"})
    again = desk.writes()
    post(desk, {"rd/a.yaml": "two\n"})
    changed = desk.host.remote.git("show", f"{branch}:groups/rd/a.yaml")
    linked = issue(desk)
    post(desk, {})

    assert (first.code, is_open, again, changed) == (0, True, written, "two")
    assert branch.startswith("reconciler/drift/")
    assert "合并请求 #" in linked
    assert pulls(desk) == [(branch, False)]
    assert "合并请求 #" not in issue(desk)
    assert any(ADOPTION_LABEL in each.labels for each in desk.host.world.threads.values())


def test_a_pull_request_that_may_not_be_opened_is_said_in_the_drift_issue(desk: PostDesk) -> None:
    desk.host.fault("forbidden", "POST", "/pulls")

    ran = post(desk, {"a.yaml": "x\n"})

    assert ran.code == 0
    assert "合并请求没有开成" in issue(desk)


@pytest.mark.parametrize("path", ["../a.yaml", ".github/workflows/x.yml", "a.sh"])
def test_a_path_that_leads_elsewhere_is_refused(desk: PostDesk, path: str) -> None:
    ran = post(desk, {path: "x\n"})

    assert (ran.code, desk.host.world.requests) == (1, [])
