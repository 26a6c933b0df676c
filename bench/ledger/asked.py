"""A ledger that the pages can be asked about: documents of some thirty statements each, and a process.

All made up from a seed, in a place nobody fights over; every sentence is written for this. One page in
twelve prints an earlier one again under another name, so that there are copies to fold.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from ceasefire import processes
from ceasefire.ledger import Captured, entry_id, open_ledger
from ceasefire.model import (
    Action,
    Bearing,
    BearingKind,
    Document,
    Entry,
    Figure,
    Force,
    Heard,
    Mention,
    Passage,
    PassageKind,
    Precision,
    Quote,
    Statement,
    When,
)
from ceasefire.model.words import Bound, TruceState
from ceasefire.records import bearing_entry, process_entry, statement_entry

PROCESS = "example-2031"
T0 = datetime(2031, 1, 1, tzinfo=UTC)
DAYS, A_PAGE, PARTIES, OUTLETS, VOICES = 365, 30, 6, 60, 60
TOWNS = ("Akureyri", "Akranes", "Borgarnes", "Egilsstadir", "Husavik", "Keflavik", "Selfoss", "Isafjordur")
_SYLLABLES = ("ka", "lo", "mi", "te", "su", "ra", "ve", "no", "du", "pe", "gi", "ba")
_ENDS = ("", "n", "rin", "lt", "sk", "mun", "der", "val")
NAMES = tuple(f"{a}{b}{c}" for a in _SYLLABLES for b in _SYLLABLES for c in _ENDS)

# How often each kind of sentence stands on a page, of a hundred; the rest are claims and denials.
KINDS = (("attack", 4), ("aid", 3), ("truce", 1), ("count", 1), ("stance", 2), ("term", 1), ("wait", 1))


def write(place: str | Path, *, statements: int, undertakings: int) -> None:
    """Write the ledger, pages in the order of their days, a day recorded a week later."""
    text = process_file(undertakings)
    made, faults = processes.load(text, f"{PROCESS}.yaml")
    if made is None:
        raise SystemExit("\n".join(map(str, faults[:5])))
    with open_ledger(place) as ledger:
        ledger.append([process_entry(made, text)], recorded_at=T0)
        for day, pages in groupby(_pages(statements, undertakings), key=lambda page: page[0].date()):
            recorded = datetime.combine(day, time(), UTC) + timedelta(days=7)
            ledger.append_many((page for _, page in pages), recorded_at=recorded)


def process_file(undertakings: int) -> str:
    """Return a process file with so many undertakings, ten to a clause; every seventh hangs on another."""
    parties = [f"party-{n}" for n in range(PARTIES)]
    lines = [
        f"id: {PROCESS}", "title: An example of 2031, made up to be large", "zone: UTC",
        "countries: [IS]", "window: {from: 2031-01-01}", "actors:",
        *(f"  - {{id: {p}, kind: group, names: [{p.replace('-', ' ').title()}]}}" for p in parties),
        "participants:", *(f"  - {{actor: {p}, role: party}}" for p in parties),
        "agreements:", "  - id: deal", "    title: The deal", "    kind: accord",
        "    references: [none]", "    clauses:",
    ]  # fmt: skip
    for n in range(undertakings):
        if n % 10 == 0:
            lines += [f"      - id: c{n}", f'        point: "{n // 10}"', "        text: Leave a part of it.",
                      "        undertakings:"]  # fmt: skip
        debtor, due = parties[n % PARTIES], T0 + timedelta(days=20 + n * 7 % 300)
        when = f"{{after: u{n - 1}, by: 48 hours}}" if n % 7 == 6 else due.date().isoformat()
        lines.append(
            f"          - {{id: u{n}, debtor: {debtor}, text: Leave field {n}., actions: [withdraw], "
            f"mode: achieve, due: {when}, reference: none, agreed: [{{actor: {debtor}, on: 2031-01-01}}], "
            f"powers: [{{actor: {debtor}, may: [agree]}}]}}"
        )
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Made:
    """What a sentence is made from: how many undertakings there are, when its page is out, and dice."""

    undertakings: int
    out: datetime
    dice: random.Random

    def town(self) -> str:
        """Name a town."""
        return self.dice.choice(TOWNS)

    def field(self) -> int:
        """Return the number of an undertaking's field."""
        return self.dice.randrange(self.undertakings)

    def ending(self) -> str:
        """Return words that hardly any other sentence has."""
        return " ".join(self.dice.choices(NAMES, k=9))


Sentence = tuple[int, str, dict]
"""The number of the voice, its words, and what they say."""


