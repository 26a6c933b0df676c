"""Addresses of pages in, HTML out; what goes wrong is a page too, that says what happened and what to do."""

import logging
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.exceptions import HTTPException

from ceasefire import __version__
from ceasefire.asking import TimeUnclear
from ceasefire.ledger import LedgerDamaged, LedgerLocked, LedgerMissing, LedgerUnreachable
from ceasefire.model import CeasefireError
from ceasefire.views.drawing import marks
from ceasefire.web import choosing, times, tongues
from ceasefire.web.question import QUERY, Question, QuestionTooLong, question
from ceasefire.web.screens import SCREENS
from ceasefire.web.security import LONGEST_QUERY
from ceasefire.web.shelf import Asked, NotFound, Shelf
from ceasefire.web.words import LANGUAGES, Speech, chosen, direction

_log = logging.getLogger(__name__)
STATIC = Path(str(files("ceasefire.web"))) / "static"
SPEECH = {language: Speech(language) for language in LANGUAGES}
METHODS = ["GET", "HEAD"]
EMPTY = "Read some pages first: ceasefire read FOLDER. Or look at an example: ceasefire demo."
FAULT = "This is a fault of the program; nothing in the ledger was changed. The terminal says more."
# What went wrong, and the number that browsers and programs know it by; the first that fits.
CODES: tuple[tuple[type[CeasefireError], int], ...] = (
    (NotFound, 404),
    (TimeUnclear, 400),
    (QuestionTooLong, 414),
    (LedgerMissing, 503),
    (LedgerLocked, 503),
    (LedgerUnreachable, 503),
    (LedgerDamaged, 500),
)


def _environments() -> dict[str, Environment]:
    """Return one set of templates a language, so that no request changes another's words."""
    return {language: _environment(speech) for language, speech in SPEECH.items()}


def _environment(speech: Speech) -> Environment:
    environment = Environment(
        loader=PackageLoader("ceasefire.web"), autoescape=True, undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.install_gettext_translations(speech.words, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(
        tr=speech, mark=marks.mark, sprite=marks.sprite(), version=__version__, languages=LANGUAGES,
        lang=speech.language, dir=direction(speech.language), direction=direction, assets=ASSETS,
        prose=_prose(speech.language), built=(STATIC / "built" / "htmx.js").exists(),
    )  # fmt: skip
    return environment


def _prose(language: str) -> Callable[[Context, str], Markup]:
    """Return what shows words of a process file, marked where they are in another language than the page."""

    @pass_context
    def prose(context: Context, text: str) -> Markup:
        process = context.get("process")
        native = process.language if process else "en"
        return Markup("<bdi{}>{}</bdi>").format(tongues.marked(text, language, native), text)

    return prose


def safe_style(style: str) -> Markup:
    """Return a style sheet of ours for a page that carries its own."""
    if "</" in style:
        raise ValueError("a style sheet that ends its own element")
    return Markup(style)  # noqa: S704 - the package's own file, checked above


def _assets() -> str:
    """Name the state of the static files, so that a browser may keep each for good."""
    found = sorted(p for p in STATIC.rglob("*") if p.is_file())
    digest = sha256()
    for path in found:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


ASSETS = _assets()
ENVIRONMENTS = _environments()


def add(app: FastAPI) -> None:
    """Add the addresses of the pages to an application."""
    app.add_api_route("/", _start, methods=METHODS, include_in_schema=False)
    app.add_api_route("/p/{process}", _start_of, methods=METHODS, include_in_schema=False)
    app.add_api_route("/p/{process}/{screen}", _page, methods=METHODS, include_in_schema=False)
    app.add_api_route("/p/{process}/{screen}/{subject:path}", _page, methods=METHODS, include_in_schema=False)
    app.add_exception_handler(CeasefireError, _told_wrong)
    app.add_exception_handler(HTTPException, _turned_away)
    app.add_exception_handler(Exception, _broken)


def _start(request: Request) -> Response:
    """Go to the board of the first process that pages tell of."""
    shelf: Shelf = request.app.state.shelf
    with shelf.reading() as ledger:
        told = shelf.told(ledger)
    if not told:
        return _say(request, 200, "Nothing in the ledger yet", EMPTY)
    return _to_board(request, told[0].id)


def _start_of(request: Request, process: str) -> Response:
    return _to_board(request, process)


def _to_board(request: Request, process: str) -> Response:
    asked = Question(process=process, lang=request.query_params.get("lang", "")[:2])
    return RedirectResponse(asked.address, status_code=307)


def _page(request: Request, process: str, screen: str, subject: str = "") -> Response:
    """Draw one screen."""
    if screen not in SCREENS:
        known = ", ".join(key for key, (title, _) in SCREENS.items() if title)
        raise NotFound(f"There is no screen {screen[:40]!r}. There are: {known}.")
    asked_for = question(
        process, screen, subject, {k: v for k, v in request.query_params.items() if k in QUERY}
    )
    shelf: Shelf = request.app.state.shelf
    language = chosen(asked_for.lang, request.headers.get("accept-language", ""))
    with shelf.asked(asked_for, SPEECH[language]) as asked:
        tag = f'W/"{_tag(asked, language)}"'
        headers = {"etag": tag, "cache-control": "no-cache", "vary": "accept-language"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        template, shown = SCREENS[screen][1](asked)
        html = draw(template, language, asked, shown, today=request.app.state.clock())
    return HTMLResponse(html, headers=headers)


def draw(template: str, language: str, asked: Asked, shown: dict[str, Any], *, today: Any) -> str:
    """Fill a template with what a screen shows and with what every page has."""
    common = {
        "ask": asked.question,
        "process": asked.folio.process,
        "told": [(p.id, tongues.title(p, language)) for p in asked.told],
        "folio": asked.folio,
        "zone": asked.process.zone,
        "head": asked.folio.book.head,
        "times": times.span(asked, today),
        "chosen": choosing.chosen(asked),
        "screens": [(key, title) for key, (title, _) in SCREENS.items() if title],
    }
    return ENVIRONMENTS[language].get_template(template).render(**{**common, **shown})


def _tag(asked: Asked, language: str) -> str:
    whole = f"{asked.key} {asked.counted} {asked.question.address} {language} {__version__} {ASSETS}"
    return sha256(whole.encode()).hexdigest()[:32]


# -- what goes wrong


def _told_wrong(request: Request, error: Exception) -> Response:
    code = next((code for kind, code in CODES if isinstance(error, kind)), 500)
    title = {404: "Not found", 400: "That is no date", 414: "The address is too long"}.get(
        code, "The ledger cannot be read"
    )
    return _say(request, code, title, str(error))


def _turned_away(request: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else 500
    return _say(request, code, "Not found" if code == 404 else "Not possible",
                "There is nothing at this address. Start at the board.")  # fmt: skip


def too_long(request: Request) -> Response:
    """Say that a query is longer than any screen needs."""
    text = f"Its query holds more than {LONGEST_QUERY} characters. Start at the board, or shorten it."
    return _say(request, 414, "The address is too long", text)


def _broken(request: Request, error: Exception) -> Response:
    _log.error("a page could not be drawn: %s", type(error).__name__, exc_info=error)
    return _say(request, 500, "The page could not be drawn", FAULT)


def _say(request: Request, code: int, title: str, message: str) -> Response:
    """Return a page that says what happened and what to do; as JSON where a program asks."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": title, "message": message}, status_code=code)
    language = chosen(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))
    template = ENVIRONMENTS[language].get_template("error.html")
    html = template.render(title=title, message=message, code=code)
    return HTMLResponse(html, status_code=code, headers={"cache-control": "no-store"})
