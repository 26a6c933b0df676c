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
from uuid import UUID

import msgspec
import orjson

from ceasefire.ledger.errors import BadEntry
from ceasefire.model import Entry

ROOT = "0" * 64
"""What the first page has for the hash of the page before it."""

_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
# Floats with an exponent: json and orjson write them in different ways. Words that look so only cost time.
_EXPONENT = re.compile(rb"e-?\d+(?![^,\]}])")
_INSTANT = "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ"


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
    at = when.astimezone(UTC)
    # Half the time of isoformat; an entry has three of them.
    return _INSTANT % (at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond)


def moment(text: str) -> datetime:
    """Read what `instant` wrote."""
    return datetime.fromisoformat(text)


def canonical(value: object) -> str:
    """Write a JSON-able value in canonical form; raise `BadEntry` where that cannot be done."""
    text = _quickly(value)
    if text is not None:
        return text
    try:
        text = _dumps(_tidy(value))
        text.encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise BadEntry(f"an entry cannot be written as JSON: {error}") from None
    return text


def _quickly(value: object) -> str | None:
    """Write a value by orjson; None where json, which sets the form, may write other bytes."""
    try:
        written = orjson.dumps(value, _special, _OPTIONS)
    except TypeError:
        return None
    if b"null" in written or b"0.0000" in written or _EXPONENT.search(written):
        return None
    text = written.decode()
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else None


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


class _Content(msgspec.Struct, omit_defaults=True, kw_only=True):
    """What an id is taken over: the columns in the order of their names, absent where None."""

    body: msgspec.Raw
    kind: str
    precision: str
    recorded_by: str
    reported_at: str | None = None
    speaker: str | None = None
    subject: str
    supersedes: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


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
) -> bytes:
    """Return the canonical JSON over which the content id is taken."""
    return _line(
        _Content(
            body=msgspec.Raw(str(body)),  # a damaged file may hold a number there
            kind=kind,
            precision=precision,
            recorded_by=recorded_by,
            reported_at=reported_at,
            speaker=speaker,
            subject=subject,
            supersedes=supersedes,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    )


def content_id(written: bytes) -> str:
    """Return the SHA-256 of the canonical content, in hex."""
    return sha256(written).hexdigest()


def line_of(row: Row) -> bytes:
    """Return an entry's line on its page: its columns as a JSON array (null where absent), then its body.

    Other than the content, it has the id in it; and databases write it twice as fast.
    """
    return _line(row[:-1]) + row.body.encode()


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
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} is not JSON-able")


_line = msgspec.json.Encoder().encode
"""For values of which json and msgspec write the same bytes: text, None, and arrays and objects of them."""

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
