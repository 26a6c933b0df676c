"""The one way to write an entry down, and the hashes over it.

In: an `Entry`. Out: its canonical JSON, its content id, its line on a page, the hash of a page.
Canonical JSON has sorted keys, no spaces, text in Unicode NFC, times as UTC with six decimals, decimals
as strings, and leaves out what is absent (None, as a value of an object). Floats are written
shortest-exact; prefer `Decimal` or integers. Anyone can check a hash with standard tools: see docs/ledger.md.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any, NamedTuple

from ceasefire.ledger.errors import BadEntry
from ceasefire.model import Entry

ROOT = "0" * 64
"""What the first page has for the hash of the page before it."""

_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


class Row(NamedTuple):
    """An entry as the database keeps it, without what only the ledger gives it."""

    id: str
    kind: str
    subject: str
    speaker: str | None
    valid_from: str | None
    valid_to: str | None
    precision: str
    reported_at: str | None
    recorded_by: str
    supersedes: str | None
    body: str


def instant(when: datetime) -> str:
    """Write an aware time in UTC, always 27 characters, so that order of text is order of time."""
    if when.tzinfo is None:
        raise BadEntry(f"the time {when.isoformat()} has no zone. Give every time its zone.")
    return when.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def moment(text: str) -> datetime:
    """Read what `instant` wrote."""
    return datetime.fromisoformat(text)


def canonical(value: object) -> str:
    """Write a JSON-able value in canonical form; raise `BadEntry` where that cannot be done."""
    try:
        text = _dumps(value)
        # A quick look spares the slow way for nearly all entries.
        if "null" in text or not unicodedata.is_normalized("NFC", text):
            text = _dumps(_tidy(value))
        text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise BadEntry(f"an entry cannot be written as JSON: {error}") from None
    return text


def row_of(entry: Entry) -> Row:
    """Write an entry in canonical form, with its content id."""
    body = canonical(entry.body)
    values = (
        _plain("kind", entry.kind),
        _plain("subject", entry.subject),
        None if entry.speaker is None else _plain("speaker", entry.speaker),
        None if entry.valid_from is None else instant(entry.valid_from),
        None if entry.valid_to is None else instant(entry.valid_to),
        _plain("precision", entry.precision),
        None if entry.reported_at is None else instant(entry.reported_at),
        _plain("recorded_by", entry.recorded_by),
        None if entry.supersedes is None else _plain("supersedes", entry.supersedes),
    )
    _check_interval(values[3], values[4])
    return Row(content_id(content(*values, body)), *values, body)


def content(  # noqa: PLR0917 - the columns, in their order
    kind: str,
    subject: str,
    speaker: str | None,
    valid_from: str | None,
    valid_to: str | None,
    precision: str,
    reported_at: str | None,
    recorded_by: str,
    supersedes: str | None,
    body: str,
) -> str:
    """Return the canonical JSON over which the content id is taken."""
    return (
        f'{{"body":{body},"kind":{_quote(kind)},"precision":{_quote(precision)}'
        f',"recorded_by":{_quote(recorded_by)}'
        + ("" if reported_at is None else f',"reported_at":"{reported_at}"')
        + ("" if speaker is None else f',"speaker":{_quote(speaker)}')
        + f',"subject":{_quote(subject)}'
        + ("" if supersedes is None else f',"supersedes":{_quote(supersedes)}')
        + ("" if valid_from is None else f',"valid_from":"{valid_from}"')
        + ("" if valid_to is None else f',"valid_to":"{valid_to}"')
        + "}"
    )


def content_id(text: str) -> str:
    """Return the SHA-256 of the canonical content, in hex."""
    return sha256(text.encode()).hexdigest()


def line_of(row: Row) -> bytes:
    """Return an entry's line on its page: its columns as a JSON array (null where absent), then its body.

    Other than the content, it has the id in it; and databases write it twice as fast.
    """
    return (_dumps(row[:-1]) + row.body).encode()


def page_hash(
    *, number: int, first: int, prev: str, recorded_at: str, clock: str | None, lines: Sequence[bytes]
) -> str:
    """Return the SHA-256 over a page's bytes: its place in the chain and its time, then its lines."""
    late = "" if clock is None else f'"clock":"{clock}",'
    head = f'{{{late}"first":{first},"page":{number},"prev":"{prev}","recorded_at":"{recorded_at}"}}'
    return sha256(b"\n".join([head.encode(), *lines])).hexdigest()


def _special(value: object) -> object:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError("a decimal is not a number")
        return format(value.normalize(), "f")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} is not JSON-able")


_quote = json.JSONEncoder(ensure_ascii=False).encode
# Made once: json.dumps makes an encoder for each call that asks for anything but the defaults.
_dumps = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_special
).encode


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_tidy(k): _tidy(v) for k, v in value.items() if v is not None}
    if isinstance(value, frozenset | set):
        return sorted(_tidy(v) for v in value)
    if isinstance(value, list | tuple):
        return [_tidy(v) for v in value]
    return value


def _plain(name: str, text: str) -> str:
    if not text or _CONTROL.search(text):
        raise BadEntry(f"the {name} of an entry is empty or holds control characters: {text!r}")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _check_interval(start: str | None, end: str | None) -> None:
    if start is not None and end is not None and end < start:
        raise BadEntry(f"an entry's valid time ends ({end}) before it begins ({start}).")
