"""A small company, and what may be written over its files."""

from collections.abc import Mapping

from reconciler.model.stated import Stated
from reconciler.source.stated import state

COMPANY = """\
kind: company
name: 示例公司
corp_id: ww0123456789abcdef
agent_id: "1000002"
secrets: {app: WECOM_APP_SECRET}
governance: {people: [gov, gov2]}
roles:
  it: {people: [ivan], team: "@org/it"}
  security: {people: [sue]}
  hr: {people: [hana]}
delegation:
  company: [it]
  group.owner: [it]
  group.partners: [security]
  waiver: [security]
  sanction: [hr]
code_host:
  people: {head-l: head, dep-l: dep, del-l: del, own-l: own, sales-l: sales, sdel-l: sdel, gov-l: gov, gov2-l: gov2,
    ivan-l: ivan, sue-l: sue, hana-l: hana, head-second: head, apr-l: apr}
"""
GROUP = """\
kind: group
key: a
type: app
name: 研发部-甲
department: rd
category: project
owner: own
admins: [adm, adn]
members:
  - bob
  - user: eve
    until: 2026-12-31
    reason: 借调
  - department: 研发部/平台组
except: [sun, tan]
limits: {max_members: 60}
purpose: 甲项目的协调
announcement: 周四发布
labels: {project: a}
"""
FILES = {
    "company.yaml": COMPANY,
    "rd/department.yaml": 'kind: department\nkey: rd\nname: 研发部\ndepartment_id: "2"\n'
    "head: head\ndeputy: dep\ndelegates: [del]\n",
    "sales/department.yaml": 'kind: department\nkey: sales\nname: 销售部\ndepartment_id: "3"\n'
    "head: sales\ndelegates: [sdel]\ndelegates_may: [members]\n",
    "rd/a.yaml": GROUP,
    "sales/b.yaml": "kind: group\nkey: b\ntype: app\nname: 销售部-乙\ndepartment: sales\nowner: sown\nmembers: [zed]\n",
    "c.yaml": "kind: group\nkey: c\ntype: app\nname: 丙丙丙丙\nowner: cown\nmembers: [zed]\n",
    "adopted.yaml": "kind: group\nkey: d\ntype: app\nname: 研发部-丁\ndepartment: rd\nowner: own\nchat_id: abc123\n",
    "notices/n.yaml": "kind: notice\nkey: nn\ntitle: 通知\ntext: 请看\ngroups: [a, b]\nat: 2026-11-25 10:00\n",
    "rulesets/r.yaml": "kind: ruleset\nkey: r\nversion: v1\ntitle: 群规\ntext: 请实名\n"
    "effective_from: 2026-01-01\napprover: apr\nladder: [guidance, warn]\n",
    "profiles/p.yaml": "kind: profile\nkey: p\ncategory: project\ndefaults: {membership: additive}\n",
    "waivers.yaml": "kind: waiver\nentries:\n"
    "  - {rule: name-length, group: a, reason: 旧名, approver: gov, until: 2026-12-31}\n"
    "  - {rule: name-length, group: b, reason: 旧名, approver: gov, until: 2026-12-31}\n",
    "overrides.yaml": "kind: override\nentries:\n  - {guard: removals-per-group, group: a, limit: 3, reason: 拆分, "
    "approver: gov, until: 2026-12-31}\n",
}


def stated(files: Mapping[str, str] = FILES) -> tuple[Stated, ...]:
    """The company of some files."""
    return tuple(state(file, text.encode()) for file, text in files.items())


def edited(*edits: tuple[str, str, str], base: Mapping[str, str] = FILES) -> dict[str, str]:
    """Files with words replaced by others: file, what stood there, what stands there now; every edit must hit."""
    files = dict(base)
    for file, was, now in edits:
        if was not in files[file]:
            raise LookupError(f"{was} is not in {file}")
        files[file] = files[file].replace(was, now, 1)
    return files


def written(file: str, text: str | None, base: Mapping[str, str] = FILES) -> dict[str, str]:
    """Files with one more, another, or (None) one less."""
    files = {name: words for name, words in base.items() if name != file}
    return files if text is None else {**files, file: text}


def moved(file: str, to: str, base: Mapping[str, str] = FILES) -> dict[str, str]:
    """Files of which one lies elsewhere."""
    files = dict(base)
    files[to] = files.pop(file)
    return files
