"""A snapshot as a JSON tree; people's words pass the last gate against phone numbers, id cards and secrets."""

from reconciler.model.live import AbsentGroup, FailedFamily, LiveGroup, SeenGroup, UnreadableGroup
from reconciler.model.snapshot import SNAPSHOT_FORMAT, Snapshot
from reconciler.render.mask import redact
from reconciler.render.programs.canonical import both
from reconciler.render.snapshot.past import past_tree
from reconciler.text import Text

Tree = dict[str, object]


def snapshot_tree(snapshot: Snapshot) -> Tree:
    """Everything but key and signature."""
    live = snapshot.live
    return {
        "kind": "snapshot",
        "format_version": SNAPSHOT_FORMAT,
        "corp_id": snapshot.corp_id,
        "agent_id": snapshot.agent_id,
        "simulated": snapshot.simulated,
        "taken_at": snapshot.taken_at.isoformat(),
        "valid_until": snapshot.valid_until.isoformat(),
        **_directory_trees(snapshot),
        "groups": [
            {"chat_id": chat, "type": snapshot.types[chat].value, **_group(seen)}
            for chat, seen in sorted(live.groups.items())
        ],
        "failed": {family.value: _failed(why) for family, why in live.failed.items()},
        "listed": sorted(family.value for family in live.listed),
        "contact_people": None if live.contact_people is None else sorted(live.contact_people),
        "past": past_tree(snapshot.past),
    }


def _directory_trees(snapshot: Snapshot) -> Tree:
    book = snapshot.directory
    return {
        "departments": [
            {"id": each.id, "name": redact(each.name), "parent": each.parent, "path": redact(each.path)}
            for _, each in sorted(book.departments.items())
        ],
        "people": [
            {
                "id": each.written,
                "name": redact(each.name),
                "departments": list(each.departments),
                "main": each.main_department,
                "status": each.status.value,
                "attributes": {name: redact(value) for name, value in each.attributes.items()},
            }
            for _, each in sorted(book.people.items())
        ],
        "tags": [
            {"id": each.id, "name": name, "users": sorted(each.users), "departments": sorted(each.departments)}
            for name, each in sorted(book.tags.items())
        ],
        "tag_names": sorted(book.tag_names),
        "absent": {user: why.value for user, why in book.absent.items()},
    }


def _group(seen: SeenGroup) -> Tree:
    match seen:
        case AbsentGroup():
            return {"state": "dissolved" if seen.dissolved else "absent"}
        case UnreadableGroup():
            remedy = None if seen.remedy is None else both(_tame(seen.remedy))
            return {
                "state": "unreadable",
                "reason": both(_tame(seen.reason)),
                "foreign": seen.foreign,
                "remedy": remedy,
            }
        case LiveGroup():
            return {
                "state": "live",
                "name": redact(seen.name),
                "owner": seen.owner,
                "members": sorted(seen.members),
                "admins": None if seen.admins is None else sorted(seen.admins),
                "announcement": seen.announced,
                "outsiders": [
                    {"wechat": each.is_wechat, "invitor": each.invitor, "state": each.state} for each in seen.outsiders
                ],
                "nicknames": {user: redact(name) for user, name in seen.nicknames.items()},
                "inheriting": seen.is_inheriting,
                "assumed": seen.is_assumed,
            }


def _failed(why: FailedFamily) -> Tree:
    return {"what": both(_tame(why.what)), "remedy": both(_tame(why.remedy))}


def _tame(words: Text) -> Text:
    return Text(redact(words.zh), redact(words.en))
