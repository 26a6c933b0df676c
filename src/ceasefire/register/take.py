"""Entries of a ledger in, rows of columns out: of documents, statements and bearings, what pages look up by.

No words of a report are kept but names, places and times; the words are read from the ledger when shown.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

import msgspec

from ceasefire.model import Action, ActKind, BearingKind, Force, When
from ceasefire.model.words import CoverageStand, Precision, TruceState
from ceasefire.register.table import NEVER, NONE, Pool, micros
from ceasefire.views.lanes import ALLEGING, HOSTILE
from ceasefire.views.map import AID

DOCUMENTS = {"seq": "i4", "document": "i4", "reported": "i8", "named": "i4", "out": "i4"}
STATEMENTS = {
    "seq": "i4", "document": "i4", "reported": "i8", "start": "i4", "force": "i1",
    "action": "i1", "condition": "?", "day": "i4", "named": "i4",
}  # fmt: skip
BEARINGS = {
    "seq": "i4", "id": "V32", "statement": "i4", "document": "i4", "reported": "i8", "process": "i4",
    "undertaking": "i4", "voice": "i4", "since": "i8", "occurred": "i4", "kind": "i1", "counts": "?",
    "complied": "i1", "partial": "?", "act": "i1", "denied": "?", "quantity": "f8", "places": "i4",
    "deadline": "i4", "truce": "i1", "stand": "i1", "lists": "u1",
}  # fmt: skip
GONE = {"old": "i4", "seq": "i4", "reported": "i8"}
"""What was superseded: the number of the older entry, of the one that supersedes it, its time of report."""
COARSE = (Precision.YEAR, Precision.MONTH)


def codes(words: type[Enum]) -> dict[str | None, int]:
    """Give each word of a vocabulary its number, in their order."""
    return {None: NONE, **{str(word.value): code for code, word in enumerate(words)}}


STANCE, FOUNDS, TRUCE, STAND, COUNTED, HARM, RELIEF, WAITS = (1 << n for n in range(8))
"""The lists in which a bearing stands, a bit each."""
_STANCES = frozenset({"supports", "opposes", "demands", "refuses"})
_FORCE, _ACTION, _KIND, _ACT = codes(Force), codes(Action), codes(BearingKind), codes(ActKind)
_TRUCE, _STAND = codes(TruceState), codes(CoverageStand)
_HARM, _ALLEGING, _RELIEF = (frozenset(map(str, words)) for words in (HOSTILE, ALLEGING, AID))


class _Text(msgspec.Struct, frozen=True):
    text: str = ""


class _Start(msgspec.Struct, frozen=True):
    start: int = 0


class _Page(msgspec.Struct):
    name: str = ""
    source: str = ""
    language: str = "und"
    title: _Text = _Text()
    published: When | None = None


class _Said(msgspec.Struct):
    document: str
    force: str
    action: str
    quote: _Start = _Start()
    speaker: _Text | None = None
    when: When | None = None
    condition: _Text | None = None
    place: tuple[_Text, ...] = ()


class _Heard(msgspec.Struct, frozen=True):
    speaker: str | None = None
    speaks_for: str | None = None
    places: tuple[str, ...] = ()


class Bears(msgspec.Struct):
    """What is taken of a bearing's body."""

    statement: str
    process: str
    kind: str
    occurred: When
    heard: _Heard = _Heard()
    undertaking: str | None = None
    counts: bool = False
    complied: bool | None = None
    act: str | None = None
    denied: bool = False
    partial: bool = False
    quantity: float | None = None
    deadline: When | None = None
    truce: str | None = None
    stand: str | None = None


_page = msgspec.json.Decoder(_Page, strict=False).decode
_said = msgspec.json.Decoder(_Said, strict=False).decode
bears = msgspec.json.Decoder(Bears, strict=False).decode


class Named(msgspec.Struct, frozen=True):
    """A page's own description: file, outlet, language, title."""

    name: str
    source: str
    language: str
    title: str

    @property
    def label(self) -> str:
        """The outlet, or the file's name where the page names none."""
        return self.source or self.name.rsplit("/", 1)[-1]


