"""Code that is no rule and carries clauses out: what it does, where it is, for which clauses."""

from reconciler.model.clause import Feature, Mode
from reconciler.text import Text

FEATURES: tuple[Feature, ...] = (
    Feature(
        "names",
        Text("群名改成 YAML 里写的", "Names are set as the YAML says"),
        Mode.ENFORCE,
        "planning/diff.py",
        ("A4", "C2.2"),
    ),
    Feature(
        "owners",
        Text("群主按 YAML 移交", "The owner is handed over as the YAML says"),
        Mode.ENFORCE,
        "planning/fold.py",
        ("A5", "F6.3", "H3.1", "I2.2"),
    ),
    Feature(
        "members",
        Text("成员跟着部门、标签和名单走", "Members follow departments, tags and lists"),
        Mode.ENFORCE,
        "resolve/resolve.py",
        ("A7", "G1.1", "I1.1", "I2.1", "I2.2"),
    ),
    Feature(
        "removals",
        Text("按登记程度移出不该在的人", "Who should not be in is removed, as far as the group is enrolled"),
        Mode.ENFORCE,
        "planning/scope.py",
        ("A7", "D3.2", "I1.1", "I2.1"),
    ),
    Feature(
        "departures",
        Text("离职的人移出所有群", "Those who left the company leave every group"),
        Mode.ENFORCE,
        "planning/departures.py",
        ("A8", "C3.3", "H6.1", "I2.1"),
    ),
    Feature(
        "lifecycle",
        Text("停用的群有护栏地退出", "Groups are retired behind guards"),
        Mode.ENFORCE,
        "planning/run_guards.py",
        ("B5", "H6.1"),
    ),
    Feature(
        "drift",
        Text("定时比较，纠正被改动的群", "Drift is found on schedule and corrected"),
        Mode.ENFORCE,
        "cli/commands/drift.py",
        ("A7", "D3.2", "E6.2"),
    ),
    Feature(
        "member-limits",
        Text("超过人数上限的改动不执行", "Nothing is done that would pass the member cap"),
        Mode.ENFORCE,
        "planning/guards.py",
        ("C3.5",),
    ),
    Feature(
        "governance",
        Text("治理人员不能被移出需要他们的群", "The governance role cannot lose a group that needs it"),
        Mode.ENFORCE,
        "planning/guards.py",
        ("D3.1",),
    ),
    Feature(
        "quiet-hours",
        Text("免打扰时段内不发送、不改动", "Nothing is sent or changed in quiet hours"),
        Mode.ENFORCE,
        "planning/fold.py",
        ("A10", "D2.9"),
    ),
    Feature(
        "first-message",
        Text("建群时把群规发进群", "A new group reads its rules first"),
        Mode.PUBLISH,
        "planning/due.py",
        ("A3", "A10", "B2", "C3.1", "E6.1", "F8.1"),
    ),
    Feature(
        "manual-steps",
        Text(
            "接口做不到的列成人工步骤，写明找谁、点哪里", "What no API does is a step for a person, with where to press"
        ),
        Mode.MANUAL,
        "planning/duties.py",
        ("B1", "B3", "C2.3", "C2.4", "C2.5", "C4.1", "E3.1", "F4.2", "I1.1", "I1.2", "I1.3"),
    ),
    Feature(
        "rule-texts",
        Text("群规正文连同对应条款存在 git 里", "The text of the rules is kept in git with the clauses it speaks of"),
        Mode.STATED,
        "source/build_records.py",
        (
            *("A1", "A2", "A3", "A10", "A12", "A13", "A14", "A15", "A17"),
            *("B2", "B6", "C3.1", "C3.2", "C3.4", "C3.6"),
            *("D1.2", "D2.1", "D2.2", "D2.3", "D2.4", "D2.5", "D2.6", "D2.7", "D2.8", "D2.9", "D3.3", "D3.4", "D3.5"),
            *("E1", "E3.1", "E3.3", "E4.1", "E4.2", "E5.3", "E6.1"),
            *("F1", "F2", "F4.1", "F4.2", "F5.1", "F5.2.2", "F5.2.3", "F5.3.1", "F5.3.2", "F5.3.3"),
            *("F6.1", "F6.2", "F6.3", "G1.2", "G2", "G3", "G4"),
            *("H1", "H3.1", "H3.2", "H4", "H5.1", "H5.2", "H5.3", "H6.3", "I1.2", "I1.4", "I4"),
        ),
    ),
    Feature(
        "rule-versions",
        Text("群规有版本、生效日、发布者、批准人和上下位", "Rules have version, day, issuer, approver and ancestry"),
        Mode.STATED,
        "model/desired.py",
        ("D4", "E7.1", "E7.2", "E7.3", "F7", "H8"),
    ),
    Feature(
        "sanction-documents",
        Text(
            "处分写成文档：人、档次、理由、证据、期限", "Sanctions are documents: person, step, reason, evidence, end"
        ),
        Mode.STATED,
        "model/sanction.py",
        ("D3.3", "D3.4", "D3.5", "E3.4", "F6.1", "F6.2", "F6.3", "G6", "H7"),
    ),
    Feature(
        "message-documents",
        Text("通知、任务、活动写成文档，先评审", "Notices, tasks and activities are documents, reviewed first"),
        Mode.STATED,
        "source/build_messages.py",
        ("A12", "A13", "A14", "A15", "A16", "A17", "B3", "B6", "C3.2", "C3.6", "D2.3", "E4.1", "E4.2", "E5.3"),
    ),
    Feature(
        "feedback",
        Text("群里写明反馈找谁、多久答复", "A group says whom to turn to and how soon they answer"),
        Mode.STATED,
        "source/build_groups.py",
        ("B7", "E4.3", "F5.3.3", "G4", "H3.3"),
    ),
    Feature(
        "profiles",
        Text("类别和密级各有模板，自带默认值", "Categories and classifications bring defaults of their own"),
        Mode.STATED,
        "resolve/profiles.py",
        ("B4", "E2.3", "F3"),
    ),
    Feature(
        "roles",
        Text("群、群主、管理员、成员各有定义", "Group, owner, admin and member are defined"),
        Mode.STATED,
        "model/group.py",
        ("H2",),
    ),
    Feature(
        "masking",
        Text("电话、证件号和密钥不出现在任何输出里", "Phone and id-card numbers and secrets reach no output"),
        Mode.ENFORCE,
        "render/mask.py",
        ("E5.1", "G5"),
    ),
    Feature(
        "least-privilege",
        Text("做计划的一半不能写，密钥不外露", "The half that plans cannot write, and secrets stay hidden"),
        Mode.ENFORCE,
        "wecom/gateway.py",
        ("E5.2",),
    ),
    Feature(
        "audit-trail",
        Text("每次操作记入防篡改的台账", "Each operation is recorded in a chained ledger"),
        Mode.ENFORCE,
        "ledger/ledger.py",
        ("E6.2",),
    ),
)
