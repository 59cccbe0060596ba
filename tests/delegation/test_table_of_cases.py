"""Who has to approve what: (fields, groups, who) as a table."""

from datetime import UTC, datetime, timedelta

import pytest

from reconciler.delegation.authority import Authority
from reconciler.delegation.consenting import consent
from reconciler.delegation.difference import difference
from reconciler.delegation.requiring import required
from reconciler.model.approval import Evidence, Review, ReviewState
from tests.delegation.worlds import COMPANY, FILES, GROUP, edited, moved, stated, written

HEAD, OLD = "a" * 40, "b" * 40
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
A, B, C, RD, SALES, CO = (
    "rd/a.yaml",
    "sales/b.yaml",
    "c.yaml",
    "rd/department.yaml",
    "sales/department.yaml",
    "company.yaml",
)
GOV = ("gov", "gov2")
RD_PEOPLE = ("head", "dep", "del")
NEW = "kind: group\nkey: x\ntype: app\nname: 研发部-新群\nowner: newown\n"

NOTHING: list[tuple[str, dict[str, str]]] = [
    ("moved-file", moved(A, "sales/elsewhere.yaml")),
    ("moved-department-file", moved(RD, "x/y.yaml")),
    ("renamed-company-file", moved(CO, "firm.yml")),
    ("comment", edited((A, "owner: own", "# 说明\nowner: own  # 群主"))),
    ("blank-lines", edited((A, "owner: own", "\n\nowner:    own"))),
    ("quotes", edited((A, "owner: own", 'owner: "own"'))),
    ("single-quotes", edited((A, "  - bob", "  - 'bob'"))),
    ("flow-style", edited((A, "except: [sun, tan]", "except:\n  - sun\n  - tan"))),
    ("members-reordered", edited((A, "  - bob\n", ""), (A, "  - department", "  - bob\n  - department"))),
    ("admins-reordered", edited((A, "[adm, adn]", "[adn, adm]"))),
    ("except-reordered", edited((A, "[sun, tan]", "[tan, sun]"))),
    ("keys-reordered", edited((A, "owner: own\n", ""), (A, "kind: group\n", "owner: own\nkind: group\n"))),
    ("long-form-of-a-member", edited((A, "  - bob", "  - user: bob"))),
    ("case-of-a-login", edited((CO, "head-l: head", "HEAD-L: head"))),
    ("case-of-people-of-a-role", edited((CO, "people: [ivan]", "people: [Ivan]"))),
    ("line-ends-of-windows", edited((A, GROUP, GROUP.replace("\n", "\r\n")))),
    ("no-line-end-at-the-end", edited((A, GROUP, GROUP.rstrip("\n")))),
    ("byte-order-mark", edited((A, GROUP, f"\ufeff{GROUP}"))),
    ("case-of-a-file-s-name", moved(A, "rd/A.yaml")),
    ("another-ending", moved(A, "rd/a.yml")),
    ("waivers-in-two-files", {
        **written("waivers.yaml", "\n".join(FILES["waivers.yaml"].splitlines()[:3]) + "\n"),
        "w2.yaml": f"kind: waiver\nentries:\n{FILES['waivers.yaml'].splitlines()[3]}\n"}),
    ("case-of-a-user-id", edited((A, "  - bob", "  - Bob"))),
    ("case-of-the-owner", edited((A, "owner: own", "owner: OWN"))),
    ("default-of-sub-departments", edited((A, "平台组", "平台组\n    sub_departments: true"))),
    ("anchors", edited((A, "admins: [adm, adn]", "admins: [&x adm, adn]"), (A, "- bob", "- bob"))),
    ("waivers-reordered", {**FILES, "waivers.yaml": "kind: waiver\nentries:\n" + "\n".join(
        reversed(FILES["waivers.yaml"].splitlines()[2:])) + "\n"}),
    ("targets-of-a-notice-reordered", edited(("notices/n.yaml", "[a, b]", "[b, a]"))),
    ("governance-reordered", edited((CO, "[gov, gov2]", "[gov2, gov]"))),
]  # fmt: skip

