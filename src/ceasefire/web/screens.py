"""A question and its folio in, the name of a template and what it shows out: one function a screen."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from ceasefire.views import VIEWS
from ceasefire.views.board import Board, Cell, Row
from ceasefire.views.choice import Ids, fits
from ceasefire.views.drawing import Drawing, Spoken, draw_timeline, draw_waiting
from ceasefire.views.evidence import Line
from ceasefire.views.lanes import lanes
from ceasefire.views.lists import Source, statements
from ceasefire.views.sections import Section
from ceasefire.views.timeline import Moment
from ceasefire.views.waiting import in_ring, paired
from ceasefire.views.why import Why
from ceasefire.views.wording import Mark
from ceasefire.web import choosing, map_screen, more_screens, passages, wanted
from ceasefire.web.parts import PART, Page, href, part, slug
from ceasefire.web.shelf import Asked, NotFound

EVIDENCE = 60
"""Pieces of evidence shown at once under one heading."""


def board(asked: Asked) -> Page:
    """Clauses as rows, parties as columns; the reasons of one cell beside them where it is open."""
    page = wanted.page_of(asked)
    drawn = page.ids if page else None
    view: Board = asked.kept("board", lambda: VIEWS["board"](asked.folio, clauses=drawn))
    only = choosing.only(asked)
    rows = [r for r in (_fitting(row, asked, only) for row in view.rows) if r is not None]
    party = asked.question.party
    columns = [c for c in view.columns if not party or c[0] == party]
    shown, pages, number = (rows, page.pages, page.number) if page else part(rows, asked.question.n)
    return "board.html", {
        "view": view,
        "rows": shown,
        "columns": columns,
        "pages": pages,
        "number": number,
        "found": page.found if page else len(rows),
        "counts": _counts(asked, view),
        "sections": [kept for kept in (_kept(section, only) for section in view.sections) if kept.items],
        "drawer": reasons(asked, asked.question.open) if asked.question.open else None,
    }


def counts(asked: Asked) -> Page:
    """Show how many undertakings stand how; the board of a large ledger asks for it once it is drawn."""
    rows = None if asked.whole else frozenset[str]()
    view = asked.kept("board", lambda: VIEWS["board"](asked.folio, clauses=rows))
    return "counts.html", {"view": view, "counts": _counts(asked, view)}


def _counts(asked: Asked, view: Board) -> list[tuple[Mark, int | None]]:
    """Count the cells of each mark; None where the ledger is large and these are not judged or asked for."""
    if asked.whole:
        marks: Iterable[Mark] | None = [c.mark for row in view.rows for _, cells in row.cells for c in cells]
    else:
        wanted_now = asked.counted or asked.question.screen == "counts"
        found = asked.marks if wanted_now else None
        marks = found.values() if found is not None else None
    counts = Counter(marks or ())
    return [(m, counts.get(m, 0) if marks is not None else None) for m in Mark]


def why(asked: Asked) -> Page:
    """Everything one status rests on, each word in its paragraph."""
    return "why.html", {"drawer": reasons(asked, asked.question.subject), "wide": True}


def timeline(asked: Asked) -> Page:
    """Draw a lane for each undertaking, then everything said in order of time."""
    page = wanted.page_of(asked)
    of = page.undertakings if page else None
    moments = asked.kept("timeline", lambda: VIEWS["timeline"](asked.folio, of=of))
    q, only = asked.question.q.casefold(), choosing.only(asked)
    fitting = [m for m in moments if (not q or q in _moment_words(m)) and _about(m, asked, only)]
    shown, pages, number = part(fitting, asked.question.n if page is None else "", size=4 * PART)
    return "timeline.html", {
        "drawing": _timeline(asked, of),
        "moments": shown,
        "found": len(fitting),
        "pages": page.pages if page else pages,
        "number": page.number if page else number,
    }


def waiting(asked: Asked) -> Page:
    """Who is said to wait for whom: rings with the words of each side, then the waits outside them."""
    view = asked.kept("waiting", lambda: VIEWS["waiting"](asked.folio))
    pairs = paired(view)
    rings = [(ring, in_ring(ring, pairs)) for ring in view.rings]
    ringed = {pair for _, found in rings for pair in found}
    drawn = draw_waiting(view, href=href(asked), title=asked.say("Who waits for whom"))
    return "waiting.html", {
        "slug": slug,
        "rings": rings,
        "others": [pair for pair in pairs if pair not in ringed],
        "drawing": drawn if pairs else None,
    }


def _timeline(asked: Asked, of: Collection[str] | None) -> Drawing:
    """Draw the lanes of the chosen place, of some undertakings; the chosen day is shaded among the others."""
    only = choosing.only(asked, day=False)
    name = f"lanes{choosing.part_of(asked, day=False)}"
    say = asked.say
    return draw_timeline(
        asked.kept(name, lambda: lanes(asked.folio, only=only, of=of)),
        now=asked.folio.as_of.valid_at,
        href=href(asked),
        chosen=choosing.day_in(asked),
        spoken=Spoken(say.short_day, say("Timeline"), say("Incidents alleged per day"), say("as of")),
    )


def sources_(asked: Asked) -> Page:
    """List the captured pages, or show one of them with its statements marked."""
    if asked.question.subject:
        return reader(asked)
    view: tuple[Source, ...] = asked.always("sources", asked.opening.sources)
    q, outlet = asked.question.q.casefold(), asked.question.outlet
    own = asked.always("own", asked.opening.own_pages)
    about = _pages_about(asked)
    fitting = [
        s
        for s in view
        if (about is None or s.id in about)
        and (not outlet or _label(s) == outlet)
        and (not q or q in f"{s.name} {s.outlet} {s.title}".casefold())
    ]
    fitting.sort(key=lambda s: (s.id not in own, s.published, s.name))
    outlets = Counter(_label(s) for s in view)
    shown, pages, number = part(fitting, asked.question.n)
    return "sources.html", {
        "sources": shown,
        "own": own,
        "found": len(fitting),
        "all": len(view),
        "outlets": sorted(outlets.items()),
        "pages": pages,
        "number": number,
    }


def _pages_about(asked: Asked) -> frozenset[str] | None:
    """Return the pages on which something is said of the day and place chosen; None where nothing is."""
    if asked.whole:
        only = choosing.only(asked)
        rows = asked.folio.bearings
        return None if only is None else frozenset(r.said.document.id for r in rows if r.id in only)
    among = wanted.chosen(asked)
    return None if among is None else asked.opening.own_pages(among)


def _label(source: Source) -> str:
    return source.outlet or source.name.rsplit("/", 1)[-1]


def reader(asked: Asked) -> Page:
    """One page as captured, with the statements read from it marked."""
    book = asked.folio.book
    document = book.documents.get(asked.question.subject)
    if document is None:
        raise NotFound(
            "No such page, or none that was out by the time asked about. Take the times away, or look it up "
            "among the sources."
        )
    rows = [r for r in statements(book, page=document.id) if r.document.id == document.id]
    text = asked.text(document.id)
    listed = asked.always("sources", asked.opening.sources)
    bears: dict[str, list[Any]] = {}
    for b in asked.folio.bearings:
        bears.setdefault(b.said.id, []).append(b.bearing)
    return "reader.html", {
        "document": document,
        "source": next(s for s in listed if s.id == document.id),
        "parts": passages.parts(document, text, rows) if text is not None else None,
        "statements": rows,
        "bears": bears,
        "dropped": sum(d["end"] - d["start"] for d in document.body.get("dropped", ())),
        "length": len(text or ""),
    }


def reasons(asked: Asked, key: str) -> dict[str, Any]:
    """Return what the drawer and the page of reasons show of one undertaking."""
    folio = asked.folio
    if key not in folio.undertakings:
        raise NotFound(f"{folio.process.id} has no undertaking {key!r}. Look for it on the board.")
    view: Why = asked.kept(f"why:{key}", lambda: VIEWS["why"](folio, folio.undertakings[key]))
    groups = [
        ("Says it was done", tuple(e for e in view.weighed if e.id in view.status.for_ids)),
        ("Says it was not", tuple(e for e in view.weighed if e.id in view.status.against_ids)),
        ("Also weighed", tuple(e for e in view.weighed if not _either(e, view))),
        ("Beside the question", view.beside),
    ]
    return {
        "view": view,
        "groups": [(title, lines[:EVIDENCE], len(lines)) for title, lines in groups if lines],
        "paragraph": lambda line: paragraph(asked, line),
    }


def _either(entry: Line, view: Why) -> bool:
    return entry.id in view.status.for_ids or entry.id in view.status.against_ids


def paragraph(asked: Asked, line: Line) -> passages.Marked:
    """Return a line's words in their paragraph."""
    document = asked.folio.book.documents[line.document]
    return passages.in_paragraph(line.quote, line.passage, document, asked.text(line.document))


