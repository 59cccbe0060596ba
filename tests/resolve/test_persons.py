"""Who is meant by what somebody wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.directory import Department, Directory, Person, PersonStatus
from reconciler.model.ids import user_id
from reconciler.resolve import Persons

DEPARTMENTS = {
    1: Department(1, "公司", 1, ""),
    2: Department(2, "研发部", 1, "研发部"),
    3: Department(3, "平台组", 2, "研发部/平台组"),
    4: Department(4, "销售部", 1, "销售部"),
}


def person(written: str, name: str, department: int, status: PersonStatus = PersonStatus.ACTIVATED) -> Person:
    return Person(user_id(written), written, name, (department,), department, status)


PEOPLE = (
    person("wangmin", "王敏", 3),
    person("wangmin2", "王敏", 4),
    person("LiYang", "李洋", 2),
    person("oldhand", "老周", 2, PersonStatus.LEFT),
    person("Ann.Lee", "Ann Lee", 4),
)
PERSONS = Persons(Directory(DEPARTMENTS, {each.id: each for each in PEOPLE}))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("wangmin", ["wangmin"]),
        ("WANGMIN2", ["wangmin2"]),
        ("王敏", ["wangmin", "wangmin2"]),
        ("王敏（研发部）", ["wangmin"]),
        ("王敏(平台组)", ["wangmin"]),
        ("王敏（销售部） wangmin2", ["wangmin2"]),
        ("王敏（销售部） wangmin", []),
        ("王敏 wangmin2", ["wangmin2"]),
        ("王敏/研发部/平台组", ["wangmin"]),
        ("@李洋", ["liyang"]),
        ("  李洋  ", ["liyang"]),
        ("李洋（财务部）", []),
        ("老周", []),
        ("oldhand", []),
        ("ann lee", ["ann.lee"]),
        ("Ａｎｎ　Ｌｅｅ", ["ann.lee"]),
        ("", []),
        ("@", []),
        ("王", []),
        ("王敏（）", []),
    ],
)
def test_one_is_an_answer_several_are_a_question_none_is_unknown(words: str, meant: list[str]) -> None:
    assert [person.id for person in PERSONS.called(words)] == meant


@given(st.text())
def test_nothing_that_can_be_written_breaks_it(words: str) -> None:
    assert all(person in PEOPLE for person in PERSONS.called(words))
