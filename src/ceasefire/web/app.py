"""A ledger's place in, an application out: pages for people, JSON for programs. It reads, never writes."""

import webbrowser
from collections.abc import Callable
from datetime import UTC, datetime

import uvicorn
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from ceasefire import __version__
from ceasefire.web import api, pages
from ceasefire.web.security import Guard
from ceasefire.web.shelf import open_shelf

Clock = Callable[[], datetime]
HOST, PORT = "127.0.0.1", 8730


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(ledger_place: str, *, clock: Clock = _now, geojson: str = "") -> FastAPI:
    """Return the application over the ledger at a path or a `postgresql://` address.

    The ledger is opened for each question, for reading only: it may be written meanwhile, and a ledger that
    is missing or damaged is a page that says so. `clock` gives the present (aware), for the end of sliders.
    `geojson` is an office's own file of boundaries. Raise `BoundariesUnreadable` if it is none.
    """
    app = FastAPI(
        title="ceasefire", version=__version__, docs_url=None, redoc_url=None,
        openapi_url="/api/openapi.json",
        description="The board of a peace process and the words behind every cell. Read only.",
    )  # fmt: skip
    app.state.shelf = open_shelf(ledger_place, geojson=geojson)
    app.state.clock = clock
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)
    app.add_middleware(Guard)
    app.mount("/static", StaticFiles(directory=str(pages.STATIC)), name="static")
    api.add(app)
    pages.add(app)
    return app


def serve(
    ledger_place: str, *, host: str = HOST, port: int = PORT, open_browser: bool = False,
    geojson: str = "", say: Callable[[str], None] = print,
) -> None:  # fmt: skip
    """Serve a ledger until interrupted; `say` is told the address first."""
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    app = create_app(ledger_place, geojson=geojson)
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False)
    server = uvicorn.Server(config)
    say(address)
    if open_browser:
        webbrowser.open(address)
    server.run()
