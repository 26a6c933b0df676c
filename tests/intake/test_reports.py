"""The five real reports, where they are present."""

from datetime import UTC, datetime

import pytest

from ceasefire.intake import captures, read
from ceasefire.model import Document, PassageKind


@pytest.fixture(scope="module")
def reports(shared) -> dict[str, Document]:
    zones = {"Moscow": "Europe/Moscow"}
    found = {}
    for capture in captures([shared / "reports"]):
        document = read(capture, zone_of_place=zones.get)
        assert isinstance(document, Document)
        found[capture.name.rsplit("/", 1)[-1][:3]] = document
    assert len(found) == 5
    return found


def spoken(document: Document) -> str:
    return "\n".join(document.words(p) for p in document.passages)


@pytest.mark.parametrize(
    ("report", "furniture"),
    [
        ("000", ("Blogs", "Last modified", "spotlight", "news story for more")),
        ("001", ("Stay tuned", "Subscribe", "Newsfeed", "log in", "Chats", "материала")),
        ("002", ("favor", "foreign agent", "journalists", "difference", "Read more", "Support The")),
        ("003", ("Bureau Report", "cookies", "clicking this link")),
        ("004", ("string(", "S/SH", "Hollande", "Beating War Drum", "Rouhani", "2016 22:09")),
    ],
)
def test_nothing_of_the_furniture_speaks(reports, report, furniture):
    words = spoken(reports[report])
    assert not [piece for piece in furniture if piece in words]


@pytest.mark.parametrize(
    ("report", "passages"), [("000", 13), ("001", 12), ("002", 14), ("003", 12), ("004", 10)]
)
def test_every_paragraph_speaks(reports, report, passages):
    assert len(reports[report].passages) == passages


def test_titles_and_leads_count_once(reports):
    first, fifth = reports["001"], reports["004"]
    assert [p.repeats for p in first.passages if p.repeats is not None] == [1]
    assert first.title is not None
    assert first.title.text.startswith("Russia Urges Syria")
    assert [p.index for p in fifth.passages if p.kind is PassageKind.HEADLINE and p.repeats is None] == [0]
    assert [p.repeats for p in fifth.passages if p.repeats is not None] == [0]


def test_outlets(reports):
    assert {name: d.source for name, d in reports.items()} == {
        "000": "Al Jazeera",
        "001": "Sputnik International",
        "002": "The Moscow Times",
        "003": "",  # the page does not name it
        "004": "Al Alam",
    }


def test_dates_on_the_page(reports):
    blog, story = reports["000"], reports["004"]
    assert blog.published is not None
    assert blog.published.earliest == datetime(2012, 4, 10, 8, 59, tzinfo=UTC)
    assert blog.published.value.startswith("2012-04-10T11:59")
    assert blog.place is not None
    assert blog.place.text == "Moscow"
    assert story.published is not None
    assert story.published.value == "2016-02-24T22:09:20"
    assert story.published.zone is None


def test_the_caption_stands_apart(reports):
    assert [p.index for p in reports["000"].passages if p.kind is PassageKind.CAPTION] == [12]
