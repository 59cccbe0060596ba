"""The forms as GitHub's issue forms: `.github/ISSUE_TEMPLATE/*.yml`, made from `model/form.py` and nothing else."""

import json

from reconciler.model.form import FORMS, Form, FormField
from reconciler.text import Text

LABEL = "request"  # what the workflow that answers forms looks for
FOLDER = ".github/ISSUE_TEMPLATE"


def issue_forms() -> dict[str, str]:
    """Every file of the folder, by path from the repository's top."""
    files = {f"{FOLDER}/{form.kind.value}.yml": _form(form) for form in FORMS}
    files[f"{FOLDER}/config.yml"] = "blank_issues_enabled: false\n"
    return files


def _form(form: Form) -> str:
    lines = [
        "# 由 reconciler 生成，不要手改：Made by reconciler, do not edit.",
        f"name: {_quoted(_both(form.title))}",
        f"description: {_quoted(_both(form.intro))}",
        f"title: {_quoted(form.title.zh + '：')}",
        f"labels: [{_quoted(LABEL)}, {_quoted(form.kind.value)}]",
        "body:",
    ]
    for field in form.fields:
        lines += _field(field)
    return "\n".join(lines) + "\n"


def _field(field: FormField) -> list[str]:
    kind = "dropdown" if field.choices else "textarea" if field.lines else "input"
    lines = [f"  - type: {kind}", f"    id: {field.id}", "    attributes:", f"      label: {_quoted(field.heading)}"]
    if field.hint.zh:
        lines.append(f"      description: {_quoted(_both(field.hint))}")
    if field.choices:
        lines += [
            "      options:",
            *(f"        - {_quoted(_both(choice))}" for choice in field.choices),
            "      default: 0",
        ]
    lines += ["    validations:", f"      required: {'true' if field.required else 'false'}"]
    return lines


def _both(text: Text) -> str:
    return f"{text.zh} / {text.en}" if text.zh != text.en else text.zh


def _quoted(words: str) -> str:
    """A double-quoted scalar; JSON's is YAML's."""
    return json.dumps(words, ensure_ascii=False)
