"""Forms as the job that answers them runs it: exactly the one line, or a helpful question, never both."""

import json
import subprocess
from typing import Any

import jsonschema
import pytest
import yaml

from reconciler.model.form import FORMS, FormKind
from reconciler.render.setup.issue_forms import issue_forms
from tests.e2e.conftest import MakeTown
from tests.e2e.town import PEOPLE, ROOT, Ran, Town, a_group, a_world, in_process
from tests.source.test_issue_form import body_of

SCHEMA = json.loads((ROOT / "schemas" / "request.schema.json").read_text(encoding="utf-8"))
FORM = {form.kind.value: form for form in FORMS}
TEXT = """\
# 谁都别动这一行
kind: group
key: g
type: app
name: g 群   # 群名
owner: ann
members:
  - bob        # 老人
  - department: 研发/平台
feedback: {contact: bob, respond_within: 2d}
"""
ADD = {"group": "g 群", "people": "哈", "reason": "支援"}


@pytest.fixture
def asked(town: MakeTown) -> Town:
    made = town(world=a_world([*PEOPLE, "kim 卡 4"]))
    made.write("g.yaml", TEXT)
    made.write("old.yaml", a_group("old", members=["bob"], lifecycle="retired"))
    made.write("rd/department.yaml", {"kind": "department", "key": "rd", "name": "研发", "department_id": "2"})
    return made


def ask(made: Town, form: str, *more: str, **answers: str) -> Ran:
    """An issue that was opened with a form."""
    return ask_with(made, body_of(FORM[form], **answers), *more)


def ask_with(made: Town, body: Any, *more: str) -> Ran:
    event = made.folder / "event.json"
    tree = {"action": "opened", "issue": {"number": 12, "user": {"login": "li-yang"}, "body": body}}
    event.write_text(json.dumps(tree), encoding="utf-8")
    return made.run("request", "--event", str(event), *more)


def difference(made: Town) -> list[str]:
    was, now = TEXT.splitlines(), (made.root / "g.yaml").read_text("utf-8").splitlines()
    return [f"-{each}" for each in was if each not in now] + [f"+{each}" for each in now if each not in was]


@pytest.mark.parametrize(
    ("kind", "answers", "changed"),
    [
        ("add-members", {**ADD, "reason": "支援"}, ["+  - user: hal", "+    reason: 支援"]),
        (
            "add-members",
            {**ADD, "until": "2026-12-31"},
            ["+  - user: hal", "+    until: 2026-12-31", "+    reason: 支援"],
        ),
        ("leave-group", {"group": "g", "people": "波"}, ["-  - bob        # 老人"]),
        ("leave-group", {"group": "g", "people": "dan"}, ["+except: [dan]"]),
        ("change-owner", {"group": "g", "owner": "bob", "stays": "否 / No"}, ["-owner: ann", "+owner: bob"]),
        ("change-owner", {"group": "g", "owner": "bob"}, ["-owner: ann", "+owner: bob", "+  - ann"]),
    ],
    ids=str,
)
def test_a_form_becomes_exactly_the_lines_it_asks_for(
    kind: str, answers: dict[str, str], changed: list[str], asked: Town
) -> None:
    ran = ask(asked, kind, "--write", "--json", **answers)

    told = ran.json()
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert (ran.code, told["outcome"], told["branch"]) == (0, "edit", "request/issue-12"), ran.words
    assert difference(asked) == changed
    assert in_process("validate", "--root", str(asked.root)).code == 0
    assert "@li-yang" in told["body"]
    assert "Approve workflows to run" in told["body"]


@pytest.mark.parametrize(
    ("answers", "note"),
    [
        pytest.param({"people": "波"}, "波（研发） 已经在名单里。", id="a-reason-changes-no-line"),
        pytest.param(
            {"people": "波", "until": "2026-12-31"}, "波（研发） 已经在名单里。", id="nobody-s-stay-ends-sooner"
        ),
        pytest.param({"people": "菲"}, "到 2027-01-01 为止", id="until-when-is-said"),
        pytest.param({"people": "菲", "until": "2026-12-31"}, "到 2027-01-01 为止", id="no-shorter"),
    ],
)
def test_who_is_in_already_stays_as_they_are(answers: dict[str, str], note: str, asked: Town) -> None:
    asked.write("g.yaml", f"{TEXT}admins: [gus]\n".replace("feedback", "  - {user: fay, until: 2027-01-01}\nfeedback"))

    told = ask(asked, "add-members", "--json", **{**ADD, **answers}).json()

    assert (told["outcome"], told["files"]) == ("nothing", [])
    assert note in told["reply"]


