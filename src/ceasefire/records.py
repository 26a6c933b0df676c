"""Typed values in, entries of the ledger out, and back: what each kind of entry holds.

Bodies are plain JSON without nulls; the same value always gives the same body, so that its content
hash does not depend on who reads it or when.
"""

from datetime import datetime
from typing import Any

import msgspec

from ceasefire.model import Bearing, Document, Entry, Process, Statement, When

READER = "reader"
EMPTY: tuple[object, ...] = ([], (), "")


def document_entry(document: Document, published: When | None) -> Entry:
    """Record that a page was captured; `published` may be inferred where the page itself is silent."""
    body = {
        "name": document.name,
        "source": document.source,
        "media_type": document.media_type,
        "language": document.language,
        "characters": len(document.text),
        "title": document.title,
        "place": document.place,
        "published": published,
        "modified": document.modified,
        "passages": [p for p in document.passages if p.repeats is None],
        "dropped": len(document.dropped),
    }
    return Entry(
        kind="document",
        subject=document.id,
        body=plain(body),
        recorded_by=READER,
        valid_from=published.earliest if published else None,
        valid_to=published.latest if published else None,
        precision=published.precision if published else "unknown",
        reported_at=published.earliest if published else None,
    )


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


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in value.items() if v is not None and v not in EMPTY}
    if isinstance(value, (list, tuple)):
        return [_bare(v) for v in value]
    return str(value) if isinstance(value, float) else value
