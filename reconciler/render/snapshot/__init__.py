"""A redacted picture of WeCom and the ledger, from which a fork's plan is made."""
