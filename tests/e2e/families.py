"""A town with a group of each family, each in line with git: what can go wrong in one leaves the others alone."""

from typing import Any

from tests.e2e.town import AGENT, COMPANY, SECRET, VARIABLE, Tree, a_group, a_world

CUSTOMER, ROOM, SHEET, DOC = "wrVip", "wrRoom", "wrSheet", "DOC1"
WEBHOOK = "WECOM_WEBHOOK_ROOM"

FAMILIES: Tree = {
    "app": a_group("app", members=["bob"]),
    "customer": a_group("customer", members=["bob"], type="customer", chat_id=CUSTOMER),
    "internal": a_group("internal", members=["bob"], type="internal", archive_room=ROOM),
    "sheet": a_group("sheet", members=["bob"], type="sheet", chat_id=SHEET, doc=DOC),
}

WITH_ARCHIVE: Tree = {"secrets": {"app": VARIABLE, "archive": "WECOM_ARCHIVE_SECRET"}}


def a_world_of_families(**corp: Any) -> Tree:
    """Four groups as git asks for them; only the app group has still to be made."""
    ours = {"agent_id": AGENT, "name": "群管家", "secret": SECRET, "areas": "customer documents"}
    return a_world(
        ("ann 安 2", "bob 波 2", "cat 卡 3", "dan 丹 3"),
        **{
            "apps": [ours, {"agent_id": 2, "name": "会话内容存档", "kind": "archive"}],
            "contact_people": "ann bob",
            "archive": {"people": "ann bob"},
            "customer_groups": [{"chat_id": CUSTOMER, "name": "customer 群", "owner": "ann", "members": "bob"}],
            "internal_groups": [{"room_id": ROOM, "name": "internal 群", "owner": "ann", "members": "ann bob"}],
            "sheet_groups": [
                {
                    "chat_id": SHEET,
                    "doc": DOC,
                    "agent_id": AGENT,
                    "name": "sheet 群",
                    "owner": "ann",
                    "members": "ann bob",
                }
            ],
            **corp,
        },
    )


def company_of_families(**more: object) -> Tree:
    """company.yaml that names the archive's secret too."""
    return {**COMPANY, **WITH_ARCHIVE, **more}
