"""Customer groups of a world file, and who may use customer contact."""

import re
from dataclasses import replace

from reconciler.simulator.contacts.directory import fold
from reconciler.simulator.customers.groups import (
    BY_CODE,
    BY_LINK,
    DIRECT,
    EXTERNAL_KINDS,
    STAFF,
    WECHAT,
    WECOM,
    CustomerGroup,
    CustomerMember,
    digest,
    to_row,
)
from reconciler.simulator.errors import HandError
from reconciler.simulator.world.clock import parse_time, to_ms
from reconciler.simulator.world_file.names import CorpNames, Row, demand
from reconciler.simulator.world_file.tree import Branch

CHAT_ID = re.compile(r"wr[0-9A-Za-z_-]{1,62}")
EXTERNAL_ID = re.compile(r"w[mo][0-9A-Za-z_-]{1,62}")
EVERYBODY = "@all"


def read_contact_people(branch: Branch, corp: CorpNames) -> set[str]:
    """Folded ids of `contact_people`; `"@all"` is everybody in the file. Raises: WorldFileError."""
    words = branch.words("contact_people")
    if EVERYBODY in words:
        return set(corp.people)
    demand(branch, "contact_people", map(fold, words), corp.people)
    return {fold(word) for word in words}


class CustomerGroupReader:
    """Reads the entries of `customer_groups` of one corp, in order."""

    def __init__(self, corp: CorpNames, rights: set[str], seed: str, zone: str, now_ms: int) -> None:
        self._corp = corp
        self._rights = rights
        self._seed = seed
        self._zone = zone
        self._now_ms = now_ms
        self._seen: set[str] = set()

    def read(self, branch: Branch) -> Row:
        """One entry. Raises: WorldFileError."""
        corp_id, people = self._corp.corp_id, self._corp.people
        chat_id = branch.text("chat_id", f"wr{digest(self._seed, corp_id, str(len(self._seen)))[:30]}")
        if not CHAT_ID.fullmatch(chat_id) or chat_id in self._seen:
            raise branch.wrong("chat_id", "须以 wr 开头且不重复", "begins with wr and is used once")
        self._seen.add(chat_id)
        owner = fold(branch.text("owner"))
        staff = list(dict.fromkeys([owner, *map(fold, branch.words("members"))]))
        demand(branch, "owner", [owner], people)
        demand(branch, "members", staff, people)
        created_ms = self._created_ms(branch)
        members = [CustomerMember(people[key], STAFF, created_ms) for key in staff]
        members += [self._external(each, people[owner], created_ms) for each in branch.branches("externals", _short)]
        admins = [people.get(fold(each), each) for each in branch.words("admins")]
        demand(branch, "admins", map(fold, admins), set(staff) - {owner})
        group = CustomerGroup(
            corp_id, chat_id, branch.text("name", ""), people[owner], self._nicknamed(branch, members), tuple(admins),
            branch.text("notice", ""), created_ms, digest(self._seed, chat_id),
            is_customer=branch.flag("customer", owner in self._rights), dissolved=branch.flag("dissolved", False),
        )  # fmt: skip
        branch.close()
        return to_row(group)

    def _created_ms(self, branch: Branch) -> int:
        if not branch.has("created"):
            return self._now_ms
        try:
            return to_ms(parse_time(branch.text("created"), self._zone))
        except HandError as error:
            raise branch.wrong("created", error.zh, error.en) from error

    def _external(self, branch: Branch, owner: str, created_ms: int) -> CustomerMember:
        external = branch.text("id")
        if not EXTERNAL_ID.fullmatch(external):
            raise branch.wrong("id", f"须以 wm 或 wo 开头：{external}", f"begins with wm or wo: {external}")
        kind = branch.text("kind", WECOM if external.startswith("wo") else WECHAT)
        demand(branch, "kind", [kind], EXTERNAL_KINDS)
        scene = branch.number("scene", DIRECT)
        demand(branch, "scene", [scene], (DIRECT, BY_LINK, BY_CODE))
        invitor = branch.text("invitor", "" if scene == BY_CODE else owner)
        demand(branch, "invitor", [fold(invitor)] if invitor else [], self._corp.people)
        member = CustomerMember(
            external, kind, created_ms, branch.text("name", external), scene,
            self._corp.people.get(fold(invitor), ""), branch.text("nickname", ""), branch.text("state", ""),
        )  # fmt: skip
        branch.close()
        return member

    @staticmethod
    def _nicknamed(branch: Branch, members: list[CustomerMember]) -> tuple[CustomerMember, ...]:
        nicknames = {fold(user): nickname for user, nickname in branch.pairs("nicknames").items()}
        keys = {fold(each.id) for each in members}
        if len(keys) != len(members):
            raise branch.wrong("externals", "同一个人写了两次", "names somebody twice")
        demand(branch, "nicknames", nicknames, keys)
        return tuple(replace(each, nickname=nicknames.get(fold(each.id), each.nickname)) for each in members)


def _short(line: str) -> dict[str, object] | None:
    """`wmA 王` or `woB`: id and name (the id when absent); wm is a WeChat user, wo one of WeCom."""
    first, _, name = line.partition(" ")
    return {"id": first, "name": name.strip() or first}