@dataclass
class Pools:
    """What stands behind the codes of the columns. `words` are ids and names; `places` tuples of them."""

    words: Pool[str] = field(default_factory=Pool)
    pages: Pool[Named] = field(default_factory=Pool)
    times: Pool[When] = field(default_factory=Pool)
    places: Pool[tuple[str, ...]] = field(default_factory=Pool)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of `entry`, its body not read yet."""

    seq: int
    id: str
    kind: str
    subject: str
    reported_at: str | None
    body: str

    @property
    def reported(self) -> int:
        """When it was reported, as a column has it."""
        return micros(datetime.fromisoformat(self.reported_at)) if self.reported_at else NEVER


@dataclass(frozen=True, slots=True)
class Heard:
    """What a bearing needs of its statement: its row, its page, who speaks, and since when it is about."""

    row: int
    document: int
    reported: int
    speaker: int
    timed: bool
    lists: int


def document_row(line: Line, pools: Pools) -> tuple[Any, ...]:
    """Describe a page."""
    read = _page(line.body)
    named = Named(read.name, read.source, read.language, read.title.text)
    return (
        line.seq, pools.words.code(line.subject), line.reported, pools.pages.code(named),
        pools.times.code(read.published),
    )  # fmt: skip


def statement_row(line: Line, pools: Pools, row: int) -> tuple[tuple[Any, ...], Heard]:
    """Describe a statement; it will stand in the given row."""
    read, reported = _said(line.body), line.reported
    document = pools.words.code(read.document)
    speaker = pools.words.code(read.speaker.text) if read.speaker else NONE
    values = (
        line.seq, document, reported, read.quote.start, _FORCE[read.force],
        _ACTION[read.action], read.condition is not None, day_of(read.when),
        pools.places.code(tuple(p.text for p in read.place)),
    )  # fmt: skip
    return values, Heard(row, document, reported, speaker, read.when is not None, _said_lists(read))


def _said_lists(read: _Said) -> int:
    """Return the lists in which a statement stands by its own words."""
    alleged = read.action in _HARM and read.force in _ALLEGING
    asked = read.force == Force.REQUIRE and read.action == Action.GUARANTEE
    return (
        (COUNTED if read.force == Force.COUNT else 0)
        | (HARM if alleged else 0)
        | (RELIEF if read.action in _RELIEF else 0)
        | (WAITS if asked or read.condition is not None else 0)
    )


def _lists(said: Heard, read: Bears) -> int:
    stance = read.undertaking is None and read.kind in _STANCES
    return (
        said.lists
        | (STANCE if stance else 0)
        | (FOUNDS if read.kind == BearingKind.FOUNDS else 0)
        | (TRUCE if read.truce is not None else 0)
        | (STAND if read.stand is not None else 0)
    )


def day_of(when: When | None) -> int:
    """Return the number of the day that words give, `NONE` where they give none or a longer time."""
    if when is None or "/" in when.value or when.precision in COARSE:
        return NONE
    try:
        return date.fromisoformat(when.value[:10]).toordinal()
    except ValueError:
        return NONE


def bearing_row(line: Line, pools: Pools, said: Heard, read: Bears) -> tuple[Any, ...]:
    """Describe a bearing of a statement."""
    words = pools.words
    voice = words.code(read.heard.speaks_for or read.heard.speaker)
    since = read.occurred.earliest if said.timed or said.reported == NEVER else None
    return (
        line.seq, bytes.fromhex(line.id), said.row, said.document, line.reported, words.code(read.process),
        words.code(read.undertaking), said.speaker if voice == NONE else voice,
        said.reported if since is None else micros(since), pools.times.code(read.occurred), _KIND[read.kind],
        read.counts, NONE if read.complied is None else int(read.complied), read.partial, _ACT[read.act],
        read.denied, float("nan") if read.quantity is None else read.quantity,
        pools.places.code(read.heard.places), pools.times.code(read.deadline), _TRUCE[read.truce],
        _STAND[read.stand], _lists(said, read),
    )  # fmt: skip
