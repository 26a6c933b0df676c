"""One content, one writing, one id; the database writes the same bytes as the program."""

import contextlib
import json
import sqlite3
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from ledger_made import said

from ceasefire.ledger import canonical, entry_id
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