# id, files after, (field, kind:key) of every change, sets of people of whom one each has to approve
REQUIRED: list[tuple[str, dict[str, str], set[str], set[tuple[str, ...]]]] = [
    ("member-added", edited((A, "- bob", "- bob\n  - ann")), {"members/+ann"}, {(*RD_PEOPLE, "own", *GOV)}),
    ("member-removed", edited((A, "  - bob\n", "")), {"members/-bob"}, {(*RD_PEOPLE, "own", *GOV)}),
    ("member-by-anchor", edited((A, "[adm, adn]", "[&x adm, adn]"), (A, "- bob", "- bob\n  - *x")),
     {"members/+adm"}, {(*RD_PEOPLE, "own", *GOV)}),
    ("until-changed", edited((A, "2026-12-31", "2027-01-31")), {"members/eve.until"}, {(*RD_PEOPLE, "own", *GOV)}),
    ("reason-changed", edited((A, "借调", "支援")), {"members/eve.reason"}, {(*RD_PEOPLE, "own", *GOV)}),
    ("department-selector", edited((A, "研发部/平台组", "研发部")),
     {"members/+department:研发部", "members/-department:研发部∕平台组"}, {(*RD_PEOPLE, "own", *GOV)}),
    ("selector-without-departments-below", edited((A, "平台组", "平台组\n    sub_departments: false")),
     {"members/department:研发部∕平台组.sub_departments"}, {(*RD_PEOPLE, "own", *GOV)}),
    ("tag-selector", edited((A, "- bob", "- bob\n  - tag: 值班")), {"members/+tag:值班"}, {(*RD_PEOPLE, "own", *GOV)}),
    ("group-selector", edited((A, "- bob", "- bob\n  - group: b")), {"members/+group:b"}, {(*RD_PEOPLE, "own", *GOV)}),
    ("except-added", edited((A, "[sun, tan]", "[sun, tan, una]")), {"except/+una"}, {(*RD_PEOPLE, "own", *GOV)}),
    ("members-unmanaged", edited((B, "members: [zed]\n", "")), {"members"}, {("sales", "sdel", "sown", *GOV)}),
    ("admin-added", edited((A, "[adm, adn]", "[adm, adn, bob]")), {"admins/+bob"}, {(*RD_PEOPLE, *GOV)}),
    ("name", edited((A, "研发部-甲", "研发部-乙")), {"name"}, {(*RD_PEOPLE, *GOV)}),
    ("purpose", edited((A, "的协调", "的通知")), {"purpose"}, {(*RD_PEOPLE, *GOV)}),
    ("announcement", edited((A, "周四", "周五")), {"announcement"}, {(*RD_PEOPLE, *GOV)}),
    ("limit", edited((A, "60", "80")), {"limits.max_members"}, {(*RD_PEOPLE, *GOV)}),
    ("label", edited((A, "{project: a}", "{project: A}")), {"labels.project"}, {(*RD_PEOPLE, *GOV)}),
    ("owner", edited((A, "owner: own", "owner: bob")), {"owner"}, {("ivan", *GOV)}),
    ("classification", edited((A, "category", "classification: confidential\ncategory")), {"classification"}, {GOV}),
    ("category", edited((A, "category: project", "category: other")), {"category"}, {GOV}),
    ("permissions", edited((A, "category", "permissions: {invite: everyone}\ncategory")), {"permissions"}, {GOV}),
    ("rulesets", edited((A, "category", "rulesets: [r]\ncategory")), {"rulesets"}, {GOV}),
    ("membership", edited((A, "category", "membership: observe\ncategory")), {"membership"}, {GOV}),
    ("drift", edited((A, "category", "drift: report\ncategory")), {"drift"}, {GOV}),
    ("retired", edited((A, "category", "lifecycle: retired\ncategory")), {"lifecycle"}, {GOV}),
    ("generation", edited((A, "category", "generation: 2\ncategory")), {"generation"}, {GOV}),
    ("chat-id", edited((A, "category", "chat_id: zzz\ncategory")), {"chat_id"}, {GOV}),
    ("partners", edited((A, "category", "partners: []\ncategory")), {"partners"}, {("sue", *GOV)}),
    ("group-of-no-department", edited((C, "[zed]", "[zed, yan]")), {"members/+yan"}, {("cown", *GOV)}),
    ("delegates-may-members-alone", edited((B, "[zed]", "[zed, yan]")), {"members/+yan"},
     {("sales", "sdel", "sown", *GOV)}),
    ("delegates-may-not-name", edited((B, "销售部-乙", "销售部-己")), {"name"}, {("sales", *GOV)}),
    ("moved-to-another-department", edited((A, "department: rd", "department: sales")), {"department"},
     {(*RD_PEOPLE, *GOV), ("sales", *GOV)}),
    ("moved-and-changed", edited((A, "department: rd", "department: sales"), (A, "- bob", "- bob\n  - ann")),
     {"department", "members/+ann"}, {(*RD_PEOPLE, *GOV), ("sales", *GOV), (*RD_PEOPLE, "own", *GOV)}),
    ("taken-out-of-its-department", edited((A, "department: rd\n", "")), {"department"}, {(*RD_PEOPLE, *GOV), GOV}),
    ("grabbed-from-no-department", edited((C, "owner", "department: rd\nowner")), {"department"},
     {GOV, (*RD_PEOPLE, *GOV)}),
    ("new-group", written("x.yaml", NEW + "department: rd\n"), {"create"}, {(*RD_PEOPLE, *GOV)}),
    ("new-group-in-another-folder", written("sales/x.yaml", NEW + "department: rd\n"), {"create"},
     {(*RD_PEOPLE, *GOV)}),
    ("new-group-of-no-department", written("rd/x.yaml", NEW), {"create"}, {GOV}),
    ("new-group-with-members", written("x.yaml", NEW + "department: rd\nmembers: [ann]\n"), {"create", "members"},
     {(*RD_PEOPLE, *GOV)}),
    ("new-group-that-takes-a-chat", written("x.yaml", NEW + "department: rd\nchat_id: qqq\n"), {"create", "chat_id"},
     {(*RD_PEOPLE, *GOV), GOV}),
    ("owner-by-anchor", edited((A, "owner: own", "owner: &o own"), (A, "- bob", "- bob\n  - *o")),
     {"members/+own"}, {(*RD_PEOPLE, "own", *GOV)}),
    ("merge-key", edited((A, "- bob", "- &x {user: bob}\n  - {<<: *x, user: ann}")), {"delete", "unclear"}, {GOV}),
    ("moved-file-and-a-member", edited((A, "- bob", "- bob\n  - me"), base=FILES) | {"sales/a.yaml":
     edited((A, "- bob", "- bob\n  - me"))[A], A: "# 空\n"}, {"members/+me", "unclear"},
     {(*RD_PEOPLE, "own", *GOV), GOV}),
    ("everybody-out", edited((B, "members: [zed]", "members: []")), {"members/-zed"},
     {("sales", "sdel", "sown", *GOV)}),
    ("two-documents-in-a-file", edited((A, GROUP, f"{GROUP}---\n{NEW}")), {"delete", "unclear"}, {GOV}),
    ("key-written-twice", edited((A, "key: a\n", "key: a\nkey: b\n")), {"delete", "unclear"}, {GOV}),
    ("not-utf-8", edited((A, "研发部-甲", "研发部\x00甲")), {"delete", "unclear"}, {GOV}),
    ("delegate-takes-oneself-off", edited((RD, "delegates: [del]", "delegates: []")), {"delegates/-del"}, {GOV}),
    ("department-twice", written("rd/d2.yaml", FILES[RD].replace("head: head", "head: me")), {"unclear"}, {GOV}),
    ("department-under-another-key", edited((RD, "key: rd", "key: rdx")), {"create", "delete"}, {GOV}),
    ("department-gone", written(RD, None), {"delete"}, {GOV}),
    ("company-gone", written(CO, None), {"delete"}, {("ivan", *GOV)}),
    ("second-company-with-other-governance", written("c2.yaml", COMPANY.replace("[gov, gov2]", "[me]")), {"unclear"},
     {GOV}),
    ("deleted-group", written(A, None), {"delete"}, {GOV}),
    ("key-renamed", edited((A, "key: a\n", "key: a2\n")),
     {"delete", "create", *(f for f in ("admins", "members", "except", "limits", "purpose", "announcement", "labels"))},
     {GOV, (*RD_PEOPLE, *GOV)}),
    ("key-renamed-of-one-chat", edited(("adopted.yaml", "key: d", "key: d2")), {"key"}, {GOV}),
    ("duplicated-group", written("copy.yaml", GROUP), {"unclear"}, {GOV}),
    ("broken-group", edited((A, "owner: own", "owner: [own")), {"delete", "unclear"}, {GOV}),
    ("unknown-field", edited((A, "owner: own", "owner: own\nboss: me")), {"delete", "unclear"}, {GOV}),
    ("oneself-a-role", edited((CO, "people: [ivan]", "people: [ivan, me]")), {"roles.it.people/+me"},
     {("ivan", *GOV)}),
    ("oneself-a-role-and-used", edited((CO, "people: [ivan]", "people: [ivan, me]"), (A, "owner: own", "owner: me")),
     {"roles.it.people/+me", "owner"}, {("ivan", *GOV)}),
    ("oneself-governance", edited((CO, "[gov, gov2]", "[gov, gov2, me]")), {"governance.people/+me"},
     {("ivan", *GOV)}),
    ("oneself-a-delegate-and-used", edited((RD, "[del]", "[del, me]"), (A, "- bob", "- bob\n  - me")),
     {"delegates/+me", "members/+me"}, {GOV, (*RD_PEOPLE, "own", *GOV)}),
    ("oneself-head", edited((RD, "head: head", "head: me")), {"head"}, {GOV}),
    ("oneself-owner-and-used", edited((A, "owner: own", "owner: me"), (A, "- bob", "- bob\n  - me")),
     {"owner", "members/+me"}, {("ivan", *GOV), (*RD_PEOPLE, "own", *GOV)}),
    ("delegation-loosened", edited((CO, "  group.owner: [it]", "  group.owner: [department]")),
     {"delegation.group·owner"}, {("ivan", *GOV)}),
    ("login-of-somebody", edited((CO, "apr-l: apr", "apr-l: gov")), {"code_host.people.apr-l"}, {("ivan", *GOV)}),
    ("new-department-and-group", {**written("n/d.yaml", 'kind: department\nkey: nd\nname: 新部\ndepartment_id: "9"\n'
     "head: me\n"), "n/x.yaml": NEW + "department: nd\n"}, {"create"}, {GOV}),
    ("profile", edited(("profiles/p.yaml", "additive", "strict")), {"defaults.membership"}, {GOV}),
    ("waiver-added-to", edited(("waivers.yaml", "2026-12-31", "2027-12-31")), {"+", "-"}, {("sue", *GOV)}),
    ("override", edited(("overrides.yaml", "limit: 3", "limit: 30")), {"+", "-"}, {GOV}),
    ("sanction", written("s.yaml", "kind: sanction\nkey: s\nperson: bob\ngroups: [a]\nstep: warn\n"
     "begins: 2026-11-01\n"), {"create"}, {("hana", *GOV)}),
    ("ruleset-by-its-approver", edited(("rulesets/r.yaml", "请实名", "请用实名")), {"text"}, {("apr", *GOV)}),
    ("ruleset-names-another-approver", edited(("rulesets/r.yaml", "approver: apr", "approver: me")), {"approver"},
     {("apr", *GOV)}),
    ("ladder-reordered", edited(("rulesets/r.yaml", "[guidance, warn]", "[warn, guidance]")), {"ladder"},
     {("apr", *GOV)}),
    ("new-ruleset", written("r2.yaml", FILES["rulesets/r.yaml"].replace("key: r", "key: r2")), {"create"}, {GOV}),
    ("notice-to-two-departments", edited(("notices/n.yaml", "请看", "请细看")), {"text"},
     {(*RD_PEOPLE, *GOV), ("sales", *GOV)}),
    ("company-setting", edited((CO, "name: 示例公司", "name: 例子")), {"name"}, {("ivan", *GOV)}),
    ("second-company", written("other.yaml", COMPANY), {"unclear"}, {GOV}),
]  # fmt: skip


