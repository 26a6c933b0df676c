"""A ledger's place in, an application out: pages for people, JSON for programs. It reads, never writes."""

import gc
import socket
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from threading import Thread

import uvicorn
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from ceasefire import __version__
from ceasefire.model import CeasefireError
from ceasefire.web import api, pages, screens
from ceasefire.web.question import Question
from ceasefire.web.security import Guard
from ceasefire.web.shelf import Shelf, open_shelf

Clock = Callable[[], datetime]
HOST, PORT = "127.0.0.1", 8730
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


def _now() -> datetime:
    return datetime.now(UTC)


class PortTaken(CeasefireError):
    """The server cannot listen where it was asked to."""


def create_app(
    ledger_place: str, *, clock: Clock = _now, geojson: str = "", hosts: Sequence[str] = ("*",)
) -> FastAPI:
    """Return the application over the ledger at a path or a `postgresql://` address.

    The ledger is opened for each question, for reading only: it may be written meanwhile, and one that is
    missing or damaged is a page that says so. `clock` gives the present (aware), for the end of sliders.
    `geojson` is an office's own file of boundaries; raise `BoundariesUnreadable` if it is none. `hosts` are
    the names it answers to: on a loopback address no page of another name may ask it.
    """
    app = FastAPI(
        title="ceasefire",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        description="The board of a peace process and the words behind every cell. Read only.",
    )
    app.state.shelf = open_shelf(ledger_place, geojson=geojson)
    app.state.clock = clock
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.add_middleware(Guard, refuse=pages.too_long)
    app.mount("/static", StaticFiles(directory=str(pages.STATIC)), name="static")
    api.add(app)
    pages.add(app)
    return app


def warm(app: FastAPI) -> None:
    """Draw what takes long at first, so that nobody waits; what stands in the way is told on the page.

    A board reads the process and its words; a map, the gazetteer and the boundaries.
    """
    shelf: Shelf = app.state.shelf
    for screen in ("board", "map"):
        with suppress(CeasefireError), shelf.asked(Question(screen=screen), pages.SPEECH["en"]) as asked:
            screens.SCREENS[screen][1](asked)


SELDOM = 20_000
"""Objects made since, from which it is looked for garbage: one page makes some tens of thousands."""


def settle() -> None:
    """Look no more for garbage among what a process holds already: in a large ledger that stops it 150 ms."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM)


def _ready(app: FastAPI) -> None:
    warm(app)
    settle()


def serve(
    ledger_place: str, *, host: str = HOST, port: int = PORT, open_browser: bool = False,
    geojson: str = "", say: Callable[[str], None] = print,
) -> None:  # fmt: skip
    """Serve a ledger until interrupted; `say` is told the address first."""
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    hosts = LOOPBACK if host in LOOPBACK else ("*",)
    app = create_app(ledger_place, geojson=geojson, hosts=hosts)
    _listenable(host, port)
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False)
    server = uvicorn.Server(config)
    app.state.shelf.tell(say)
    Thread(target=_ready, args=(app,), daemon=True).start()
    say(address)
    if open_browser:
        webbrowser.open(address)
    server.run()


def _listenable(host: str, port: int) -> None:
    """Raise `PortTaken` where nothing can listen; the server itself would only log it."""
    try:
        family, kind, number, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, number) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(where)
    except OSError as error:
        raise PortTaken(
            f"Cannot listen on {host}, port {port}: {error.strerror}. Choose another with --port or --host."
        ) from None
