"""Use cases: where async, ports and the pure middle meet.

It knows WeCom, the ledger and the simulator only through `ports.py`, and nothing of how results are shown.
"""
