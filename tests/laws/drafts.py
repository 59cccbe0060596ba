"""Random companies in plain words, and what should become of them, worked out without any code of ours.

`Draft` says what git asks, `Hands` what people did in the client. `end_of` is the independent opinion: sets of names
and the rules of design §4, nothing else.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import strategies as st

from reconciler.model.desired import DesiredState
from reconciler.model.group import Enrolment, GroupSpec, Lifecycle
from reconciler.model.live import LiveGroup
from tests.builders import (
    NOW,
    TODAY,
    a_chat,
    a_directory,
    a_line,
    a_ruleset,
    a_spec,
    a_state,
    chat_of,
    people,
)
from tests.engine.fakes import FakeWecom, World

KNOWN = ["ann", "bob", "cat", "dan", "eve", "fay", "gus", "hal"]
GONE, LOST = "gone", "lost"  # out of the address book for two days; only since now
EVERYBODY = [*KNOWN, GONE, LOST]
BELOW = {2: {2, 3, 4}, 3: {3, 4}, 5: {5}}
SETTLED = {"hal": 4, "gus": 5}  # they never move: every department has somebody
Crowd = frozenset[str]


@dataclass(frozen=True, slots=True)
class Chat:
    """A group as it is at WeCom."""

    name: str
    owner: str
    members: Crowd


@dataclass(frozen=True, slots=True)
class Draft:
    """What git asks of one group; `named` None = git does not speak about members."""

    key: str
    membership: Enrolment
    lifecycle: Lifecycle
    owner: str
    named: Crowd | None
    department: int | None
    excepted: Crowd
    expired: Crowd
    admins: Crowd
    rules: bool

    def wanted(self, where: dict[str, int]) -> Crowd:
        """Everyone who should be in."""
        if self.named is None:
            return frozenset({self.owner}) | self.admins
        below = BELOW.get(self.department or 0, set())
        lines = {user for user in self.named if user in where} | {user for user in where if where[user] in below}
        return frozenset(lines) - self.excepted | {self.owner} | self.admins

    @property
    def name(self) -> str:
        return f"研发部-{self.key}"

    @property
    def is_enforced(self) -> bool:
        return self.membership is not Enrolment.OBSERVE and self.lifecycle is Lifecycle.ACTIVE

    def spec(self) -> GroupSpec:
        """The document."""
        lines = [a_line(user) for user in sorted(self.named or ())]
        lines += [a_line(user, until=TODAY - timedelta(days=1)) for user in sorted(self.expired)]
        lines += [a_line(f"department:{self.department}")] if self.department else []
        return a_spec(
            self.key,
            owner=self.owner,
            members=None if self.named is None else lines,
            excepted=sorted(self.excepted),
            admins=" ".join(sorted(self.admins)) or None,
            membership=self.membership,
            lifecycle=self.lifecycle,
            rulesets=("standard",) if self.rules else None,
        )


@dataclass(frozen=True, slots=True)
class Company:
    """A whole random world: where people work, what git asks, what is there."""

    where: dict[str, int]
    drafts: tuple[Draft, ...]
    chats: dict[str, Chat]

    def world(self) -> World:
        """The same behind the engine's ports."""
        live = [to_live(key, chat) for key, chat in self.chats.items()]
        directory = a_directory({user: (number,) for user, number in self.where.items()})
        world = World(self.desired(), FakeWecom(directory, {chat.chat_id: chat for chat in live}))
        world.ledger.missing = dict.fromkeys(people(GONE), NOW - timedelta(days=2))
        return world

    def desired(self) -> DesiredState:
        """Every document."""
        return a_state(*(draft.spec() for draft in self.drafts), rulesets={"standard": a_ruleset()})


@dataclass(frozen=True, slots=True)
class Second:
    """What happens after the first apply: lines taken out, people moved, and hands in the client."""

    taken_out: Crowd
    moved: dict[str, int]
    invited: Crowd
    left: Crowd
    renamed: bool


def to_live(key: str, chat: Chat) -> LiveGroup:
    """A chat of the draft as WeCom shows it."""
    return a_chat(chat.members, key=key, owner=chat.owner, name=chat.name)


def chats_in(world: World) -> dict[str, Chat]:
    """WeCom's chats in the draft's words."""
    keys = {chat_of(spec.key): spec.key for spec in world.desired.groups} | {chat_of("unlisted"): "unlisted"}
    return {
        keys[chat_id]: Chat(chat.name, chat.owner, frozenset(chat.members)) for chat_id, chat in world.chats.items()
    }


