"""Files → desired state, with a place on everything: strict YAML, JSON Schema, frozen values, checks across files.

It knows disk and schemas; it must not know WeCom, the ledger, the clock or what the rules of the documents say.
"""