@pytest.mark.parametrize("until", ["2027年3月1日", "2027-3-1", "2027/03/01", "２０２７.３.１", "20270301"])
def test_a_day_is_understood_however_it_is_written(until: str, asked: Town) -> None:
    told = ask(asked, "add-members", "--json", **{**ADD, "until": until}).json()

    assert "    until: 2027-03-01\n" in told["files"][0]["text"]


@pytest.mark.parametrize(
    ("line", "note"), [("lifecycle: frozen", "解冻才生效"), ("membership: observe", "还要由群主在企业微信里操作")]
)
def test_what_will_not_happen_by_itself_is_said(line: str, note: str, asked: Town) -> None:
    asked.write("g.yaml", f"{TEXT}{line}\n")

    told = ask(asked, "add-members", "--json", **ADD).json()

    assert told["outcome"] == "edit"
    assert note in told["reply"]


def test_without_write_no_file_changes_and_the_files_are_told(asked: Town) -> None:
    told = ask(asked, "add-members", "--json", **ADD).json()

    assert difference(asked) == []
    assert [each["file"] for each in told["files"]] == ["g.yaml"]
    assert "  - user: hal\n    reason: 支援\n" in told["files"][0]["text"]


def test_many_people_are_pasted_from_a_table(asked: Town) -> None:
    table = "姓名\t部门\t账号\n卡\t研发/平台\t\n卡\t市场\t\n菲\t市场\tfay\n哈\t总公司\thal\n"

    told = ask(asked, "add-members", "--write", "--json", **{**ADD, "people": table}).json()

    assert told["outcome"] == "edit"
    assert [each for each in difference(asked) if "user" in each] == [
        "+  - user: kim",
        "+  - user: fay",
        "+  - user: hal",
    ]
    assert "卡" in told["reply"], "who is in already is said"


def test_cells_that_github_made_a_markdown_table_of_are_read(asked: Town) -> None:
    told = ask(
        asked, "add-members", "--json", **{**ADD, "people": "| 姓名 | 部门 |\n| -- | -- |\n| 哈 | 总公司 |"}
    ).json()

    assert told["outcome"] == "edit"


def test_a_new_group_is_declared_in_its_departments_folder(asked: Town) -> None:
    answers = {"name": "研发-夜班", "purpose": "夜班交接", "department": "研发", "owner": "波", "people": "丹\n伊"}

    told = ask(asked, "new-group", "--write", "--json", **answers).json()

    assert [each["file"] for each in told["files"]] == ["rd/yanfa-yeban.yaml"]
    assert in_process("validate", "--root", str(asked.root)).code == 0


def test_what_is_so_already_opens_nothing(asked: Town) -> None:
    assert ask(asked, "leave-group", "--json", group="g", people="hal").json()["outcome"] == "nothing"


def test_feedback_goes_to_whom_the_group_names_and_into_no_file(asked: Town) -> None:
    ran = ask(asked, "feedback", "--json", "--write", group="g 群", kind="投诉 / Complaint", words="太吵了")

    told = ran.json()
    assert (ran.code, told["outcome"], told["files"]) == (0, "passed-on", [])
    assert "波" in told["reply"]
    assert "2 天内" in told["reply"]
    assert "太吵了" not in told["reply"]
    assert difference(asked) == []


