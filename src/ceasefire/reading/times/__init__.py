"""Text in, `TimeMention` values out: our own resolver of time expressions."""

from ceasefire.reading.times.find import TimeMention, find_times

__all__ = ["TimeMention", "find_times"]
