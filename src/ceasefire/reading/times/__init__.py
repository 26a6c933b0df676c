"""Text in, `TimeMention` values out: our own resolver of time expressions."""

from ceasefire.reading.times.find import find_times
from ceasefire.reading.times.mention import TimeMention
from ceasefire.reading.times.ranges import chain, merge_ranges

__all__ = ["TimeMention", "chain", "find_times", "merge_ranges"]
