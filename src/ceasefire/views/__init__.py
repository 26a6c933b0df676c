"""Entries in, frozen rows for people out: board, why, timeline, waiting. Pure."""
