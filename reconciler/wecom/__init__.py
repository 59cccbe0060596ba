"""The provider: the one place that knows HTTP and errcodes; an observer that reads and an executor that writes.

It knows the words of `model` and nothing of git, policy, planning, the ledger or the simulator.
"""
