"""The only reader of environment variables."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reconciler.errors import SettingsError
from reconciler.model.code_host import CodeHostPlace
from reconciler.model.secret import Secret
from reconciler.text import Text

UNKNOWN_ACTOR = "unknown"

_LEDGER = "RECONCILER_SIMULATOR_LEDGER"
_REPOSITORY = re.compile(r"[A-Za-z0-9-]+/(?!\.{1,2}$)[A-Za-z0-9._-]+")
_TOKEN_REMEDY = Text(
    "在工作流里写 env: GITHUB_TOKEN 并取 github.token；在本机运行则设一个访问令牌。",
    "Set GITHUB_TOKEN to github.token in the workflow's env; on your own machine set an access token.",
)


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

    def code_host(self) -> CodeHostPlace:
        """The code host of this run, from the variables that GitHub Actions sets and GITHUB_TOKEN.

        Raises: SettingsError if token or repository is missing or cannot be one, or an address is not https.
        """
        run_id = self.variables.get("GITHUB_RUN_ID", "")
        return replace(
            self.code_host_without_repository(self.secret("GITHUB_TOKEN", _TOKEN_REMEDY)),
            repository=self._repository(),
            run_id=int(run_id) if run_id.isascii() and run_id.isdecimal() else None,
            event_name=self.variables.get("GITHUB_EVENT_NAME") or None,
            event_path=self.variables.get("GITHUB_EVENT_PATH") or None,
            summary_path=self.variables.get("GITHUB_STEP_SUMMARY") or None,
        )

    def code_host_without_repository(self, token: str) -> CodeHostPlace:
        """The same host for what concerns nothing but a token.

        Raises: SettingsError if it cannot be one, or an address is not https.
        """
        if not token.isascii() or not token.isprintable() or " " in token:
            raise SettingsError(Text("令牌里有不该有的字符。", "The token holds characters that no token has."))
        api_url = self._address("GITHUB_API_URL", "https://api.github.com")
        own = api_url.removesuffix("/api/v3")  # of an Enterprise server; GitHub Actions sets all three
        is_own = own != api_url
        return CodeHostPlace(
            api_url=api_url,
            graphql_url=self._address("GITHUB_GRAPHQL_URL", f"{own}/api/graphql" if is_own else f"{api_url}/graphql"),
            server_url=self._address("GITHUB_SERVER_URL", own if is_own else "https://github.com"),
            repository="",
            token=Secret(token),
        )

    @property
    def summary_path(self) -> Path | None:
        """The file whose text the page of a run shows."""
        path = self.variables.get("GITHUB_STEP_SUMMARY")
        return Path(path) if path else None

    @property
    def branch(self) -> str:
        """The branch a run is for; `main` outside of a run on a branch."""
        is_branch = self.variables.get("GITHUB_REF_TYPE") == "branch"
        return (self.variables.get("GITHUB_REF_NAME") if is_branch else "") or "main"

    def _address(self, name: str, fallback: str) -> str:
        value = (self.variables.get(name) or fallback).rstrip("/")
        if not value.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
            raise SettingsError(Text(f"{name} 必须是 https 地址。", f"{name} must be an https address."))
        return value

    def _repository(self) -> str:
        value = self.variables.get("GITHUB_REPOSITORY", "")
        if not _REPOSITORY.fullmatch(value):
            raise SettingsError(
                Text("没有设置 GITHUB_REPOSITORY。", "GITHUB_REPOSITORY is not set."),
                Text(
                    "在 GitHub Actions 之外运行时，把它设为“所有者/仓库名”。",
                    "Outside GitHub Actions set it to owner/name.",
                ),
            )
        return value

    def wants_colour(self, choice: str, *, is_terminal: bool) -> bool:
        """`--color` first, then NO_COLOR (non-empty), then FORCE_COLOR, then whether it is a terminal."""
        if choice in {"always", "never"}:
            return choice == "always"
        if self.variables.get("NO_COLOR"):
            return False
        return bool(self.variables.get("FORCE_COLOR")) or is_terminal
