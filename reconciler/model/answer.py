"""What becomes of a request: an edit to be reviewed, questions back, or words passed on."""

from dataclasses import dataclass, field

from reconciler.model.edited import Edited
from reconciler.model.form import FormKind
from reconciler.text import Text


@dataclass(frozen=True, slots=True)
class Question:
    """Something that has to be answered first: what is unclear, and how to say it."""

    what: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Feedback goes to a person: whoever the group names, else its owner; `days` to answer, where the group says so.

    `contact` is shown: a name, or an id where names are hidden.
    """

    group: str
    contact: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """At most one of: an edit that changes something, questions, somebody to whom it went; none: all is so already.

    `title` says what was asked for, in one line.
    """

    kind: FormKind
    title: Text
    edited: Edited = field(default_factory=lambda: Edited(()))
    questions: tuple[Question, ...] = ()
    passed_on: PassedOn | None = None

    @property
    def outcome(self) -> str:
        """One word for programs: `edit`, `questions`, `passed-on` or `nothing`."""
        if self.questions:
            return "questions"
        if self.passed_on is not None:
            return "passed-on"
        return "edit" if self.edited.files else "nothing"
