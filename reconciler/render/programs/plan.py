"""A plan saved and read again: `schemas/plan.schema.json`, versioned, with a digest against edits by hand."""

from reconciler.errors import PlanFormatError
from reconciler.model.fingerprint import fingerprint
from reconciler.model.plan import PLAN_FORMAT, Plan
from reconciler.render.programs.canonical import digest_of, pretty, strict_json
from reconciler.render.programs.node import MAKE_AGAIN, Node
from reconciler.render.programs.plan_read import read_plan
from reconciler.render.programs.plan_tree import Tree, plan_tree
from reconciler.text import Text


def dump_plan(plan: Plan) -> str:
    """The plan as canonical JSON: equal plans give equal bytes.

    Places (file, line) and message texts are left out; findings are sorted by severity, rule, subject and sentence.
    """
    return pretty(plan_tree(plan))


def load_plan(text: str, *, corp_id: str | None) -> Plan:
    """A saved plan, without places and message texts.

    Args:
        text: the whole file.
        corp_id: the company that company.yaml names; a plan made for another one is refused. None: whoever it is for.
    Raises: PlanFormatError when it is no plan, truncated, from another version, foreign, or edited.
    """
    tree = _parse(text)
    _check_version(tree)
    if corp_id is not None:
        _check_corp(tree, corp_id)
    _check_digest(tree)
    plan = read_plan(Node(tree))
    _check_same(plan, tree)
    return plan


def _parse(text: str) -> Tree:
    try:
        tree = strict_json(text)
    except (ValueError, RecursionError) as error:
        raise PlanFormatError(
            Text("计划文件不完整，或者不是 JSON。", "The plan file is truncated or not JSON."), MAKE_AGAIN
        ) from error
    if not isinstance(tree, dict) or tree.get("kind") != "plan":
        raise PlanFormatError(
            Text("这个文件不是计划。", "This file is not a plan."),
            Text("请给出 reconciler plan --json 保存的文件。", "Give the file that reconciler plan --json saved."),
        )
    return tree


def _check_version(tree: Tree) -> None:
    version = Node(tree).at("format_version").number()
    if version > PLAN_FORMAT:
        raise PlanFormatError(
            Text(
                f"计划由更新的版本生成（格式 {version}，本版本只认识 {PLAN_FORMAT}）。",
                f"The plan was made by a newer version (format {version}; this one knows {PLAN_FORMAT}).",
            ),
            Text(
                "请升级 reconciler，或用本版本重新生成计划。",
                "Upgrade reconciler, or make the plan again with this version.",
            ),
        )
    if version < PLAN_FORMAT:
        raise PlanFormatError(
            Text(
                f"计划由旧版本生成（格式 {version}，本版本需要 {PLAN_FORMAT}）。",
                f"The plan was made by an older version (format {version}; this one needs {PLAN_FORMAT}).",
            ),
            MAKE_AGAIN,
        )


def _check_corp(tree: Tree, corp_id: str) -> None:
    made_for = Node(tree).at("corp_id").text()
    if made_for != corp_id:
        raise PlanFormatError(
            Text(
                f"计划是为另一家企业（{made_for}）生成的，当前企业是 {corp_id}。",
                f"The plan was made for another company ({made_for}); this one is {corp_id}.",
            ),
            Text(
                "请在对应企业的目录下执行，或重新生成计划。", "Run it in that company's root, or make the plan again."
            ),
        )


def _check_digest(tree: Tree) -> None:
    if Node(tree).at("digest").text() != digest_of(tree):
        raise PlanFormatError(
            Text("计划文件生成后被改动过。", "The plan file was edited by hand after it was made."),
            Text(
                "计划不能手工修改：请改 YAML，再重新生成计划。",
                "A plan is never edited: change the YAML and plan again.",
            ),
        )


def _check_same(plan: Plan, tree: Tree) -> None:
    """Nothing unknown, nothing contradictory: what was read, written again, is what the file says."""
    again = plan_tree(plan)
    if plan.fingerprint and plan.fingerprint != fingerprint(plan):
        raise Node(tree).at("fingerprint").wrong(Text("与计划的内容不符", "it does not match what the plan would do"))
    wrong = sorted(key for key in (again.keys() | tree.keys()) - {"digest"} if again.get(key) != tree.get(key))
    if wrong:
        place = _first_difference(wrong[0], tree.get(wrong[0]), again.get(wrong[0]))
        raise Node(tree, place).wrong(Text("有多余或互相矛盾的内容", "unknown or contradictory content"))


def _first_difference(key: str, written: object, meant: object) -> str:
    """Where a saved plan first contradicts itself, as a route: `groups[3]['changes']`."""
    from deepdiff import DeepDiff

    routes = sorted(DeepDiff(meant, written).affected_paths)
    return key + routes[0].removeprefix("root") if routes else key
