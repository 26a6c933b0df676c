"""Typed values in, entries of the ledger out, and back: what each kind of entry holds.

Bodies are plain JSON without nulls; the same value always gives the same body, so that its content
hash does not depend on who reads it or when.
"""

import re
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from ceasefire.model import Bearing, Entry, Process, Recorded, Statement, When

READER = "reader"
EMPTY: tuple[object, ...] = ([], (), "")
PATH = re.compile(r"^(?:/|[A-Za-z]:[\\/]).*[\\/]")
"""The folders of a whole path, as Linux and Windows write it."""


def statement_entry(statement: Statement, *, reader: str, reported_at: datetime | None) -> Entry:
    """Record one statement as read. `reader` names the reader and its version."""
    when = statement.when
    return Entry(
        kind="statement",
        subject=statement.document,
        body=plain(statement),
        recorded_by=reader,
        speaker=statement.speaker.text if statement.speaker else None,
        valid_from=when.earliest if when else None,
        valid_to=when.latest if when else None,
        precision=when.precision if when else "unknown",
        reported_at=reported_at,
    )


def bearing_entry(bearing: Bearing, *, reader: str, reported_at: datetime | None) -> Entry:
    """Record how a statement bears on an undertaking or, without one, on its process."""
    return Entry(
        kind="bearing",
        subject=bearing.undertaking or bearing.process,
        body=plain(bearing),
        recorded_by=reader,
        speaker=bearing.heard.speaks_for or bearing.heard.speaker,
        valid_from=bearing.occurred.earliest,
        valid_to=bearing.occurred.latest,
        precision=bearing.occurred.precision,
        reported_at=reported_at,
    )


def process_entry(process: Process, text: str, recorded_by: str = READER) -> Entry:
    """Record a process file word for word, so that a board can always be drawn as it was drawn."""
    return Entry(kind="process", subject=process.id, body={"file": text}, recorded_by=recorded_by)


def withdrawal_entry(recorded: Recorded, *, reader: str) -> Entry:
    """Record that a later reading of its page no longer holds an entry; the entry itself stays answerable."""
    return Entry(
        kind="decision",
        subject=recorded.id,
        body={"decision": "withdrawn", "why": f"not in the reading of the page by {reader}"},
        recorded_by=reader,
        reported_at=recorded.entry.reported_at,
        supersedes=recorded.id,
    )


def reported_at(published: When | None) -> datetime | None:
    """Return the instant from which a page counts as published; None if its date is not known.

    A page dated by the day alone counts from noon, in its own zone or else UTC: with no zone known, noon
    UTC lies on that calendar day nearly everywhere, so that asking by day finds the page by its date.
    """
    if published is None:
        return None
    if "T" in published.value or "/" in published.value or len(published.value) < len("2012-04-10"):
        return published.latest
    day = datetime.fromisoformat(published.value).date()
    zone = ZoneInfo(published.zone) if published.zone else UTC
    return datetime.combine(day, time(12), zone).astimezone(UTC)


def statement_of(body: dict[str, Any]) -> Statement:
    """Return the statement that an entry's body holds."""
    return msgspec.convert(body, Statement, strict=False)


def bearing_of(body: dict[str, Any]) -> Bearing:
    """Return the bearing that an entry's body holds."""
    return msgspec.convert(body, Bearing, strict=False)


def when_of(body: dict[str, Any] | None) -> When | None:
    """Return the time that a part of a body holds, None where it is absent."""
    return msgspec.convert(body, When, strict=False) if body else None


def plain(value: object) -> Any:
    """Return JSON-able data with what is None or empty left out (absent instead of null)."""
    return _bare(msgspec.to_builtins(value, str_keys=True))


def without_paths(value: Any) -> Any:
    """Return plain data in which the name of a page is its file's: where it lay is nobody's business.

    What a page is, its id says: the hash of its bytes.
    """
    if isinstance(value, dict):
        return {k: _file_name(v) if k == "name" else without_paths(v) for k, v in value.items()}
    return [without_paths(v) for v in value] if isinstance(value, list) else value


def _file_name(name: Any) -> Any:
    return PATH.sub("", name) if isinstance(name, str) else without_paths(name)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in value.items() if v is not None and v not in EMPTY}
    if isinstance(value, (list, tuple)):
        return [_bare(v) for v in value]
    return str(value) if isinstance(value, float) else value
