"""Times of texts: deadlines worked out by hand, zones, chains, hostile input."""

import json
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from ceasefire.model import Precision, When
from ceasefire.reading.times import chain, find_times

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DEADLINES = YAML(typ="safe", pure=True).load((HERE / "times" / "deadlines.yaml").read_text(encoding="utf-8"))
APRIL = date(2012, 4, 8)


def same(gold, found):
    """Judge as the deadline scorer does: equal instants, else the found value begins with the gold one."""
    if "/" in gold:
        return "/" in found and all(
            same(*pair) for pair in zip(gold.split("/"), found.split("/"), strict=True)
        )
    if "T" in gold:
        return "T" in found and datetime.fromisoformat(gold) == datetime.fromisoformat(found.split("/")[0])
    return found.split("/")[0].startswith(gold)


@pytest.mark.parametrize("row", DEADLINES, ids=lambda row: f"{row['phrase']} ({row['date']})")
def test_a_deadline_is_worked_out(row):
    start = row["text"].index(row["phrase"])
    end = start + len(row["phrase"])
    near = [
        m
        for m in find_times(row["text"], published=row["date"], zone=row["zone"])
        if m.start < end and m.end > start
    ]
    values = [(m.role, m.when.value if m.when else m.value) for m in near]
    right = [
        same(str(row["value"]), value) and (not row["field"] or role in {None, row["field"]})
        for role, value in values
    ]
    assert any(right), values


def only(text, published=APRIL, **known):
    (mention,) = find_times(text, published=published, **known)
    return mention


def test_the_zone_is_that_of_the_place_on_that_day():
    april = only("The truce starts at 06:00 on 12 April 2012.", zone="Asia/Damascus")
    february = only("The truce starts at 00:00 on 27 February 2016.", zone="Asia/Damascus")
    assert april.when.value == "2012-04-12T06:00:00+03:00"
    assert february.when.value == "2016-02-27T00:00:00+02:00"


def test_the_zone_said_wins_over_that_of_the_place():
    mention = only("The truce starts at 0600 GMT on 12 April 2012.", zone="Asia/Damascus")
    assert mention.when.earliest == datetime(2012, 4, 12, 6, tzinfo=UTC)


def test_a_caller_may_know_more_places():
    mention = only("at 18:00 Taiz time on 12 April", zone_of_place={"taiz": "Asia/Aden"}.get)
    assert mention.when.value == "2012-04-12T18:00:00+03:00"


def test_without_a_zone_bounds_allow_for_every_zone():
    when = only("They left on 12 April 2012.").when
    assert when.zone is None
    assert when.latest - when.earliest == timedelta(days=1, hours=26)


def test_without_a_date_of_publication_weekdays_stay_open():
    mention = only("Talks resume on Tuesday.", published=None)
    assert (mention.when, mention.value) == (None, "XXXX-WXX-2")


def test_only_what_needs_the_date_of_publication_is_inferred():
    assert only("They left on 12 April 2012.").when.inferred is False
    assert only("They left on Friday.").when.inferred is True


def test_a_weekday_follows_the_tense():
    assert only("They left on Tuesday.").when.value == "2012-04-03"
    assert only("They will leave on Tuesday.").when.value == "2012-04-10"
    assert only("They left on Tuesday.", tense=lambda _: "future").when.value == "2012-04-10"


def test_an_instant_of_publication_is_read_in_the_zone():
    late = datetime(2012, 4, 8, 22, 30, tzinfo=UTC)
    assert only("They met yesterday.", published=late, zone="Asia/Damascus").when.value == "2012-04-08"


def test_a_truce_hangs_on_the_withdrawal():
    text = "Tanks must be gone by 6 a.m. on 10 April. A truce is to start 48 hours later."
    _, truce = find_times(text, published=APRIL, zone="Asia/Damascus")
    assert truce.when.value == "2012-04-12T06:00:00+03:00"


def test_a_length_after_an_unknown_event_waits_for_it():
    text = "Guns are to be moved within 48 hours of the signing."
    found = find_times(text, published=APRIL, zone="Asia/Damascus")
    assert (found[0].when, found[0].role, found[0].hangs_on) == (None, "deadline", "the signing")
    signed = datetime(2012, 4, 9, 12, tzinfo=UTC)
    at = When(
        "2012-04-09T15:00:00+03:00", signed, signed + timedelta(minutes=1), Precision.MINUTE, "Asia/Damascus"
    )
    (known,) = chain(found, {"the signing": at}.get)
    assert known.when.value == "2012-04-11T15:00:00+03:00"
    assert known.when.earliest == signed + timedelta(hours=48)
    assert known.when.hangs_on == "the signing"


