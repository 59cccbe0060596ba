"""The one thing that writes: each action of a plan is exactly one request."""

import hashlib
from collections.abc import Callable

from reconciler.errors import InternalError, RejectedError
from reconciler.model.action import CreateGroup, SendMessage, TellPerson, TransferOwner, UpdateGroup, WriteResource
from reconciler.model.ids import UserId
from reconciler.model.manual import BUTTON_PREFIX
from reconciler.model.resource import Made
from reconciler.text import Language, Text
from reconciler.wecom.appchat import ChatWriter, CreateShape, UpdateShape
from reconciler.wecom.cards import ButtonCardShape, ButtonShape, TitleShape
from reconciler.wecom.customer_groups import CustomerGroupWriter
from reconciler.wecom.errcodes import NOBODY_VALID
from reconciler.wecom.gateway import WriteGateway
from reconciler.wecom.person_messages import SEND_TO_PEOPLE, PersonMessages
from reconciler.wecom.resources import ResourceWriter
from reconciler.wecom.sheet_groups import SheetGroupWriter, SheetUpdateShape
from reconciler.wecom.webhook import Webhook


def _no_webhook(name: str) -> Webhook:
    raise InternalError(Text(f"没有准备 webhook {name}。", f"The webhook {name} was not handed in."))


class WecomExecutor:
    """Carries actions out. Decides nothing, repeats nothing; retrying lives in the gateway."""

    def __init__(
        self,
        gateway: WriteGateway,
        written: Callable[[UserId], str],
        *,
        root_in_range: bool = True,
        agent_id: str = "0",
        language: Language = "zh",
        customer: WriteGateway | None = None,
        webhook: Callable[[str], Webhook] = _no_webhook,
    ) -> None:
        """
        Args:
            gateway: the writing half of a session.
            written: a person's id as the address book writes it (`Directory.written`).
            agent_id: the application that messages to people come from, in `language`.
            customer: the session that customer contact is called with; `gateway` by default.
            webhook: the webhook whose key is in the environment variable of that name.
            root_in_range: what `read_application` showed. True: 60011 on create and update is about a person
                (`bad_member`). False: it is about the application, a ForbiddenError.
        """
        self._chats = ChatWriter(gateway, root_in_range=root_in_range)
        self._sheets = SheetGroupWriter(gateway)
        self._customers = CustomerGroupWriter(customer or gateway)
        self._people = PersonMessages(gateway, agent_id)
        self._resources = ResourceWriter(customer or gateway, written)
        self._webhook = webhook
        self._language = language
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
        """`appchat/update`, or a smartsheet's `groupchat/update`, with only what changes.

        Raises: as `create`, and MissingError for a chat that is gone.
        """
        if action.doc is not None:
            await self._sheets.update(self._sheet_update(action, action.doc))
            return
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
        """`appchat/send` of `action.text`, or the group's webhook.

        Raises: UnknownOutcomeError, after which it must never be sent again.
        """
        if action.webhook is not None:
            await self._webhook(action.webhook).send_text(action.text)
            return
        await self._chats.send_text(action.chat_id, action.text)

    async def transfer(self, action: TransferOwner) -> None:
        """`onjob_transfer` or `transfer` of one group. Raises: what that group was refused for, as any refusal."""
        refused = await self._customers.transfer(
            [action.chat_id], self._written(action.owner), departed=action.is_departed
        )
        if action.chat_id in refused:
            raise refused[action.chat_id]

    async def tell(self, action: TellPerson) -> None:
        """`message/send` to one person: plain text, or a card with a button for each step.

        Raises: RejectedError where WeCom does not deliver to this person; UnknownOutcomeError, after which it must
            never be sent again.
        """
        to = [self._written(action.to)]
        sent = await (
            self._people.send_card(to, _card(action, self._language))
            if action.buttons
            else self._people.send_text(to, action.text)
        )
        if action.to in sent["refused"]:
            raise RejectedError(
                Text("消息送不到这个人。", "The message does not reach this person."),
                Text(
                    "确认此人在职、账号已启用，并在应用的可见范围内。",
                    "Make sure that they work here, that the account is on, and that they are in the app's range.",
                ),
                endpoint=SEND_TO_PEOPLE.path,
                errcode=NOBODY_VALID,  # WeCom says the same in its lists, and where one has no licence
            )

    async def write_resource(self, action: WriteResource) -> Made:
        """One request about what stands around groups. Raises: as `ResourceWriter.write`."""
        return await self._resources.write(action)

    def _sheet_update(self, action: UpdateGroup, doc: str) -> SheetUpdateShape:
        chat = SheetUpdateShape(docid=doc, chat_id=action.chat_id)
        if action.owner is not None:
            chat["owner"] = self._written(action.owner)
        if action.joins:
            chat["add_user_list"] = [self._written(user) for user in action.joins]
        if action.leaves:
            chat["del_user_list"] = [self._written(user) for user in action.leaves]
        return chat


def _card(action: TellPerson, language: Language) -> ButtonCardShape:
    """The text with its buttons; the task is the message, so that WeCom takes no second one [90236]."""
    head, _, rest = action.text.partition("\n")
    return ButtonCardShape(
        card_type="button_interaction",
        task_id=hashlib.sha256(action.message_id.encode()).hexdigest()[:32],
        main_title=TitleShape(title=head),
        sub_title_text=rest,
        button_list=[
            ButtonShape(text=label.say(language), style=1, key=f"{BUTTON_PREFIX}{step}")
            for step, label in action.buttons
        ],
    )
