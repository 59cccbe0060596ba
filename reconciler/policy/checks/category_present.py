"""category-present: every group has a category (E2.3, B4)."""

from collections.abc import Iterator

from reconciler.model.finding import Severity
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import active_groups
from reconciler.text import Text


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Groups without a category."""
    for spec in active_groups(facts):
        if spec.category is None:
            yield Flaw(spec.place.at("category"), Text("没有写类别。", "The group has no category."), spec.key)


RULE = Rule(
    id="category-present",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("E2.3", "B4"),
    title=Text("写明类别", "A category is stated"),
    why=Text(
        "类别决定采用哪个模板；没有类别，就没有默认的权限、群规和复核。",
        "The category brings the profile: without it there are no default permissions, rules and reviews.",
    ),
    remedy=Text("写上 category，例如 category: project。", "Add category, such as category: project."),
    good="category: project",
    bad="category: null   # 没有写；要写上 project、department……",
    judge=judge,
)
