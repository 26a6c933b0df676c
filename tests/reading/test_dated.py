"""Sentences in, the time of their acts out: whose time is whose."""

from datetime import UTC, datetime, timedelta

import pytest

from ceasefire.model import Document, Passage, PassageKind, Precision, When
from ceasefire.reading import Reader
from ceasefire.reading.times.tables import load

ROWS = load("clauses")


@pytest.fixture(scope="module")
def grammar() -> Reader:
    return Reader.load(learned=False)


def times(reader: Reader, text: str, date: str, action: str) -> list[str]:
    """Return the times of the statements of an action, "" for none; starts of periods only."""
    day = datetime.fromisoformat(date).replace(tzinfo=UTC)
    published = When(date, day, day + timedelta(days=1), Precision.DAY)
    passage = Passage(0, PassageKind.BODY, 0, len(text))
    page = Document("0" * 64, "page", "", "text/plain", "en", text, (passage,), published=published)
    found = [s for s in reader.read(page).statements if s.action == action]
    return [s.when.value.partition("/")[0] if s.when else "" for s in found]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_row_reads_its_example(grammar, row):
    found = times(grammar, row["example"], row["date"], row["action"])
    assert any(when.startswith(row["when"]) for when in found)
    assert row["when"] or set(found) == {""}


# Published on Sunday, 20 May 2012.
SENTENCES = [
    ("Raiders burned a mill and killed three farmers on Tuesday.", "attack", {"2012-05-15"}),
    ("Two nurses were killed and nine wounded in the clinic on Tuesday.", "attack", {"2012-05-15"}),
    ("A Tuesday raid killed three farmers.", "attack", {"2012-05-15"}),
    ("An ambush on Tuesday killed three farmers.", "attack", {"2012-05-15"}),
    ("PORT SAID, 20 May (Wire) - Raiders killed three farmers on Tuesday.", "attack", {"2012-05-15"}),
    ("The council adopted Resolutions 1970 and 1973 on the arms embargo.", "agree", {""}),
    ("It is the sixth peace agreement in five years.", "agree", {""}),
    ("The militia has to be pushed, and on Wednesday it killed three farmers.", "attack", {"2012-05-16"}),
    ("The colonel vowed during a visit to the port on Monday to withdraw his troops.", "withdraw", {""}),
    ("The two presidents will meet in the next few days.", "talk", {"2012-05-20"}),
    ("The rebels will withdraw by the northern summer of 2013.", "withdraw", {""}),
]


@pytest.mark.parametrize(("text", "action", "wanted"), SENTENCES, ids=[s[0][:40] for s in SENTENCES])
def test_a_time_goes_to_its_act(grammar, text, action, wanted):
    found = set(times(grammar, text, "2012-05-20", action))
    assert found == wanted or (not found and wanted == {""})


def test_a_weekday_of_what_is_told_as_done_has_gone_by(grammar):
    text = "It was the second ward to be hit after a jet on Thursday bombed the clinic."
    assert "2012-05-17" in times(grammar, text, "2012-05-20", "attack")


@pytest.mark.parametrize(
    ("date", "wanted"),
    [("2012-12-20", "2012-12-25"), ("2012-01-03", "2011-12-25"), ("2012-09-30", "2011-12-25")],
)
def test_a_feast_without_its_year_is_a_near_one(grammar, date, wanted):
    text = "The guerrillas announced a truce on Christmas Day."
    assert times(grammar, text, date, "cease_fire") == [wanted]
