"""What a snapshot is taken to say of documents that were not there when it was taken."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from reconciler.engine.observe import Observed
from reconciler.engine.plan import Setting
from reconciler.engine.snapshot import observe_snapshot, take_snapshot
from reconciler.errors import SettingsError, SnapshotError
from reconciler.model.company import Visibility
from reconciler.model.desired import DesiredState
from reconciler.model.directory import Absence
from reconciler.model.group import GroupType
from reconciler.model.ids import ChatId, text_digest, user_id
from reconciler.model.live import AbsentGroup, FailedFamily, LiveGroup, LiveState, Outsider, UnreadableGroup
from reconciler.model.record import Past
from reconciler.model.resource import ResourceKind
from reconciler.model.snapshot import Snapshot
from reconciler.resolve import resolve
from reconciler.text import Text
from tests.builders import NOW, a_chat, a_company, a_directory, a_past_group, a_person, a_spec, a_state, chat_of

WORDS = Text("坏了", "broken")


def taken(*chats: LiveGroup, desired: DesiredState | None = None, past: Past | None = None, **live: Any) -> Snapshot:
    """A snapshot of these chats, taken with documents that declare them."""
    desired = desired or a_state()
    directory = a_directory()
    seen = LiveState(NOW, {chat.chat_id: chat for chat in chats}, **live)
    observed = Observed(directory, seen, resolve(desired, directory, NOW))
    return take_snapshot(Setting(desired, (), lambda: NOW), observed, past or Past(), timedelta(days=1))


def seen_of(snapshot: Snapshot, desired: DesiredState) -> object:
    """What is seen of the one group."""
    (seen,) = observe_snapshot(snapshot, desired, NOW).live.groups.values()
    return seen


def test_a_new_app_group_is_absent_and_one_that_we_made_is_never_taken_for_gone() -> None:
    desired = a_state(a_spec("new"))
    made = a_past_group("new")

    fresh = seen_of(taken(), desired)
    lost = seen_of(taken(past=Past(records=1, groups={made.chat_id: made})), desired)

    assert fresh == AbsentGroup(chat_of("new"))
    assert isinstance(lost, UnreadableGroup)
    assert lost.reason.en == "The snapshot does not hold this group."


def test_a_group_of_another_family_that_is_not_in_it_is_unreadable() -> None:
    sheet = a_spec("sheet", type=GroupType.SHEET, chat_id=ChatId("s1"), doc="d1")

    assert isinstance(seen_of(taken(), a_state(sheet)), UnreadableGroup)


def test_an_id_declared_as_another_family_is_not_taken_for_that_group() -> None:
    chat = a_chat(["ann", "bob"], key="one")
    declared = a_state(a_spec("other", type=GroupType.CUSTOMER, chat_id=chat.chat_id), company=a_company())

    snapshot = taken(chat, desired=a_state(a_spec("one")))

    assert isinstance(seen_of(snapshot, declared), UnreadableGroup)


def test_a_family_that_could_not_be_read_stays_unread() -> None:
    why = FailedFamily(WORDS, WORDS)

    seen = seen_of(taken(failed={GroupType.APP: why}), a_state(a_spec("one")))

    assert seen == UnreadableGroup(chat_of("one"), WORDS, remedy=WORDS)


def test_people_whom_it_does_not_hold_are_gone() -> None:
    desired = a_state(a_spec("one", members="nobody"))

    observed = observe_snapshot(taken(), desired, NOW)

    assert observed.directory.absent[user_id("nobody")] is Absence.GONE


def test_nothing_that_people_wrote_is_kept() -> None:
    outsider = Outsider("wm123", True, user_id("ann"), "way")
    chat = replace(
        a_chat(["ann", "bob"], key="one"),
        announcement="公告原文",
        outsiders=(outsider,),
        nicknames={user_id("ann"): "小安"},
    )

    snapshot = taken(
        chat,
        desired=a_state(a_spec("one")),
        resources={(ResourceKind.WELCOME, "w"): {"text": "欢迎原文"}},
    )

    (kept,) = snapshot.live.groups.values()
    assert isinstance(kept, LiveGroup)
    assert (kept.announcement, kept.announced, kept.nicknames) == (None, text_digest("公告原文"), {})
    assert [each.id for each in kept.outsiders] == ["1"]
    assert snapshot.live.resources == {}


def test_attributes_of_people_are_not_kept() -> None:
    ann = replace(a_person("ann"), attributes={"手机": "x", "类型": "正式"})
    desired = a_state()
    directory = replace(a_directory(), people={ann.id: ann})
    observed = Observed(directory, LiveState(NOW), resolve(desired, directory, NOW))

    snapshot = take_snapshot(Setting(desired, (), lambda: NOW), observed, Past(), timedelta(days=1))

    assert snapshot.directory.people[ann.id].attributes == {}


def test_no_snapshot_is_taken_of_a_public_company() -> None:
    desired = a_state(company=a_company(visibility=Visibility.PUBLIC))

    with pytest.raises(SettingsError, match="public"):
        taken(desired=desired)


def test_a_tag_whose_people_are_not_in_it_is_refused() -> None:
    snapshot = taken()
    book = replace(snapshot.directory, tags={}, tag_names=frozenset({"VIP"}))
    desired = a_state(a_spec("one", members="tag:VIP"))

    with pytest.raises(SnapshotError, match="VIP"):
        observe_snapshot(replace(snapshot, directory=book), desired, NOW)
