"""Answers that never change, kept: what was asked in, the key of the answer out.

An answer depends on how far the ledger was read, on the times asked about, and on the rules. All three
make its key; the web gives it as an ETag, and the cache needs no other way to forget.
"""

from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from threading import Lock
from typing import TypeVar

from ceasefire.ledger.canonical import canonical
from ceasefire.model import AsOf

T = TypeVar("T")


def answer_key(head_seq: int, as_of: AsOf, rules_version: str) -> str:
    """Name an answer by what it depends on: 64 hex digits, fit for an ETag (put it in quotes there).

    `head_seq` is the highest sequence number that the answer may see: the head's, or with `known_at`
    that of `Ledger.known_seq(known_at)`, so that a question about the past keeps its key as entries come.
    """
    asked = {"seq": head_seq, "valid_at": as_of.valid_at, "published_by": as_of.published_by}
    return sha256(canonical({**asked, "rules": rules_version}).encode()).hexdigest()


class Answers:
    """The latest answers by their keys, at most `size` of them; safe to use from several threads."""

    def __init__(self, size: int = 256) -> None:
        self._size = size
        self._held: OrderedDict[str, object] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, key: str) -> bool:
        """Tell whether an answer is held."""
        with self._lock:
            return key in self._held

    def get(self, key: str, make: Callable[[], T]) -> T:
        """Return the answer of a key, made once. Two who ask at once may both make it; they agree."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._held[key] = made
            if len(self._held) > self._size:
                self._held.popitem(last=False)
        return made
