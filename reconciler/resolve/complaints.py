"""Findings of resolving, each with its place, its reason and the way to mend it."""

from collections.abc import Callable

from reconciler.model.finding import Finding, Severity
from reconciler.model.group import GroupSpec, Selector
from reconciler.model.ids import UserId
from reconciler.text import Text, listed

_UNCERTAIN = Text(
    "成员算不准时，本群不做任何改动，以免误加、误移。",
    "While the membership is uncertain nothing is done with this group, so that nobody is added or removed by mistake.",
)


def unknown_person(spec: GroupSpec, user: UserId, route: tuple[str | int, ...], *, left: bool) -> Finding:
    """A member or admin the address book does not know: a warning if they existed once, else an error."""
    if left:
        what = Text(
            f"通讯录里已经找不到“{user}”：可能已离职。", f"“{user}” is no longer in the address book: probably left."
        )
        remedy = Text(
            "确认离职后把这一行删掉；如果是改了账号，改写新的账号。",
            "Take this line out once you are sure that they left; if the id was changed, write the new one.",
        )
    else:
        what = Text(f"通讯录里没有“{user}”这个人。", f"The address book has no “{user}”.")
        remedy = Text(
            "核对成员账号（不是姓名，也不是手机号）；如果刚改过账号，请写新的账号。",
            "Check the user id (not the name, not the phone number); if the id was changed, write the new one.",
        )
    return Finding(
        rule="unknown-person",
        severity=Severity.WARNING if left else Severity.ERROR,
        place=spec.place.at(*route),
        what=what,
        why=Text("找不到的人加不进群；群里其他人不受影响。", "Nobody unknown can join; the others are not affected."),
        remedy=remedy,
        subject=spec.key,
        clauses=("A7", "A8"),
    )


def unknown_owner(spec: GroupSpec, *, left: bool, passed: Text | None = None) -> Finding:
    """The owner is not in the address book: the group waits for a new one. `passed`: why nobody follows."""
    reason = Text("可能已离职", "probably left") if left else Text("查无此人", "no such person")
    return Finding(
        rule="unknown-owner",
        severity=Severity.ERROR,
        place=spec.place.at("owner"),
        what=_also(
            passed,
            Text(
                f"群主“{spec.owner}”不在通讯录里：{reason.zh}。",
                f"The owner “{spec.owner}” is not in the address book: {reason.en}.",
            ),
        ),
        why=Text("没有群主的群无法创建或移交。", "A group without an owner can be neither created nor handed over."),
        remedy=Text(
            "在 owner 里写上在职的群主；写了在职的 deputy 或管理员，群主离职后由他们自动接任。",
            "Write an owner who works here under owner:. A deputy or admin who works here follows whoever left.",
        ),
        subject=spec.key,
        clauses=("A5", "F6.3"),
    )


def owner_left(spec: GroupSpec, heir: Text, successor: str, passed: Text | None) -> Finding:
    """The owner has left and `heir` follows; git has to say so.

    `successor` is that person's id as the address book writes it, `passed` says who came first and may not.
    """
    return Finding(
        rule="owner-left",
        severity=Severity.WARNING,
        place=spec.place.at("owner"),
        what=_also(
            passed,
            Text(
                f"群主“{spec.owner}”已离职，由 {heir.zh} 接任。",
                f"The owner “{spec.owner}” has left; {heir.en} follows.",
            ),
        ),
        why=Text(
            "先 deputy，再按顺序看管理员；不等企业微信随机指定群主。",
            "The deputy comes first, then the admins in their order; WeCom is not left to choose at random.",
        ),
        remedy=Text(
            f"把文件改成 owner: {successor}；要换别人，就写别人的账号。",
            f"Write owner: {successor} into the file, or whoever else should own the group.",
        ),
        subject=spec.key,
        clauses=("A5", "A8"),
    )


def revoked_person(spec: GroupSpec, who: Text, user: str, successor: str | None = None) -> Finding:
    """Git still names `who` was revoked. `successor` where they own the group; ids as the address book writes them."""
    if successor is None:
        remedy = Text(
            f"把人从文件里去掉：reconciler edit remove-member {spec.key} {user} --look-up。",
            f"Take them out of the file: reconciler edit remove-member {spec.key} {user} --look-up.",
        )
    else:
        remedy = Text(
            f"改群主：reconciler edit set-owner {spec.key} {successor} --former-leaves。",
            f"Name the new owner: reconciler edit set-owner {spec.key} {successor} --former-leaves.",
        )
    return Finding(
        rule="revoked-person",
        severity=Severity.WARNING,
        place=spec.place.at("owner" if successor else "members"),
        what=Text(
            f"{who.zh} 已被紧急移出，文件里还写着在群“{spec.name}”里。",
            f"{who.en} was revoked, and the file still puts them into the group “{spec.name}”.",
        ),
        why=Text("解除之前不会再把人加回来。", "Nobody adds them again until the revocation is lifted."),
        remedy=remedy,
        subject=spec.key,
        clauses=("A8",),
    )


