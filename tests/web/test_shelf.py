"""A shelf answers as opening the ledger anew would, whatever was asked before."""

import itertools

import pytest
from books import PROCESS

from ceasefire import pipeline
from ceasefire.asking import as_of
from ceasefire.ledger import open_ledger
from ceasefire.views import VIEWS
from ceasefire.web import pages
from ceasefire.web.question import Question
from ceasefire.web.shelf import open_shelf

DAYS = ("", "2012-04-09", "2012-04-11", "2012-04-12", "2012-04-20")


@pytest.fixture(scope="module")
def shelf(place):
    return open_shelf(place)


@pytest.mark.parametrize(("valid", "published"), list(itertools.product(DAYS, DAYS)))
def test_a_board_from_the_shelf_is_the_board_of_a_fresh_book(shelf, place, valid, published):
    asked_for = Question(process=PROCESS, as_of=valid, published_by=published)
    with shelf.asked(asked_for, pages.SPEECH["en"]) as asked, open_ledger(place, read_only=True) as ledger:
        times = as_of(valid, published, zone=asked.process.zone)
        fresh = pipeline.open_book(ledger, times, names=asked.folio.book.names).folio(asked.process)
        assert asked.folio.as_of == times
        assert VIEWS["board"](asked.folio) == VIEWS["board"](fresh)
        assert VIEWS["timeline"](asked.folio) == VIEWS["timeline"](fresh)