def test_a_range_is_one_mention_or_two():
    text = "The corridor opens from 9 a.m. to 2 p.m. on 27 February 2018."
    assert (
        only(text, zone="Asia/Damascus").when.value == "2018-02-27T09:00:00+02:00/2018-02-27T14:00:00+02:00"
    )
    assert len(find_times(text, published=APRIL, merge=False)) == 2


def test_the_open_future_has_no_instant():
    mention = only("Aid will come in the coming days.")
    assert (mention.when, mention.value) == (None, "FUTURE_REF")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("for five days", "P5D"),
        ("every Friday", "XXXX-WXX-5"),
        ("the 1990s", "199"),
        ("over the past year", "P1Y"),
        ("early April", "2012-04"),
        ("mid-2015", "2015"),
        ("two days ago", "2012-04-06"),
        ("in the third quarter", "2012-Q3"),
        ("on Tuesday night", "2012-04-03TNI"),
        ("recently", "PAST_REF"),
    ],
)
def test_values_of_timex3(text, value):
    assert only(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "9" * 100_000,
        "a" * 100_000,
        "12:" * 30_000,
        "Tuesday " * 12_000,
        "2012-04-" * 12_000,
        "one two three " * 7_000,
        "by the end of " * 7_000,
        "(" * 100_000,
        "\u202e\u0660\u0661\ud7ff\u2028 İ 5 days" * 4_000,
        "31 February 2012, 30 Feb, 99 May, 24:30, 25 p.m., 0000 GMT on 0 April 0000, year 99999",
        "999999999999999999999999 years ago, 10000000 days later, in 99999999 weeks",
        "at 24:00 on 31 December 9999; until 1 January 1500 at 2 a.m., twelve hundred thousand centuries ago",
    ],
    ids=lambda text: repr(text[:20]),
)
def test_hostile_input_is_read_in_bounded_time(text):
    begun = time.process_time()
    zones = (None, "Asia/Damascus", "Nowhere/None") if len(text) < 1000 else ("Asia/Damascus",)
    for zone in zones:
        check(text, find_times(text, published=APRIL, zone=zone))
    assert time.process_time() - begun < 20


def check(text, mentions):
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.value
        if mention.when is not None:
            assert mention.when.earliest < mention.when.latest
            assert mention.when.earliest.utcoffset() == timedelta()


PIECES = [row["text"] for row in DEADLINES]
WORDS = sorted({word for text in PIECES for word in text.split()})


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30), st.dates(date(1900, 1, 1), date(2090, 1, 1)))
def test_any_order_of_words_gives_ordered_bounds(picked, published):
    text = " ".join(picked)
    first = find_times(text, published=published, zone="Europe/Kyiv")
    check(text, first)
    assert first == find_times(text, published=published, zone="Europe/Kyiv")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.one_of(st.none(), st.dates()))
def test_any_text_is_read(text, published):
    check(text, find_times(text, published=published))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(DEADLINES), st.sampled_from(["Earlier: ", "\n\n", "«", "— "]))
def test_words_before_move_the_spans_along(row, before):
    plain = find_times(row["text"], published=row["date"], zone=row["zone"])
    moved = find_times(before + row["text"], published=row["date"], zone=row["zone"])
    assert [(m.start + len(before), m.end + len(before)) for m in plain] == [(m.start, m.end) for m in moved]


def run_bench(source, target):
    command = [sys.executable, ROOT / "bench" / "times.py", source, target]
    subprocess.run(command, check=True)  # noqa: S603


def test_the_deadlines_for_scoring(shared, tmp_path):
    gold = shared / "gold" / "deadlines.dev.jsonl"
    out = tmp_path / "found.jsonl"
    run_bench(gold, out)
    command = [sys.executable, shared / "gold" / "score_times.py", gold, out]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    assert float(answer.stdout.split(":")[-1]) >= 0.85


def test_the_command_line_tells_deadlines_from_timex(tmp_path):
    rows = [
        {"id": "a", "text": "They must go by Tuesday night.", "date": "2012-04-08", "zone": "Asia/Damascus"},
        {"id": "b", "text": "They must go by Tuesday night.", "date": "2012-04-08"},
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run_bench(source, target)
    found = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [row["times"][0]["value"] for row in found] == ["2012-04-10", "2012-04-10TNI"]
    assert found[0]["times"] == [{"span": [16, 29], "value": "2012-04-10", "field": "deadline"}]
