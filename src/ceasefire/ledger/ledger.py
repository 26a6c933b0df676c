"""The ledger: pages of entries in, entries as of any three times out.

One page is one atomic unit and one link of the hash chain. Nothing here reads a clock: callers say
when they record, and a clock that stands behind the last page is noted and overruled.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, Select, and_, or_, select

from ceasefire.ledger import documents, verify
from ceasefire.ledger.answers import answer_key
from ceasefire.ledger.append import Page, append_pages, batches, written
from ceasefire.ledger.backend import Backend
from ceasefire.ledger.canonical import ROOT, instant, moment
from ceasefire.ledger.errors import UnknownEntry
from ceasefire.ledger.migrate import NEWEST, version_of
from ceasefire.ledger.rows import HISTORY_SQL, Links, read, recorded
from ceasefire.ledger.schema import entry, page
from ceasefire.model import AsOf, Document, Recorded

_log = logging.getLogger(__name__)

GROUP = 2_000
"""Entries that one commit of `append_many` gathers: about 0.1 s of writing, then others may write."""


NO_BOUND = AsOf()
"""Everything the ledger holds, as it stands."""


class Head(NamedTuple):
    """Where the chain ends: the last sequence number (0 if empty) and the hash of the last page."""

    seq: int
    hash: str


class Appended(NamedTuple):
    """How many entries were new, how many were there already, and the head after them."""

    new: int
    known: int
    head: Head


class Ledger:
    """An open ledger; safe to use from several threads. Made by `open_ledger`."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._links = Links()

    @property
    def where(self) -> str:
        """The ledger's place, fit for messages (no password)."""
        return self._backend.where

    def close(self) -> None:
        """Let go of the file or the server."""
        self._backend.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- writing

    def append(self, page: Page, *, recorded_at: datetime) -> Appended:
        """Append one page, whole or not at all; on the disk when this returns.

        A page holds entries and, as `Captured`, documents whose texts are kept. What the ledger holds
        already is passed over, so that reading a page twice adds nothing.
        Raises `BadEntry` for what cannot be written down and `UnknownEntry` for a `supersedes` that the
        ledger does not hold.
        """
        return self.append_many((page,), recorded_at=recorded_at)

    def append_many(
        self,
        pages: Iterable[Page],
        *,
        recorded_at: datetime,
        group: int = GROUP,
        acknowledged: Callable[[Appended], None] | None = None,
    ) -> Appended:
        """Append pages, many to a commit; each stays one page, whole or not at all.

        A commit gathers about `group` entries. `acknowledged` is called after each, with the totals so
        far: what it has seen is on the disk and survives a crash. No lock is held while `pages` is asked
        for more.
        """
        clock, new, known, held = instant(recorded_at), 0, 0, self.head()
        for batch in batches(pages, group):
            with self._backend.writing() as connection:
                added = append_pages(self._backend, connection, batch, clock=clock)
                held = _head(connection)
            new, known = new + added, known + sum(len(page.rows) for page in batch) - added
            if acknowledged is not None:
                acknowledged(Appended(new, known, held))
        if new:
            _log.info("appended %d entries (%d were there), head %d %s", new, known, *held)
        return Appended(new, known, held)

    # -- reading

    def entries(
        self, as_of: AsOf = NO_BOUND, *, kinds: Sequence[str] = (), subjects: Sequence[str] = ()
    ) -> Iterator[Recorded]:
        """Yield the entries visible as of three times and not superseded by then, in sequence order.

        An entry without a valid time or a time of report is visible at any. A correction takes the place
        of what it supersedes once it is recorded and reported by the times asked about, whatever time it
        speaks of. One snapshot: what is appended meanwhile is not seen.
        """
        query = select(entry).order_by(entry.c.seq)
        if kinds:
            query = query.where(entry.c.kind.in_(kinds))
        if subjects:
            query = query.where(entry.c.subject.in_(subjects))
        with self._backend.reading() as connection:
            yield from recorded(connection, visible(connection, query, as_of), self._links)

    def get(self, entry_id: str) -> Recorded:
        """Return one entry by its content id, superseded or not; raise `UnknownEntry`."""
        with self._backend.reading() as connection:
            found = list(recorded(connection, select(entry).where(entry.c.id == entry_id), self._links))
        if not found:
            raise UnknownEntry(f"{self.where}: there is no entry {entry_id}. Ids are 64 hex digits.")
        return found[0]

    def history(self, subject: str) -> tuple[Recorded, ...]:
        """Return everything ever recorded on a subject, superseded entries too, in sequence order."""
        with self._backend.reading() as connection:
            rows = self._backend.fetch(connection, HISTORY_SQL, (subject,))
            return tuple(read(connection, rows, self._links))

    def head(self) -> Head:
        """Return where the chain ends; print it, so that copies outside hold it."""
        with self._backend.reading() as connection:
            return _head(connection)

    def holds(self, printed: Head) -> bool:
        """Tell whether a head that was printed earlier is part of this chain.

        A chain written anew from its beginning verifies; only a head kept elsewhere shows that it is not
        the one of before.
        """
        if printed.seq == 0:
            return printed.hash == ROOT
        with self._backend.reading() as connection:
            return connection.scalar(select(page.c.hash).where(page.c.last == printed.seq)) == printed.hash

    def notes(self) -> list[str]:
        """Return what was noted when recording: pages for which the clock had jumped back."""
        query = select(page.c.number, page.c.clock).where(page.c.clock.is_not(None)).order_by(page.c.number)
        with self._backend.reading() as connection:
            return [
                f"page {number}: the clock said {moment(clock).isoformat()}, earlier than the page before"
                for number, clock in connection.execute(query)
            ]

    def known_seq(self, known_at: datetime | None) -> int:
        """Return the highest sequence number recorded by `known_at` (the head's, if None)."""
        with self._backend.reading() as connection:
            return _known_seq(connection, known_at)

    def verify(self) -> "verify.Verified | verify.Fault":
        """Check every entry, every link of the chain and every text; name the first that does not fit."""
        return verify.verify(self._backend)

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a read transaction for a query of one's own; one snapshot."""
        return self._backend.reading()

    def answer_key(self, as_of: AsOf, rules_version: str) -> str:
        """Name the answer to a question at this state of the ledger; see `answers.answer_key`."""
        return answer_key(self.known_seq(as_of.known_at), as_of, rules_version)

    # -- documents

    def put_document(
        self,
        document: Document,
        *,
        recorded_at: datetime,
        recorded_by: str,
        meta: dict[str, Any] | None = None,
        reported_at: datetime | None = None,
    ) -> Appended:
        """Record a document and keep its text once; a text that was erased does not come back."""
        captured = documents.Captured(document, recorded_by, meta, reported_at)
        return self.append((captured,), recorded_at=recorded_at)

    def documents(self, as_of: AsOf = NO_BOUND) -> Iterator[Recorded]:
        """Yield the entries of documents; their body is the document without its text."""
        return self.entries(as_of, kinds=(documents.KIND,))

    def text(self, document_id: str) -> str | None:
        """Return a document's text, None if it was erased; raise `UnknownEntry`."""
        with self._backend.reading() as connection:
            return documents.text(connection, document_id, self.where)

    def erase_text(self, document_id: str, reason: str, by: str, at: datetime) -> Appended:
        """Erase a document's text for good, as the law may ask, and record who did so and why.

        Entries and chain stay whole; quotes stay in their entries.
        """
        made = documents.erasure(document_id, reason=reason, by=by, at=at)
        with self._backend.writing() as connection:
            documents.text(connection, document_id, self.where)
            new = append_pages(self._backend, connection, [written([made])], clock=instant(at))
            documents.erase(connection, document_id)
            done = Appended(new, 1 - new, _head(connection))
        self._backend.sweep()
        return done

    def version(self) -> int:
        """Return the version of the ledger's form."""
        with self._backend.reading() as connection:
            return version_of(connection, self.where) or NEWEST


