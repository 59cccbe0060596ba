"""Reading: complete or an error; unreadable is never absent."""

import asyncio
from collections.abc import Mapping, Sequence

import httpx
import pytest

from reconciler.errors import (
    BusyError,
    CredentialError,
    ForbiddenError,
    ProtocolError,
    ProviderError,
    ThrottledError,
    UnreachableError,
)
from reconciler.model.directory import Absence, Department, Directory, Person, PersonStatus, Tag
from reconciler.model.ids import ChatId, UserId
from reconciler.model.live import AbsentGroup, ApplicationState, LiveGroup, SeenGroup, UnreadableGroup
from reconciler.wecom.chat_reading import GIVE_UP_AFTER
from reconciler.wecom.gateway import ReadGateway
from reconciler.wecom.observer import WecomObserver
from tests.wecom.wire import OK, FakeTime, Reply, ScriptedWecom, a_session, html, refusal

DEPARTMENTS: Reply = {
    **OK,
    "department": [
        {"id": 1, "name": "某公司", "parentid": 0, "order": 1},
        {"id": "2", "name": "研发部", "parentid": 1},
        {"id": 3, "name": "平台组", "parentid": "2"},
    ],
}
ANN = {"userid": "Ann", "name": "安", "department": [2], "main_department": 2, "status": 1, "extra": {}}
BOB = {"userid": "bob", "name": "波", "department": [2, 3], "main_department": 3, "status": 1}
ADDRESS_BOOK: Mapping[str, Sequence[Reply]] = {
    "department/list": [DEPARTMENTS],
    "user/list": [{**OK, "userlist": []}, {**OK, "userlist": [ANN, BOB]}, {**OK, "userlist": [BOB]}],
    "tag/list": [{**OK, "taglist": [{"tagid": 7, "tagname": "值班"}, {"tagid": "8", "tagname": "其他"}]}],
    "tag/get": [{**OK, "tagname": "值班", "userlist": [{"userid": "Ann", "name": "安"}], "partylist": [3]}],
}
ANN_READ = Person(UserId("ann"), "Ann", "安", (2,), 2)
BOB_READ = Person(UserId("bob"), "bob", "波", (2, 3), 3)


def read_directory(wecom: ScriptedWecom, tags: frozenset[str] | None = frozenset({"值班", "没有的"})) -> Directory:
    async def run() -> Directory:
        async with a_session(wecom) as session:
            return await WecomObserver(ReadGateway(session), "1000002").read_directory(tags)

    return asyncio.run(run())


def read_people(wecom: ScriptedWecom, directory: Directory, *users: str) -> Directory:
    async def run() -> Directory:
        async with a_session(wecom) as session:
            observer = WecomObserver(ReadGateway(session), "1000002")
            return await observer.read_people(directory, frozenset(map(UserId, users)))

    return asyncio.run(run())


def read_groups(wecom: ScriptedWecom, *chats: str) -> dict[ChatId, SeenGroup]:
    async def run() -> dict[ChatId, SeenGroup]:
        async with a_session(wecom) as session:
            return await WecomObserver(ReadGateway(session), "1000002").read_groups(map(ChatId, chats))

    return asyncio.run(run())


def a_chat(chat_id: str, *people: str) -> Reply:
    return {**OK, "chat_info": {"chatid": chat_id, "name": "平台", "owner": people[0], "userlist": list(people)}}


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        pytest.param(
            {"name": "群管家", "close": 0, "allow_partys": {"partyid": [1]}},
            ApplicationState("群管家", enabled=True, root_in_range=True),
            id="on-and-whole-company",
        ),
        pytest.param(
            {"name": "群管家", "close": "1", "allow_partys": {"partyid": ["2"]}},
            ApplicationState("群管家", enabled=False, root_in_range=False),
            id="off-and-one-department",
        ),
        pytest.param({}, ApplicationState("", enabled=True, root_in_range=False), id="only-people-in-range"),
    ],
)
def test_the_application_is_read_with_one_call(answer: Mapping[str, object], state: ApplicationState) -> None:
    wecom = ScriptedWecom({"agent/get": [answer]})

    async def run() -> ApplicationState:
        async with a_session(wecom) as session:
            return await WecomObserver(ReadGateway(session), "1000002").read_application()

    assert asyncio.run(run()) == state
    assert wecom.paths() == ["agent/get"]


def test_a_walk_reads_departments_people_and_the_tags_asked_for() -> None:
    wecom = ScriptedWecom(ADDRESS_BOOK)

    directory = read_directory(wecom)

    assert directory == Directory(
        departments={
            1: Department(1, "某公司", 0, ""),
            2: Department(2, "研发部", 1, "研发部"),
            3: Department(3, "平台组", 2, "研发部/平台组"),
        },
        people={UserId("ann"): ANN_READ, UserId("bob"): BOB_READ},
        tags={"值班": Tag(7, "值班", frozenset({UserId("ann")}), frozenset({3}))},
        tag_names=frozenset({"值班", "其他"}),
    )


