"""Entries of the ledger: one append-only log of everything known, with three times."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log, as appended.

    `kind` is document, statement, process, undertaking, bearing, incident, contact, delivery, tally,
    truce or decision. `subject` is the id that it is about. `valid_from`/`valid_to` bound the time it
    speaks of ([from, to), aware UTC, None where open), `reported_at` is when the world could know,
    `supersedes` the id of the entry it replaces. `body` is JSON-able and holds the quotes. Two entries
    of the same content have the same id, so appending twice adds nothing. `recorded_by` names the
    reader and its version, or the person.
    """

    kind: str
    subject: str
    body: dict[str, Any]
    recorded_by: str
    speaker: str | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    precision: str = "day"
    reported_at: datetime | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry as the ledger holds it: its gapless sequence number, content id, time and chain hash."""

    seq: int
    id: str
    recorded_at: datetime
    entry: Entry
    prev_hash: str = field(repr=False, default="")
    hash: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class AsOf:
    """The three times of every question; each None means "no bound".

    `valid_at` asks about the world, `published_by` about what had been reported by then, `known_at`
    about what this ledger had recorded by then. All aware UTC, inclusive.
    """

    valid_at: datetime | None = None
    published_by: datetime | None = None
    known_at: datetime | None = None
