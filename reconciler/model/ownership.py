"""Who is asked to review a file, as far as a path alone can tell."""

from dataclasses import dataclass

from reconciler.model.ids import UserId


@dataclass(frozen=True, slots=True)
class OwnedPath:
    """One path and whom the code host asks.

    Attributes:
        path: below the root, in posix form; a folder ends with a slash, the root itself is empty.
        owners: logins, and teams such as `@org/it`; any one of them is enough for the code host.
    """

    path: str
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ownership:
    """Paths in the order in which the last one that fits counts.

    Attributes:
        settings: who owns the company's settings, and with them the workflows.
        without_login: people who should be asked and have no login in `code_host.people`, sorted.
    """

    paths: tuple[OwnedPath, ...]
    settings: tuple[str, ...]
    without_login: tuple[UserId, ...] = ()

    @property
    def has_owner(self) -> bool:
        """Whether anybody owns what nobody else does: governance, with a login."""
        return bool(self.paths[0].owners)
