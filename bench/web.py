"""How quick the pages are: a cold browser on the example ledger, and the server on a large one.

    python bench/web.py examples LEDGER                 # first paint, bytes of each screen, cold browser
    python bench/web.py large UNDERTAKINGS STATEMENTS   # server time of the board, cold and warm

LEDGER is one that `ceasefire read src/ceasefire/data/examples --ledger LEDGER` filled.
"""

import shutil
import socket
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from starlette.testclient import TestClient

from ceasefire import processes
from ceasefire.ledger import entry_id, open_ledger
from ceasefire.model import (
    Action,
    Bearing,
    BearingKind,
    Document,
    Entry,
    Force,
    Heard,
    Passage,
    PassageKind,
    Precision,
    Quote,
    Statement,
    When,
)
from ceasefire.records import bearing_entry, process_entry, statement_entry
from ceasefire.web import create_app
from ceasefire.web.app import warm
from ceasefire.web.screens import SCREENS

START = datetime(2030, 1, 1, 12, tzinfo=UTC)


def examples(place):
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the other half needs no browser

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(place), port=port, log_level="error", ws="none"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    warm(server.config.app)
    with sync_playwright() as play:
        print("screen      first paint ms   page KB")
        for key in (k for k, (title, _) in SCREENS.items() if title):
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/p/syria-2012/{key}")
            page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
            paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
            size = page.evaluate("performance.getEntries().reduce((s, e) => s + (e.encodedBodySize || 0), 0)")
            print(f"{key:10} {paint:14.0f} {size / 1000:11.0f}")
            browser.close()
    server.should_exit = True


def large(undertakings, statements):
    with TemporaryDirectory(prefix="ceasefire-bench-") as folder:
        place = str(Path(folder) / "large.ledger")
        begun = time.perf_counter()
        fill(place, undertakings, statements)
        spent = time.perf_counter() - begun
        print(f"filled {undertakings} undertakings, {statements} statements: {spent:.0f} s")
        client = TestClient(create_app(place))
        path = "/p/large/board"
        for name, address in (
            ("cold", path),
            ("warm", path),
            ("warm, part 3", f"{path}?n=3"),
            ("as of", f"{path}?as_of=2030-02-01"),
        ):
            begun = time.perf_counter()
            answer = client.get(address)
            spent = 1000 * (time.perf_counter() - begun)
            print(f"{name:14} {answer.status_code} {spent:9.0f} ms {len(answer.content) / 1000:7.0f} KB")


def fill(place, undertakings, statements):
    text = large_process(undertakings)
    made, faults = processes.load(text, "large.yaml")
    if made is None:
        raise SystemExit("\n".join(map(str, faults[:5])))
    with open_ledger(place) as ledger:
        ledger.append([process_entry(made, text)], recorded_at=START)
        per_page = 50
        pages = (page(n, per_page, undertakings) for n in range(statements // per_page))
        for document, entries in pages:
            ledger.put_document(document, recorded_at=START, recorded_by="bench", reported_at=START)
            ledger.append(entries, recorded_at=START)


def page(number, size, undertakings):
    words = [
        f"Page {number} sentence {n} says that the unit {number * size + n} has left." for n in range(size)
    ]
    text, passages, at = "\n".join(words), [], 0
    for index, sentence in enumerate(words):
        passages.append(Passage(index, PassageKind.BODY, at, at + len(sentence)))
        at += len(sentence) + 1
    key = f"{number:064x}"
    out = START + timedelta(days=number % 100)
    when = When(out.date().isoformat(), out, out + timedelta(days=1), Precision.DAY, "UTC")
    document = Document(
        key,
        f"{number}.txt",
        f"Outlet {number % 40}",
        "text/plain",
        "en",
        text,
        tuple(passages),
        published=when,
    )
    entries: list[Entry] = []
    for p in passages:
        quote = Quote(text[p.start : p.end], p.start, p.end)
        said = statement_entry(
            Statement(key, p.index, quote, Force.REPORT, Action.WITHDRAW, "bench"),
            reader="bench",
            reported_at=out,
        )
        owed = f"u{(number * size + p.index) % undertakings}"
        done = (number + p.index) % 3 > 0
        kind = BearingKind.COMPLIES if done else BearingKind.BREACHES
        heard = Heard(speaker=f"voice-{number % 60}", speaks_for=f"voice-{number % 60}")
        bearing = Bearing(entry_id(said), "large", kind, "bench", "bench", heard, when, owed, True, done)
        entries += [said, bearing_entry(bearing, reader="bench", reported_at=out)]
    return document, entries


def large_process(undertakings):
    """Return a process file with so many undertakings, ten to a clause."""
    lines = ["id: large", "title: A large process", "zone: UTC", "window: {from: 2030-01-01}"]
    lines += ["actors:", *(f"  - {{id: debtor-{n}, kind: group, names: [Debtor {n}]}}" for n in range(6))]
    lines += ["participants:", *(f"  - {{actor: debtor-{n}, role: party}}" for n in range(6))]
    lines += [
        "agreements:",
        "  - id: deal",
        "    title: The deal",
        "    kind: accord",
        "    references: [none]",
        "    clauses:",
    ]
    for n in range(undertakings):
        if n % 10 == 0:
            lines += [
                f"      - id: c{n}",
                f'        point: "{n // 10}"',
                "        text: A clause.",
                "        undertakings:",
            ]
        lines.append(
            f"          - {{id: u{n}, debtor: debtor-{n % 6}, text: Leave zone {n}., actions: [withdraw], "
            f"mode: achieve, due: 2030-02-{1 + n % 28:02d}, reference: none, "
            f"agreed: [{{actor: debtor-{n % 6}, on: 2030-01-01}}], "
            f"powers: [{{actor: debtor-{n % 6}, may: [agree]}}]}}"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if sys.argv[1] == "examples":
        examples(sys.argv[2])
    else:
        large(int(sys.argv[2]), int(sys.argv[3]))
