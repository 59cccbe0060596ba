"""For programs: every `--json`, the saved plan, SARIF; and saved plans read back."""