def revoked_owner(spec: GroupSpec, who: Text, passed: Text | None) -> Finding:
    """A group of `who` was revoked, and nobody can follow: `passed` says why not."""
    return Finding(
        rule="revoked-owner",
        severity=Severity.ERROR,
        place=spec.place.at("owner"),
        what=_also(
            passed,
            Text(
                f"群“{spec.name}”的群主 {who.zh} 已被紧急移出，但没有合适的人接任。",
                f"{who.en}, the owner of “{spec.name}”, was revoked, and nobody suitable follows.",
            ),
        ),
        why=Text("群不能没有群主。", "A group cannot be without an owner."),
        remedy=Text(
            "请治理人员指定群主：在 owner 里写上在职的人，或加上在职的 deputy 或管理员，再运行一次。",
            "Let the governance name one: write an owner, a deputy or an admin who works here, then run again.",
        ),
        subject=spec.key,
        clauses=("A5", "A8"),
    )


def unknown_department(spec: GroupSpec, line: Selector, index: int) -> Finding:
    """A path or id that no department has."""
    return _uncertain(
        "unknown-department",
        spec,
        index,
        Text(f"通讯录里没有部门“{line.value}”。", f"The address book has no department “{line.value}”."),
        Text(
            "从最上级部门写起，用 / 分隔，例如 研发部/平台组；也可以写部门 ID。",
            "Write the path from the topmost department with / between, or the department's id.",
        ),
    )


def ambiguous_department(found: tuple[int, ...]) -> Callable[[GroupSpec, Selector, int], Finding]:
    """A path that several departments share."""
    ids = listed([str(number) for number in found])

    def complain(spec: GroupSpec, line: Selector, index: int) -> Finding:
        return _uncertain(
            "ambiguous-department",
            spec,
            index,
            Text(
                f"有几个部门都叫“{line.value}”（ID:{ids.zh}）。",
                f"Several departments are called “{line.value}” (ids: {ids.en}).",
            ),
            Text(
                f'改写部门 ID，例如 department: "{found[0]}"。', f'Write the id, for example department: "{found[0]}".'
            ),
        )

    return complain


def unknown_tag(spec: GroupSpec, line: Selector, index: int) -> Finding:
    """A tag that does not exist, or that the application may not see."""
    return _uncertain(
        "unknown-tag",
        spec,
        index,
        Text(f"通讯录里没有标签“{line.value}”。", f"The address book has no tag “{line.value}”."),
        Text(
            "核对标签名；新标签要先在管理后台「通讯录」→「标签」里建好。",
            "Check the tag's name; a new tag is first made in the admin console under 通讯录 → 标签.",
        ),
    )


def unknown_group(spec: GroupSpec, line: Selector, index: int) -> Finding:
    """A `group:` line whose key no document has."""
    return _uncertain(
        "unknown-group",
        spec,
        index,
        Text(f"没有 key 为“{line.value}”的群。", f"No group has the key “{line.value}”."),
        Text("写已有群的 key。", "Write the key of an existing group."),
    )


def group_cycle(spec: GroupSpec, line: Selector, index: int) -> Finding:
    """Groups that take their members from each other."""
    return _uncertain(
        "group-cycle",
        spec,
        index,
        Text(
            f"群“{spec.key}”从群“{line.value}”取成员，绕了一圈又回到自己。",
            f"The group “{spec.key}” takes members from “{line.value}”, which leads back in a circle.",
        ),
        Text("去掉圈里的一行 group：。", "Take one group: line of the circle out."),
    )


def unusable_group(spec: GroupSpec, line: Selector, index: int) -> Finding:
    """A `group:` line whose group has itself an uncertain membership."""
    return _uncertain(
        "unusable-group",
        spec,
        index,
        Text(
            f"引用的群“{line.value}”自己的成员还算不准。",
            f"The group “{line.value}” it takes members from has itself an uncertain membership.",
        ),
        Text("先处理那个群的问题。", "Mend that group first."),
    )


def _uncertain(rule: str, spec: GroupSpec, index: int, what: Text, remedy: Text) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        place=spec.place.at("members", index),
        what=what,
        why=_UNCERTAIN,
        remedy=remedy,
        subject=spec.key,
        clauses=("A7",),
    )


def _also(more: Text | None, what: Text) -> Text:
    return what + more if more else what
