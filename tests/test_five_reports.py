"""What the boards of the five real reports must hold; skipped where the reports are absent."""

import time
from datetime import UTC, date, datetime

import pytest

from ceasefire import pipeline, processes
from ceasefire.asking import as_of
from ceasefire.cli.shared import shown_name
from ceasefire.ledger import open_ledger
from ceasefire.views import VIEWS
from ceasefire.views.wording import Mark

NOON = {"valid_at": "2012-04-10 12:00"}
EVE = {"valid_at": "2012-04-09", "published_by": "2012-04-09"}


@pytest.fixture(scope="module")
def tools():
    return pipeline.Tools.load(processes.shipped_files())


@pytest.fixture(scope="module")
def ledger(shared, tools, tmp_path_factory):
    book = open_ledger(tmp_path_factory.mktemp("five") / "book")
    read(book, tools, shared)
    return book


def read(ledger, tools, shared):
    captures = pipeline.capture([shared / "reports"])
    now = datetime(2030, 1, 1, tzinfo=UTC)
    return list(pipeline.read(captures, tools, ledger, now=now, clock=time.perf_counter))


def folio(ledger, process, **times):
    book = pipeline.open_book(ledger, as_of(zone="Asia/Damascus", **times), names=shown_name)
    return book.folio(book.process(process))


def cell(view, key):
    return next(
        c
        for row in VIEWS["board"](view).rows
        for _, cells in row.cells
        for c in cells
        if c.undertaking == key
    )


def said(view, *words, force=None, action=None, speaks_for=None):
    """Return the bearings whose words, force, action and speaker are the ones asked for."""
    return [
        r
        for r in view.bearings
        if all(w in r.said.statement.quote.exact for w in words)
        and force in (None, r.said.statement.force)
        and action in (None, r.said.statement.action)
        and speaks_for in (None, r.bearing.heard.speaks_for, r.bearing.heard.speaker)
    ]


def number(row):
    return row.document.name.rsplit("/", 1)[-1][:3]


def test_two_prints_of_one_wire_are_one_origin_and_the_others_stand_alone(ledger):
    origins = {
        d.name.rsplit("/", 1)[-1][:3]: d.origin for d in folio(ledger, "syria-2012").book.documents.values()
    }
    assert origins["002"] == origins["003"]
    assert len(set(origins.values())) == 4


def test_the_toll_is_the_un_s_and_a_lower_bound(ledger):
    rows = [r for r in folio(ledger, "syria-2012").book.statements.values() if r.statement.figure]
    tolls = [r for r in rows if r.statement.figure.value == 9000]
    assert {number(r) for r in tolls} == {"001", "002", "003"}
    assert {r.statement.figure.bound for r in tolls} == {"min"}
    assert all(
        "UN" in r.statement.speaker.text or "United Nations" in r.statement.speaker.text for r in tolls
    )


@pytest.mark.parametrize(
    ("names", "person"),
    [
        (("Walid al-Muallem", "Muallam", "Walid Moualem", "al-Moualem"), "walid-muallem"),
        (("Sergei Lavrov", "Lavrov"), "sergei-lavrov"),
        (("Bashar Assad", "President Bashar al-Assad"), "bashar-al-assad"),
    ],
)
def test_spellings_of_one_person_are_one(tools, names, person):
    process = next(p for p, _ in tools.processes if p.id == "syria-2012")
    found = {tools.matcher.actors.resolve(n, process=process, on=date(2012, 4, 9)).actor for n in names}
    assert found == {person}


def test_on_the_eve_it_is_open_and_the_demand_for_guarantees_stands_as_a_condition(ledger):
    shown = cell(folio(ledger, "syria-2012", **EVE), "withdrawal-begun")
    assert shown.status.outcome == "open"
    assert any("guarantees" in line.quote.exact for line in shown.conditions)


def test_at_noon_of_the_day_the_beginning_is_claimed_and_the_whole_is_overdue(ledger):
    view = folio(ledger, "syria-2012", **NOON)
    begun, done = cell(view, "withdrawal-begun"), cell(view, "withdrawal-done")
    assert (begun.mark, begun.status.standing) == (Mark.CLAIMED, "claimed")
    assert begun.reason.startswith("done: Walid al-Muallem for Syrian government")
    assert (done.status.outcome, done.status.partial) == ("overdue", True)


