"""Edits that keep drift, for programs: `drift --edits`, versioned; whoever posts needs nothing else."""

from reconciler.model.edited import Edited
from reconciler.render.escape import markdown
from reconciler.render.markdown.request import BY_A_WORKFLOW, edits_to_markdown, within
from reconciler.render.programs.canonical import pretty
from reconciler.text import Language, Text

DRIFT_EDITS_FORMAT = 1
ADOPTION_TITLE = Text("把企业微信里的改动写回 git", "Keep what was changed in WeCom")
_HEAD = Text("这些改动是有人在企业微信里手工做的。", "Somebody made these changes in WeCom by hand.")
_HOW = Text(
    "同意就合并；不同意就关掉这个合并请求，并在企业微信里改回去，否则下次查看还会提。",
    "Merge to keep them. Otherwise close this and undo them in WeCom, or the next look proposes them again.",
)


def dump_drift_edits(edited: Edited, language: Language) -> str:
    """Whole files, and the text of the pull request in the company's language."""
    lines = [f"**{markdown(_HEAD.say(language))}**", "", str(markdown(_HOW.say(language))), ""]
    lines += [*edits_to_markdown(edited, language), "", str(markdown(BY_A_WORKFLOW.say(language)))]
    tree: dict[str, object] = {
        "kind": "drift-edits",
        "format_version": DRIFT_EDITS_FORMAT,
        "body": within(lines),
        "files": [{"file": edit.file, "text": edit.text} for edit in edited.files],
    }
    return pretty(tree)
