"""Approvals at the command line: who approved which commit, refused or reported, and kept in the ledger."""

import json
from pathlib import Path

import pytest

from tests.e2e.commit_town import CommitTown, review
from tests.e2e.conftest import MakeTown
from tests.e2e.town import a_group

LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])
PEOPLE = {"people": {"Author": "dan", "Lead": "hal", "cat-login": "cat"}}


@pytest.fixture
def repository(town: MakeTown) -> CommitTown:
    """A branch of Author's, in which cat comes into g; one approval is asked for."""
    made = town(a_group("g"))
    made.set_company(review={"approvals": 1, "separation": "refuse"}, code_host=PEOPLE)
    return CommitTown(made)


def planned(repository: CommitTown) -> str:
    head = repository.branch(a_group("g", members=["bob", "cat"]))
    repository.plan("--base", "main")
    repository.squash()
    return head


def test_an_approved_plan_is_applied_and_the_ledger_says_who_let_it_through(repository: CommitTown) -> None:
    head = planned(repository)
    given = repository.approvals(
        head, review("Lead", head), environment=[{"by": "operator", "at": "2026-11-02T08:30:00Z"}], merged_by="Lead"
    )

    ran = repository.apply("--approvals", given, "--json")

    assert ran.code == 0, ran.words
    tree = ran.json()
    assert tree["review"]["approvals"] == [{"by": "Lead", "commit": head}]
    assert (tree["origin"]["head"], tree["review"]["separate"]) == (head, True)
    for lang, words in (("zh", "批准人 Lead"), ("en", "approved by Lead")):
        shown = repository.run("ledger", "show", lang=lang)
        assert shown.says(words), shown.words
        assert shown.says(head[:10])
    exported = repository.run("ledger", "export", "--format", "json")
    assert '"merged_by"' in exported.out
    assert repository.run("ledger", "verify").code == 0


@LANGUAGES
def test_a_plan_without_evidence_is_refused_where_approvals_are_asked_for(lang: str, repository: CommitTown) -> None:
    planned(repository)

    ran = repository.apply(lang=lang)

    assert ran.code == 1
    assert ran.says({"zh": "没有批准记录", "en": "no evidence of any"}[lang])
    assert repository.town.chats() == {}


@LANGUAGES
def test_an_approval_of_an_older_commit_is_refused_by_name(lang: str, repository: CommitTown) -> None:
    head = planned(repository)
    given = repository.approvals(head, review("Lead", repository.base))

    ran = repository.apply("--approvals", given, lang=lang)

    assert ran.code == 1
    assert ran.says({"zh": "批准的是旧提交", "en": "an older commit"}[lang])
    assert ran.says(repository.base[:10])
    assert repository.town.chats() == {}


@LANGUAGES
def test_an_approver_who_adds_himself_is_refused_or_reported(lang: str, repository: CommitTown) -> None:
    head = planned(repository)
    given = repository.approvals(head, review("cat-login", head))

    refused = repository.apply("--approvals", given, lang=lang)

    assert refused.code == 1
    assert refused.says({"zh": "cat 让自己在 g 进群", "en": "cat joins g"}[lang])
    assert repository.town.chats() == {}


def test_a_self_add_that_is_reported_is_in_the_ledger(town: MakeTown) -> None:
    made = town(a_group("g"))
    made.set_company(review={"approvals": 1}, code_host=PEOPLE)
    repository = CommitTown(made)
    head = planned(repository)
    given = repository.approvals(head, review("cat-login", head))

    ran = repository.apply("--approvals", given)

    assert ran.code == 0, ran.words
    assert ran.says("cat joins g")
    assert repository.run("ledger", "show").says("duties were not separate")
    assert repository.run("ledger", "show", "--person", "cat-login").says("cat-login")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param('{"kind": "approvals", "kind": "approvals"}', id="doubled"),
        pytest.param(json.dumps({"kind": "approvals", "format_version": 1}), id="incomplete"),
        pytest.param("x" * (8 * 1024 * 1024 + 1), id="huge"),
    ],
)
def test_a_hostile_file_is_refused(content: str, repository: CommitTown) -> None:
    planned(repository)
    path = Path(repository.town.folder / "approvals.json")
    path.write_text(content, encoding="utf-8")

    ran = repository.apply("--approvals", str(path))

    assert ran.code == 1
    assert ran.says("cannot be used")


@pytest.mark.parametrize(
    "more",
    [
        {"more": 1},
        {"author": "two words"},
        {"head": "main"},
        {"reviews": [{"by": "a", "commit": "b" * 40, "state": "approved", "at": "2026-11-02"}]},
        {"reviews": [{"by": "a", "commit": "b" * 40, "state": "commented", "at": "2026-11-02T00:00:00Z"}]},
        {"reviews": [{"by": "a", "commit": "b" * 40, "state": "approved", "at": "2026-12-31T23:59:60Z"}]},
    ],
)
def test_an_open_shape_is_refused(more: dict[str, object], repository: CommitTown) -> None:
    head = planned(repository)
    tree = {"kind": "approvals", "format_version": 1, "head": head, "author": "Author", "reviews": [], **more}
    path = repository.town.folder / "approvals.json"
    path.write_text(json.dumps(tree), encoding="utf-8")

    ran = repository.apply("--approvals", str(path))

    assert ran.code == 1
    assert ran.says("cannot be used")


def test_ten_thousand_reviews_are_read(repository: CommitTown) -> None:
    head = planned(repository)
    given = repository.approvals(head, *[review(f"user{number}", head) for number in range(10_000)])

    assert repository.apply("--approvals", given).code == 0


def test_evidence_without_a_plan_is_a_mistake(repository: CommitTown) -> None:
    assert repository.run("apply", "--yes", "--approvals", "x.json").code == 2
