"""A benchmark of bank lines: a ledger and lines from a seed, and the truth about each line."""
