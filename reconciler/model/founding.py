"""What a company's own repository begins with."""

from dataclasses import dataclass

from reconciler.text import Language


@dataclass(frozen=True, slots=True)
class Governor:
    """Somebody of governance: user id at WeCom and login at the code host, empty where they have none."""

    user: str
    login: str = ""


@dataclass(frozen=True, slots=True)
class Founding:
    """What company.yaml says from its first day.

    Attributes:
        agent_id: digits; `time_zone` an IANA name; `visibility` `private` or `public`.
        governors: at least one, each person and each login once.
        ledger: the branch that holds the ledger.
    """

    name: str
    corp_id: str
    agent_id: str
    language: Language
    time_zone: str
    visibility: str
    governors: tuple[Governor, ...]
    ledger: str


@dataclass(frozen=True, slots=True)
class ToolPin:
    """The commit of this tool that workflows run: `owner/name` at GitHub and 40 hexadecimal digits."""

    repository: str
    commit: str

    def __str__(self) -> str:
        return f"{self.repository}@{self.commit}"