def _fitting(row: Row, asked: Asked, only: Ids | None) -> Row | None:
    """Return a row with the cells that fit the filters, None where none does."""
    ask, heard = asked.question, asked.folio.by_undertaking

    def fits(cell: Cell) -> bool:
        about = only is None or any(r.id in only for r in heard.get(cell.undertaking, ()))
        return about and _fits(cell, row, ask.status, ask.q)

    cells = ((party, tuple(filter(fits, group))) for party, group in row.cells)
    kept = tuple((party, group) for party, group in cells if group and (not ask.party or party == ask.party))
    return replace(row, cells=kept) if kept else None


def _kept(section: Section, only: Ids | None) -> Section:
    return replace(section, items=tuple(item for item in section.items if fits(item.lines, only)))


def _about(moment: Moment, asked: Asked, only: Ids | None) -> bool:
    """Tell whether a moment is of the day and place chosen; a deadline names no place."""
    if only is None or moment.line is not None:
        return moment.line is None or fits((moment.line,), only)
    return not asked.question.place and moment.shown[:10] == asked.question.day


def _fits(cell: Cell, row: Row, status: str, q: str) -> bool:
    words = f"{row.point} {row.text} {cell.text} {cell.reason} {cell.word}".casefold()
    return (not status or cell.mark == status) and q.casefold() in words


def _moment_words(moment: Moment) -> str:
    entry = moment.line
    said = f"{entry.speaker} {entry.quote.exact} {entry.outlet}" if entry else ""
    return f"{moment.what} {moment.undertaking} {said}".casefold()


# One row a screen; a new one is a function above, a template, and a row here.
SCREENS: Mapping[str, tuple[str, Callable[[Asked], Page]]] = {
    "board": ("Board", board),
    "timeline": ("Timeline", timeline),
    "map": ("Map", map_screen.map_),
    "compare": ("Compare", more_screens.compare_),
    "actors": ("Actors", more_screens.actors_),
    "waiting": ("Waiting", waiting),
    "sources": ("Sources", sources_),
    "report": ("Daily report", more_screens.report_),
    "why": ("", why),
    "counts": ("", counts),
}
