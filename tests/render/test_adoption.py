"""What adopting did, told to people and to programs."""

import json

from reconciler.model.adoption import AdoptedGroup, Adoption, NotAdopted, UndeclaredGroup
from reconciler.model.group import GroupType, ManagedBy
from reconciler.model.ids import ChatId, GroupKey
from reconciler.render.programs.adoption import dump_adoption
from reconciler.render.terminal.adoption import adoption_to_text
from reconciler.text import Text

NEW, LINKED, KEPT = GroupKey("lunch"), GroupKey("rd-all"), GroupKey("all-staff")
ADOPTION = Adoption(
    type=GroupType.INTERNAL,
    simulated=False,
    adopted=(
        AdoptedGroup(KEPT, "all-staff.yaml", ChatId("wr3"), "全员群", 900, managed_by=ManagedBy.ALL_STAFF),
        AdoptedGroup(
            NEW, "rd/lunch.yaml", ChatId("wr1"), "午饭\u202e", 12, 3, notes=(Text("少了公告。", "No notice."),)
        ),
        AdoptedGroup(LINKED, "rd/rd-all.yaml", ChatId("wr2"), "研发", 1, is_linked=True),
    ),
    declared=4,
    refused=(NotAdopted("wr9", "", Text("没有这个群。", "No such group."), Text("核对 ID。", "Check the id.")),),
    undeclared=(UndeclaredGroup(ChatId("wr8"), "", "安", 2),),
    in_line=frozenset({NEW}),
)


def test_everything_is_told_in_chinese() -> None:
    assert adoption_to_text(ADOPTION, "zh", width=60) == (
        "新写 2 个群的文件、给 1 个文件补上群 ID；1 个与企业微信一\n  致，已记入台账。\n"
        "  + all-staff.yaml  全员群  全员群，由企业微信管理\n"
        "  + rd/lunch.yaml  午饭⟨U+202E⟩  12 人\n"
        "      少了公告。\n"
        "  ~ rd/rd-all.yaml  研发  1 人\n"
        "\n没能登记 (1)\n  ! wr9  没有这个群。\n      核对 ID。\n"
        "\n企业微信里还有、这次没有要求登记的群 (1)\n  –  wr8  安  2 人\n"
        "\n接下来：提交这些文件；群都是 membership: observe，只看不改。\n"
        "要管起来，改成 additive，再改成 strict。\n"
    )


def test_the_first_line_counts_in_english() -> None:
    first = adoption_to_text(ADOPTION, "en", width=200).splitlines()[0]

    assert first == "2 new documents and 1 document linked; 1 in line with WeCom and noted in the ledger."


def test_programs_learn_ids_and_both_languages() -> None:
    tree = json.loads(dump_adoption(ADOPTION))

    assert (tree["kind"], tree["format_version"], tree["type"]) == ("adoption", 1, "internal")
    assert [(group["key"], group["linked"], group["in_line"]) for group in tree["adopted"]] == [
        ("all-staff", False, False),
        ("lunch", False, True),
        ("rd-all", True, False),
    ]
    assert tree["adopted"][0]["managed_by"] == "all-staff"
    assert tree["not_adopted"][0]["remedy"] == {"zh": "核对 ID。", "en": "Check the id."}
    assert tree["undeclared"] == [{"chat_id": "wr8", "name": "", "people": 2}]
