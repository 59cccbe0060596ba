"""The one thing that writes: each action of a plan is exactly one request."""

from collections.abc import Callable

from reconciler.model.action import CreateGroup, SendMessage, UpdateGroup
from reconciler.model.ids import UserId
from reconciler.wecom.appchat import ChatWriter, CreateShape, UpdateShape
from reconciler.wecom.gateway import WriteGateway


class WecomExecutor:
    """Carries actions out. Decides nothing, repeats nothing; retrying lives in the gateway."""

    def __init__(self, gateway: WriteGateway, written: Callable[[UserId], str], *, root_in_range: bool = True) -> None:
        """
        Args:
            gateway: the writing half of a session.
            written: a person's id as the address book writes it (`Directory.written`).
            root_in_range: what `read_application` showed. True: 60011 on create and update is about a person
                (`bad_member`). False: it is about the application, a ForbiddenError.
        """
        self._chats = ChatWriter(gateway, root_in_range=root_in_range)
        self._written = written

    async def create(self, action: CreateGroup) -> None:
        """`appchat/create` with our own chat id.

        Raises: AlreadyExistsError (a RejectedError, errcode 86215): look whether the chat is as wanted.
            RejectedError with `bad_member`, ThrottledError (45009, at once), UnknownOutcomeError, other ProviderErrors.
        """
        await self._chats.create(
            CreateShape(
                chatid=action.chat_id,
                name=action.name,
                owner=self._written(action.owner),
                userlist=[self._written(user) for user in action.members],
            )
        )

    async def update(self, action: UpdateGroup) -> None:
        """`appchat/update` with only what changes. Raises: as `create`, and MissingError for a chat that is gone."""
        chat = UpdateShape(chatid=action.chat_id)
        if action.name is not None:
            chat["name"] = action.name
        if action.owner is not None:
            chat["owner"] = self._written(action.owner)
        if action.joins:
            chat["add_user_list"] = [self._written(user) for user in action.joins]
        if action.leaves:
            chat["del_user_list"] = [self._written(user) for user in action.leaves]
        await self._chats.update(chat)

    async def send(self, action: SendMessage) -> None:
        """`appchat/send` of `action.text`. Raises: UnknownOutcomeError, after which it must never be sent again."""
        await self._chats.send_text(action.chat_id, action.text)
