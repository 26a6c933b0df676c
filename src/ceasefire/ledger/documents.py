"""Documents: their description is an entry, their text stands apart, once, and can be erased.

In: a `Document`. Out: its entry (everything but the text, and the text's hash), a row in `words`.
"""

from dataclasses import fields, is_dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select, update

from ceasefire.ledger.errors import UnknownEntry
from ceasefire.ledger.schema import words
from ceasefire.model import Document, Entry

KIND = "document"
ERASURE = "erasure"


def entry_of(
    document: Document, *, recorded_by: str, meta: dict[str, Any] | None, reported_at: datetime | None
) -> Entry:
    """Describe a document: its body is every field but the text, `meta`, and `text_sha256`."""
    body = {f.name: _plain(getattr(document, f.name)) for f in fields(document) if f.name != "text"}
    published = document.published
    return Entry(
        kind=KIND,
        subject=document.id,
        body={**body, **(meta or {}), "text_sha256": text_hash(document.text)},
        recorded_by=recorded_by,
        precision="second" if published is None else published.precision.value,
        # The latest time it can mean, so that nothing is shown as published before it was.
        reported_at=reported_at or (None if published is None else published.latest),
    )


def keep_text(connection: Connection, document: Document) -> None:
    """Store a document's text unless the ledger has, or had, it."""
    there = connection.scalar(select(words.c.document).where(words.c.document == document.id))
    if there is None:
        connection.execute(
            words.insert().values(
                document=document.id, sha256=text_hash(document.text), text=_storable(document.text)
            )
        )


def text(connection: Connection, document_id: str, where: str) -> str | None:
    """Return a document's text, None if erased."""
    row = connection.execute(select(words.c.text).where(words.c.document == document_id)).one_or_none()
    if row is None:
        raise UnknownEntry(f"{where}: there is no document {document_id}. Ids are 64 hex digits.")
    return None if row.text is None else str(row.text)


def erasure(document_id: str, *, reason: str, by: str, at: datetime) -> Entry:
    """Return the entry that says who erased a text, when and why."""
    return Entry(
        kind=ERASURE,
        subject=document_id,
        body={"reason": reason, "at": at},
        recorded_by=by,
        precision="second",
        reported_at=at,
    )


def erase(connection: Connection, document_id: str) -> None:
    """Take a text away; the guard lets this pass only where an erasure is on record."""
    connection.execute(update(words).where(words.c.document == document_id).values(text=None))


def text_hash(words_of: str) -> str:
    """Return the SHA-256 of a text as stored (UTF-8)."""
    return sha256(_storable(words_of).encode()).hexdigest()


def _storable(words_of: str) -> str:
    """Databases take no NUL and no lone surrogate; one sign stands for one, so that offsets hold."""
    if "\x00" in words_of:
        words_of = words_of.replace("\x00", "\ufffd")
    try:
        words_of.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in words_of)
    return words_of


def _plain(value: object) -> object:
    """Turn records into JSON-able values; enums, times and decimals are written by `canonical`."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value
