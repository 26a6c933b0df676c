"""Addresses for programs in, JSON out: the same views as the pages, with the same times and filters.

Every answer names the head hash of the ledger that it was drawn from. Absent fields are empty.
"""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from fastapi.responses import JSONResponse, Response

from ceasefire.records import plain, without_paths
from ceasefire.views import VIEWS
from ceasefire.views.actors import actor, actors
from ceasefire.views.choice import fits
from ceasefire.views.compare import compare
from ceasefire.views.lanes import lanes
from ceasefire.views.lists import statements
from ceasefire.views.map import atlas
from ceasefire.web import choosing, more_screens, wanted
from ceasefire.web.question import Question
from ceasefire.web.shelf import Asked, NotFound, Shelf
from ceasefire.web.words import Speech

ENGLISH = Speech("en")
Process = Annotated[str, Path(description="Id of a process, as /api/processes lists them.")]
Times = tuple[str, str, str]
DayPlace = tuple[str, str]


def _times(
    as_of: Annotated[str, Query(description="A day or time: what is asked about in the world.")] = "",
    published_by: Annotated[
        str, Query(description="A day or time: only what had been published by then.")
    ] = "",
    known_at: Annotated[
        str, Query(description="A day or time: only what this ledger had recorded by then.")
    ] = "",
) -> Times:
    return as_of, published_by, known_at


def _choice(
    day: Annotated[str, Query(description="Only what is about this day, 2012-04-10.")] = "",
    place: Annotated[
        str, Query(description="Only what names this place: the id of a pin, or region: and a province's.")
    ] = "",
) -> DayPlace:
    return day, place


Paths = Annotated[bool, Query(description="The whole path under which a page was read, not its file's name.")]
Number = Annotated[str, Query(description="The page of the board of a large ledger, from 1.")]
Asking = Annotated[Times, Depends(_times)]
Choosing = Annotated[DayPlace, Depends(_choice)]

router = APIRouter(prefix="/api", tags=["Reading"])


def add(app: FastAPI) -> None:
    """Add the JSON interface to an application."""
    app.include_router(router)


@router.get("/processes", summary="The processes that the ledger knows, those that pages tell of first")
def processes(request: Request) -> dict[str, Any]:
    """Return ids, titles, windows and zones."""
    shelf: Shelf = request.app.state.shelf
    with shelf.reading() as ledger:
        told, spans, head = shelf.told(ledger), shelf.spans(ledger), ledger.head().hash
    rows = [
        {"id": p.id, "title": p.title, "zone": p.zone, "window": p.window, "told_of": spans.get(p.id)}
        for p in told
    ]
    return {"head": head, "processes": rows}


@router.get("/{process}/board", summary="Clauses by parties, with the lists beside the grid")
def board(request: Request, process: Process, times: Asking, n: Number = "") -> Response:
    """Return each cell with its mark, word, deadline, voices, reason and whole status."""

    def make(asked: Asked) -> object:
        page = wanted.page_of(asked)
        return VIEWS["board"](asked.folio, clauses=page.ids if page else None)

    return _answer(request, replace(_asked(process, times, "board"), n=n), make)


@router.get("/{process}/why/{undertaking:path}", summary="What the status of one undertaking rests on")
def why(request: Request, process: Process, undertaking: str, times: Asking) -> Response:
    """Return the rows of the rule that decided, and every word for, against and beside."""

    def make(asked: Asked) -> object:
        return VIEWS["why"](asked.folio, _undertaking(asked, undertaking))

    return _answer(request, _asked(process, times, "why", undertaking), make)


@router.get("/{process}/timeline", summary="Lanes of the undertakings, and everything said in order of time")
def timeline(request: Request, process: Process, times: Asking, choice: Choosing, n: Number = "") -> Response:
    """Return lanes with their marks; incidents alleged per day; moments."""

    def make(asked: Asked) -> object:
        page = wanted.page_of(asked)
        of = page.undertakings if page else None
        only, moments = choosing.only(asked), VIEWS["timeline"](asked.folio, of=of)
        said = [m for m in moments if only is None or (m.line is not None and fits((m.line,), only))]
        return {"lanes": lanes(asked.folio, only=only, of=of), "moments": said}

    return _answer(request, replace(_asked(process, times, "timeline", choice=choice), n=n), make)


@router.get("/{process}/waiting", summary="Who is said to wait for whom, and the rings among them")
def waiting(request: Request, process: Process, times: Asking) -> Response:
    """Return waits with their words; rings are computed from them."""
    return _answer(request, _asked(process, times, "waiting"), lambda a: VIEWS["waiting"](a.folio))


