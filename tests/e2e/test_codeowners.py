"""`codeowners` in a real repository."""

from pathlib import Path

import pytest

from tests.delegation.worlds import edited
from tests.e2e.test_delegation import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_written_file_is_fresh_until_a_right_changes(repository: Repository) -> None:
    file = repository.folder / ".github" / "CODEOWNERS"

    wrote = repository.run("codeowners", "--out", str(file))
    fresh = repository.run("codeowners", "--check")
    repository.write(edited(("rd/department.yaml", "deputy: dep\n", "")))
    stale = repository.run("codeowners", "--check")

    assert (wrote.code, fresh.code, stale.code) == (0, 0, 1)
    assert "/groups/rd/ @head-l @dep-l @del-l\n" in file.read_text(encoding="utf-8")
    assert "codeowners --out" in stale.err


@pytest.mark.parametrize(("lang", "words"), [("zh", "dep 没有登录名"), ("en", "dep have no login")])
def test_people_without_a_login_are_told_on_stderr(repository: Repository, lang: str, words: str) -> None:
    repository.write(edited(("company.yaml", "dep-l: dep, ", "")))

    ran = repository.run("codeowners", lang=lang)

    assert ran.code == 0
    assert words in ran.err
    assert "dep" not in ran.out.replace("department", "").split("/groups/rd/")[1].split("\n")[0]


@pytest.mark.parametrize(("lang", "words"), [("zh", "一个登录名也没有"), ("en", "nobody of governance has a login")])
def test_nothing_is_written_where_governance_has_no_login(repository: Repository, lang: str, words: str) -> None:
    repository.write(edited(("company.yaml", "gov-l: gov, gov2-l: gov2,", "")))

    ran = repository.run("codeowners", lang=lang)

    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err
