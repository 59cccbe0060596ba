"""Which language to speak: `--lang`, then RECONCILER_LANG, then the locale, else Chinese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reconciler.text import Language, Text


@dataclass(frozen=True, slots=True)
class Say:
    """Picks one of two sentences: Chinese, English."""

    language: Language

    def __call__(self, zh: str, en: str) -> str:
        return Text(zh, en).say(self.language)

    @property
    def chinese(self) -> bool:
        """Whether Chinese is spoken."""
        return self.language == "zh"


def language_of(argv: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language, found before options are parsed because help needs it too."""
    for position, word in enumerate(argv):
        if word.startswith("--lang="):
            return _known(word.removeprefix("--lang="))
        if word == "--lang" and position + 1 < len(argv):
            return _known(argv[position + 1])
    for name in ("RECONCILER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value and value.split(".")[0] not in {"C", "POSIX"}:
            return _known(value)
    return "zh"


def _known(word: str) -> Language:
    return "en" if word.lower().startswith("en") else "zh"