def one_page(number: int, undertakings: int) -> list[Entry | Captured]:
    """Return a page like the others, out in the middle of the year."""
    out = T0 + timedelta(days=DAYS // 2)
    return _page(number, _sentences(A_PAGE, Made(undertakings, out, random.Random(number))), out)


def _pages(statements: int, undertakings: int) -> Iterator[tuple[datetime, list[Entry | Captured]]]:
    dice = random.Random(1)
    count = -(-statements // A_PAGE)
    before: list[list[Sentence]] = []
    for number in range(count):
        out = T0 + timedelta(days=number * DAYS // count, minutes=dice.randrange(24 * 60))
        size = min(A_PAGE, statements - number * A_PAGE)
        if before and number % 12 == 11:
            said = dice.choice(before)[:size]
        else:
            said = _sentences(size, Made(undertakings, out, dice))
            before = [*before[-8:], said]
        yield out, _page(number, said, out)


def _sentences(size: int, made: Made) -> list[Sentence]:
    names, shares = zip(*KINDS, strict=True)
    kinds = made.dice.choices((*names, "word"), (*shares, 100 - sum(shares)), k=size)
    return [(made.dice.randrange(VOICES), *SENTENCES[kind](made)) for kind in kinds]


def _word(made: Made) -> tuple[str, dict]:
    n, done = made.field(), made.dice.random() < 0.6
    about = _day(made.out - timedelta(days=made.dice.randrange(6)))
    what = "has been left" if done else "has not been left"
    kind = BearingKind.COMPLIES if done else BearingKind.BREACHES
    return f"field {n} {what}, {made.ending()}", {
        "undertaking": f"u{n}", "kind": kind, "complied": done, "counts": True,
        "when": about if made.dice.random() < 0.8 else None, "outlet": made.dice.random() < 0.1,
    }  # fmt: skip


def _attack(made: Made) -> tuple[str, dict]:
    town = made.town()
    return f"shots were fired near {town}, {made.ending()}", {
        "force": Force.ACCUSE, "action": Action.ATTACK, "places": (town,), "when": _day(made.out),
        "undertaking": f"u{made.field()}", "kind": BearingKind.BREACHES, "complied": False,
    }  # fmt: skip


def _aid(made: Made) -> tuple[str, dict]:
    town = made.town()
    words = f"lorries with flour reached {town}, {made.ending()}"
    return words, {"action": Action.AID, "places": (town,)}


def _truce(made: Made) -> tuple[str, dict]:
    town, state = made.town(), made.dice.choice(tuple(TruceState))
    words = f"a truce in {town} is {state}, {made.ending()}"
    return words, {"action": Action.CEASE_FIRE, "places": (town,), "truce": state}


def _count(made: Made) -> tuple[str, dict]:
    n = made.dice.randrange(2, 400)
    words = f"{n} fences were counted, {made.ending()}"
    return words, {"force": Force.COUNT, "action": Action.MONITOR, "figure": Figure(n, Bound.MIN, "fences")}


def _stance(made: Made) -> tuple[str, dict]:
    kind, force = made.dice.choice(
        ((BearingKind.SUPPORTS, Force.SUPPORT), (BearingKind.OPPOSES, Force.OPPOSE),
         (BearingKind.DEMANDS, Force.REQUIRE))
    )  # fmt: skip
    return f"the shepherds' council {force}s the plan, {made.ending()}", {"kind": kind, "force": force}


def _term(made: Made) -> tuple[str, dict]:
    n, by = made.field(), _day(made.out + timedelta(days=made.dice.randrange(1, 40)))
    return f"field {n} would be left by {by.value}, {made.ending()}", {
        "force": Force.UNDERTAKE, "undertaking": f"u{n}", "kind": BearingKind.FOUNDS, "deadline": by,
    }  # fmt: skip


def _wait(made: Made) -> tuple[str, dict]:
    one, other = made.dice.sample(range(PARTIES), 2)
    return f"first the other must write it down, {made.ending()}", {
        "force": Force.REQUIRE, "action": Action.GUARANTEE, "speaker": f"party-{one}",
        "actors": (f"party-{other}",), "condition": "write it down",
    }  # fmt: skip


SENTENCES: dict[str, Callable[[Made], tuple[str, dict]]] = {
    "word": _word, "attack": _attack, "aid": _aid, "truce": _truce, "count": _count, "stance": _stance,
    "term": _term, "wait": _wait,
}  # fmt: skip


def _page(number: int, said: list[Sentence], out: datetime) -> list[Entry | Captured]:
    lines = [f"Voice {voice} said that {words}." for voice, words, _ in said]
    text, passages, at = "\n".join(lines), [], 0
    for index, sentence in enumerate(lines):
        passages.append(Passage(index, PassageKind.BODY, at, at + len(sentence)))
        at += len(sentence) + 1
    key = sha256(f"{number} {text}".encode()).hexdigest()
    document = Document(
        key, f"pages/{number:05}.txt", f"Example Outlet {number % OUTLETS}", "text/plain", "en", text,
        tuple(passages), published=_day(out),
    )  # fmt: skip
    entries: list[Entry | Captured] = [Captured(document, "made", reported_at=out)]
    for passage, sentence in zip(passages, said, strict=True):
        entries += _entries(document, passage, sentence, out)
    return entries


def _entries(document: Document, passage: Passage, sentence: Sentence, out: datetime) -> tuple[Entry, Entry]:
    voice, words, facts = sentence
    start = document.text.index(words, passage.start)
    mention = Mention(f"Voice {voice}", passage.start, passage.start + len(f"Voice {voice}"))
    named = facts.get("places", ())
    said = statement_entry(
        Statement(
            document.id, passage.index, Quote(words, start, start + len(words)),
            facts.get("force", Force.REPORT), facts.get("action", Action.WITHDRAW), "made",
            speaker=None if facts.get("outlet") else mention,
            place=tuple(Mention(p, passage.start, passage.start + 1) for p in named),
            when=facts.get("when"), deadline=facts.get("deadline"), figure=facts.get("figure"),
            condition=Mention(facts["condition"], start, start + 1) if "condition" in facts else None,
        ),
        reader="made", reported_at=out,
    )  # fmt: skip
    speaker = None if facts.get("outlet") else facts.get("speaker", f"voice-{voice}")
    bearing = Bearing(
        entry_id(said), PROCESS, facts.get("kind", BearingKind.NOTED), "made", "as the made page has it",
        Heard(speaker=speaker, speaks_for=speaker, actors=facts.get("actors", ()), places=named),
        facts.get("when") or _day(out), facts.get("undertaking"), facts.get("counts", False),
        facts.get("complied"), deadline=facts.get("deadline"), truce=facts.get("truce"),
    )  # fmt: skip
    return said, bearing_entry(bearing, reader="made", reported_at=out)


def _day(at: datetime) -> When:
    start = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return When(start.date().isoformat(), start, start + timedelta(days=1), Precision.DAY, "UTC")