@pytest.mark.parametrize("after", [pytest.param(files, id=name) for name, files in NOTHING])
def test_writing_alone_is_no_change(after: dict[str, str]) -> None:
    assert difference(stated(), stated(after)) == ()


@pytest.mark.clause("A5", "D3.1", "H3.1", "H8")
@pytest.mark.parametrize(
    ("after", "fields", "people"), [pytest.param(files, fields, who, id=name) for name, files, fields, who in REQUIRED]
)
def test_each_field_has_its_people(after: dict[str, str], fields: set[str], people: set[tuple[str, ...]]) -> None:
    changes = difference(stated(), stated(after))

    asked = required(changes, Authority(stated()))

    assert {_entry(change.field) for change in changes} == fields
    assert {each.may_still for each in asked.requirements} == people


def _entry(field: str) -> str:
    """Entries of waivers have digests for names."""
    return field.removeprefix("entries/")[0] if field.startswith("entries/") else field


@pytest.mark.parametrize(
    ("author", "reviews", "complete"),
    [
        pytest.param("own-l", {"head-l": HEAD}, True, id="head"),
        pytest.param("own-l", {"HEAD-L": HEAD}, True, id="case-of-a-login"),
        pytest.param("own-l", {"dep-l": HEAD}, True, id="deputy"),
        pytest.param("own-l", {"del-l": HEAD}, True, id="delegate"),
        pytest.param("head-l", {"own-l": HEAD}, True, id="owner"),
        pytest.param("head-l", {"gov-l": HEAD}, True, id="governance"),
        pytest.param("own-l", {}, False, id="nobody"),
        pytest.param("head-l", {}, False, id="the-head-herself-wrote-it"),
        pytest.param("head-l", {"head-l": HEAD}, False, id="author-approves-herself"),
        pytest.param("head-l", {"head-second": HEAD}, False, id="author-by-a-second-login"),
        pytest.param("own-l", {"head-l": OLD}, False, id="older-head"),
        pytest.param("own-l", {"head-l": OLD, "dep-l": HEAD}, True, id="older-head-and-a-new-one"),
        pytest.param("own-l", {"sales-l": HEAD}, False, id="head-of-another-department"),
        pytest.param("own-l", {"sdel-l": HEAD}, False, id="delegate-of-another-department"),
        pytest.param("own-l", {"ivan-l": HEAD}, False, id="role-without-the-field"),
        pytest.param("own-l", {"nobody": HEAD}, False, id="unknown-login"),
        pytest.param("stranger", {"head-l": HEAD}, True, id="unknown-author"),
    ],
)
def test_only_others_with_the_right_approve_a_new_member(author: str, reviews: dict[str, str], complete: bool) -> None:
    changes = difference(stated(), stated(edited((A, "- bob", "- bob\n  - ann"))))
    said = tuple(Review(login, commit, ReviewState.APPROVED, NOON) for login, commit in reviews.items())

    found = consent(changes, Authority(stated()), Evidence(HEAD, author, said), HEAD)

    assert found.is_complete is complete


