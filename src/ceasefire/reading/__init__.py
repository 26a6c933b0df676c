"""A `Document` in, its `Statement` values out: attribution, grammar, times, figures."""

from ceasefire.reading.check import check_lexicon
from ceasefire.reading.reader import Reader, Reading

__all__ = ["Reader", "Reading", "check_lexicon"]
