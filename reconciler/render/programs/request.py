"""The answer to a form for programs: `request --json`, versioned; whoever posts needs nothing else."""

from reconciler.model.answer import Answer
from reconciler.render.markdown.request import answer_to_markdown, no_form, pull_request_body
from reconciler.render.programs.canonical import both, pretty
from reconciler.text import Language

REQUEST_FORMAT = 1


def dump_answer(answer: Answer | None, issue: int, requester: str, language: Language) -> str:
    """None: the issue is no form. Texts to be posted are in the company's language."""
    tree: dict[str, object] = {
        "kind": "request",
        "format_version": REQUEST_FORMAT,
        "issue": issue,
        "outcome": answer.outcome if answer else "no-form",
        "form": answer.kind.value if answer else None,
        "title": both(answer.title) if answer else None,
        "reply": answer_to_markdown(answer, language) if answer else no_form(language),
        "branch": None,
        "body": None,
        "files": [],
    }
    if answer is not None and answer.outcome == "edit":
        tree["branch"] = f"request/issue-{issue}"
        tree["body"] = pull_request_body(answer, issue, requester, language)
        tree["files"] = [{"file": edit.file, "text": edit.text} for edit in answer.edited.files]
    return pretty(tree)
