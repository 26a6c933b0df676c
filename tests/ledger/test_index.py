"""The index of last words says what a plain reading of the ledger says, however it came to be."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_made import Place, day

from ceasefire.ledger import Ledger, entry_id, index, open_ledger
from ceasefire.ledger.index import Index, LastWords
from ceasefire.model import AsOf, Entry

times = st.one_of(st.none(), st.integers(0, 6).map(day))
words = st.builds(
    lambda u, v, said, about, reported, n, kind: Entry(
        kind, f"u{u}", {"complied": said, "n": n}, "t", speaker=v, valid_from=about, reported_at=reported
    ),
    st.integers(0, 3),
    st.sampled_from(["a", "b", "c", None]),
    st.sampled_from([True, False, None]),
    times,
    times,
    st.integers(0, 5),
    st.sampled_from(["bearing", "bearing", "bearing", "statement"]),
)
asked = st.builds(AsOf, times, times, times)


def counts(found: LastWords) -> dict[str, tuple[int, int, int]]:
    rows = zip(found.subjects, found.yes.tolist(), found.no.tolist(), found.other.tolist(), strict=True)
    return {subject: numbers for subject, *numbers in rows if any(numbers)}


def plainly_counted(ledger: Ledger, as_of: AsOf) -> dict[str, list[int]]:
    last: dict[tuple[str, str], tuple[tuple[str, int], bool | None]] = {}
    for r in ledger.entries(as_of, kinds=("bearing",)):
        told = (r.entry.reported_at.isoformat() if r.entry.reported_at else "", r.seq)
        voice = (r.entry.subject, r.entry.speaker or r.id)
        if voice not in last or told > last[voice][0]:
            last[voice] = (told, r.entry.body.get("complied"))
    found: dict[str, list[int]] = {}
    for (subject, _), (_, said) in last.items():
        found.setdefault(subject, [0, 0, 0])[{True: 0, False: 1, None: 2}[said]] += 1
    return found


def append(ledger: Ledger, pages: list[list[Entry]], corrected: int) -> None:
    """Append pages, a day each, every `corrected`th entry once more as a correction of the one before."""
    for n, page in enumerate(pages):
        ledger.append(page, recorded_at=day(n))
        for i in range(0, len(page) - 1, corrected):
            old, new = page[i], page[i + 1]
            fix = Entry(new.kind, new.subject, {**new.body, "fix": n}, "t", new.speaker, new.valid_from,
                        reported_at=new.reported_at, supersedes=entry_id(old))  # fmt: skip
            ledger.append([fix], recorded_at=day(n))


pages_of_words = st.lists(st.lists(words, max_size=12), max_size=4)


@settings(max_examples=60, deadline=None)
@given(pages=pages_of_words, corrected=st.integers(2, 5), questions=st.lists(asked, min_size=1, max_size=4))
def test_the_index_says_what_a_plain_reading_says(
    memory: Path, pages: list[list[Entry]], corrected: int, questions: list[AsOf]
) -> None:
    with open_ledger(memory / f"{uuid.uuid4().hex}.db") as ledger:
        growing = Index(ledger)
        for page in pages:
            append(ledger, [page], corrected)
            growing.refresh()
        built = Index(ledger)
        for as_of in questions:
            expected = plainly_counted(ledger, as_of)
            assert counts(growing.last_words(as_of)) == expected
            assert counts(built.last_words(as_of)) == expected


@settings(max_examples=25, deadline=None)
@given(page=st.lists(words, min_size=3, max_size=15), corrected=st.integers(2, 5), as_of=asked)
def test_a_history_lists_what_a_plain_reading_lists(
    memory: Path, page: list[Entry], corrected: int, as_of: AsOf
) -> None:
    with open_ledger(memory / f"{uuid.uuid4().hex}.db") as ledger:
        append(ledger, [page[:2], page[2:]], corrected)
        found = Index(ledger)
        for subject in ("u0", "u1", "nobody"):
            plain = {
                (r.seq, r.entry.speaker or f"entry {r.id}", r.entry.valid_from, r.entry.reported_at,
                 r.entry.body.get("complied"))
                for r in ledger.entries(as_of, kinds=("bearing",), subjects=(subject,))
            }  # fmt: skip
            listed = found.history(subject, as_of)
            assert set(listed) == plain
            told = [(w.reported is not None, w.reported or day(0), w.seq) for w in listed]
            assert told == sorted(told)


@settings(max_examples=25, deadline=None)
@given(first=st.lists(words, max_size=12), second=st.lists(words, min_size=1, max_size=6))
def test_a_mark_changes_just_when_other_entries_are_seen(
    memory: Path, first: list[Entry], second: list[Entry]
) -> None:
    with open_ledger(memory / f"{uuid.uuid4().hex}.db") as ledger:
        ledger.append(first, recorded_at=day(0))
        growing = Index(ledger)
        before = growing.last_words(AsOf())
        ledger.append(second, recorded_at=day(1))
        growing.refresh()
        there = {entry_id(e) for e in first}
        new = {e.subject for e in second if e.kind == "bearing" and entry_id(e) not in there}
        after = growing.last_words(AsOf())
        assert set(after.changed(before)) == new
        assert after.changed(growing.last_words(AsOf(known_at=day(1)))) == []


def test_many_and_few_new_entries_end_in_the_same_order(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [
        [
            Entry(
                "bearing",
                f"u{(i * 7 + n) % 5}",
                {"complied": (i + n) % 3 == 0, "i": i},
                "t",
                f"v{i % 4}",
                day(i % 6),
                reported_at=day((i * 5) % 7),
            )
            for i in range(40)
        ]
        for n in range(4)
    ]
    answers = []
    for few in (0, 5_000):
        monkeypatch.setattr(index, "FEW", few)
        with open_ledger(memory / f"{uuid.uuid4().hex}.db") as ledger:
            growing = Index(ledger)
            for n, page in enumerate(pages):
                ledger.append(page, recorded_at=day(n))
                growing.refresh()
            answers.append(
                [counts(growing.last_words(AsOf(day(a), day(b)))) for a in range(6) for b in range(7)]
            )
    assert answers[0] == answers[1]


def test_the_index_reads_postgres_too(postgres_place: Place) -> None:
    page = [
        Entry(
            "bearing", f"u{i % 3}", {"complied": i % 2 == 0} if i % 5 else {"i": i}, "t", f"v{i % 4}", day(i)
        )
        for i in range(30)
    ]
    with open_ledger(postgres_place.where) as ledger:
        ledger.append(page, recorded_at=day(0))
        for as_of in (AsOf(), AsOf(valid_at=day(11)), AsOf(known_at=day(0) - timedelta(1))):
            assert counts(Index(ledger).last_words(as_of)) == plainly_counted(ledger, as_of)


def test_an_empty_ledger_has_an_index(memory: Path) -> None:
    with open_ledger(memory / f"{uuid.uuid4().hex}.db") as ledger:
        empty = Index(ledger)
        assert counts(empty.last_words(AsOf())) == {}
        ledger.append([Entry("process", "p", {}, "t")], recorded_at=day(0))
        assert empty.refresh() == 0
        assert counts(empty.last_words(AsOf(valid_at=datetime.max.replace(tzinfo=day(0).tzinfo)))) == {}
