"""A grown company with a group of every family for every hand, and the hands themselves."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from reconciler.simulator.hands.hands import Hands
from tests.e2e.grown import GROWN, grown_world, some_people, tree_of
from tests.e2e.town import AGENT, COMPANY, Town, Tree

APP, CUSTOMER, INTERNAL, SHEET = FAMILIES = ("app", "customer", "internal", "sheet")
SOLD_TO = 3  # the application that customer contact is called with

# Hands in the address book; each has a group of every family whose people it moves.
DEPARTMENTS = {
    "rename-department": 30,
    "move-department": 31,
    "merge-department": 32,
    "split-department": 33,
    "move-person": 34,
    "join": 35,
}
LISTED = {"depart": "x0 x1", "rename-user-id": "x2 x3", "add-tag": "p10 p12 p13 p16", "remove-tag": "p11 p17 p23 p34"}
SCATTERED, ELSEWHERE = 39, 50  # departments whose people no group brings


def special_people(hand: str) -> str:
    """Who is in the groups of a hand in the address book, beside their owner p1."""
    return LISTED[hand] if hand in LISTED else " ".join(f"q{DEPARTMENTS[hand]}{number}" for number in range(4))


def _special(family: str) -> Iterator[dict[str, Any]]:
    """The groups of hands in the address book, of one family."""
    for number, hand in enumerate((*DEPARTMENTS, *LISTED)):
        people = special_people(hand)
        group: dict[str, dict[str, Any]] = {
            APP: {"chat_id": f"h{number}", "agent_id": AGENT, "members": f"p1 {people}"},
            CUSTOMER: {"chat_id": f"wrH{number}", "owner": "p1", "members": people},
            INTERNAL: {"room_id": f"roomH{number}", "members": f"p1 {people}"},
            SHEET: {"chat_id": f"sheetH{number}", "doc": "D3", "agent_id": AGENT, "members": f"p1 {people}"},
        }
        yield {**group[family], "name": f"{hand} {family}"}


def handled_world() -> Tree:
    """300 app, 200 customer, 50 internal and 20 sheet groups; ten of each are those of hands in the address book."""
    world = grown_world(290, 190, 40, 10)
    corp: dict[str, Any] = world["corps"][0]
    corp["departments"] += [f"{number} {hand} 4" for hand, number in DEPARTMENTS.items()]
    corp["departments"] += [f"{SCATTERED} 零散", f"{ELSEWHERE} 去处"]
    moved = ((hand, user) for hand in DEPARTMENTS for user in special_people(hand).split())
    corp["people"] += [{"id": user, "name": user, "departments": str(DEPARTMENTS[hand])} for hand, user in moved]
    corp["people"] += [
        {"id": f"x{number}", "name": f"散{number}", "departments": str(SCATTERED)} for number in range(10)
    ]
    tagged = (("add-tag", 40), ("remove-tag", 41))
    corp["tags"] += [{"id": number, "name": f"标签{number}", "people": LISTED[hand]} for hand, number in tagged]
    keys = {APP: "chats", CUSTOMER: "customer_groups", INTERNAL: "internal_groups", SHEET: "sheet_groups"}
    for family, key in keys.items():
        corp[key] += _special(family)
    return world


def handled(folder: Path) -> Town:
    """The company, everything adopted; people who leave stay in their chats for a while."""
    guards = {**COMPANY["guards"], "groups_per_directory_move": 1000}
    world = handled_world()
    town = Town(folder, company={**GROWN, "guards": guards}, world=world, departed_in_chats="stay")
    corp: dict[str, Any] = world["corps"][0]
    lists = {"chats": ("chats", "chat_id"), "rooms": ("internal_groups", "room_id")}
    for name, (key, field) in lists.items():
        (folder / f"{name}.txt").write_text("\n".join(group[field] for group in corp[key]), encoding="utf-8")
    for words in (
        f"app --chats-from {folder}/chats.txt",
        f"internal --rooms-from {folder}/rooms.txt",
        "customer --all",
        "sheet --doc D1 --doc D2 --doc D3",
    ):
        ran = town.run("adopt", "--type", *words.split())
        assert ran.code == 0, ran.words
    return town


def enrol_strictly(town: Town) -> None:
    """Every group with `membership: strict`."""
    for file, text in tree_of(town).items():
        if "membership: observe\n" in text:
            town.write(file, text.replace("membership: observe\n", "membership: strict\n"))


Done = dict[tuple[str, str], str]
"""(hand, family) → the id of the group, as WeCom shows it."""

_IDS = {APP: "app{}", CUSTOMER: "wrC{}", INTERNAL: "room{}", SHEET: "sheet{}"}
_SPECIAL_IDS = {APP: "h{}", CUSTOMER: "wrH{}", INTERNAL: "roomH{}", SHEET: "sheetH{}"}

# What is done to the group of that number, whatever its family; the people are those in it, the owner first.
IN_CHATS: Mapping[str, tuple[int, Callable[[Hands, str, list[str]], object]]] = {
    "rename-chat": (0, lambda hands, chat, _: hands.rename_chat(chat, "周五吃什么")),
    "invite": (1, lambda hands, chat, _: hands.invite(chat, ["x9"])),
    "leave": (2, lambda hands, chat, people: hands.leave(chat, people[-1:])),
    "set-admins": (3, lambda hands, chat, people: hands.set_admins(chat, people[2:3])),
    "kick": (4, lambda hands, chat, people: hands.kick(chat, people[-1:])),
    "transfer-owner": (5, lambda hands, chat, people: hands.transfer_owner(chat, people[1])),
    "set-announcement": (6, lambda hands, chat, _: hands.set_announcement(chat, "改了公告")),
    "leave of the owner": (7, lambda hands, chat, people: hands.leave(chat, people[:1])),
    "dissolve": (9, lambda hands, chat, _: hands.dissolve(chat)),
}
IN_ONE_FAMILY: Mapping[tuple[str, str], tuple[int, Callable[[Hands, str, list[str]], object]]] = {
    ("invite-external", CUSTOMER): (8, lambda hands, chat, _: hands.invite_external(chat, "wmNew", "新客户")),
    ("set-nickname", CUSTOMER): (10, lambda hands, chat, people: hands.set_nickname(chat, people[1], "小王")),
    ("talk", CUSTOMER): (11, lambda hands, chat, people: hands.talk(chat, people[1])),
    ("set-archived", INTERNAL): (8, lambda hands, chat, _: hands.set_archived(chat, archived=False)),
    ("ban-chat", SHEET): (8, lambda hands, chat, _: hands.ban_chat(chat)),
}


def all_hands(town: Town) -> Done:
    """Everything that people do by hand, each in a group of its own."""
    hands, done = town.world.hands, Done()
    chats = [(name, family, *act) for name, act in IN_CHATS.items() for family in FAMILIES]
    chats += [(name, family, *act) for (name, family), act in IN_ONE_FAMILY.items()]
    for name, family, number, act in chats:
        chat = _IDS[family].format(number)
        act(hands, chat, some_people(number))
        done[name, family] = _seen(town, family, chat)
    in_the_address_book(hands)
    for number, hand in enumerate((*DEPARTMENTS, *LISTED)):
        done.update(((hand, each), _seen(town, each, _SPECIAL_IDS[each].format(number))) for each in FAMILIES)
    return done


def in_the_address_book(hands: Hands) -> None:
    """What the personnel office does, and what only looks as if it mattered to a group."""
    hands.rename_department(30, "改了名的部门")
    hands.move_department(31, ELSEWHERE)
    hands.merge_department(32, ELSEWHERE)
    hands.split_department(33, 51, "拆出来的", ["q330", "q331"])
    hands.move_person("q340", [ELSEWHERE])
    hands.join("newbie", "新人", [35])
    hands.depart("x0")
    hands.rename_user_id("x2", "x2new")
    hands.add_tag(40, ["x8"])
    hands.remove_tag(41, ["p11"])
    hands.create_department(52, "新部门")
    hands.delete_department(52)
    hands.create_tag(42, "新标签")
    hands.set_leaders(30, ["q300"])
    hands.rename_person("q350", "改名")
    hands.set_position("q350", "经理")
    hands.set_extattr("q350", "用工类型", "正式")
    hands.set_member_cap(1000)
    hands.make_chat("newChat", AGENT, ["p5", "p6"], name="新应用群")
    hands.make_internal_group("newRoom", ["p5", "p6"], name="新内部群")
    hands.make_managed_group("newKept", "all-staff", name="全员群")
    hands.make_sheet_group("newSheet", "D1", AGENT, ["p5", "p6"], name="新表格群")
    hands.make_customer_group("wrNew", "p5", ["p6"], ["wmQ"], name="新客户群")


def _seen(town: Town, family: str, chat: str) -> str:
    return town.world.seen_chat_id(chat, SOLD_TO) if family == CUSTOMER else chat


def keys_of(town: Town) -> dict[str, str]:
    """The id of a group in WeCom → its key."""
    trees = [yaml.safe_load(text) for text in tree_of(town).values()]
    return {tree.get("chat_id") or tree["archive_room"]: tree["key"] for tree in trees if tree["kind"] == "group"}
