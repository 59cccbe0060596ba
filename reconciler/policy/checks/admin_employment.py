"""admin-employment: owner and admins are formal employees (E2.2)."""

from collections.abc import Iterator

from reconciler.model.company import FormalEmployee
from reconciler.model.finding import Place, Severity
from reconciler.model.group import Lifecycle
from reconciler.model.ids import UserId
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.employment import formal_by
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Owners and admins who are no formal employees, by the sign that company.yaml names; nothing where it names none.

    A sign that leads nowhere is one flaw of the company, not one of every group.
    """
    company = facts.desired.company
    if company.formal_employee is None or facts.directory is None or facts.resolved is None:
        return
    is_formal = formal_by(company.formal_employee, facts.directory)
    if is_formal is None:
        yield _lost_sign(company.formal_employee, company.place)
        return
    people = facts.directory.people
    for group in facts.resolved.groups:
        if group.spec.lifecycle is Lifecycle.RETIRED:
            continue
        for user, place, role in _leaders(group):
            if user in people and not is_formal(people[user]):
                who = people[user].written
                yield Flaw(
                    place,
                    Text(
                        f"群“{group.key}”的{role.zh} {who} 不是正式员工。",
                        f"{who}, {role.en} of the group “{group.key}”, is not a formal employee.",
                    ),
                    group.key,
                )


def _leaders(group: ResolvedGroup) -> Iterator[tuple[UserId, Place, Text]]:
    spec = group.spec
    yield spec.owner, spec.place.at("owner"), Text("群主", "the owner")
    for index, admin in enumerate(spec.admins or ()):
        yield admin, spec.place.at("admins", index), Text("管理员", "an admin")


def _lost_sign(sign: FormalEmployee, company: Place) -> Flaw:
    if sign.tag is not None:
        part, what = "tag", Text(f"标签“{sign.tag}”", f"tag “{sign.tag}”")
    elif sign.department is not None:
        part, what = "department", Text(f"部门“{sign.department}”", f"department “{sign.department}”")
    else:
        part, what = "attribute", Text(f"扩展属性“{sign.attribute}”", f"attribute “{sign.attribute}”")
    return Flaw(
        company.at("formal_employee", part),
        Text(
            f"通讯录里找不到{what.zh}，认不出谁是正式员工。",
            f"The address book has no {what.en}, so nobody can tell who is a formal employee.",
        ),
        remedy=Text(
            "核对名称：管理后台里改过名，这里也要改。",
            "Check the name: if it was changed in the admin console, change it here too.",
        ),
    )


RULE = Rule(
    id="admin-employment",
    severity=Severity.ERROR,
    needs=Needs.DIRECTORY,
    clauses=("E2.2",),
    title=Text("群主和管理员是正式员工", "Owner and admins are formal employees"),
    why=Text(
        "外包和实习人员流动快，权限交给他们，人走了群就没人管。",
        "Contractors and interns move on quickly; a group they run is soon run by nobody.",
    ),
    remedy=Text(
        "换一位正式员工；确已转正就先更新通讯录。",
        "Name a formal employee; if they have become one, update the address book first.",
    ),
    good="owner: lisi          # 用工类型：正式",
    bad="owner: wb.zhaoyang   # 用工类型：外包",
    judge=judge,
)
