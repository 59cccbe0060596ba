"""Sentences in both languages, born together: mypy refuses one without the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One thing said twice: natural Chinese with full-width punctuation, plain present-tense English."""

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """The sentence in one language."""
        return self.zh if language == "zh" else self.en

    def __add__(self, other: "Text") -> "Text":
        """Two sentences after one another; English gets a space between, Chinese none."""
        return Text(self.zh + other.zh, f"{self.en} {other.en}")

    @staticmethod
    def same(words: str) -> "Text":
        """Words that are the same in both languages: ids, keys, names."""
        return Text(words, words)


def listed(words: Sequence[str]) -> Text:
    """Names one after another: 、 in Chinese, commas in English."""
    return Text("、".join(words), ", ".join(words))
