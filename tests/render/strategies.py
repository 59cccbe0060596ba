"""Hypothesis strategies for whole plans."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from reconciler.model.action import (
    OPERATIONS,
    CreateGroup,
    SendMessage,
    TellPerson,
    TransferOwner,
    UpdateGroup,
    WriteResource,
)
from reconciler.model.change import Cause, Change, Field
from reconciler.model.finding import Finding, Place, Severity
from reconciler.model.fingerprint import fingerprint
from reconciler.model.group import Enrolment, GroupType
from reconciler.model.ids import ChatId, GroupKey, UserId
from reconciler.model.manual import ATTEST, Level, ManualStep, StepEnd
from reconciler.model.plan import Blocked, Budget, Forecast, GroupPlan, Impossible, NextStep, Plan, Stage, Summary
from reconciler.model.reorganisation import DepartmentEdit, Reorganisation, ReorganisationKind
from reconciler.model.resource import Fate, ResourceChange, ResourceKind, ResourceOp
from reconciler.text import Text

law = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SPITEFUL = (
    *("|", "`", "<b>", "</td>", "@all", "#1", "\u202e", "\u200b", "\n", "\x1b[31m", "**", "[x](y)", "![x](y)"),
    *("\\", "&lt;", "https://evil.example", "www.evil.example", "<!-- x -->", "13800138000", "| a | b |"),
    *("\r\n# H", ":smile:", "$x$", "~~", "- "),
)
spiteful = st.lists(st.sampled_from(SPITEFUL) | st.text(max_size=3), max_size=4).map("".join)
words = st.text(max_size=8) | spiteful
numbers = st.integers(0, 3000)
texts = st.builds(Text, words, words)
users = words.map(UserId)
keys = words.map(GroupKey)
chats = words.map(ChatId)
several_users = st.lists(users, max_size=3).map(tuple)
zones = st.sampled_from([UTC, timezone(timedelta(hours=8))])
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=zones)  # noqa: DTZ001 - zones are drawn apart
maybe_moment = st.none() | moments
places = st.builds(Place, words, st.just(()), numbers, numbers)

changes = st.builds(
    Change,
    keys,
    st.sampled_from(Field),
    words,
    words,
    st.sampled_from(Cause),
    st.lists(words, max_size=2).map(tuple),
    st.none() | places,
)
several_changes = st.lists(changes, max_size=3).map(tuple)

groups = st.builds(
    GroupPlan,
    key=keys,
    name=words,
    type=st.sampled_from(GroupType),
    chat_id=chats,
    membership=st.sampled_from(Enrolment),
    exists=st.booleans(),
    size=numbers,
    owner=st.none() | users,
    changes=several_changes,
    reported=several_changes,
    undeclared=several_users,
    waiting=several_changes,
    by_hand=several_changes,
    next_step=st.none()
    | st.builds(NextStep, st.sampled_from([Enrolment.ADDITIVE, Enrolment.STRICT]), numbers, numbers, numbers),
)

creations = st.builds(CreateGroup, keys, chats, words, users, several_users, numbers, maybe_moment)
updates = st.builds(
    UpdateGroup,
    keys,
    chats,
    st.none() | words,
    st.none() | users,
    several_users,
    several_users,
    numbers,
    maybe_moment,
)
messages = st.builds(SendMessage, keys, chats, words, words, numbers, words, numbers, maybe_moment)
transfers = st.builds(TransferOwner, keys, chats, users, users, st.booleans(), numbers, maybe_moment)
tellings = st.builds(
    TellPerson, users, st.sampled_from(Level), st.lists(words, max_size=2).map(tuple), words, words, numbers
)
digests = st.sampled_from(["", "ab" * 32])
writes = st.builds(
    WriteResource,
    st.sampled_from(ResourceKind),
    words,
    st.sampled_from(ResourceOp),
    words,
    digests,
    st.lists(words, max_size=2).map(tuple),
    rank=numbers,
    not_before=maybe_moment,
)
actions = creations | updates | messages | transfers | tellings | writes
resources = st.builds(
    ResourceChange,
    st.sampled_from(ResourceKind),
    words,
    st.lists(keys, max_size=2).map(tuple),
    texts,
    st.sampled_from(ResourceOp),
    st.sampled_from(Cause),
    st.lists(words, max_size=2).map(tuple),
    digests,
    digests,
    st.sampled_from(Fate),
    st.none() | places,
)

steps = st.builds(
    ManualStep,
    id=words,
    group=keys,
    field=words,
    assignee=st.none() | users,
    what=texts,
    where=texts,
    seen_by=words | st.just(ATTEST),
    since=maybe_moment,
    people=several_users,
    cause=st.sampled_from(Cause),
    due=maybe_moment,
    level=st.none() | st.sampled_from(Level),
)
held = st.builds(
    Blocked,
    guard=words,
    what=texts,
    remedy=texts,
    group=st.none() | keys,
    number=st.none() | numbers,
    limit=st.none() | numbers,
    changes=several_changes,
    place=st.none() | places,
)
findings = st.builds(
    Finding,
    rule=words,
    severity=st.sampled_from(Severity),
    place=places,
    what=texts,
    why=texts,
    remedy=texts,
    subject=words,
    clauses=st.lists(words, max_size=2).map(tuple),
)
counts = st.lists(st.tuples(keys, numbers), max_size=2).map(tuple)
calls = st.lists(st.tuples(st.sampled_from(tuple(OPERATIONS.values())), st.integers(1, 3000)), max_size=3).map(tuple)
stages = st.builds(Stage, moments, calls)
budgets = st.builds(Budget, *[numbers] * 10)
forecasts = st.builds(Forecast, counts, counts, numbers, maybe_moment)
summaries = st.builds(Summary, *[numbers] * 7, st.none() | st.tuples(keys, numbers))


def _several(items: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=2).map(tuple)


plans = st.builds(
    Plan,
    corp_id=words,
    agent_id=words,
    simulated=st.booleans(),
    now=moments,
    scope=st.lists(words, max_size=2).map(tuple),
    groups=_several(groups),
    resources=_several(resources),
    actions=_several(actions),
    manual=_several(steps),
    blocked=_several(held),
    impossible=_several(st.builds(Impossible, keys, words, texts)),
    findings=_several(findings),
    budget=budgets,
    stages=_several(stages),
    forecast=forecasts,
    summary=summaries,
    read=numbers,
    unchanged=numbers,
    waived=st.integers(0, 9),
    waiting_already=st.none() | _several(st.tuples(keys, words, words, words)),
    not_run=st.lists(words, max_size=2, unique=True).map(tuple),
    in_line=st.dictionaries(keys, words, max_size=2),
    ready=st.lists(keys, max_size=2).map(tuple),
    ended_steps=_several(st.tuples(words, st.sampled_from(StepEnd))),
    failed=st.lists(st.sampled_from(GroupType), max_size=2, unique=True).map(tuple),
    people=st.dictionaries(users, st.tuples(words, words, words), max_size=3),
    names=st.dictionaries(keys, words, max_size=2),
    reorganisations=_several(
        st.builds(
            Reorganisation,
            kind=st.sampled_from(ReorganisationKind),
            department=st.integers(1, 9),
            before=words,
            after=_several(words),
            groups=_several(keys),
            people=numbers,
            is_taken=st.booleans(),
            is_held=st.booleans(),
            edits=_several(st.builds(DepartmentEdit, words, words, _several(words), st.none())),
        )
    ),
).map(lambda plan: replace(plan, fingerprint=fingerprint(plan)))
