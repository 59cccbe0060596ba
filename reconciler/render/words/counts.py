"""Numbers with their units, in both languages."""

from reconciler.text import Text


def people(number: int) -> Text:
    """So many people."""
    return Text(f"{number:,} 人", "1 person" if number == 1 else f"{number:,} people")


def groups(number: int) -> Text:
    """So many groups."""
    return Text(f"{number:,} 个群", plural(number, "group"))


def changes(number: int) -> Text:
    """So many changes."""
    return Text(f"{number:,} 处改动", plural(number, "change"))


def plural(number: int, noun: str) -> str:
    """An English noun after its number."""
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


def verb(number: int, one: str, many: str) -> str:
    """An English verb that agrees with a number."""
    return one if number == 1 else many


def enumerated(texts: list[Text]) -> Text:
    """Parts of one sentence: 、 in Chinese, commas and a last `and` in English."""
    zh = "、".join(text.zh for text in texts)
    english = [text.en for text in texts]
    head = ", ".join(english[:-1])
    return Text(zh, f"{head} and {english[-1]}" if head else "".join(english))
