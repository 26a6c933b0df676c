"""Golden pairs: pages of our own and what must come out of them."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from ceasefire.intake import Capture, read
from ceasefire.model import Document, PassageKind

PAGES = YAML(typ="safe").load(Path(__file__).with_name("pages.yaml").read_text(encoding="utf-8"))


def document(row) -> Document:
    found = read(Capture(row["name"], row["page"].encode(), row.get("media", "text/plain")))
    assert isinstance(found, Document)
    return found


@pytest.fixture(params=PAGES, ids=lambda row: row["name"])
def row(request):
    return request.param


def test_only_the_report_speaks(row):
    found = document(row)
    words = [found.words(p) for p in found.passages]
    assert [w[: len(k)] for w, k in zip(words, row["keeps"], strict=False)] == row["keeps"], words
    assert len(words) == len(row["keeps"]), words


def test_what_the_page_says_of_itself(row):
    found = document(row)
    assert (found.title.text if found.title else None) == row.get("title", found.title and found.title.text)
    if "source" in row:
        assert found.source == row["source"]
    if "place" in row:
        assert found.place is not None
        assert found.place.text == row["place"]
        assert found.text[found.place.start : found.place.end] == row["place"]
    for name in ("published", "modified"):
        when = getattr(found, name)
        if name in row:
            assert when is not None
            assert when.value == row[name]


def test_repeats_are_kept_and_marked(row):
    found = document(row)
    assert [p.index for p in found.passages if p.repeats is not None] == row.get("repeats", [])


def test_posts_have_their_own_time(row):
    found = document(row)
    posts = [p.published.value for p in found.passages if p.kind is PassageKind.POST and p.published]
    assert posts == row.get("posts", [])


def test_english_is_told(row):
    assert document(row).language == "en"


def test_the_glued_cookie_line_is_cut_off_within_its_line():
    found = document(next(r for r in PAGES if r["name"] == "glued-cookie-line"))
    assert found.words(found.passages[-1]).endswith("within a week.")
    assert any(found.text[d.start : d.end].startswith("By continuing") for d in found.dropped)


def test_two_clocks_of_one_instant():
    found = document(next(r for r in PAGES if r["name"] == "two-zones"))
    assert found.published is not None
    assert found.modified is not None
    assert found.published.earliest == found.modified.earliest
    assert [p.note for p in found.problems] == [True]
