"""A small code host with a memory, for tests: real bare git remotes, GitHub's routes, limits and faults."""

from tests.forge.host.host import Host

__all__ = ["Host"]
