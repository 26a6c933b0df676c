"""What every ledger does, whichever database keeps it; test_sqlite.py and test_postgres.py run it."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from ledger_made import Place, day, document, page_of, said

from ceasefire.ledger import (
    BadEntry,
    Captured,
    Fault,
    LedgerOccupied,
    LedgerReadOnly,
    LedgerRefused,
    LedgerTooNew,
    UnknownEntry,
    Verified,
    backup,
    copy,
    entry_id,
    open_ledger,
    restore,
)
from ceasefire.ledger.errors import plainly
from ceasefire.model import AsOf, Entry

GOLDEN_HEAD = "c4749fc36d898a7a1e75cd8965e7a7d57d8ca409b76ab84bcb2a324d9595a3a0"


class LedgerContract:
    """Subclasses give the fixture `place`."""

    # -- what is appended comes back

    def test_a_page_comes_back_as_it_was_appended(self, place: Place) -> None:
        page = page_of(0)
        with open_ledger(place.where) as ledger:
            done = ledger.append(page, recorded_at=day(0))
            back = list(ledger.entries())
        assert (done.new, done.known, done.head.seq) == (3, 0, 3)
        assert [r.entry for r in back] == page
        assert [r.seq for r in back] == [1, 2, 3]
        assert {r.recorded_at for r in back} == {day(0)}
        assert {r.hash for r in back} == {done.head.hash}
        assert [r.id for r in back] == [entry_id(e) for e in page]

    def test_the_head_is_the_same_on_every_database(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            for n in range(3):
                ledger.append(page_of(n), recorded_at=day(n))
            assert ledger.head() == (9, GOLDEN_HEAD)

    def test_the_same_page_twice_adds_nothing(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            first = ledger.append(page_of(0), recorded_at=day(0))
            again = ledger.append(page_of(0), recorded_at=day(9))
            assert again == (0, 3, first.head)
            assert len(list(ledger.entries())) == 3

    def test_one_content_twice_on_a_page_counts_once(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            assert ledger.append([said("once"), said("once")], recorded_at=day(0))[:2] == (1, 1)

    def test_a_page_half_known_adds_the_other_half(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            ledger.append(page_of(0, size=2), recorded_at=day(0))
            assert ledger.append(page_of(0, size=5), recorded_at=day(1))[:2] == (3, 2)
            assert isinstance(ledger.verify(), Verified)

    def test_content_decides_the_id_not_its_writing(self, place: Place) -> None:
        cairo = timezone(timedelta(hours=2))
        one = Entry(
            "tally", "x", {"b": "e\u0301", "a": Decimal("1.50"), "none": None}, "t", reported_at=day(0)
        )
        two = Entry("tally", "x", {"a": "1.5", "b": "\u00e9"}, "t", reported_at=day(0).astimezone(cairo))
        with open_ledger(place.where) as ledger:
            assert ledger.append([one, two], recorded_at=day(0)).new == 1

    def test_hard_words_come_back(self, place: Place) -> None:
        words = 'المعلم said "no" \\ \n\t\x00\u2028 😀 \' -- % %s ? :x'
        hard = Entry(
            "statement", 'a "b" \\ c', {words: [words, 1, 0.1, True, None, {}]}, "o'neil%", speaker="؟"
        )
        with open_ledger(place.where) as ledger:
            ledger.append([hard], recorded_at=day(0))
            assert [r.entry for r in ledger.entries()] == [hard]
            assert isinstance(ledger.verify(), Verified)

    @pytest.mark.parametrize(
        "bad",
        [
            Entry("statement", "s", {"n": float("nan")}, "t"),
            Entry("statement", "s", {"n": object()}, "t"),
            Entry("statement", "s", {"n": "\ud800"}, "t"),
            Entry("statement", "s", {"t": datetime(2031, 1, 1)}, "t"),
            Entry("statement", "s", {}, "t", reported_at=datetime(2031, 1, 1)),
            Entry("statement", "s", {}, "t", valid_from=day(2), valid_to=day(1)),
            Entry("statement", "", {}, "t"),
            Entry("statement", "a\x1fb", {}, "t"),
            Entry("statement", "s", {}, "t", speaker="a\nb"),
        ],
    )
    def test_what_cannot_be_written_down_is_refused_whole(self, place: Place, bad: Entry) -> None:
        with open_ledger(place.where) as ledger:
            with pytest.raises(BadEntry):
                ledger.append([said("good"), bad], recorded_at=day(0))
            assert ledger.head().seq == 0

    def test_many_pages_to_a_commit_stay_pages(self, place: Place) -> None:
        seen = []
        with open_ledger(place.where) as ledger, open_ledger(place.where) as other:
            done = ledger.append_many(
                (page_of(n) for n in range(10)),
                recorded_at=day(0),
                group=12,
                acknowledged=lambda a: seen.append((a.new, other.head())),
            )
            assert [new for new, _ in seen] == [12, 24, 30]
            assert [head.seq for _, head in seen] == [12, 24, 30], "acknowledged before it could be read"
            assert done.head == seen[-1][1]
            assert len({r.hash for r in ledger.entries()}) == 10
            assert ledger.append_many((page_of(n) for n in range(10)), recorded_at=day(1))[:2] == (0, 30)

    def test_nothing_is_appended_of_nothing(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            assert ledger.append([], recorded_at=day(0)) == (0, 0, (0, "0" * 64))
            assert ledger.verify() == Verified(0, 0, 0, 0, "0" * 64)

    # -- three times

    def test_each_of_three_times_bounds_what_is_seen(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            ledger.append([said("early", about=1, reported=2)], recorded_at=day(10))
            ledger.append([said("late", about=5, reported=6), said("timeless")], recorded_at=day(20))

            def seen(**times: datetime) -> list[str]:
                return [r.entry.body["quote"]["exact"] for r in ledger.entries(AsOf(**times))]

            assert seen() == ["early", "late", "timeless"]
            assert seen(valid_at=day(4.9)) == ["early", "timeless"]
            assert seen(valid_at=day(5)) == ["early", "late", "timeless"], "bounds are inclusive"
            assert seen(published_by=day(5.9)) == ["early", "timeless"]
            assert seen(published_by=day(6)) == ["early", "late", "timeless"]
            assert seen(known_at=day(9.9)) == []
            assert seen(known_at=day(10)) == ["early"]
            assert seen(known_at=day(20), published_by=day(1)) == ["timeless"]

    def test_kinds_and_subjects_narrow_a_read(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            ledger.append(
                [said("a", kind="statement"), said("b"), said("c", subject="u2"), said("d", kind="tally")],
                recorded_at=day(0),
            )
            found = ledger.entries(kinds=("bearing", "tally"), subjects=("u1",))
            assert [r.entry.body["quote"]["exact"] for r in found] == ["b", "d"]

    def test_a_correction_takes_the_place_and_the_past_stays(self, place: Place) -> None:
        wrong = said("9 towns", about=1, reported=2)
        right = said("7 towns", about=3, reported=8, supersedes=entry_id(wrong))
        with open_ledger(place.where) as ledger:
            ledger.append([wrong], recorded_at=day(10))
            ledger.append([right], recorded_at=day(20))

            def seen(**times: datetime) -> list[str]:
                return [r.entry.body["quote"]["exact"] for r in ledger.entries(AsOf(**times))]

            assert seen() == ["7 towns"]
            assert seen(known_at=day(19)) == ["9 towns"], "what was known before stays answerable"
            assert seen(published_by=day(7)) == ["9 towns"], "not corrected in print by then"
            assert seen(valid_at=day(2)) == [], "a withdrawn word does not come back for an earlier day"
            assert [r.entry for r in ledger.history("u1")] == [wrong, right]
            assert ledger.get(entry_id(wrong)).entry == wrong

    def test_a_correction_of_nothing_is_refused(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            with pytest.raises(UnknownEntry, match="f" * 64):
                ledger.append([said("a"), said("b", supersedes="f" * 64)], recorded_at=day(0))
            assert ledger.head().seq == 0
            first = said("a")
            ledger.append([first, said("b", supersedes=entry_id(first))], recorded_at=day(0))
            assert len(list(ledger.entries())) == 1
            with pytest.raises(UnknownEntry):
                ledger.get("0" * 64)

    def test_a_clock_that_jumps_back_is_noted_and_overruled(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            ledger.append([said("first")], recorded_at=day(10))
            ledger.append([said("second")], recorded_at=day(3))
            assert [r.recorded_at for r in ledger.entries()] == [day(10), day(10)]
            assert ledger.notes() == [
                f"page 2: the clock said {day(3).isoformat()}, earlier than the page before"
            ]
            assert isinstance(ledger.verify(), Verified)

    def test_a_read_is_one_snapshot(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            ledger.append_many((page_of(n) for n in range(1000)), recorded_at=day(0))
            reading = ledger.entries()
            next(reading)
            ledger.append([said("meanwhile")], recorded_at=day(1))
            assert sum(1 for _ in reading) == 2999
            assert ledger.head().seq == 3001

    # -- append only

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE entry SET body = '{}' WHERE seq = 1",
            "DELETE FROM entry WHERE seq = 3",
            "UPDATE page SET recorded_at = '2001-01-01T00:00:00.000000Z'",
            "DELETE FROM page",
            "DELETE FROM words",
            "UPDATE words SET text = 'other'",
            "UPDATE words SET text = NULL",
            "DELETE FROM migration",
            "UPDATE migration SET version = 99",
            (
                "INSERT INTO entry (seq, id, kind, subject, precision, recorded_by, body)"
                " VALUES (99, 'x', 'k', 's', 'day', 't', '{}')"
            ),
            "INSERT INTO page VALUES (99, 99, 99, '2099-01-01T00:00:00.000000Z', NULL, 'a', 'b')",
            (
                "INSERT INTO page SELECT number + 1, last + 1, last + 1, '2001-01-01T00:00:00.000000Z', NULL,"
                " 'a', 'b' FROM page ORDER BY number DESC LIMIT 1"
            ),
        ],
    )
    def test_the_database_refuses_changes(self, place: Place, sql: str) -> None:
        with open_ledger(place.where) as ledger:
            ledger.append([*page_of(0), Captured(document(), "t")], recorded_at=day(0))
            before = ledger.verify()
            with pytest.raises(LedgerRefused, match="append-only"), plainly("here"):
                place.run(sql)
            assert ledger.verify() == before

    def test_writers_at_once_leave_no_gap(self, place: Place) -> None:
        def write(who: int) -> None:
            with open_ledger(place.where, wait=60) as ledger:
                for n in range(12):
                    ledger.append([said(f"{who} {n} {i}") for i in range(3)], recorded_at=day(n))

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(write, range(4)))
        with open_ledger(place.where) as ledger:
            assert ledger.verify()[:2] == (144, 48)
            by_writer: dict[str, list[int]] = {}
            for r in ledger.entries():
                who, n, _ = r.entry.body["quote"]["exact"].split()
                by_writer.setdefault(who, []).append(int(n))
            assert all(ns == sorted(ns) for ns in by_writer.values()), "not in order of commit"

    def test_a_ledger_opened_for_reading_cannot_be_written(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            ledger.append([said("a")], recorded_at=day(0))
        with open_ledger(place.where, read_only=True) as ledger:
            with pytest.raises(LedgerReadOnly):
                ledger.append([said("b")], recorded_at=day(0))
            assert len(list(ledger.entries())) == 1
            assert isinstance(ledger.verify(), Verified)

    # -- documents

    def test_a_text_is_kept_once_and_its_entry_describes_it(self, place: Place) -> None:
        page = document()
        with open_ledger(place.where) as ledger:
            assert (
                ledger.put_document(page, recorded_at=day(0), recorded_by="t", meta={"origin": "x"}).new == 1
            )
            assert (
                ledger.put_document(page, recorded_at=day(1), recorded_by="t", meta={"origin": "x"}).new == 0
            )
            (kept,) = ledger.documents()
            assert kept.entry.subject == page.id
            assert (kept.entry.body["name"], kept.entry.body["origin"]) == ("a.txt", "x")
            assert page.text not in json.dumps(kept.entry.body)
            assert ledger.text(page.id) == page.text
            assert ledger.verify()[2:4] == (1, 0)

    def test_another_reading_of_the_same_bytes_keeps_both_texts(self, place: Place) -> None:
        from dataclasses import replace

        page = document()
        again = replace(page, text="The monitor says the road is open")
        with open_ledger(place.where) as ledger:
            ledger.put_document(page, recorded_at=day(0), recorded_by="t@1")
            ledger.put_document(again, recorded_at=day(1), recorded_by="t@2")
            assert ledger.text(page.id) == again.text
            assert ledger.verify()[2:4] == (2, 0)

    def test_an_erased_text_is_gone_for_good_and_the_chain_whole(self, place: Place) -> None:
        page, other = document(), document("Another page.", "b.txt")
        with open_ledger(place.where) as ledger:
            for one in (page, other):
                ledger.put_document(one, recorded_at=day(0), recorded_by="t")
            ledger.erase_text(page.id, "a court order", "desk", day(1))
            assert ledger.text(page.id) is None
            ledger.put_document(page, recorded_at=day(2), recorded_by="t")
            ledger.put_document(page, recorded_at=day(2), recorded_by="t@newer")
            assert ledger.text(page.id) is None, "it came back"
            assert ledger.text(other.id) == other.text
            assert ledger.verify()[2:4] == (1, 1)
            (erasure,) = ledger.entries(kinds=("erasure",))
            assert (erasure.entry.subject, erasure.entry.recorded_by) == (page.id, "desk")
            assert erasure.entry.body["reason"] == "a court order"
            with pytest.raises(UnknownEntry):
                ledger.erase_text("0" * 64, "none", "desk", day(1))
            with pytest.raises(UnknownEntry):
                ledger.text("0" * 64)

    def test_a_text_with_signs_no_database_takes_keeps_its_offsets(self, place: Place) -> None:
        page = document("a\x00b\ud800c")
        with open_ledger(place.where) as ledger:
            ledger.put_document(page, recorded_at=day(0), recorded_by="t")
            assert ledger.text(page.id) == "a\ufffdb\ufffdc"
            assert ledger.verify()[2] == 1

    # -- audit

    @pytest.mark.parametrize(
        ("sql", "seq", "why"),
        [
            ("UPDATE entry SET body = replace(body, 'line 1', 'line 9') WHERE seq = 5", 5, "words"),
            ("UPDATE entry SET speaker = 'another' WHERE seq = 4", 4, "fields"),
            ("UPDATE entry SET speaker = NULL WHERE seq = 4", 4, "fields"),
            ("UPDATE entry SET reported_at = '2031-05-01T09:00:00.000000Z' WHERE seq = 6", 6, "fields"),
            ("UPDATE entry SET supersedes = 'abc' WHERE seq = 2", 2, "fields"),
            ("UPDATE entry SET id = 'abc' WHERE seq = 2", 2, "fields"),
            ("DELETE FROM entry WHERE seq = 7", 7, "missing"),
            ("DELETE FROM entry WHERE seq = 9", 9, "missing"),
            ("DELETE FROM page WHERE number = 2", 4, "page that begins"),
            ("UPDATE page SET recorded_at = '2031-05-02T09:00:00.000001Z' WHERE number = 2", 4, "hash"),
            ("UPDATE page SET clock = '2031-05-02T09:00:00.000001Z' WHERE number = 3", 7, "hash"),
            ("UPDATE page SET hash = 'abc' WHERE number = 1", 1, "hash"),
            ("UPDATE page SET prev_hash = 'abc' WHERE number = 2", 4, "hang"),
            (
                (
                    "INSERT INTO entry SELECT seq + 1, 'x', kind, subject, speaker, valid_from, valid_to,"
                    ' "precision", reported_at, recorded_by, supersedes, body FROM entry WHERE seq = 10'
                ),
                11,
                "no page",
            ),
            ("UPDATE words SET text = 'The monitor says that the road is shut.'", 0, "captured"),
            ("UPDATE words SET text = NULL", 0, "no entry says who"),
            ("DELETE FROM words", 10, "missing"),
            ("SELECT 1", 0, "guards"),
        ],
    )
    def test_verify_names_the_first_that_does_not_fit(
        self, place: Place, sql: str, seq: int, why: str
    ) -> None:
        with open_ledger(place.where) as ledger:
            for n in range(3):
                ledger.append(page_of(n), recorded_at=day(n))
            ledger.append([Captured(document(), "t")], recorded_at=day(9))
            assert ledger.verify()[:4] == (10, 4, 1, 0)
            place.unguard()
            place.run(sql)
            found = ledger.verify()
            assert isinstance(found, Fault)
            assert (found.seq, why in found.why) == (seq, True), found

    def test_a_chain_written_anew_is_shown_by_a_head_kept_outside(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            ledger.append(page_of(0), recorded_at=day(0))
            printed = ledger.head()
            ledger.append(page_of(1), recorded_at=day(1))
            assert ledger.holds(printed)
            assert not ledger.holds(printed._replace(hash="f" * 64))
            assert not ledger.holds(printed._replace(seq=2))
            assert ledger.holds(type(printed)(0, "0" * 64))

    # -- moving

    def test_backup_and_restore_keep_the_head(self, place: Place, tmp_path: Path) -> None:
        saved, back = tmp_path / "saved.db", tmp_path / "back.db"
        with open_ledger(place.where) as ledger:
            ledger.append([*page_of(0), Captured(document(), "t")], recorded_at=day(0))
            ledger.erase_text(document().id, "law", "desk", day(1))
            head = ledger.head()
            moved = backup(place.where, saved)
        assert moved.entries == 5
        assert isinstance(moved.checked, Verified)
        assert sorted(p.name for p in tmp_path.glob("saved*")) == ["saved.db"]
        restore(saved, back)
        with open_ledger(back) as ledger:
            assert ledger.head() == head
            assert ledger.text(document().id) is None
            assert ledger.append([said("goes on")], recorded_at=day(2)).new == 1
            assert isinstance(ledger.verify(), Verified)
        with pytest.raises(LedgerOccupied):
            backup(place.where, saved)

    def test_a_copy_goes_there_and_back_and_brings_what_is_new(self, place: Place, tmp_path: Path) -> None:
        origin = tmp_path / "origin.db"
        page = document("Words to go later.", "c.txt")
        with open_ledger(origin) as ledger:
            ledger.append_many((page_of(n) for n in range(20)), recorded_at=day(0))
            ledger.put_document(page, recorded_at=day(1), recorded_by="t")
            head = ledger.head()
        assert copy(origin, place.where).entries == 61
        with open_ledger(place.where) as there:
            assert there.head() == head
            assert there.text(page.id) == page.text
            there.append([said("news")], recorded_at=day(2))
            there.erase_text(page.id, "law", "desk", day(3))
            head = there.head()
        assert copy(place.where, origin).entries == 2
        with open_ledger(origin) as ledger:
            assert ledger.head() == head
            assert ledger.text(page.id) is None
            assert isinstance(ledger.verify(), Verified)
            ledger.append([said("apart")], recorded_at=day(4))
        with open_ledger(place.where) as there:
            there.append([said("from this")], recorded_at=day(4))
        with pytest.raises(LedgerOccupied):
            copy(origin, place.where)

    # -- versions and logs

    def test_a_ledger_of_a_newer_version_says_so(self, place: Place) -> None:
        with open_ledger(place.where) as ledger:
            ledger.append([said("a")], recorded_at=day(0))
        place.run("INSERT INTO migration VALUES (99, 'from the future', '2099', 'ceasefire 9')")
        with pytest.raises(LedgerTooNew, match=r"version 99.*Update ceasefire"):
            open_ledger(place.where)

    def test_logs_hold_counts_and_hashes_only(self, place: Place, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG), open_ledger(place.where) as ledger:
            ledger.append([said("secret words", subject="secret place")], recorded_at=day(0))
            list(ledger.entries())
        ours = [r.getMessage() for r in caplog.records if r.name.startswith("ceasefire")]
        assert any("appended 1 entries" in line for line in ours)
        assert "secret" not in "".join(ours)
