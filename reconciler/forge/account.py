"""Who we are to the code host, where its lists do not tell which entries are ours."""

from reconciler.forge.answer import Node
from reconciler.forge.session import Session

_VIEWER = "query { viewer { login } }"


class Account:
    """The account of the token, asked for once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._login: str | None = None

    async def wrote(self, item: Node) -> bool:
        """Whether we are the `user` of an item; an application's account is `name[bot]` in REST and of type Bot."""
        if self._login is None:
            self._login = (await self._session.graphql(_VIEWER, "metadata: read")).text("viewer", "login")
        login, kind = item.at("user", "login").value, item.at("user", "type").value
        return login == self._login or (kind == "Bot" and login == f"{self._login}[bot]")
