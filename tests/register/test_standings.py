"""The standing projection says what the book says of each undertaking, however the ledger came to be."""

import random
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from ceasefire import pipeline, processes
from ceasefire.judge.sitting import short
from ceasefire.ledger import Captured, entry_id, open_ledger
from ceasefire.model import (
    Action,
    ActKind,
    AsOf,
    Bearing,
    BearingKind,
    Document,
    Entry,
    Force,
    Heard,
    Mention,
    Passage,
    PassageKind,
    Precision,
    Quote,
    Standing,
    Statement,
    When,
)
from ceasefire.records import bearing_entry, process_entry, statement_entry, withdrawal_entry
from ceasefire.register.opening import Desk
from ceasefire.register.standings import Standings

T0 = datetime(2031, 1, 1, tzinfo=UTC)
LAST = 30
PROCESS = """
id: example-2031
title: An example, made up
zone: UTC
countries: [IS]
window: {from: 2031-01-01}
actors:
  - {id: shepherds, kind: group, names: [Shepherds]}
  - {id: farmers, kind: group, names: [Farmers]}
  - {id: surveyors, kind: body, names: [Surveyors]}
participants:
  - {actor: shepherds, role: party}
  - {actor: farmers, role: party}
  - {actor: surveyors, role: verifier, mandate: [leave]}
agreements:
  - id: deal
    title: The deal
    kind: accord
    references: [none]
    clauses:
      - id: c
        point: "1"
        text: Fields and fences.
        undertakings:
          - {id: leave, debtor: shepherds, creditor: farmers, text: Leave the field., actions: [withdraw],
             mode: achieve, due: 2031-01-12, reference: none, agreed: [{actor: shepherds, on: 2031-01-01}],
             verifiers: [surveyors], powers: [{actor: shepherds, may: [agree, withdraw]}]}
          - {id: after, debtor: farmers, creditor: shepherds, text: Open the gate., actions: [access],
             mode: achieve, due: {after: leave, by: 48 hours}, reference: none,
             powers: [{actor: farmers, may: [agree]}, {actor: surveyors, may: [extend, suspend, resume]}]}
          - {id: quiet, debtor: farmers, text: Let no dog loose., actions: [cease_fire], mode: maintain,
             opens: 2031-01-03, ends: 2031-01-25, reference: none, agreed: [{actor: farmers, on: 2031-01-05}],
             powers: [{actor: farmers, may: [agree]}]}
          - {id: weekly, debtor: farmers, text: Mend the fence., actions: [aid], mode: achieve,
             opens: 2031-01-01, every: 7 days, reference: none, agreed: [{actor: farmers, on: 2031-01-01}],
             powers: [{actor: farmers, may: [agree]}]}
          - {id: hangs, debtor: shepherds, text: Pay for the hay., actions: [aid], mode: achieve,
             due: {after: leave, by: 5 days, counted_from: done}, reference: none,
             agreed: [{actor: shepherds, on: 2031-01-01}], powers: [{actor: shepherds, may: [agree]}]}
"""
FOUNDED = "example-2031/said/surveyors/aid"
SUBJECTS = ("leave", "after", "quiet", "weekly", "hangs", FOUNDED)
SPEAKERS = ("shepherds", "farmers", "surveyors", "passer-by", None)
WORDS = ("kalo", "mite", "sura", "veno", "dupe", "giba", "runim", "tosk", "lemun", "barder")


def dice_of(seed):
    return random.Random(seed)  # noqa: S311


def when(n):
    start = T0 + timedelta(days=n)
    return When(start.date().isoformat(), start, start + timedelta(days=1), Precision.DAY, "UTC")


