"""confidential-invite: into a confidential group only owner and admins invite, and somebody confirms (F3, F4.2)."""

from collections.abc import Iterator

from reconciler.model.finding import Place, Severity
from reconciler.model.group import GroupSpec
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.standing import confidential_groups
from reconciler.text import Text

_BY_WHOM, _CONFIRMED = "invite", "invite_confirmation"


def judge(facts: Facts, _: OptionsOf) -> Iterator[Flaw]:
    """Confidential groups where members may invite, or where nobody has to consent."""
    written = {spec.key: spec.permissions for spec in facts.desired.groups}
    for spec, reason in confidential_groups(facts):
        own = written.get(spec.key, {})
        if spec.permissions.get(_BY_WHOM) not in {"owner", "admins"}:
            yield Flaw(
                _place(spec, _BY_WHOM, reason, own=_BY_WHOM in own),
                Text("保密群没有规定只有群主或管理员能拉人。", "Not only owner and admins may invite."),
                spec.key,
                Text(
                    "在 permissions 里写上 invite: owner（或 admins）。",
                    "Add invite: owner (or admins) to permissions.",
                ),
            )
        if spec.permissions.get(_CONFIRMED) is not True:
            yield Flaw(
                _place(spec, _CONFIRMED, reason, own=_CONFIRMED in own),
                Text("保密群没有规定进群要经确认。", "Joining the confidential group needs nobody's consent."),
                spec.key,
                Text(
                    "在 permissions 里写上 invite_confirmation: true。", "Add invite_confirmation: true to permissions."
                ),
            )


def _place(spec: GroupSpec, key: str, reason: Place, *, own: bool) -> Place:
    return spec.place.at("permissions", key) if own else reason


RULE = Rule(
    id="confidential-invite",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("F3", "F4.2", "C2.5"),
    title=Text("保密群的进群要把关", "Joining a confidential group is guarded"),
    why=Text("成员能随意拉人，保密群就保不住密。", "Where any member can bring somebody in, nothing stays secret."),
    remedy=Text(
        "在 permissions 里写上 invite: owner 和 invite_confirmation: true，或写进保密模板。",
        "Add invite: owner and invite_confirmation: true to permissions, here or in the confidential profile.",
    ),
    good="""\
classification: confidential
permissions: {invite: owner, invite_confirmation: true}
""",
    bad="""\
classification: confidential
permissions: {invite: everyone}
""",
    judge=judge,
    limited_by=("app", "permissions.invite"),
)
