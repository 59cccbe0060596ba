"""Side doors for webhooks: people make them inside a group, and take them away again; no call does."""

import sqlite3

from reconciler.simulator.errors import HandError
from reconciler.simulator.groups.webhooks import DISABLED, FORBIDDEN, LIVE, REMOVED
from reconciler.simulator.hands.handles import Desk, hand, only_corp
from reconciler.simulator.world.families import family_of
from reconciler.simulator.world_file.rooms import new_key


class WebhookHands(Desk):
    """Edits of webhooks; they are named by their key, or by the group they stand in."""

    @hand("在群里添加消息推送", "create a webhook in a group")
    def create_webhook(self, chat: str, name: str = "", key: str = "", corp: str = "") -> str:
        """Returns the key; made up when not given."""
        with self._transaction() as connection:
            corp_id = only_corp(connection, corp)
            if not family_of(connection, corp_id, chat):
                raise HandError(f"没有群 {chat}", f"there is no chat {chat}")
            seed, count = connection.execute("SELECT seed, (SELECT count(*) FROM webhooks) FROM pulse").fetchone()
            made = key or new_key(seed, corp_id, chat, name, count)
            try:
                connection.execute("INSERT INTO webhooks VALUES (?, ?, ?, ?, ?)", (made, corp_id, chat, name, LIVE))
            except sqlite3.IntegrityError as error:
                raise HandError("这个 key 已在用", "that key is in use") from error
            return made

    @hand("移除消息推送", "remove a webhook")
    def remove_webhook(self, key: str, corp: str = "") -> None:
        """It answers 93000 from now on."""
        self._set_state(corp, key, REMOVED)

    @hand("停用消息推送", "disable a webhook")
    def disable_webhook(self, key: str, corp: str = "") -> None:
        """It answers 93004."""
        self._set_state(corp, key, DISABLED)

    @hand("启用消息推送", "enable a webhook again")
    def enable_webhook(self, key: str, corp: str = "") -> None:
        """It works again, whatever stopped it."""
        self._set_state(corp, key, LIVE)

    @hand("禁止本群的消息推送", "forbid webhooks in a group")
    def forbid_webhooks(self, chat: str, corp: str = "") -> None:
        """Those that stand in the group answer 93001."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE webhooks SET state = ? WHERE corp_id = ? AND chat_id = ? AND state != ?",
                (FORBIDDEN, only_corp(connection, corp), chat, REMOVED),
            )

    def _set_state(self, corp: str, key: str, state: str) -> None:
        with self._transaction() as connection:
            cursor = connection.execute(
                "UPDATE webhooks SET state = ? WHERE corp_id = ? AND key = ?", (state, only_corp(connection, corp), key)
            )
            if not cursor.rowcount:
                raise HandError("没有这个消息推送", "there is no such webhook")
