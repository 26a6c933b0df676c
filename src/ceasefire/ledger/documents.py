"""Documents: their description is an entry, their text stands apart, once, and can be erased.

In: a `Document`. Out: its entry (everything but the text, and the text's hash), a row in `words`.
The same bytes read by another version of the program may give another text; each is kept under its
own hash, so that offsets recorded with one never point into the other.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, update

from ceasefire.ledger.errors import UnknownEntry
from ceasefire.ledger.schema import entry, words
from ceasefire.model import Document, Entry

KIND = "document"
ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class Captured:
    """A document on a page to append: it becomes an entry, and its text is kept with it.

    `meta` goes into the entry's body beside the document's own fields. `reported_at` defaults to the
    latest time that its date of publication can mean, so that nothing is shown before it was out.
    """

    document: Document
    recorded_by: str
    meta: dict[str, Any] | None = None
    reported_at: datetime | None = None

    def entry(self) -> Entry:
        """Describe the document: every field but the text, then `meta`, then `text_sha256`."""
        document, published = self.document, self.document.published
        body = {f.name: _plain(getattr(document, f.name)) for f in fields(document) if f.name != "text"}
        return Entry(
            kind=KIND,
            subject=document.id,
            body={**body, **(self.meta or {}), "text_sha256": text_hash(document.text)},
            recorded_by=self.recorded_by,
            precision="day" if published is None else published.precision.value,
            reported_at=self.reported_at or (None if published is None else published.latest),
        )

    def kept(self) -> "Words":
        """Return the text as it is stored."""
        return Words(self.document.id, text_hash(self.document.text), _storable(self.document.text))


class Words(NamedTuple):
    """A row of `words`."""

    document: str
    sha256: str
    text: str | None


def keep(connection: Connection, texts: Iterable[Words]) -> None:
    """Store texts that the ledger neither has nor had; one of an erased document stays away."""
    for one in {(t.document, t.sha256): t for t in texts}.values():
        where = (words.c.document == one.document, words.c.sha256 == one.sha256)
        if connection.scalar(select(words.c.document).where(*where)) is None:
            kept = one if not _is_erased(connection, one.document) else one._replace(text=None)
            connection.execute(words.insert().values(kept._asdict()))


def text(connection: Connection, document_id: str, where: str) -> str | None:
    """Return a document's text as last read, None if erased; raise `UnknownEntry`."""
    described = connection.scalar(
        select(entry.c.body)
        .where(entry.c.kind == KIND, entry.c.subject == document_id)
        .order_by(entry.c.seq.desc())
        .limit(1)
    )
    digest = None if described is None else json.loads(described).get("text_sha256")
    found = select(words.c.text).where(words.c.document == document_id, words.c.sha256 == digest)
    row = connection.execute(found).one_or_none()
    if row is None:
        raise UnknownEntry(f"{where}: there is no text of document {document_id}. Ids are 64 hex digits.")
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
    connection.execute(
        update(words).where(words.c.document == document_id, words.c.text.is_not(None)).values(text=None)
    )


def text_hash(words_of: str) -> str:
    """Return the SHA-256 of a text as stored (UTF-8)."""
    return sha256(_storable(words_of).encode()).hexdigest()


def _is_erased(connection: Connection, document_id: str) -> bool:
    query = select(entry.c.seq).where(entry.c.kind == ERASURE, entry.c.subject == document_id)
    return connection.scalar(query.limit(1)) is not None


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