def page(number, dice, *, text=None, dated=True):
    """A page of three sentences, or another's under its own name; and its entries."""
    text = text or "\n".join(
        f"Somebody said {' '.join(dice.choices(WORDS, k=30))} of the field {dice.random()}." for _ in range(3)
    )
    passages, at = [], 0
    for index, line in enumerate(text.split("\n")):
        passages.append(Passage(index, PassageKind.BODY, at, at + len(line)))
        at += len(line) + 1
    out = T0 + timedelta(days=dice.randrange(LAST), hours=dice.randrange(24)) if dated else None
    key = sha256(f"{number} {text}".encode()).hexdigest()
    document = Document(
        key, f"{number}.txt", f"Outlet {dice.randrange(4)}", "text/plain", "en", text, tuple(passages),
        published=when((out - T0).days) if out else None,
    )  # fmt: skip
    entries = [Captured(document, "made", reported_at=out)]
    for passage in passages:
        entries += sentence(document, passage, out, dice)
    return entries


def sentence(document, passage, out, dice):
    speaker, about = dice.choice(SPEAKERS), when(dice.randrange(LAST))
    timed = dice.random() < 0.7
    quote = Quote(document.text[passage.start : passage.start + 8], passage.start, passage.start + 8)
    said = statement_entry(
        Statement(
            document.id, passage.index, quote, Force.REPORT, Action.WITHDRAW, "made",
            speaker=Mention("Somebody", passage.start, passage.start + 8) if speaker else None,
            when=about if timed else None,
        ),
        reader="made", reported_at=out,
    )  # fmt: skip
    facts = {"complied": dice.random() < 0.6, "counts": dice.random() < 0.8}
    if dice.random() < 0.15:
        facts = {
            "act": dice.choice(tuple(ActKind)), "counts": True, "denied": dice.random() < 0.2,
            "deadline": when(dice.randrange(LAST)),
        }  # fmt: skip
    elif dice.random() < 0.1:
        facts["partial"] = True
    bearing = Bearing(
        entry_id(said), "example-2031", BearingKind.NOTED, "made", "made up",
        Heard(speaker=speaker, speaks_for=speaker, places=dice.choice(((), ("hill",)))), about,
        dice.choice(SUBJECTS), **facts,
    )  # fmt: skip
    return [said, bearing_entry(bearing, reader="made", reported_at=out)]


def pages(dice, count):
    """Pages, every fourth a copy of an earlier one under another name, some without a date."""
    texts = []
    for number in range(count):
        text = dice.choice(texts) if number % 4 == 3 else None
        made = page(number, dice, text=text, dated=dice.random() < 0.9)
        texts.append(made[0].document.text)
        yield made


def questions(dice, count):
    def bound(share):
        return T0 + timedelta(days=dice.randrange(LAST + 5), hours=12) if dice.random() < share else None

    return [AsOf(bound(0.8), bound(0.5), bound(0.3)) for _ in range(count)] + [AsOf()]


def agree(ledger, desk, standings, asked):
    desk.refresh(ledger)
    process = standings.process
    standings.refresh(desk.sight(ledger, process, AsOf()))
    for as_of in asked:
        folio = pipeline.open_book(ledger, as_of, names=lambda _: None).folio(process)
        found = standings.at(desk.sight(ledger, process, as_of))
        assert dict(found) == {name: short(folio.status(u)) for name, u in folio.undertakings.items()}, as_of


@pytest.mark.parametrize("seed", range(6))
def test_standings_say_what_the_book_says(tmp_path, seed):
    dice = dice_of(seed)
    made, faults = processes.load(PROCESS, "example-2031.yaml")
    assert made is not None, faults
    desk, standings = Desk(), Standings(made)
    with open_ledger(tmp_path / f"{uuid.uuid4().hex}.db") as ledger:
        ledger.append([process_entry(made, PROCESS)], recorded_at=T0)
        for n, one in enumerate(pages(dice, 24)):
            ledger.append(one, recorded_at=T0 + timedelta(days=n))
            if n % 8 == 7:
                withdraw(ledger, dice, T0 + timedelta(days=n))
                agree(ledger, desk, standings, questions(dice, 4))
        agree(ledger, Desk(), Standings(made), questions(dice, 6))


def withdraw(ledger, dice, at):
    """Take back a statement with what it bears on, as a later reading of its page does."""
    said = dice.choice(list(ledger.entries(kinds=("statement",))))
    on_it = [r for r in ledger.entries(kinds=("bearing",)) if r.entry.body["statement"] == said.id]
    ledger.append([withdrawal_entry(r, reader="made@2") for r in (said, *on_it)], recorded_at=at)


