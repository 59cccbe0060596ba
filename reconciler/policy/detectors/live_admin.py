"""live-admin: nobody who has left or is disabled may still be an admin of a live group (A5, C2.4).

Who the admins are is shown for customer groups alone [92122]; for all others this goes by those whom git names.
"""

from collections.abc import Iterator

from reconciler.model.directory import Directory, PersonStatus
from reconciler.model.finding import Place, Severity
from reconciler.model.ids import UserId
from reconciler.model.live import LiveGroup
from reconciler.model.resolved import ResolvedGroup
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.sightings import seen_groups
from reconciler.text import Text


def judge(facts: Facts, _options: OptionsOf) -> Iterator[Flaw]:
    """Admins who are in the live group although they left or their account is disabled."""
    if facts.directory is None:
        return
    for group, live in seen_groups(facts):
        for admin in _admins(group, live):
            state = None if admin == live.owner else _state(admin, facts.directory)
            if state is None:
                continue
            who = facts.directory.written(admin)
            rights = _MAY if live.admins is None else _HAS
            yield Flaw(
                _place(group, admin),
                Text(
                    f"群“{group.key}”的管理员 {who} {state.zh}，{rights.zh}。",
                    f"{who}, an admin of the group “{group.key}”, {state.en} {rights.en}.",
                ),
                group.key,
            )


_MAY = Text("人还在群里，可能仍有管理权限", "but is still in the chat and may still have an admin's rights")
_HAS = Text("仍有管理权限", "but still has an admin's rights")


def _admins(group: ResolvedGroup, live: LiveGroup) -> list[UserId]:
    if live.admins is not None:
        return sorted(live.admins)
    return [admin for admin in group.spec.admins or () if admin in live.members]


def _state(admin: UserId, directory: Directory) -> Text | None:
    person = directory.people.get(admin)
    if person is None:
        return Text("已不在通讯录里", "is no longer in the address book")
    return Text("的账号已停用", "has a disabled account") if person.status is PersonStatus.DISABLED else None


def _place(group: ResolvedGroup, admin: UserId) -> Place:
    declared = group.spec.admins or ()
    place = group.spec.place.at("admins")
    return place.at(declared.index(admin)) if admin in declared else place


RULE = Rule(
    id="live-admin",
    severity=Severity.WARNING,
    needs=Needs.LIVE,
    clauses=("A5", "C2.4"),
    title=Text("现任管理员管得了群", "The present admins can help to run the group"),
    why=Text(
        "除了客户群，接口读不到谁是管理员，离开的人可能还留着权限。",
        "Outside customer groups no API shows who is an admin; whoever left may still have the rights.",
    ),
    remedy=Text(
        "从 `admins` 里删掉，并请群主在客户端的群管理里取消其管理员身份。",
        "Take the person out of `admins` and ask the owner to withdraw the rights in the client.",
    ),
    good="admins: [lisi]",
    bad="admins: [lisi, pengfei]   # pengfei 的账号已停用",
    judge=judge,
    limited_by=("app", "admins"),
)
