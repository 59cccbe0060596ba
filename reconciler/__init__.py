"""Reconciles WeCom (企业微信) group chats with YAML kept in git.

Read intent, read reality, compare without touching anything, show a plan, carry out exactly that.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
