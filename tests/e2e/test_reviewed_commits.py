"""A plan is bound to the commits it was made of: applied from those or later ones, never from others."""

from pathlib import Path

import pytest

from tests.e2e.commit_town import CommitTown
from tests.e2e.conftest import MakeTown
from tests.e2e.door import open_door
from tests.e2e.town import COMPANY, Town, a_group, in_process
from tests.ledger.git_worlds import VARIABLES, git

LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])
WANTED = a_group("g", members=["bob", "cat"])


@pytest.fixture
def repository(town: MakeTown) -> CommitTown:
    return CommitTown(town(a_group("g")))


def nothing_written(town: Town, mark: int) -> bool:
    return not town.written(mark)


def test_a_plan_names_head_base_and_what_decides(repository: CommitTown) -> None:
    head = repository.branch(WANTED)

    plan = repository.plan("--base", "main")

    assert (plan["origin"]["head"], plan["origin"]["base"]) == (head, repository.base)
    assert plan["origin"]["dirty"] is False
    assert len(plan["policy"]["version"].split(".")) == 5


def test_commits_are_no_part_of_the_fingerprint_but_what_decides_is(repository: CommitTown) -> None:
    first = repository.plan()
    repository.commit("nothing changes")
    second = repository.plan()
    repository.town.set_company(member_cap=300)
    third = repository.plan()

    assert first["origin"]["head"] != second["origin"]["head"]
    assert first["fingerprint"] == second["fingerprint"] != third["fingerprint"]


@pytest.mark.parametrize("base", ["nothing", "--upload-pack=x", "HEAD~99"])
def test_a_base_that_is_none_is_refused(base: str, repository: CommitTown) -> None:
    ran = repository.run("plan", f"--base={base}")

    assert ran.code == 2
    assert ran.says("no commit in common")


@LANGUAGES
def test_documents_that_are_not_committed_are_said_and_marked(lang: str, repository: CommitTown) -> None:
    repository.town.put(WANTED)

    ran = repository.run("plan", "--out", str(repository.town.plan_file), lang=lang)

    assert ran.says({"zh": "有没提交的改动", "en": "changes that are not committed"}[lang])
    assert repository.plan()["origin"]["dirty"] is True


def test_a_plan_is_applied_from_its_own_commit_a_merge_and_a_squash(repository: CommitTown) -> None:
    repository.branch(WANTED)
    repository.plan("--base", "main")
    repository.squash()
    repository.town.put(a_group("other"))
    repository.commit("somebody else's")

    ran = repository.apply()

    assert ran.code == 0, ran.words
    assert repository.town.members("g") == {"ann", "bob", "cat"}


@LANGUAGES
def test_an_older_checkout_is_refused(lang: str, repository: CommitTown) -> None:
    repository.branch(WANTED)
    repository.plan("--base", "main")
    git(repository.root, "checkout", "--quiet", "main")
    mark = repository.town.mark

    ran = repository.apply(lang=lang)

    assert ran.code == 1
    assert ran.says({"zh": "评审之前的旧提交", "en": "older than what was reviewed"}[lang])
    assert ran.says(repository.base[:10])
    assert nothing_written(repository.town, mark)


@LANGUAGES
def test_an_unrelated_checkout_is_refused(lang: str, repository: CommitTown) -> None:
    repository.branch(WANTED)
    repository.plan("--base", "main")
    git(repository.root, "checkout", "--quiet", "--orphan", "stranger")
    repository.town.put(a_group("g", members=["dan"]))
    repository.commit("from nowhere")
    mark = repository.town.mark

    ran = repository.apply(lang=lang)

    assert ran.code == 1
    assert ran.says({"zh": "不在一条线上", "en": "did not come from what was reviewed"}[lang])
    assert nothing_written(repository.town, mark)


@LANGUAGES
def test_a_dirty_checkout_with_other_documents_is_refused(lang: str, repository: CommitTown) -> None:
    repository.branch(WANTED)
    repository.plan("--base", "main")
    repository.town.put(a_group("g", members=["dan"]))
    mark = repository.town.mark

    ran = repository.apply(lang=lang)

    assert ran.code == 1
    assert ran.says({"zh": "没提交的改动", "en": "not committed"}[lang])
    assert nothing_written(repository.town, mark)


@LANGUAGES
def test_a_shallow_clone_says_what_to_fetch_unless_its_documents_are_those_reviewed(
    lang: str, repository: CommitTown, tmp_path: Path
) -> None:
    repository.branch(WANTED)
    repository.plan("--base", "main")
    repository.squash()
    same, other = tmp_path / "same", tmp_path / "other"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository.root}", str(same))
    repository.town.put(a_group("other"))
    repository.commit("somebody else's")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository.root}", str(other))

    refused = repository.apply(lang=lang, root=other)
    done = repository.apply(lang=lang, root=same)

    assert (refused.code, done.code) == (1, 0), refused.words + done.words
    assert refused.says("fetch-depth: 0")


@LANGUAGES
def test_a_plan_that_is_too_old_says_how_old(lang: str, repository: CommitTown) -> None:
    repository.town.set_company(review={"max_age": "2d"})
    repository.commit("two days")
    repository.plan()
    repository.town.world.clock.advance(53 * 3600)
    mark = repository.town.mark

    ran = repository.apply(lang=lang)

    assert ran.code == 1
    assert ran.says({"zh": "2 天 5 小时前", "en": "2 days 5 h old"}[lang])
    assert ran.says("reconciler plan --out plan.json")
    assert nothing_written(repository.town, mark)


@LANGUAGES
def test_other_guards_than_at_the_review_void_it(lang: str, repository: CommitTown) -> None:
    repository.branch(WANTED)
    repository.plan("--base", "main")
    repository.squash()
    repository.town.set_company(guards={**COMPANY["guards"], "groups_touched": 3})
    repository.commit("another guard")

    ran = repository.apply(lang=lang)

    assert ran.code == 1
    assert ran.says({"zh": "company.yaml 的护栏", "en": "guards, budgets or rule options"}[lang])


@LANGUAGES
def test_a_plan_from_outside_a_repository_is_applied_and_says_so(lang: str, town: MakeTown) -> None:
    made = town(a_group("g"))
    made.save_plan()

    ran = made.apply_saved(lang)

    assert ran.code == 0
    assert ran.says({"zh": "不是在 git 仓库里生成的", "en": "not made in a git repository"}[lang])


@LANGUAGES
def test_drift_at_the_real_wecom_is_put_right_by_what_is_committed_alone(lang: str, repository: CommitTown) -> None:
    made = repository.town
    with open_door(made) as door:
        variables = {**door.variables, **VARIABLES}
        settings = (made.root / "company.yaml").read_text("utf-8")
        made.write("company.yaml", settings.replace("unreviewed: allow", "unreviewed: refuse"))
        repository.commit("the door")
        words = ("drift", "--correct", "--root", str(made.root))
        clean = in_process(*words, lang=lang, variables=variables)
        made.put(a_group("g", members=["dan"]))
        mark = made.mark
        dirty = in_process(*words, lang=lang, variables=variables)

    assert (clean.code, dirty.code) == (0, 1), clean.words + dirty.words
    assert dirty.says({"zh": "只按提交过的内容纠正漂移", "en": "put right by what is committed"}[lang])
    assert not made.written(mark)