def end_of(draft: Draft, chat: Chat | None, where: dict[str, int], removed: Crowd = frozenset()) -> Chat | None:
    """What a group should be in the end; `removed` were asked for by a line that was taken out."""
    wanted = draft.wanted(where)
    if not draft.is_enforced:
        return chat
    if chat is None:
        return Chat(draft.name, draft.owner, wanted)
    if draft.named is None:
        return Chat(draft.name, draft.owner, chat.members | wanted)
    if draft.membership is Enrolment.STRICT:
        return Chat(draft.name, draft.owner, wanted | (chat.members & {LOST}))
    leaving = ({GONE} | draft.expired | removed) - wanted
    return Chat(draft.name, draft.owner, (chat.members | wanted) - leaving)


def ends_of(company: Company) -> dict[str, Chat]:
    """What every group should be in the end, those nobody lists included."""
    ends = {draft.key: end_of(draft, company.chats.get(draft.key), company.where) for draft in company.drafts}
    return {**company.chats, **{key: chat for key, chat in ends.items() if chat is not None}}


known = st.sampled_from(KNOWN)
crowd = st.frozensets(st.sampled_from(EVERYBODY), max_size=6)
few = st.frozensets(known, max_size=2)


@st.composite
def drafts(draw: st.DrawFn, key: str) -> Draft:
    owner = draw(known)
    companion = "hal" if owner != "hal" else "gus"  # so that nobody would be alone
    named = draw(st.one_of(st.none(), crowd, crowd, crowd))
    return Draft(
        key=key,
        membership=draw(st.sampled_from([Enrolment.STRICT, Enrolment.ADDITIVE, Enrolment.OBSERVE])),
        lifecycle=draw(st.sampled_from([Lifecycle.ACTIVE] * 4 + [Lifecycle.FROZEN])),
        owner=owner,
        named=None if named is None else named | {companion},
        department=None if named is None else draw(st.sampled_from([None, 2, 3, 5])),
        excepted=frozenset() if named is None else draw(few) - {companion},
        expired=frozenset() if named is None else draw(few),
        admins=draw(few) | (frozenset({companion}) if named is None else frozenset()),
        rules=draw(st.booleans()),
    )


@st.composite
def chats(draw: st.DrawFn, name: str) -> Chat:
    members = draw(st.frozensets(st.sampled_from(EVERYBODY), min_size=2, max_size=7))
    return Chat(draw(st.sampled_from([name, "旧名"])), draw(st.sampled_from(sorted(members))), members)


@st.composite
def companies(draw: st.DrawFn) -> Company:
    """One to three groups, some of them there already, and one that git does not list."""
    where = {user: draw(st.sampled_from([1, 2, 3, 4, 5])) for user in KNOWN}
    where |= SETTLED  # a department that selects nobody holds its groups: that guard has tests of its own
    asked = tuple(draw(drafts(key)) for key in ["a", "b", "c"][: draw(st.integers(1, 3))])
    there = {draft.key: draw(chats(draft.name)) for draft in asked if draw(st.booleans())}
    return Company(where, asked, {**there, "unlisted": draw(chats("别人的群"))})


seconds = st.builds(
    Second,
    taken_out=st.frozensets(st.sampled_from(KNOWN[:6]), max_size=3),
    moved=st.dictionaries(
        st.sampled_from([user for user in KNOWN if user not in SETTLED]), st.sampled_from([1, 2, 3, 5]), max_size=3
    ),
    invited=st.frozensets(known, max_size=2),
    left=st.frozensets(known, max_size=2),
    renamed=st.booleans(),
)


def after_hands(chat: Chat, second: Second) -> Chat:
    """What people made of a chat in the client; the owner stays, and so does somebody else."""
    members = chat.members | second.invited
    leaving = second.left - {chat.owner}
    return Chat(
        "手改的名" if second.renamed else chat.name,
        chat.owner,
        members - leaving if len(members - leaving) > 1 else members,
    )


def without_lines(draft: Draft, taken_out: Crowd) -> Draft:
    """The draft after a commit that takes people's lines out, one companion apart."""
    companion = "hal" if draft.owner != "hal" else "gus"
    return replace(draft, named=None if draft.named is None else draft.named - (taken_out - {companion}))