def test_a_walk_needs_one_call_per_department_and_no_call_per_person() -> None:
    wecom = ScriptedWecom(ADDRESS_BOOK)

    read_directory(wecom)

    assert sorted(wecom.paths()) == ["department/list", "tag/get", "tag/list", "user/list", "user/list", "user/list"]


def test_departments_under_an_unseen_parent_start_at_what_is_visible() -> None:
    rows = [{"id": 3, "name": "平台组", "parentid": 2}, {"id": 4, "name": "值守", "parentid": 3}]
    wecom = ScriptedWecom({**ADDRESS_BOOK, "department/list": [{**OK, "department": rows}]})

    directory = read_directory(wecom)

    assert {row.path for row in directory.departments.values()} == {"平台组", "平台组/值守"}


def test_somebody_with_status_5_counts_as_not_met() -> None:
    wecom = ScriptedWecom({**ADDRESS_BOOK, "user/list": [{**OK, "userlist": [{**ANN, "status": 5}, BOB]}]})

    directory = read_directory(wecom)

    assert set(directory.people) == {"bob"}


def test_a_department_too_large_for_the_full_answer_is_read_in_short_form() -> None:
    simple = {"userid": "Ann", "name": "安", "department": [2]}
    wecom = ScriptedWecom(
        {**ADDRESS_BOOK, "user/list": [refusal(45029)], "user/simplelist": [{**OK, "userlist": [simple]}]}
    )

    directory = read_directory(wecom)

    assert directory.people == {UserId("ann"): ANN_READ}


@pytest.mark.parametrize(
    ("path", "replies", "error"),
    [
        pytest.param("department/list", [{**OK, "department": []}], ForbiddenError, id="no-department"),
        pytest.param("user/list", [{**OK, "userlist": []}], ForbiddenError, id="nobody"),
        pytest.param("department/list", [{**OK}], ProtocolError, id="department-list-missing"),
        pytest.param("user/list", [{**OK, "userlist": [ANN]}, {**OK}], ProtocolError, id="user-list-missing"),
        pytest.param("user/list", [{**OK, "userlist": [ANN]}, refusal(60011)], ForbiddenError, id="one-part-refused"),
        pytest.param("user/list", [{**OK, "userlist": [{**ANN, "status": 9}]}], ProtocolError, id="unknown-status"),
        pytest.param("user/list", [{**OK, "userlist": [{"name": "安"}]}], ProtocolError, id="person-without-id"),
        pytest.param(
            "department/list",
            [{**OK, "department": [{"id": 1, "name": "某公司"}, {"id": 3, "name": "平台组", "parentid": 2}]}],
            ProtocolError,
            id="parent-missing-although-the-company-is-seen",
        ),
        pytest.param(
            "user/list",
            [{**OK, "userlist": [{**ANN, "department": [2, 99]}]}],
            ProtocolError,
            id="somebody-in-a-department-that-was-not-listed",
        ),
        pytest.param("tag/get", [refusal(40068)], ProviderError, id="tag-refused"),
        pytest.param(
            "department/list",
            [{**OK, "department": [{"id": 2, "name": "a", "parentid": 3}, {"id": 3, "name": "b", "parentid": 2}]}],
            ProtocolError,
            id="circle-of-departments",
        ),
    ],
)
def test_a_partial_walk_is_an_error(path: str, replies: Sequence[Reply], error: type[ProviderError]) -> None:
    wecom = ScriptedWecom({**ADDRESS_BOOK, path: replies})

    with pytest.raises(error):
        read_directory(wecom)


@pytest.mark.parametrize(
    ("reply", "absence"),
    [
        pytest.param(refusal(60111), Absence.GONE, id="60111"),
        pytest.param({**OK, **ANN, "userid": "Cy", "status": 5}, Absence.LEFT, id="status-5"),
    ],
)
def test_people_who_are_not_there_are_absent(reply: Reply, absence: Absence) -> None:
    wecom = ScriptedWecom({"user/get": [reply]})

    directory = read_people(wecom, Directory(people={UserId("ann"): ANN_READ}), "ann", "cy")

    assert directory == Directory(people={UserId("ann"): ANN_READ}, absent={UserId("cy"): absence})
    assert wecom.paths() == ["user/get"]


def test_people_who_are_found_join_the_others() -> None:
    wecom = ScriptedWecom({"user/get": [{**OK, "userid": "BOB", "name": "波", "status": 2}]})

    directory = read_people(wecom, Directory(people={UserId("ann"): ANN_READ}), "bob")

    bob = Person(UserId("bob"), "BOB", "波", (), 0, PersonStatus.DISABLED)
    assert directory.people == {UserId("ann"): ANN_READ, UserId("bob"): bob}


