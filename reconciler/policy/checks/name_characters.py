"""name-characters: a name can be typed, searched and told apart from others (C2.2)."""

from collections.abc import Iterator
from typing import Final

from reconciler.model.finding import Severity
from reconciler.model.group import GroupSpec
from reconciler.model.rule import Facts, Flaw, Needs, OptionsOf, Rule
from reconciler.policy.glyphs import SPACES, code_point, is_invisible, is_ordinary, lookalike, plain_name
from reconciler.policy.standing import active_groups
from reconciler.text import Text, listed

FORBIDDEN: Final = ""


def judge(facts: Facts, options: OptionsOf) -> Iterator[Flaw]:
    """Names with characters that are invisible, look like others, are forbidden, or with spaces out of place.

    Emoji are allowed, with their joiners and style marks; full-width brackets and punctuation are, too.
    """
    for spec in active_groups(facts):
        forbidden = options(spec).get("forbidden", FORBIDDEN)
        if not forbidden and is_ordinary(spec.name):
            continue
        wrong = tuple(_wrong(spec.name, forbidden))
        if wrong:
            yield _flaw(spec, wrong, plain_name(spec.name, forbidden))


def _wrong(name: str, forbidden: str) -> Iterator[Text]:
    """What is wrong, each thing once, in the order of the name."""
    told: set[str] = set()
    for index, character in enumerate(name):
        if character in told:
            continue
        words = _character(name, index, forbidden)
        if words is not None:
            told.add(character)
            yield words
    if name != name.strip():
        yield Text("首尾的空格", "a space at its beginning or end")
    if "  " in name:
        yield Text("连续的空格", "several spaces in a row")


def _character(name: str, index: int, forbidden: str) -> Text | None:
    character = name[index]
    code = code_point(character)
    if character in forbidden:
        return Text(f"不能用的字符“{character}”", f"the forbidden character “{character}”")
    if character in SPACES:
        return Text(f"不是普通空格的空白 {code}", f"a blank that is no plain space, {code}")
    if is_invisible(name, index):
        return Text(f"看不见的字符 {code}", f"an invisible character, {code}")
    plain = lookalike(name, index)
    if plain is None:
        return None
    return Text(
        f"容易看成“{plain}”的“{character}”（{code}）",
        f"“{character}” ({code}), which is easily taken for “{plain}”",
    )


def _flaw(spec: GroupSpec, wrong: tuple[Text, ...], plain: str) -> Flaw:
    zh, en = listed([one.zh for one in wrong]).zh, listed([one.en for one in wrong]).en
    visible = "".join(
        f"<{code_point(one)}>" if is_invisible(spec.name, index) else one for index, one in enumerate(spec.name)
    )
    return Flaw(
        spec.place.at("name"),
        Text(f"群名“{visible}”里有{zh}。", f"The name “{visible}” has {en}."),
        spec.key,
        Text(f"把 name 改成“{plain}”。", f"Change name to “{plain}”.") if plain else None,
    )


RULE = Rule(
    id="name-characters",
    severity=Severity.ERROR,
    needs=Needs.FILES,
    clauses=("C2.2",),
    title=Text("群名里的字符", "Characters of names"),
    why=Text(
        "看不见或与别的字相似的字符让人搜不到群，也方便冒充别的群。",
        "What cannot be seen or looks like something else cannot be searched for, and lets one group pose as another.",
    ),
    remedy=Text("删掉这些字符，重新用输入法打一遍群名。", "Delete these characters and type the name anew."),
    good="name: 研发部-平台发布",
    bad="name: 研发部－平台发布   # “－”是全角的，看起来像连字符",
    judge=judge,
)
