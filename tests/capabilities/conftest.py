"""Lets go of the towns that these tests make."""

from tests.e2e.conftest import town

__all__ = ["town"]
