"""`docs/clauses.md` and `docs/rules.md`, made from the registry; run as a module, it writes them."""

from dataclasses import replace
from typing import Final

from reconciler.cli.explaining import rule_pages
from reconciler.cli.tracing import trace_clauses
from reconciler.model.clause import Trace
from reconciler.render.terminal.clauses import clauses_to_markdown, count
from reconciler.render.terminal.explain import pages_to_markdown
from reconciler.render.terminal.explain_pages import waiver_entry
from tests.architecture.sources import ROOT

CLAUSES: Final = ROOT / "docs" / "clauses.md"
RULES: Final = ROOT / "docs" / "rules.md"

_WAIVING: Final = (
    "每条规则都可以这样豁免（waivers.yaml，经评审）。 Any rule is waived by an entry in waivers.yaml, after review:"
)


def clauses_document() -> str:
    """Every clause with what carries it out, in both languages."""
    traces: tuple[Trace, ...] = trace_clauses(ROOT)
    counted = count(traces)
    head = (
        "# 制度条款 / Clauses\n\n"
        "由 `reconciler clauses --markdown` 的数据生成（`make docs`）。Made from the data of "
        "`reconciler clauses --markdown` by `make docs`.\n"
    )
    chinese = f"## 中文\n\n{counted.zh}\n\n{clauses_to_markdown(traces, 'zh')}"
    english = f"## English\n\n{counted.en}\n\n{clauses_to_markdown(traces, 'en')}"
    return f"{head}\n{chinese}\n{english}"


def rules_document() -> str:
    """Every rule of the policy, both languages side by side, examples once."""
    head = (
        "# 规则 / Rules\n\n"
        "由 `reconciler explain --all --markdown` 的数据生成（`make docs`）。Made from the data of "
        "`reconciler explain --all --markdown` by `make docs`.\n"
    )
    waiving = f"{_WAIVING}\n\n```yaml\n{waiver_entry('<rule>')}\n```\n"
    pages = [
        replace(page, sections=tuple(section for section in page.sections if section.name != "waive"))
        for page in rule_pages()
    ]
    return f"{head}\n{waiving}\n{pages_to_markdown(pages, ['zh', 'en'])}"


def main() -> None:
    """Write them anew."""
    CLAUSES.write_text(clauses_document(), encoding="utf-8")
    RULES.write_text(rules_document(), encoding="utf-8")


if __name__ == "__main__":
    main()