def test_both_readings_of_the_term_are_shown(ledger):
    view = folio(ledger, "syria-2012", **NOON)
    assert any("06:00" in t.words for t in cell(view, "withdrawal-begun").terms)
    assert any("Al Jazeera" in line.outlet for t in cell(view, "withdrawal-done").terms for line in t.lines)


def test_the_truce_opens_48_hours_later(ledger):
    view = folio(ledger, "syria-2012", **NOON)
    assert cell(view, "ceasefire-government").status.opens.value.startswith("2012-04-12T06:00")
    whens = {
        r.said.statement.when.value[:16]
        for r in folio(ledger, "syria-2012").bearings
        if r.said.statement.when
    }
    assert "2012-04-12T06:00" in whens


@pytest.mark.parametrize("key", ["media-access", "detainees"])
def test_what_damascus_says_it_did_is_claimed(ledger, key):
    assert cell(folio(ledger, "syria-2012", **NOON), key).mark is Mark.CLAIMED


@pytest.mark.parametrize(
    ("words", "force", "action"),
    [
        ((), "support", "agree"),
        ((), "require", "withdraw"),
        (("interference",), "oppose", "other"),
        (("removal",), "oppose", "leave_power"),
        (("vetoing",), "oppose", "sanction"),
        (("backing two",), "support", None),
    ],
)
def test_what_russia_says(ledger, words, force, action):
    assert said(folio(ledger, "syria-2012"), *words, force=force, action=action, speaks_for="russia")


def test_contrary_words_stand_beside_the_claim(ledger):
    view = folio(ledger, "syria-2012", **NOON)
    beside = {
        r.bearing.heard.speaker for r in view.by_undertaking["withdrawal-begun"] if not r.bearing.counts
    }
    assert {"activists", "sergei-lavrov"} <= beside


def test_what_is_known_of_annan_comes_through_muallem(ledger):
    rows = said(folio(ledger, "syria-2012"), "disarming", speaks_for="kofi-annan")
    assert rows
    assert all(row.said.statement.relay for row in rows)


def test_damascus_waits_and_no_ring_is_made_up(ledger):
    view = VIEWS["waiting"](folio(ledger, "syria-2012", **NOON))
    assert {w.waits_for for w in view.waits if w.waiter == "Syrian government"} == {
        "Kofi Annan",
        "Syrian armed opposition",
    }
    assert not view.rings


def test_the_cessation_of_2016(ledger):
    view = folio(ledger, "syria-2016")
    deals = said(view, force="announce", action="agree", speaks_for=None)
    assert any(r.said.statement.when and r.said.statement.when.value == "2016-02-22" for r in deals)
    starts = [r.said.statement.when for r in said(view, action="cease_fire")]
    assert any(w and w.value.startswith("2016-02-27") for w in starts)
    accepted = said(view, force="undertake", speaks_for="syria-government")
    assert any(r.said.statement.condition and r.said.statement.when for r in accepted)
    left_out = {a for r in view.bearings if r.bearing.stand == "excluded" for a in r.bearing.heard.actors}
    assert {"daesh", "al-nusra-front"} <= left_out
    assert said(view, "Hmeymim", action="coordinate")
    assert {"negotiating", "declared", "in effect"} <= {r.bearing.truce for r in view.bearings}


def test_nothing_of_a_later_day_is_shown(ledger):
    assert {number(r.said) for r in folio(ledger, "syria-2012", **EVE).bearings} <= {"001", "002", "003"}


def test_no_statement_is_read_from_furniture(ledger):
    texts = {d.id: d.body for d in folio(ledger, "syria-2012").book.documents.values()}
    for row in folio(ledger, "syria-2012").book.statements.values():
        passages = texts[row.document.id]["passages"]
        assert any(p["start"] <= row.statement.quote.start < p["end"] for p in passages)
        assert "contenttypeid" not in row.statement.quote.exact


def test_reading_them_again_adds_nothing(ledger, tools, shared):
    assert not any(outcome.new for outcome in read(ledger, tools, shared))