def test_another_person_than_asked_for_is_an_error() -> None:
    wecom = ScriptedWecom({"user/get": [{**OK, **ANN}]})

    with pytest.raises(ProtocolError):
        read_people(wecom, Directory(), "bob")


def test_a_chat_is_read_with_folded_ids() -> None:
    wecom = ScriptedWecom({"appchat/get": [a_chat("c1", "Ann", "bob")]})

    seen = read_groups(wecom, "c1", "c1")

    assert seen == {"c1": LiveGroup(ChatId("c1"), "平台", UserId("ann"), frozenset({UserId("ann"), UserId("bob")}))}
    assert wecom.paths() == ["appchat/get"]


@pytest.mark.parametrize(
    ("reply", "dissolved"),
    [
        pytest.param(refusal(86003), False, id="86003"),
        pytest.param(refusal(40050), False, id="40050"),
        pytest.param(refusal(49008), True, id="49008"),
    ],
)
def test_a_chat_wecom_does_not_know_is_absent(reply: Reply, dissolved: bool) -> None:
    wecom = ScriptedWecom({"appchat/get": [reply]})

    assert read_groups(wecom, "c1") == {"c1": AbsentGroup(ChatId("c1"), dissolved=dissolved)}


@pytest.mark.parametrize(
    ("reply", "foreign"),
    [
        pytest.param(refusal(86008), True, id="another-application's"),
        pytest.param(refusal(86001), False, id="refused-id"),
        pytest.param(refusal(60111), False, id="missing-something-else"),
        pytest.param(refusal(-1), False, id="busy"),
        pytest.param(refusal(123456), False, id="unknown-code"),
        pytest.param(html(502), False, id="gateway"),
        pytest.param({**OK}, False, id="no-chat-info"),
        pytest.param(a_chat("other", "ann"), False, id="another-chat"),
        pytest.param({**OK, "chat_info": {"chatid": "c1", "name": "x"}}, False, id="no-userlist"),
    ],
)
def test_a_chat_that_cannot_be_read_is_unreadable_never_absent(reply: Reply, foreign: bool) -> None:
    wecom = ScriptedWecom({"appchat/get": [reply]})

    seen = read_groups(wecom, "c1")[ChatId("c1")]

    assert isinstance(seen, UnreadableGroup)
    assert seen.foreign is foreign


@pytest.mark.parametrize(
    ("errcode", "error"),
    [
        (48002, ForbiddenError),
        (50003, ForbiddenError),
        (60020, ForbiddenError),
        (60011, ForbiddenError),
        (40001, CredentialError),
        (301007, CredentialError),
        (45009, ThrottledError),
    ],
)
def test_what_concerns_the_whole_application_is_raised_once(errcode: int, error: type[ProviderError]) -> None:
    wecom = ScriptedWecom({"appchat/get": [refusal(errcode)]})

    with pytest.raises(error):
        read_groups(wecom, *(f"c{number}" for number in range(500)))

    assert wecom.count("appchat/get") <= 32


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        pytest.param(html(502), ProtocolError, id="gateway"),
        pytest.param(httpx.ReadError, UnreachableError, id="cut"),
        pytest.param(refusal(-1), BusyError, id="busy"),
    ],
)
def test_a_dead_connection_is_given_up_for_the_whole_family(reply: Reply, error: type[ProviderError]) -> None:
    wecom = ScriptedWecom({"appchat/get": [reply]})

    with pytest.raises(error):
        read_groups(wecom, *(f"c{number}" for number in range(500)))

    assert wecom.count("appchat/get") <= 3 * (GIVE_UP_AFTER + 8)


def test_chats_of_others_are_no_sign_of_a_dead_connection() -> None:
    wecom = ScriptedWecom({"appchat/get": [refusal(86008)]})

    seen = read_groups(wecom, *(f"c{number}" for number in range(50)))

    assert len(seen) == 50


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    wecom = ScriptedWecom(ADDRESS_BOOK)

    async def run() -> None:
        async with a_session(wecom, FakeTime()) as session:
            observer = WecomObserver(
                ReadGateway(session), "1000002", progress=lambda what, done, total: told.append((what, done, total))
            )
            await observer.read_directory(frozenset({"值班"}))

    asyncio.run(run())

    assert told == [("departments", 1, 3), ("departments", 2, 3), ("departments", 3, 3), ("tags", 1, 1)]


def test_every_tag_is_read_when_none_is_named() -> None:
    tag = ADDRESS_BOOK["tag/get"][0]
    wecom = ScriptedWecom({**ADDRESS_BOOK, "tag/get": [tag, tag]})

    directory = read_directory(wecom, None)

    assert directory.tags.keys() == {"值班", "其他"}
