"""Whatever the page: nothing is lost, nothing altered, nothing crashes, nothing hangs."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceasefire.intake import Capture, read
from ceasefire.model import Document

PIECES = st.sampled_from(
    [
        "The army began to withdraw from the bridge on Sunday, the mediator said.",
        "Read more",
        "Subscribe",
        "Home | News",
        "Published: 3 May 2013 10:00",
        "14:05 GMT",
        "© 2013 Sample Post",
        "We use cookies.",
        "Your support, no matter how small, makes a difference.",
        'string(9) "[{"a":1}]"',
        "(A soldier at the gate - Sample)",
        "• a bullet",
        "<p>",
        "</div><script>",
        "&amp;&#0;&#x110000;",
        "\u202e\u200f\ufeff",
        "قال الوسيط",
        "\u2028",
        "\x0c",
        "AB/CD 12",
    ]
)
PAGES = st.lists(st.one_of(PIECES, st.text(max_size=60)), max_size=25).map("\n".join)
SOME = settings(max_examples=120, deadline=2000, suppress_health_check=[HealthCheck.too_slow])


def check(document: Document) -> None:
    spans = sorted(
        [(p.start, p.end) for p in document.passages] + [(d.start, d.end) for d in document.dropped]
    )
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(document.text)
        assert not document.text[at:start].strip(), "words lost between runs"
        at = end
    assert not document.text[at:].strip(), "words lost at the end"
    assert [p.index for p in document.passages] == list(range(len(document.passages)))
    for passage in document.passages:
        assert passage.repeats is None or passage.repeats < passage.index
    for mention in (document.title, document.place):
        assert mention is None or document.text[mention.start : mention.end] == mention.text


@SOME
@given(PAGES)
def test_passages_and_furniture_tile_a_text_page(text):
    found = read(Capture("page", text.encode()))
    if isinstance(found, Document):
        assert found.text == text.removeprefix("\ufeff")
        check(found)


@SOME
@given(PAGES)
def test_passages_and_furniture_tile_an_html_page(text):
    found = read(Capture("page", f"<html><body>{text}</body></html>".encode(), "text/html"))
    if isinstance(found, Document):
        check(found)


@SOME
@given(st.binary(max_size=400), st.sampled_from(["text/plain", "text/html"]))
def test_any_bytes_give_a_page_or_a_problem(data, media):
    found = read(Capture("page", data, media))
    if isinstance(found, Document):
        check(found)


@given(PAGES)
@settings(max_examples=30, deadline=2000)
def test_the_same_bytes_give_the_same_document(text):
    assert read(Capture("page", text.encode())) == read(Capture("page", text.encode()))


@pytest.mark.parametrize(
    "line",
    [
        "a" * 100_000,
        "a. " * 33_000,
        '"“' * 50_000,
        "Share " * 16_000,
        "12:30 " * 16_000,
        "3 May 2013 " * 9_000,
        "A-" * 50_000,
        "[{" * 50_000,
        "MOSCOW, " * 12_000,
        "<" * 100_000,
        "&" * 100_000,
    ],
)
@pytest.mark.parametrize("media", ["text/plain", "text/html"])
def test_endless_lines_end(line, media):
    start = time.perf_counter()
    found = read(Capture("page", line.encode(), media))
    assert time.perf_counter() - start < 10
    if isinstance(found, Document):
        check(found)