MALFORMED: dict[str, tuple[str, dict[str, str], str]] = {
    "no-group": ("add-members", {**ADD, "group": ""}, "加进哪个群"),
    "nobody": ("add-members", {**ADD, "people": "无"}, "加谁"),
    "no-reason": ("add-members", {**ADD, "reason": "_No response_"}, "为什么加人"),
    "unknown-group": ("add-members", {**ADD, "group": "没有这个群"}, "没有群“没有这个群”"),
    "nearly-the-group": ("add-members", {**ADD, "group": "g "[:1] + " 群 "}, ""),
    "half-a-name": ("add-members", {**ADD, "group": "群"}, "是不是"),
    "unknown-person": ("add-members", {**ADD, "people": "查无此人"}, "通讯录里找不到“查无此人”"),
    "two-of-that-name": ("add-members", {**ADD, "people": "卡"}, "可能是 2 个人"),
    "wrong-department": ("add-members", {**ADD, "people": "哈（财务部）"}, "找不到"),
    "some-unknown": ("add-members", {**ADD, "people": "哈\n甲\n乙"}, "“乙”"),
    "a-header-alone": ("add-members", {**ADD, "people": "姓名\t部门\n"}, "没有写人"),
    "bad-date": ("add-members", {**ADD, "until": "明年"}, "看不懂日期"),
    "impossible-date": ("add-members", {**ADD, "until": "2026-02-30"}, "看不懂日期"),
    "past-date": ("add-members", {**ADD, "until": "2020-01-01"}, "已经过了"),
    "a-phone": ("add-members", {**ADD, "reason": "电话 13812345678"}, "手机号"),
    "markdown": ("add-members", {**ADD, "people": "[点我](https://x.y) | @all #1"}, "不会去打开"),
    "attached-list": (
        "add-members",
        {**ADD, "people": "[list.xlsx](https://github.com/user-attachments/files/1/list.xlsx)"},
        "不会去打开",
    ),
    "shared-sheet": ("add-members", {**ADD, "people": "https://doc.weixin.qq.com/sheet/e3_x"}, "粘贴到表单里"),
    "no-column-of-people": ("add-members", {**ADD, "people": "部门\t手机\n研发\t有"}, "没有“姓名”或“账号”"),
    "a-phone-among-people": ("add-members", {**ADD, "people": "哈\t13812345678"}, "“（手机号）”"),
    "html": ("add-members", {**ADD, "people": "<img src=x onerror=alert(1)>"}, "找不到"),
    "shell": ("add-members", {**ADD, "people": "$(rm -rf /); `id`"}, "找不到"),
    "yaml": ("add-members", {**ADD, "people": "hal\nowner: eve"}, "找不到"),
    "long-name": ("add-members", {**ADD, "people": "长" * 500}, "找不到"),
    "too-many": ("add-members", {**ADD, "people": "\n".join(f"u{n}" for n in range(2001))}, "2,000 人"),
    "owner-leaves": ("leave-group", {"group": "g", "people": "ann"}, "是群主"),
    "unknown-leaves": ("leave-group", {"group": "g", "people": "谁"}, "找不到"),
    "two-owners": ("change-owner", {"group": "g", "owner": "bob\ncat"}, "写一位"),
    "unknown-owner": ("change-owner", {"group": "g", "owner": "谁"}, "找不到"),
    "same-name": (
        "new-group",
        {"name": "g 群", "purpose": "夜班", "department": "研发", "owner": "波", "people": "丹"},
        "已经有群叫",
    ),
    "unknown-department": (
        "new-group",
        {"name": "新的群", "purpose": "夜班", "department": "火星", "owner": "波", "people": "丹"},
        "没有部门文件",
    ),
    "name-too-long": (
        "new-group",
        {"name": "名" * 60, "purpose": "夜班", "department": "研发", "owner": "波", "people": "丹"},
        "",
    ),
    "unknown-category": (
        "new-group",
        {"name": "新的群", "purpose": "夜班", "department": "研发", "owner": "谁", "people": "丹\n戊"},
        "“谁”",
    ),
    "day-that-is-none": ("add-members", {**ADD, "until": "2026年2月30日"}, "看不懂日期"),
    "day-without-year": ("add-members", {**ADD, "until": "2月30日"}, "看不懂日期"),
    "several-on-a-line": ("add-members", {**ADD, "people": "哈和伊"}, "一行写一位"),
    "a-phone-as-purpose": (
        "new-group",
        {"name": "新的群", "purpose": "找 13812345678", "department": "研发", "owner": "波", "people": "丹"},
        "手机号",
    ),
    "a-phone-as-name": (
        "new-group",
        {"name": "夜班 138 1234 5678", "purpose": "夜班", "department": "研发", "owner": "波", "people": "丹"},
        "手机号",
    ),
    "nobody-but-the-owner": (
        "new-group",
        {"name": "新的群", "purpose": "夜班", "department": "研发", "owner": "波", "people": "bob"},
        "至少要两个人",
    ),
    "retired-group": ("add-members", {**ADD, "group": "old"}, "已经停用"),
    "owner-of-a-retired-group": ("change-owner", {"group": "old", "owner": "bob"}, "已经停用"),
    "group-whose-file-is-wrong": ("add-members", {**ADD, "group": "broken"}, "现在有错"),
    "feedback-without-group": ("feedback", {"group": "哪个都不是", "words": "吵"}, "没有群"),
    "feedback-with-a-phone": ("feedback", {"group": "g", "words": "他的手机 13812345678"}, "手机号"),
    "feedback-empty": ("feedback", {"group": "g", "words": ""}, "想说什么"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_unclear_is_asked_back_and_nothing_changes(name: str, asked: Town) -> None:
    kind, answers, phrase = MALFORMED[name]
    asked.write("broken.yaml", "kind: group\nkey: broken\nmembers: [\n")

    ran = ask(asked, kind, "--write", "--json", **answers)

    told = ran.json()
    if name == "nearly-the-group":
        assert told["outcome"] == "edit"
        return
    assert (ran.code, told["outcome"], told["branch"], told["files"]) == (1, "questions", None, []), told
    assert phrase in told["reply"]
    assert difference(asked) == []
    assert "13812345678" not in ran.out
    assert "@all" not in told["reply"]
    assert "<img" not in told["reply"]


@pytest.mark.parametrize("body", [None, "", "随便说说", "### 别的\n\n内容"])
def test_an_issue_that_is_no_form_is_pointed_to_them(body: str | None, asked: Town) -> None:
    ran = ask_with(asked, body, "--json")

    assert (ran.code, ran.json()["outcome"]) == (1, "no-form")


EVENTS = (
    "", "[]", "{}", '{"issue": 1}', '{"issue": {"number": "1", "user": {"login": "a"}, "body": ""}}',
    '{"issue": {"number": 1, "user": null, "body": ""}}', "[" * 100_000,
)  # fmt: skip


@pytest.mark.parametrize("event", EVENTS, ids=range(len(EVENTS)))
def test_an_event_that_is_none_is_refused(event: str, asked: Town) -> None:
    file = asked.folder / "event.json"
    file.write_text(event, encoding="utf-8")

    ran = asked.run("request", "--event", str(file))

    assert ran.code == 2
    assert ran.says("no event of an issue")


def test_names_stay_hidden_in_a_public_repository(asked: Town) -> None:
    asked.set_company(visibility="public")

    told = ask(asked, "add-members", "--json", **{**ADD, "people": "卡"}).json()

    assert "2 个人" in told["reply"]
    assert "kim" not in told["reply"]


def test_the_forms_of_the_repository_are_those_of_the_product() -> None:
    for file, text in issue_forms().items():
        assert (ROOT / file).read_text("utf-8") == text, f"run `make docs`: {file}"
        assert isinstance(yaml.safe_load(text), dict)


def test_a_question_of_each_form_has_its_own_id() -> None:
    for form in FORMS:
        ids = [each.id for each in form.fields]
        assert len(ids) == len(set(ids))
        assert form.kind in FormKind


def test_the_diff_in_git_is_the_one_line(asked: Town) -> None:
    def git(*words: str) -> str:
        run = ["git", "-C", str(asked.root), "-c", "user.name=x", "-c", "user.email=x", *words]
        return subprocess.run(run, capture_output=True, text=True, check=True).stdout

    git("init", "-q", "--template=")
    git("add", "-A")
    git("commit", "-qm", "x")
    ask(asked, "leave-group", "--write", group="g", people="波")

    assert git("diff", "--numstat").split() == ["0", "1", "g.yaml"]
