"""Resources around groups: reading those of ours, and the one request of each action [92229][92366][95097][92135]."""

from collections.abc import Awaitable, Callable, Iterable

from reconciler.errors import MissingError, RejectedError
from reconciler.model.action import WriteResource
from reconciler.model.ids import ChatId, UserId
from reconciler.model.resource import Content, Made, PastResource, ResourceKind, ResourceOp
from reconciler.wecom.gateway import ReadGateway, WriteGateway
from reconciler.wecom.join_ways import JoinWayReader, JoinWayWriter
from reconciler.wecom.mass_messages import NO_FRIEND, OVER_QUOTA, SENT, MassMessageReader, MassMessageWriter
from reconciler.wecom.resource_shapes import (
    Written,
    join_content,
    join_way,
    mass_message,
    rule_content,
    welcome,
    welcome_content,
    word_rule,
    word_rule_update,
)
from reconciler.wecom.sensitive_words import WordRuleReader, WordRuleWriter
from reconciler.wecom.side_by_side import Progress, side_by_side
from reconciler.wecom.welcome_templates import WelcomeTemplateReader, WelcomeTemplateWriter

# What WeCom answers to the id of a deleted template is not published [92366]: a wrong argument, or no right to it. The
# request holds nothing but an id that it gave itself.
_UNKNOWN_TEMPLATE = frozenset({40058, 41058})


class ResourceReader:
    """The reading half."""

    def __init__(self, gateway: ReadGateway, progress: Progress | None = None, written: Written = str) -> None:
        self._ways = JoinWayReader(gateway)
        self._welcomes = WelcomeTemplateReader(gateway)
        self._rules = WordRuleReader(gateway)
        self._messages = MassMessageReader(gateway)
        self._written = written
        self._width = gateway.width
        self._progress = progress

    async def read(self, kind: ResourceKind, known: Iterable[PastResource]) -> dict[str, Content | None]:
        """One request for each, by its id; None for one that WeCom no longer knows. Raises: ProviderError."""
        read_one = self._reading(kind)

        async def read(resource: PastResource) -> Content | None:
            try:
                return await read_one(resource)
            except MissingError:
                return None

        wanted = sorted(known, key=lambda resource: resource.key)
        found = await side_by_side("resources", wanted, read, width=self._width, progress=self._progress)
        return {resource.id: content for resource, content in zip(wanted, found, strict=True)}

    async def find_rule(self, name: str) -> tuple[str, Content] | None:
        """The sensitive-word rule of that name, whoever made it: the list, and the rule if there is one."""
        for row in await self._rules.listed():
            if row["rule_name"] == name:
                return row["rule_id"], rule_content(await self._rules.get(row["rule_id"]))
        return None

    def _reading(self, kind: ResourceKind) -> Callable[[PastResource], Awaitable[Content | None]]:
        return {
            ResourceKind.JOIN_WAY: self._read_way,
            ResourceKind.WELCOME: self._read_welcome,
            ResourceKind.WORDS: self._read_rule,
            ResourceKind.MASS_MESSAGE: self._read_results,
        }[kind]

    async def _read_way(self, resource: PastResource) -> Content:
        return join_content(await self._ways.get(resource.id))

    async def _read_welcome(self, resource: PastResource) -> Content | None:
        try:
            return welcome_content(await self._welcomes.get(resource.id))
        except RejectedError as error:
            if error.errcode in _UNKNOWN_TEMPLATE:
                return None
            raise

    async def _read_rule(self, resource: PastResource) -> Content:
        return rule_content(await self._rules.get(resource.id))

    async def _read_results(self, resource: PastResource) -> Content:
        """Groups that it was sent to, and groups that it will not be sent to; others wait for their owner."""
        rows = await self._messages.results(resource.id, self._written(resource.sender or UserId("")))
        return {
            "sent": sorted(row["chat_id"] for row in rows if row["status"] == SENT),
            "refused": sorted(row["chat_id"] for row in rows if row["status"] in {NO_FRIEND, OVER_QUOTA}),
        }


class ResourceWriter:
    """The writing half: each action is exactly one request."""

    def __init__(self, gateway: WriteGateway, written: Written) -> None:
        self._ways = JoinWayWriter(gateway)
        self._welcomes = WelcomeTemplateWriter(gateway)
        self._rules = WordRuleWriter(gateway)
        self._messages = MassMessageWriter(gateway)
        self._written = written

    async def write(self, action: WriteResource) -> Made:
        """Carry one action out. Raises: MissingError where it is gone, AlreadyExistsError for a rule's name."""
        match action.kind:
            case ResourceKind.JOIN_WAY:
                return Made(await self._write_way(action))
            case ResourceKind.WELCOME:
                return Made(await self._write_welcome(action))
            case ResourceKind.WORDS:
                return Made(await self._write_rule(action))
            case ResourceKind.MASS_MESSAGE:
                return await self._ask(action)

    async def _ask(self, action: WriteResource) -> Made:
        """A task for the owner of groups; what was asked once is never changed and never taken back."""
        made = await self._messages.add(mass_message(action.content, self._written))
        return Made(made["msgid"], tuple(ChatId(chat) for chat in made["fail_list"]))

    async def _write_way(self, action: WriteResource) -> str:
        match action.op:
            case ResourceOp.CREATE:
                return await self._ways.add(join_way(action.content))
            case ResourceOp.UPDATE:
                await self._ways.update(action.id, join_way(action.content))
            case ResourceOp.DELETE:
                await self._ways.delete(action.id)
        return action.id

    async def _write_welcome(self, action: WriteResource) -> str:
        match action.op:
            case ResourceOp.CREATE:
                return await self._welcomes.add(welcome(action.content))
            case ResourceOp.UPDATE:
                await self._welcomes.edit(action.id, welcome(action.content))
            case ResourceOp.DELETE:
                await self._welcomes.delete(action.id)
        return action.id

    async def _write_rule(self, action: WriteResource) -> str:
        match action.op:
            case ResourceOp.CREATE:
                return await self._rules.add(word_rule(action.content, self._written))
            case ResourceOp.UPDATE:
                change = word_rule_update(action.id, action.content, action.before, action.differs, self._written)
                await self._rules.update(change)
            case ResourceOp.DELETE:
                await self._rules.delete(action.id)
        return action.id
