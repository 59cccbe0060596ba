"""What the code host thinks of a token. Source: docs.github.com/en/rest/meta/meta"""

from reconciler.errors import ForgeTokenError
from reconciler.forge.endpoint import read
from reconciler.forge.session import Session
from reconciler.model.checkup import Granted


async def granted(session: Session) -> Granted:
    """Whether the token is taken, and the rights it lists; one question that reads nothing.

    Raises: ForgeError where there is no verdict: no answer, a limit, a refusal for another reason.
    """
    try:
        scopes = await session.scopes(read("/", "metadata"))
    except ForgeTokenError:
        return Granted(accepted=False)
    if scopes is None:
        return Granted(accepted=True)
    return Granted(True, tuple(scope.strip() for scope in scopes.split(",") if scope.strip()))
