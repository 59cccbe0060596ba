"""Parts of template cards, checked one by one; each reader answers with the lines that people read [90236].

Counts and required parts are enforced; lengths of texts are the vendor's recommendations and are not.
"""

import re

from reconciler.simulator.codes import Refusal
from reconciler.simulator.fields import Fields

TASK_ID = re.compile(r"[0-9A-Za-z_\-@]{1,128}")
KEY_BYTES = 1024
OPTION_ID_BYTES = 128
URL, MINI_PROGRAM = 1, 2


def read_head(card: Fields) -> list[str]:
    """`source`, `main_title`, `sub_title_text`, `quote_area` and `emphasis_content`: nothing but texts."""
    source, title = card.inner("source"), card.inner("main_title")
    quote, emphasis = card.inner("quote_area"), card.inner("emphasis_content")
    lines = [title.text("title"), title.text("desc"), card.text("sub_title_text"), source.text("desc")]
    lines += [emphasis.text("title"), emphasis.text("desc"), quote.text("title"), quote.text("quote_text")]
    demand_jump(quote, (0, URL, MINI_PROGRAM), 42028)
    card.adopt(source, title, quote, emphasis)
    return [line for line in lines if line]


def demand_jump(part: Fields, kinds: tuple[int, ...], wrong: int) -> None:
    """Where a part leads. Raises: Refusal `wrong` kind, 42028 no url, 42030 no appid."""
    kind = part.number("type", 0)
    if kind not in kinds:
        raise Refusal(wrong)
    if kind == URL and not part.text("url"):
        raise Refusal(42028)
    if kind == MINI_PROGRAM and not part.text("appid"):
        raise Refusal(42030)


def read_card_action(card: Fields, *, required: bool) -> None:
    """`card_action`. Raises: Refusal 42045 missing or of no kind, 42028, 42030."""
    if not required and "card_action" not in card.tree:
        return
    action = card.inner("card_action")
    demand_jump(action, (URL, MINI_PROGRAM) if required else (0, URL, MINI_PROGRAM), 42045)
    card.adopt(action)


def read_horizontal(card: Fields) -> list[str]:
    """`horizontal_content_list`, at most 6. Raises: Refusal 42035, 42027, 42028, 42029, 42050."""
    rows, lines = card.inners("horizontal_content_list"), []
    if len(rows) > 6:
        raise Refusal(42035)
    for row in rows:
        kind, name = row.number("type", 0), row.text("keyname")
        if not name:
            raise Refusal(42027)
        for wanted, field, code in ((1, "url", 42028), (2, "media_id", 42029), (3, "userid", 42050)):
            if kind == wanted and not row.text(field):
                raise Refusal(code)
        lines.append(f"{name} {row.text('value')}".strip())
    card.adopt(*rows)
    return lines


def read_jumps(card: Fields) -> list[str]:
    """`jump_list`, at most 3. Raises: Refusal 42042, 42033 no title, 42028, 42030."""
    rows = card.inners("jump_list")
    if len(rows) > 3:
        raise Refusal(42042)
    lines = [_titled(row) for row in rows]
    for row in rows:
        demand_jump(row, (0, URL, MINI_PROGRAM), 42028)
    card.adopt(*rows)
    return lines


def read_pictures(card: Fields) -> list[str]:
    """`card_image` or `image_text_area` (one is needed), and `vertical_content_list`.

    Raises: Refusal 42044 no picture or a shape outside 1.3 to 2.25, 42036 more than 4 rows, 42033 a row without title.
    """
    image, area, rows = card.inner("card_image"), card.inner("image_text_area"), card.inners("vertical_content_list")
    if not (image.text("url") or area.text("image_url")):
        raise Refusal(42044)
    ratio = image.tree.get("aspect_ratio", 1.3)
    if isinstance(ratio, bool) or not isinstance(ratio, int | float) or not 1.3 <= ratio <= 2.25:
        raise Refusal(42044)
    if len(rows) > 4:
        raise Refusal(42036)
    lines = [line for line in (area.text("title"), area.text("desc")) if line]
    for row in rows:
        lines.extend(line for line in (_titled(row), row.text("desc")) if line)
    card.adopt(image, area, *rows)
    return lines


def read_menu(card: Fields) -> tuple[str, ...]:
    """Keys of `action_menu`, 1 to 3. Raises: Refusal 40058 how many, 42038 no text, 42051 keys."""
    if "action_menu" not in card.tree:
        return ()
    menu = card.inner("action_menu")
    rows = menu.inners("action_list")
    if not 1 <= len(rows) <= 3:
        raise Refusal(40058)
    if not all(row.text("text") for row in rows):
        raise Refusal(42038)
    keys = checked_keys([row.text("key") for row in rows], 42051)
    menu.adopt(*rows)
    card.adopt(menu)
    return keys


def checked_keys(keys: list[str], wrong: int) -> tuple[str, ...]:
    """Keys that are there, up to 1024 bytes, and no two alike. Raises: Refusal `wrong`."""
    if any(not 1 <= len(key.encode("utf-8")) <= KEY_BYTES for key in keys) or len(set(keys)) < len(keys):
        raise Refusal(wrong)
    return tuple(keys)


def read_question(part: Fields, most_options: int) -> tuple[str, tuple[str, ...]]:
    """One question and the ids of its options. Raises: Refusal 42043 key, 42037 how many, 42040 id, 42041 text."""
    key, options = part.text("question_key"), part.inners("option_list")
    checked_keys([key], 42043)
    if not 1 <= len(options) <= most_options:
        raise Refusal(42037)
    ids = [option.text("id") for option in options]
    if any(not 1 <= len(each.encode("utf-8")) <= OPTION_ID_BYTES for each in ids) or len(set(ids)) < len(ids):
        raise Refusal(42040)
    if not all(option.text("text") for option in options):
        raise Refusal(42041)
    part.adopt(*options)
    return key, tuple(ids)


def _titled(row: Fields) -> str:
    title = row.text("title")
    if not title:
        raise Refusal(42033)
    return title
