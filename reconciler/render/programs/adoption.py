"""What adopting did, for programs: `adopt --json`, versioned, with ids and both languages and no names of people."""

from reconciler.model.adoption import AdoptedGroup, Adoption, NotAdopted
from reconciler.render.mask import redact
from reconciler.render.programs.canonical import both, pretty

ADOPTION_FORMAT = 1


def dump_adoption(adoption: Adoption) -> str:
    """The whole run."""
    return redact(
        pretty(
            {
                "kind": "adoption",
                "format_version": ADOPTION_FORMAT,
                "type": adoption.type.value,
                "simulated": adoption.simulated,
                "dry_run": adoption.dry_run,
                "adopted": [_adopted(group, adoption) for group in adoption.adopted],
                "declared_already": adoption.declared,
                "not_adopted": [_refused(refused) for refused in adoption.refused],
                "undeclared": [
                    {"chat_id": group.chat_id, "name": group.name, "people": group.people}
                    for group in adoption.undeclared
                ],
            }
        )
    )


def _adopted(group: AdoptedGroup, adoption: Adoption) -> dict[str, object]:
    return {
        "key": group.key,
        "file": group.file,
        "chat_id": group.chat_id,
        "name": group.name,
        "people": group.people,
        "lines": group.lines,
        "linked": group.is_linked,
        "managed_by": group.managed_by.value if group.managed_by else None,
        "in_line": group.key in adoption.in_line,
        "notes": [both(note) for note in group.notes],
    }


def _refused(refused: NotAdopted) -> dict[str, object]:
    return {
        "id": refused.id,
        "name": refused.name,
        "what": both(refused.what),
        "remedy": None if refused.remedy is None else both(refused.remedy),
    }
