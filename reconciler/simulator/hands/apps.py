"""Side doors into the apps of the console: on and off, range, areas, addresses, secrets, callbacks."""

import hashlib
import json

from reconciler.simulator.callbacks.address import checked_callback
from reconciler.simulator.errors import HandError
from reconciler.simulator.hands.handles import Desk, hand
from reconciler.simulator.world.apps import AREAS


class AppHands(Desk):
    """Edits of apps."""

    @hand("停用应用", "disable an app")
    def disable_app(self, agent: int, corp: str = "") -> None:
        """Every call but agent/get answers 50003."""
        self._set_app(corp, agent, "enabled", 0)

    @hand("启用应用", "enable an app")
    def enable_app(self, agent: int, corp: str = "") -> None:
        """Live tokens work again."""
        self._set_app(corp, agent, "enabled", 1)

    @hand("修改应用可见范围", "change the visible range of an app")
    def set_range(
        self,
        agent: int,
        departments: list[int] | None = None,
        users: list[str] | None = None,
        tags: list[int] | None = None,
        corp: str = "",
    ) -> None:
        """What is not given is empty afterwards."""
        with self._contacts(corp) as (connection, corp_id):
            self._departments(connection, corp_id, departments or [])
            lists = (json.dumps(each or []) for each in (departments, users, tags))
            cursor = connection.execute(
                "UPDATE apps SET departments = ?, people = ?, tags = ? WHERE corp_id = ? AND agent_id = ?",
                (*lists, corp_id, agent),
            )
            if not cursor.rowcount:
                raise _no_app(agent)

    @hand("设置应用可信 IP（空为不校验）", "set the trusted addresses of an app (empty: not enforced)")
    def set_trusted_ips(self, agent: int, ips: list[str], corp: str = "") -> None:
        """Other callers get 60020; the minute the vendor takes to apply it is left out."""
        self._set_app(corp, agent, "trusted_ips", json.dumps(ips))

    @hand("重置应用 secret", "reset the secret of an app")
    def reset_secret(self, agent: int, corp: str = "") -> str:
        """The old secret answers 40001 and live tokens die; returns the new secret."""
        with self._contacts(corp) as (connection, corp_id):
            old = connection.execute(
                "SELECT secret FROM apps WHERE corp_id = ? AND agent_id = ?", (corp_id, agent)
            ).fetchone()
        secret = hashlib.sha256(f"{old}/{agent}".encode()).hexdigest()[:43]
        self._set_app(corp, agent, "secret", secret)
        self.revoke_token(agent, corp)
        return secret

    @hand("让应用的 token 提前失效", "revoke the live tokens of an app")
    def revoke_token(self, agent: int, corp: str = "") -> None:
        """They answer 40014 from now on."""
        with self._contacts(corp) as (connection, corp_id):
            connection.execute("UPDATE tokens SET revoked = 1 WHERE corp_id = ? AND agent_id = ?", (corp_id, agent))

    @hand("把应用加入可调用接口的应用", "put an app on a list of apps that may call")
    def grant_area(self, agent: int, area: str, corp: str = "") -> None:
        """`customer`: 客户联系 → 可调用接口的应用; `documents`: 文档 → 可调用应用."""
        self._set_area(corp, agent, area, granted=True)

    @hand("把应用移出可调用接口的应用", "take an app off a list of apps that may call")
    def revoke_area(self, agent: int, area: str, corp: str = "") -> None:
        """Its calls of that family answer 48002 from now on."""
        self._set_area(corp, agent, area, granted=False)

    @hand("设置应用的回调地址（空为取消）", "set where an app hears of events (empty: nowhere)")
    def set_callback(self, agent: int, url: str, token: str = "", aes_key: str = "", corp: str = "") -> None:
        """Loopback addresses only; `token` up to 32 letters and digits, `aes_key` (EncodingAESKey) 43 of them."""
        try:
            stored = json.dumps(checked_callback(url, token, aes_key)) if url else ""
        except ValueError as error:
            raise HandError("回调地址、Token 或 EncodingAESKey 无效", str(error)) from error
        self._set_app(corp, agent, "callback", stored)

    def _set_area(self, corp: str, agent: int, area: str, *, granted: bool) -> None:
        if area not in AREAS:
            names = ", ".join(AREAS)
            raise HandError(f"没有 {area}；可用：{names}", f"there is no area {area}; there are: {names}")
        with self._contacts(corp) as (connection, corp_id):
            row = connection.execute(
                "SELECT areas FROM apps WHERE corp_id = ? AND agent_id = ?", (corp_id, agent)
            ).fetchone()
        areas = (set(json.loads(row[0])) if row else set()) - {area} | ({area} if granted else set())
        self._set_app(corp, agent, "areas", json.dumps(sorted(areas)))

    def _set_app(self, corp: str, agent: int, column: str, value: str | int) -> None:
        with self._contacts(corp) as (connection, corp_id):
            cursor = connection.execute(
                f"UPDATE apps SET {column} = ? WHERE corp_id = ? AND agent_id = ?",  # noqa: S608 - our column names
                (value, corp_id, agent),
            )
            if not cursor.rowcount:
                raise _no_app(agent)


def _no_app(agent: int) -> HandError:
    return HandError(f"没有应用 {agent}", f"there is no app {agent}")
