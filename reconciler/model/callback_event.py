"""Something that WeCom told us of its own accord: a hint, never the truth."""

from collections.abc import Mapping
from dataclasses import dataclass

from reconciler.model.ids import UserId, user_id

_MAKE_IT_ONE = ("TaskId", "EventKey", "ChatId", "ChangeType", "UpdateDetail", "CurMemVer")


@dataclass(frozen=True, slots=True)
class CallbackEvent:
    """An event as it was decrypted.

    Attributes:
        name: `Event`, such as `template_card_event` [90240] or `change_external_chat` [92130].
        fields: every other element with text, by name.
    """

    name: str
    fields: Mapping[str, str]

    @property
    def sender(self) -> UserId:
        """Who did it; `sys` where WeCom does not say."""
        return user_id(self.fields.get("FromUserName", ""))

    @property
    def identity(self) -> tuple[str, ...]:
        """The same for an event that is delivered twice: sender and time, and what else is known of it [90238]."""
        told = (self.fields.get(name, "") for name in _MAKE_IT_ONE)
        return (self.name, self.sender, self.fields.get("CreateTime", ""), *told)