@router.get("/{process}/map", summary="Truces, incidents and aid with coordinates")
def map_(request: Request, process: Process, times: Asking, choice: Choosing) -> Response:
    """Return pins in WGS 84 degrees; what is said of the whole country stands apart."""

    def make(asked: Asked) -> object:
        return atlas(asked.folio, asked.shelf.spots(asked.process.countries), only=choosing.only(asked))

    return _answer(request, _asked(process, times, "map", choice=choice), make)


@router.get("/{process}/compare/{undertaking:path}", summary="What each voice says of one undertaking")
def comparison(request: Request, process: Process, undertaking: str, times: Asking) -> Response:
    """Return a column per voice, copies of one origin folded; facts agreed or differing."""

    def make(asked: Asked) -> object:
        return compare(asked.folio, _undertaking(asked, undertaking))

    return _answer(request, _asked(process, times, "compare", undertaking), make)


@router.get("/{process}/actors", summary="Everybody who takes part or is heard")
def actors_(request: Request, process: Process, times: Asking) -> Response:
    """Return roles, side, and how often each is heard, force by force."""
    return _answer(request, _asked(process, times, "actors"), lambda a: {"actors": actors(a.folio)})


@router.get("/{process}/actors/{key:path}", summary="One actor")
def actor_(request: Request, process: Process, key: str, times: Asking) -> Response:
    """Return what it owes, said, and how its stance moved."""

    def make(asked: Asked) -> object:
        found = actor(asked.folio, key)
        if found is None:
            raise NotFound(f"{process} neither lists nor hears {key!r}.")
        return found

    return _answer(request, _asked(process, times, "actors", key), make)


@router.get("/{process}/report", summary="The daily report")
def report(request: Request, process: Process, times: Asking, day: str = "") -> Response:
    """Report on a day, or of the last day that pages tell of."""

    def make(asked: Asked) -> object:
        of_day = replace(asked, question=replace(asked.question, day=day))
        return more_screens.daily(of_day, more_screens.report_day(of_day))[0]

    return _answer(request, _asked(process, ("", *times[1:]), "report"), make)


@router.get("/{process}/sources", summary="The captured pages")
def sources_(request: Request, process: Process, times: Asking, paths: Paths = False) -> Response:
    """Return outlet, date, language, statements, and which pages print the same copy."""
    return _answer(
        request, _asked(process, times, "sources"), lambda a: {"sources": a.opening.sources()}, paths=paths
    )


@router.get("/{process}/sources/{document}", summary="One page: its words and what was read in them")
def source(
    request: Request, process: Process, document: str, times: Asking, paths: Paths = False
) -> Response:
    """Return the text as captured, its passages, and statements with character offsets into it."""

    def make(asked: Asked) -> object:
        found = asked.folio.book.documents.get(document)
        if found is None:
            raise NotFound("No such page, or none that was out by the time asked about.")
        rows = [r for r in statements(asked.folio.book, page=document) if r.document.id == document]
        read = [{"id": r.id, **plain(r.statement)} for r in rows]
        return {**found.body, "id": document, "text": asked.text(document), "statements": read}

    return _answer(request, _asked(process, times, "sources", document), make, paths=paths)


def _part(asked: Asked) -> dict[str, Any]:
    """Say of a large ledger which part of it is answered from: the page, and how many of how many words."""
    if asked.whole:
        return {}
    paged = asked.question.screen in ("board", "timeline")
    page = wanted.page_of(asked) if paged else None
    held = {name: {"shown": e.shown, "all": e.all} for name, e in asked.folio.extents.items()}
    return {"part": {**({"n": page.number, "pages": page.pages} if page else {}), "statements": held}}


def _undertaking(asked: Asked, key: str) -> Any:
    if key not in asked.folio.undertakings:
        raise NotFound(f"{asked.process.id} has no undertaking {key!r}.")
    return asked.folio.undertakings[key]


def _asked(
    process: str, times: Times, screen: str, subject: str = "", choice: DayPlace = ("", "")
) -> Question:
    """Return what the page of the same view would be asked."""
    return Question(
        process=process, screen=screen, subject=subject, as_of=times[0], published_by=times[1],
        known_at=times[2], day=choice[0], place=choice[1],
    )  # fmt: skip


def _answer(
    request: Request, question: Question, make: Callable[[Asked], object], *, paths: bool = False
) -> Response:
    """Open the folio, draw the view, and name the ledger's state that it was drawn from."""
    shelf: Shelf = request.app.state.shelf
    with shelf.asked(question, ENGLISH) as asked:
        tag = f'W/"{sha256(f"{asked.key} {question.address} {paths}".encode()).hexdigest()[:32]}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        answer = {"head": asked.folio.book.head, "process": asked.process.id, "answer": plain(make(asked))}
        answer |= _part(asked)
    if not paths:
        answer = without_paths(answer)
    return JSONResponse(answer, headers={"etag": tag, "cache-control": "no-cache"})
