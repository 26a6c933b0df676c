"""One content, one writing, one id; the database writes the same bytes as the program."""

import contextlib
import importlib
import json
import sqlite3
import sys
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ledger_made import said

from ceasefire.ledger import BadEntry, canonical, entry_id
from ceasefire.ledger.canonical import instant, line_of, moment, row_of
from ceasefire.ledger.schema import LINES_SQL

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


class _Word(StrEnum):
    ONE = "one"


class _Number(IntEnum):
    TWO = 2


class _Of(Enum):
    FLOAT, TEXT, NOTHING = 1e22, "é", None


anything = st.recursive(
    plain
    | st.integers()
    | st.sampled_from([1e16, 1e-5, 1.5e300, -0.0, 5e-324, 0.0001, 123456789012345680.0, 2**53 + 1, 2**64])
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.datetimes(timezones=st.just(timezone(timedelta(hours=2))), min_value=datetime(2000, 1, 1))
    | st.dates()
    | st.sampled_from([_Word.ONE, _Number.TWO, *_Of])
    | st.frozensets(texts, max_size=3)
    | st.uuids(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(texts | st.sampled_from(_Word), inner, max_size=4)
        | st.dictionaries(st.integers(-20, 20), inner, max_size=3)
    ),
    max_leaves=12,
)


def by_the_standard_writer(value: object) -> str:
    """Write a value as the form is set down: by Python's own json, after each value was brought to it."""
    return json.dumps(told(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def told(value: object) -> object:  # noqa: PLR0911 - a case each
    if isinstance(value, dict):
        return {told(k): told(v) for k, v in value.items() if v is not None}
    if isinstance(value, frozenset):
        return sorted(told(v) for v in value)  # type: ignore[type-var]
    if isinstance(value, list | tuple):
        return [told(v) for v in value]
    if isinstance(value, Enum) and not isinstance(value, str | int):
        return told(value.value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"
    if isinstance(value, date | UUID):
        return str(value)
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


@given(anything)
@example({"a": [1e16, {"b": -1e-05}], "c": 0.00001234})
@example({"words": "e-12, and null; 0.0000 e5]", "b": 1.0})
@example({"ü": 1, "u": 2, "ž": '\x7f\u2028\\"'})
def test_the_quick_writer_gives_the_bytes_of_the_standard_one(value: object) -> None:
    assert canonical(value) == by_the_standard_writer(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_is_written_as_the_standard_writer_does(value: float) -> None:
    assert canonical([value]) == f"[{value!r}]"


@pytest.mark.parametrize("value", [{"a": {1, "a"}}, {"a": float("nan")}, "\ud800", object(), b"a", 1j])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    with pytest.raises(BadEntry, match="cannot be written"):
        canonical(value)


def test_what_holds_itself_is_refused() -> None:
    value: dict[str, object] = {}
    value["itself"] = value
    with pytest.raises(BadEntry):
        canonical(value)


def test_every_sign_is_written_alike() -> None:
    """Lines and contents are written by msgspec, bodies by orjson, and anyone may check them by json."""
    writers = importlib.import_module("ceasefire.ledger.canonical")
    signs = [c for c in map(chr, range(sys.maxunicode + 1)) if not "\ud800" <= c <= "\udfff"]
    for first in range(0, len(signs), 4096):
        some = signs[first : first + 4096]
        by_json = json.dumps(some, ensure_ascii=False, separators=(",", ":")).encode()
        assert writers._line(some) == by_json
        assert writers.orjson.dumps(some) == by_json


@given(plain)
def test_canonical_writing_is_stable_and_normal(value: object) -> None:
    text = canonical(value)
    assert canonical(json.loads(text)) == text
    assert unicodedata.is_normalized("NFC", text)


@given(st.dictionaries(texts, plain, max_size=5), st.randoms())
def test_order_and_absence_do_not_change_the_writing(value: dict[str, object], chance: object) -> None:
    keys = list(value)
    chance.shuffle(keys)  # type: ignore[attr-defined]
    normal = {unicodedata.normalize("NFC", k) for k in keys}
    if len(normal) < len(keys):
        return  # two keys that are one in normal form: which stays is not defined
    assert canonical({k: value[k] for k in keys}) == canonical(value)
    assert canonical({**value, "absent for sure": None}) == canonical(value)


@given(st.datetimes(timezones=st.just(UTC)), st.integers(-14, 14))
def test_instants_sort_as_text_and_come_back(when: datetime, hours: int) -> None:
    if not datetime(2, 1, 1, tzinfo=UTC) < when < datetime(9998, 1, 1, tzinfo=UTC):
        return
    text = instant(when.astimezone(timezone(timedelta(hours=hours))))
    assert len(text) == 27
    assert moment(text) == when
    assert (text < instant(when + timedelta(microseconds=1))) is True


@given(names, names, names | st.none(), st.dictionaries(texts, plain, max_size=3))
def test_the_database_writes_the_same_bytes(
    kind: str, subject: str, speaker: str | None, body: dict[str, object]
) -> None:
    from ceasefire.model import Entry

    row = row_of(Entry(kind, subject, body, "t", speaker=speaker))
    with contextlib.closing(sqlite3.connect(":memory:")) as raw:
        raw.execute(
            "CREATE TABLE entry (seq, id, kind, subject, speaker, valid_from, valid_to, precision,"
            " reported_at, recorded_by, supersedes, body)"
        )
        raw.execute(f"INSERT INTO entry VALUES (1{', ?' * 11})", row)  # noqa: S608
        ((_, written),) = raw.execute(LINES_SQL["sqlite"]).fetchall()
    assert written == line_of(row)


def test_a_hash_can_be_checked_by_hand() -> None:
    """The words of docs/ledger.md on how to check an id with other tools."""
    from hashlib import sha256

    made = said("a", about=0, reported=1)
    text = (
        '{"body":{"complied":true,"quote":{"end":1,"exact":"a","start":0}},"kind":"bearing",'
        '"precision":"day","recorded_by":"test@1","reported_at":"2031-05-02T09:00:00.000000Z",'
        '"speaker":"example-monitor","subject":"u1","valid_from":"2031-05-01T09:00:00.000000Z"}'
    )
    assert entry_id(made) == sha256(text.encode()).hexdigest()
    assert sorted(json.loads(text)) == list(json.loads(text))


def test_docs_show_the_same_hash() -> None:
    docs = Path(__file__).parents[2] / "docs" / "ledger.md"
    assert entry_id(said("a", about=0, reported=1)) in docs.read_text()
