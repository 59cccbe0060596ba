"""Keys and folders are readable, safe, and the same whenever asked again."""

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconciler.model.desired import DepartmentSpec
from reconciler.model.directory import Directory
from reconciler.model.finding import Place
from reconciler.model.ids import ChatId
from reconciler.source.naming import LONGEST_SLUG, department_document, department_folder, group_keys, slug
from tests.builders import a_directory

_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_NAMES = st.one_of(
    st.text(max_size=60),
    st.text("研发部平台销售重长〇𠮷ab1 -/.\\", max_size=40),
    st.sampled_from(
        ["", "..", "../../x", "CON", "nul", "COM1", "company", "部门", "🎉🎉", "مجموعة", "a" * 300, "\x00", "会" * 90]
    ),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("研发部-平台发布", "yanfabu-pingtai-fabu"),
        ("销售部华东区重点客户", "xiaoshoubu-huadongqu-zhongdian-kehu"),
        ("长沙重庆分公司", "changsha-chongqing-fengongsi"),
        ("【项目】２０２６Q4 上线！", "xiangmu-2026q4-shangxian"),
        ("绿化", "lvhua"),
        ("Café Müller & Söhne", "cafe-muller-sohne"),
        ("../../etc/passwd", "etc-passwd"),
        ("🎉🎉", ""),
        ("一 二 三 四 五 六 七 八 九 十 一 二 三 四 五 六", "yi-er-san-si-wu-liu-qi-ba-jiu-shi-yi-er"),
        ("x" * 50, "x" * 40),
    ],
)
def test_names_are_written_so_that_people_recognise_them(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_groups_of_one_name_all_get_their_digest_and_others_none() -> None:
    names = {ChatId("wr1"): "研发部", ChatId("wr2"): "研发部", ChatId("wr3"): "销售部", ChatId("wr4"): "🎉"}

    keys = group_keys(names)

    assert keys == {
        "wr1": "yanfabu-44f1f2",
        "wr2": "yanfabu-e2ff8c",
        "wr3": "xiaoshoubu",
        "wr4": "group-784f28",
    }


def test_a_key_that_is_taken_is_not_given_again() -> None:
    keys = group_keys({ChatId("wr3"): "销售部", ChatId("wr5"): "Company"}, taken=["XiaoShouBu", "company-group"])

    assert keys == {"wr3": "xiaoshoubu-b41d0e", "wr5": "company-group-7d49d5"}


def test_names_that_mean_something_to_a_disk_or_to_us_are_not_keys() -> None:
    names = {ChatId(name): name for name in ("CON", "com1", "company", "department", "waivers")}

    assert list(group_keys(names).values()) == [
        "con-group",
        "com1-group",
        "company-group",
        "department-group",
        "waivers-group",
    ]


@given(st.dictionaries(st.text("abc123", min_size=1, max_size=3).map(ChatId), _NAMES, max_size=6), st.data())
def test_keys_are_valid_unique_and_do_not_depend_on_which_group_comes_first(
    names: dict[ChatId, str], data: st.DataObject
) -> None:
    keys = group_keys(names)

    first = data.draw(st.sets(st.sampled_from(sorted(names)))) if names else set()
    again = group_keys({chat_id: names[chat_id] for chat_id in reversed(names)})
    rest = {chat_id: name for chat_id, name in names.items() if chat_id not in first}
    later = group_keys(rest, taken=[keys[chat_id] for chat_id in first])
    assert all(_KEY.fullmatch(key) for key in keys.values())
    assert len(set(keys.values())) == len(names)
    assert again == keys
    assert later == {chat_id: keys[chat_id] for chat_id in rest}


@given(_NAMES)
def test_a_slug_is_short_and_plain(name: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(name))
    assert len(slug(name)) <= LONGEST_SLUG


def _document(number: str, file: str) -> DepartmentSpec:
    return DepartmentSpec("d", "部门", number, Place(file))


def test_a_groups_folder_is_that_of_the_nearest_department_with_a_document() -> None:
    book = a_directory("ann")
    documents = [_document("2", "rd/department.yaml"), _document("5", "a/b/x.yaml"), _document("1", "top.yaml")]

    assert [department_folder(book, number, documents) for number in (1, 2, 4, 5)] == ["", "rd", "rd", "a/b"]
    assert department_document(book, 4, documents) == documents[0]
    assert department_document(book, 4, documents[1:]) is None


def test_a_department_without_a_document_gets_a_folder_of_its_name() -> None:
    departments = {
        1: ("晨星", 0),
        2: ("研发部", 1),
        3: ("研发部", 1),
        4: ("../..", 1),
        5: ("profiles", 1),
        6: ("rd", 1),
    }
    book = a_directory("ann", departments={**departments, 7: ("市场部", 1)})
    documents = [_document("99", "rd/department.yaml")]

    assert [department_folder(book, number, documents) for number in (2, 3, 4, 5, 6, 7, 8)] == [
        "yanfabu-2",
        "yanfabu-3",
        "department-4",
        "profiles-department",
        "rd-6",
        "shichangbu",
        "department-8",
    ]


@given(st.dictionaries(st.integers(2, 6), _NAMES, min_size=1))
def test_a_folder_is_always_one_safe_step_below_the_root(names: dict[int, str]) -> None:
    book = a_directory("ann", departments={number: (name, 1) for number, name in names.items()})

    folders = {number: _folder(book, number) for number in names}

    assert all(_KEY.fullmatch(folder) and len(PurePosixPath(folder).parts) == 1 for folder in folders.values())


def _folder(book: Directory, number: int) -> str:
    return department_folder(book, number, [])


def test_a_name_that_looks_as_if_it_had_a_digest_changes_nothing_for_the_other_by_being_adopted_first() -> None:
    names = {ChatId("a"): "project", ChatId("b"): "project 202611"}

    keys = group_keys(names)

    assert keys[ChatId("b")] == "project-202611"
    assert group_keys({ChatId("a"): "project"}, taken=["project-202611"]) == {"a": keys[ChatId("a")]}