@pytest.mark.parametrize(
    ("writers", "reviews", "complete"),
    [
        pytest.param(["head-l"], ["head-l"], False, id="a-head-who-pushed-a-commit"),
        pytest.param(["HEAD-second"], ["head-l"], False, id="by-a-second-login"),
        pytest.param(["head-l"], ["dep-l"], True, id="another-approves"),
        pytest.param(["nobody", "github-actions[bot]"], ["head-l"], True, id="strangers-and-robots-wrote"),
        pytest.param(["nobody"], ["nobody"], False, id="a-stranger-approves"),
    ],
)
def test_whoever_wrote_some_of_it_does_not_approve_it(writers: list[str], reviews: list[str], complete: bool) -> None:
    changes = difference(stated(), stated(edited((A, "- bob", "- bob\n  - ann"))))
    said = tuple(Review(login, HEAD, ReviewState.APPROVED, NOON) for login in reviews)

    found = consent(changes, Authority(stated()), Evidence(HEAD, "own-l", said, writers=tuple(writers)), HEAD)

    assert found.is_complete is complete
    assert not {user for each in found.requirements for user in each.may_still} & {"own", *(w[:-2] for w in writers)}


def test_a_person_with_two_logins_has_one_last_word() -> None:
    changes = difference(stated(), stated(edited((A, "- bob", "- bob\n  - ann"))))
    reviews = (
        Review("head-l", HEAD, ReviewState.APPROVED, NOON),
        Review("Head-Second", HEAD, ReviewState.CHANGES_REQUESTED, NOON + timedelta(hours=1)),
    )

    assert not consent(changes, Authority(stated()), Evidence(HEAD, "own-l", reviews), HEAD).is_complete


@pytest.mark.parametrize("state", [ReviewState.CHANGES_REQUESTED, ReviewState.DISMISSED])
@pytest.mark.parametrize(("later", "complete"), [(1, False), (0, False), (-1, True)])
def test_the_last_word_of_a_reviewer_counts(state: ReviewState, later: int, complete: bool) -> None:
    changes = difference(stated(), stated(edited((A, "- bob", "- bob\n  - ann"))))
    reviews = (
        Review("head-l", HEAD, ReviewState.APPROVED, NOON),
        Review("head-l", HEAD, state, NOON + timedelta(hours=later)),
    )

    found = consent(changes, Authority(stated()), Evidence(HEAD, "own-l", reviews), HEAD)

    assert found.is_complete is complete


def test_approvals_of_another_commit_are_refused_even_when_nothing_is_required() -> None:
    found = consent((), Authority(stated()), Evidence(OLD, "own-l"), HEAD)

    assert not found.is_complete
