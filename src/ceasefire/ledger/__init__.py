"""Entries in, entries as of any time out: append-only, hash-chained, on SQLite."""