def visible(connection: Connection, query: Select[Any], as_of: AsOf) -> Select[Any]:
    """Restrict a query on `entry` to what is visible as of three times."""
    seen = _by(connection, entry, as_of)
    if as_of.valid_at is not None:
        at = instant(as_of.valid_at)
        seen.append(or_(entry.c.valid_from.is_(None), entry.c.valid_from <= at))
    later = entry.alias("later")
    gone = select(1).where(later.c.supersedes == entry.c.id, *_by(connection, later, as_of))
    return query.where(*seen, ~gone.exists())


def _by(connection: Connection, table: Any, as_of: AsOf) -> list[Any]:
    """Conditions of the two times of knowing."""
    conditions: list[Any] = []
    if as_of.known_at is not None:
        conditions.append(table.c.seq <= _known_seq(connection, as_of.known_at))
    if as_of.published_by is not None:
        by = instant(as_of.published_by)
        conditions.append(or_(table.c.reported_at.is_(None), table.c.reported_at <= by))
    return [and_(*conditions)] if conditions else []


def _known_seq(connection: Connection, known_at: datetime | None) -> int:
    # Times of recording never go back, so the last page by then holds the last entry by then.
    query = select(page.c.last).order_by(page.c.recorded_at.desc(), page.c.number.desc()).limit(1)
    if known_at is not None:
        query = query.where(page.c.recorded_at <= instant(known_at))
    return int(connection.scalar(query) or 0)


def _head(connection: Connection) -> Head:
    last = connection.execute(
        select(page.c.last, page.c.hash).order_by(page.c.number.desc()).limit(1)
    ).one_or_none()
    return Head(0, ROOT) if last is None else Head(last.last, last.hash)