def outlet_page(number, out, text, *, complied):
    """A page of one outlet that says in its own words whether the field was left."""
    document = Document(
        sha256(f"{number} {text}".encode()).hexdigest(), f"{number}.txt", f"Outlet {number}", "text/plain",
        "en", text, (Passage(0, PassageKind.BODY, 0, len(text)),), published=when(out),
    )  # fmt: skip
    at = T0 + timedelta(days=out)
    said = statement_entry(
        Statement(
            document.id, 0, Quote(text[:8], 0, 8), Force.REPORT, Action.WITHDRAW, "made", when=when(15)
        ),
        reader="made", reported_at=at,
    )  # fmt: skip
    bearing = Bearing(
        entry_id(said), "example-2031", BearingKind.NOTED, "made", "made up", Heard(), when(15), "leave",
        counts=True, complied=complied,
    )  # fmt: skip
    return [
        Captured(document, "made", reported_at=at),
        said,
        bearing_entry(bearing, reader="made", reported_at=at),
    ]


def test_a_later_page_that_ties_two_origins_does_not_tie_them_before_it_was_out(tmp_path):
    made, _ = processes.load(PROCESS, "example-2031.yaml")
    dice = dice_of(7)
    one, other = (
        " ".join(f"{w}{dice.randrange(1000)}" for w in dice.choices(WORDS, k=120)) for _ in range(2)
    )
    with open_ledger(tmp_path / f"{uuid.uuid4().hex}.db") as ledger:
        ledger.append([process_entry(made, PROCESS)], recorded_at=T0)
        ledger.append(outlet_page(1, 16, one, complied=True), recorded_at=T0)
        ledger.append(outlet_page(2, 17, other, complied=False), recorded_at=T0)
        ledger.append(outlet_page(3, 19, f"{one} {other}", complied=True), recorded_at=T0)
        asked = [AsOf(), AsOf(published_by=T0 + timedelta(days=18))]
        desk, standings = Desk(), Standings(made)
        agree(ledger, desk, standings, asked)
        tied, apart = (standings.at(desk.sight(ledger, made, as_of))["leave"] for as_of in asked)
    assert (tied.for_voices, tied.against_voices) == (1, 1)
    assert apart.standing is Standing.DISPUTED
    assert tied.standing is not Standing.DISPUTED


def test_plain_undertakings_are_not_judged_one_by_one(tmp_path):
    made, _ = processes.load(PROCESS, "example-2031.yaml")
    desk, standings = Desk(), Standings(made)
    with open_ledger(tmp_path / f"{uuid.uuid4().hex}.db") as ledger:
        ledger.append([process_entry(made, PROCESS)], recorded_at=T0)
        ledger.append_many(pages(dice_of(1), 12), recorded_at=T0)
        desk.refresh(ledger)
        assert standings.refresh(desk.sight(ledger, made, AsOf())) == 36
        assert standings.refresh(desk.sight(ledger, made, AsOf())) == 0
    assert standings.single == {"weekly", "hangs"}


def test_an_entry_that_only_corrects_changes_the_answer(tmp_path):
    made, _ = processes.load(PROCESS, "example-2031.yaml")
    dice = dice_of(3)
    with open_ledger(tmp_path / f"{uuid.uuid4().hex}.db") as ledger:
        ledger.append([process_entry(made, PROCESS)], recorded_at=T0)
        one = page(0, dice)
        bearing = next(e for e in one if isinstance(e, Entry) and e.kind == "bearing")
        ledger.append(one, recorded_at=T0)
        body = {**bearing.body, "why": "read again"}
        ledger.append(
            [replace(bearing, body=body, supersedes=entry_id(bearing))], recorded_at=T0 + timedelta(days=3)
        )
        agree(ledger, Desk(), Standings(made), [AsOf(), AsOf(known_at=T0 + timedelta(days=1))])
