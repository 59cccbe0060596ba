"""An edit for programs: `edit --json`, versioned."""

from reconciler.model.edited import Edited
from reconciler.render.mask import redact
from reconciler.render.programs.canonical import both, pretty
from reconciler.render.terminal.edited import difference

EDITED_FORMAT = 1


def dump_edited(edited: Edited, *, dry_run: bool) -> str:
    """Files with the lines that change, and notes in both languages."""
    tree = {
        "kind": "edit",
        "format_version": EDITED_FORMAT,
        "dry_run": dry_run,
        "files": [
            {"file": edit.file, "new": edit.was is None, "difference": difference(edit)} for edit in edited.files
        ],
        "notes": [both(note) for note in edited.notes],
    }
    return redact(pretty(tree))
