"""The only reader of environment variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from reconciler.errors import SettingsError
from reconciler.text import Text

UNKNOWN_ACTOR = "unknown"

_LEDGER = "RECONCILER_SIMULATOR_LEDGER"


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables we look at; `variables` is never shown."""

    variables: Mapping[str, str] = field(repr=False)

    @staticmethod
    def of_process() -> "Environment":
        """The environment of this process."""
        return Environment(os.environ)

    def secret(self, name: str, remedy: Text | None = None) -> str:
        """The value of the variable that company.yaml, or a group, names for a secret.

        Raises: SettingsError if it is not set or empty; there is no other place and no fallback.
        """
        value = self.variables.get(name, "").strip()
        if not value:
            raise SettingsError(
                Text(f"没有设置环境变量 {name}。", f"The environment variable {name} is not set."),
                remedy
                or Text(
                    f"在管理后台「应用管理」→ 本应用里查看 Secret，设到 {name}；只想演练，就加 --simulator 目录。",
                    f"Look up the secret in the admin console under 应用管理 and set {name}; "
                    "to rehearse, pass --simulator DIR.",
                ),
            )
        return value

    @property
    def actor(self) -> str:
        """Who runs this: the code host's actor, else the login name."""
        for name in ("RECONCILER_ACTOR", "GITHUB_ACTOR", "USER", "LOGNAME"):
            if self.variables.get(name):
                return self.variables[name]
        return UNKNOWN_ACTOR

    @property
    def wants_company_ledger(self) -> bool:
        """Whether a simulator is to write the ledger that company.yaml names, not the one in its own folder.

        Raises: SettingsError for any other word.
        """
        word = self.variables.get(_LEDGER, "")
        if word not in {"", "company", "simulator"}:
            raise SettingsError(
                Text(f"{_LEDGER} 只能是 company 或 simulator。", f"{_LEDGER} can only be company or simulator.")
            )
        return word == "company"

    def wants_colour(self, choice: str, *, is_terminal: bool) -> bool:
        """`--color` first, then NO_COLOR (non-empty), then FORCE_COLOR, then whether it is a terminal."""
        if choice in {"always", "never"}:
            return choice == "always"
        if self.variables.get("NO_COLOR"):
            return False
        return bool(self.variables.get("FORCE_COLOR")) or is_terminal
