"""How quick the pages are: a cold browser on the example ledger, and server and browser on a large one.

    python bench/web.py examples LEDGER          # first paint, bytes of each screen, cold browser
    python bench/web.py large --entries 1000000 --undertakings 5000 [--ledger FILE] [--browser]

LEDGER is one that `ceasefire read src/ceasefire/data/examples --ledger LEDGER` filled. FILE is made where it
is absent (minutes for a million statements), else asked as it is. Beside the seconds on the wall stand this
program's own (CPU), which the machine's other work does not lengthen.
"""

import argparse
import os
import resource
import shutil
import socket
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.testclient import TestClient

from ceasefire.web import create_app
from ceasefire.web.app import settle, warm
from ceasefire.web.screens import SCREENS

sys.path.insert(0, str(Path(__file__).parent / "ledger"))
import asked

HERE = f"/p/{asked.PROCESS}"
QUESTIONS = (
    ("board, first question after start", f"{HERE}/board"),
    ("board, drawn before", f"{HERE}/board"),
    ("board, another as-of", f"{HERE}/board?as_of=2031-10-01"),
    ("its counts, asked for by the page", f"{HERE}/counts?as_of=2031-10-01"),
    ("board, another published-by", f"{HERE}/board?published_by=2031-09-09"),
    ("its counts", f"{HERE}/counts?published_by=2031-09-09"),
    ("board, both, page 3", f"{HERE}/board?n=3&as_of=2031-08-08&published_by=2031-08-10"),
    ("board, page 100", f"{HERE}/board?n=100"),
    ("board, page 101", f"{HERE}/board?n=101"),
    ("board, of one party", f"{HERE}/board?party=party-2"),
    ("board, words", f"{HERE}/board?q=field+1777"),
    ("board, one day", f"{HERE}/board?day=2031-06-06"),
    ("board with the reasons of a cell", f"{HERE}/board?open=u8"),
    ("why", f"{HERE}/why/u7"),
    ("timeline", f"{HERE}/timeline"),
    ("timeline, one day", f"{HERE}/timeline?day=2031-06-06"),
    ("map", f"{HERE}/map"),
    ("compare, list", f"{HERE}/compare"),
    ("compare, one undertaking", f"{HERE}/compare/u9"),
    ("actors", f"{HERE}/actors"),
    ("one actor", f"{HERE}/actors/voice-7"),
    ("waiting", f"{HERE}/waiting"),
    ("sources", f"{HERE}/sources"),
    ("board, disputed only", f"{HERE}/board?status=disputed"),
    ("daily report", f"{HERE}/report?day=2031-07-01"),
)

BROWSED = (
    "board, drawn before", "board, another as-of", "board, another published-by", "board, page 100",
    "board with the reasons of a cell", "why", "timeline", "map",
)  # fmt: skip


@contextmanager
def served(place):
    """Serve a ledger on a free port; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(place), port=port, log_level="error", ws="none"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    warm(server.config.app)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True


def browse(address, paths):
    """Print first paint, when the page can be used, and its bytes, each in a browser that holds nothing."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the other half needs no browser

    print("| page | first paint ms | usable ms | KB |\n|---|---:|---:|---:|")
    with sync_playwright() as play:
        for name, path in paths:
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(address + path)
            # Asked again and again: the page lets nobody evaluate a string of its own accord.
            while not page.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
                time.sleep(0.02)
            paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
            usable = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
            size = page.evaluate("performance.getEntries().reduce((s, e) => s + (e.encodedBodySize || 0), 0)")
            print(f"| {name} | {paint:.0f} | {usable:.0f} | {size / 1000:.0f} |", flush=True)
            browser.close()


def examples(place):
    screens = [(key, f"/p/syria-2012/{key}") for key, (title, _) in SCREENS.items() if title]
    with served(place) as address:
        browse(address, screens)
    app = create_app(place)
    warm(app)
    client = TestClient(app)
    ask(client, "first, to be left out", "/static/icon.svg")
    for name, path in screens:
        ask(client, name, path)


def large(options):
    place = options.ledger or str(Path(tempfile.mkdtemp(prefix="ceasefire-bench-")) / "large.ledger")
    if not Path(place).exists():
        begun = time.perf_counter()
        asked.write(place, statements=options.entries, undertakings=options.undertakings)
        print(f"made {options.entries} statements in {time.perf_counter() - begun:.0f} s")
    print(f"load {os.getloadavg()[0]:.1f}\n\n| question | ms | CPU ms | KB |\n|---|---:|---:|---:|")
    app = create_app(place)
    client = TestClient(app)
    ask(client, *QUESTIONS[0])
    # Meanwhile a thread judges all undertakings: its work is not to be counted with the others'.
    for _ in range(options.patience):
        if "…</b>" not in client.get(f"{HERE}/counts").text:
            break
        time.sleep(1)
    settle()  # as a server does
    for name, path in QUESTIONS[1:]:
        ask(client, name, path)
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    if options.browser:
        with served(place) as address:
            browse(address, [(name, path) for name, path in QUESTIONS if name in BROWSED])


def ask(client, name, path):
    begun, own = time.perf_counter(), time.process_time()
    answer = client.get(path)
    wall, cpu = time.perf_counter() - begun, time.process_time() - own
    state = "" if answer.status_code == 200 else f" ({answer.status_code})"
    print(
        f"| {name}{state} | {1000 * wall:.0f} | {1000 * cpu:.0f} | {len(answer.content) / 1000:.0f} |",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description="How quick the pages are.")
    kinds = parser.add_subparsers(required=True)
    small = kinds.add_parser("examples")
    small.add_argument("ledger")
    small.set_defaults(run=lambda options: examples(options.ledger))
    big = kinds.add_parser("large")
    big.add_argument("--entries", type=int, default=1_000_000)
    big.add_argument("--undertakings", type=int, default=5_000)
    big.add_argument("--ledger", default="")
    big.add_argument("--patience", type=int, default=600, help="seconds to wait for the standings")
    big.add_argument("--browser", action="store_true")
    big.set_defaults(run=large)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
