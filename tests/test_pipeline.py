"""Reading a page again: what is no longer read is superseded, never erased, and stays answerable."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ceasefire import pipeline, processes
from ceasefire.ledger import open_ledger
from ceasefire.model import AsOf
from ceasefire.reading import Reading

FIRST = datetime(2030, 1, 1, tzinfo=UTC)
PAGE = processes.examples() / "syria-2012" / "07-saltmarsh-observer-moscow.html"


class Fewer:
    """A reader that reads what another reads, less its first statement."""

    def __init__(self, reader):
        self.reader = reader

    def read(self, document):
        found = self.reader.read(document)
        return Reading(found.statements[1:], found.passed_over)


@pytest.fixture(scope="module")
def tools():
    return pipeline.Tools.load(processes.shipped_files())


def read(ledger, tools, now):
    captures = pipeline.capture([PAGE])
    return list(pipeline.read(captures, tools, ledger, now=now, clock=time.perf_counter))


def kept(ledger, kind, **times):
    return {r.id for r in ledger.entries(AsOf(**times), kinds=(kind,))}


def test_what_a_later_reading_leaves_out_is_superseded_with_its_bearings(tmp_path, tools):
    with open_ledger(tmp_path / "book") as ledger:
        (first,) = read(ledger, tools, FIRST)
        before = kept(ledger, "statement")
        read(ledger, replace(tools, reader=Fewer(tools.reader)), FIRST + timedelta(days=1))
        after = kept(ledger, "statement")
        assert len(before) == first.statements == len(after) + 1
        assert all(r.entry.body["statement"] in after for r in ledger.entries(kinds=("bearing",)))
        assert kept(ledger, "statement", known_at=FIRST) == before


def test_a_later_reading_with_another_process_file_leaves_the_bearings_on_the_first(tmp_path, tools):
    with open_ledger(tmp_path / "book") as ledger:
        read(ledger, tools, FIRST)
        before = kept(ledger, "bearing")
        only = tuple(p for p in tools.processes if p[0].id == "colombia-2016")
        read(ledger, replace(tools, processes=only), FIRST + timedelta(days=1))
        assert kept(ledger, "bearing") == before


def test_the_same_reading_again_adds_nothing(tmp_path, tools):
    with open_ledger(tmp_path / "book") as ledger:
        read(ledger, tools, FIRST)
        (again,) = read(ledger, tools, FIRST + timedelta(days=1))
        assert again.new == 0


def test_every_step_is_timed(tmp_path, tools):
    timings = pipeline.Timings()
    with open_ledger(tmp_path / "book") as ledger:
        captures = pipeline.capture([PAGE])
        list(pipeline.read(captures, tools, ledger, now=FIRST, clock=time.perf_counter, timings=timings))
    assert set(timings.seconds) == {"clean", "date", "read", "match", "append"}
