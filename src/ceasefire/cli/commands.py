"""Commands that read pages, ask a ledger, and show what it holds."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ceasefire import __version__, pipeline, processes, terminal
from ceasefire.asking import ProcessUnclear
from ceasefire.cli.files import ledger_app, lexicon_app, process_app
from ceasefire.cli.shared import (
    DEFAULT,
    TROUBLE,
    AsOf,
    By,
    Json,
    KnownAt,
    LedgerPlace,
    PageNumber,
    ProcessId,
    asked,
    err,
    explain_pages,
    guarded,
    open_process,
    opened,
    out,
    print_json,
    process_files,
    read_into,
    show,
    write_file,
)
from ceasefire.ledger import open_ledger
from ceasefire.views import VIEWS
from ceasefire.views.lists import sources as sources_view
from ceasefire.views.lists import statements as statements_view

app = typer.Typer(
    name="ceasefire",
    help="Read reports of a peace process and keep its books: who owes what by when, who says it was done, "
    "who says it was not, and the words behind every cell.\n\n"
    "Start with `ceasefire demo`, or with `ceasefire read FOLDER` and then `ceasefire board`.",
    epilog="Exit codes: 0 all well; 1 something in the input was wrong, the rest was done; 2 misuse.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(process_app, name="process")
app.add_typer(ledger_app, name="ledger")
app.add_typer(lexicon_app, name="lexicon")


LISTED = 100
"""Undertakings that a message names at most."""


class ReportForm(StrEnum):
    """The kinds of file that the daily report is written as."""

    HTML = "html"
    MD = "md"
    PDF = "pdf"


@app.command()
def read(
    paths: Annotated[list[Path], typer.Argument(help="Pages (text or HTML) and folders of them.")],
    ledger: LedgerPlace = DEFAULT,
    process_file: Annotated[
        list[Path] | None, typer.Option("--process-file", help="A process file of your own; may be repeated.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what is read in the pages and why; record nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read pages into the ledger. Reading a page twice adds nothing."""
    if explain:
        explain_pages(paths)
        return
    with guarded():
        known, faults = process_files(process_file or [])
        with open_ledger(ledger) as book:
            outcomes = read_into(book, paths, known)
            head = book.head()
    for fault in faults:
        err.print(terminal.problem(fault))
    wrong = any(not p.note for o in outcomes for p in o.problems) or any(not f.note for f in faults)
    if as_json:
        print_json([o.summary() for o in outcomes])
    else:
        out.print(f"{terminal.read_summary(outcomes)} Ledger {ledger}, head {head.hash[:16]}.")
    raise typer.Exit(TROUBLE if wrong else 0)


@app.command()
def board(
    ledger: LedgerPlace = DEFAULT,
    process: ProcessId = "",
    as_of: AsOf = "",
    published_by: By = "",
    known_at: KnownAt = "",
    every: Annotated[bool, typer.Option("--all", help="Show every item of the lists.")] = False,
    page: PageNumber = 0,
    as_json: Json = False,
) -> None:
    """Show who owes what by when, and how far it is said to be carried out."""
    with asked(ledger, process, as_of, published_by, known_at) as opening:
        folio, clauses = opening.board(page)
        view = VIEWS["board"](folio, clauses=clauses.ids if clauses else None)
    drawn = [
        *terminal.board(view, width=out.width, every=every),
        *terminal.part_shown(folio.extents, clauses),
    ]
    show(view, drawn, as_json=as_json)


@app.command()
def why(
    undertaking: Annotated[str, typer.Argument(help="Id of an undertaking, as `board` shows it.")],
    ledger: LedgerPlace = DEFAULT,
    process: ProcessId = "",
    as_of: AsOf = "",
    published_by: By = "",
    known_at: KnownAt = "",
    as_json: Json = False,
) -> None:
    """Show every word that the status of one undertaking rests on, and the rows that decided."""
    with asked(ledger, process, as_of, published_by, known_at) as opening:
        held = opening.sight.undertakings
        if undertaking not in held:
            known = sorted(held)
            more = f", and {len(known) - LISTED} more" if len(known) > LISTED else ""
            raise ProcessUnclear(
                f"{opening.sight.process.id} has no undertaking {undertaking!r}. It has: "
                f"{', '.join(known[:LISTED])}{more}."
            )
        folio = opening.on(undertaking)
        view = VIEWS["why"](folio, folio.undertakings[undertaking])
    show(view, [*terminal.why(view), *terminal.part_shown(folio.extents)], as_json=as_json)


@app.command()
def timeline(
    ledger: LedgerPlace = DEFAULT,
    process: ProcessId = "",
    as_of: AsOf = "",
    published_by: By = "",
    known_at: KnownAt = "",
    page: PageNumber = 0,
    as_json: Json = False,
) -> None:
    """Show deadlines and everything said, in order of time."""
    with asked(ledger, process, as_of, published_by, known_at) as opening:
        folio, clauses = opening.said(page)
        view = VIEWS["timeline"](folio, of=clauses.undertakings if clauses else None)
    show(view, [terminal.timeline(view), *terminal.part_shown(folio.extents, clauses)], as_json=as_json)


@app.command()
def waiting(
    ledger: LedgerPlace = DEFAULT,
    process: ProcessId = "",
    as_of: AsOf = "",
    published_by: By = "",
    known_at: KnownAt = "",
    as_json: Json = False,
) -> None:
    """Show who is said to wait for whom, and the deadlocks that the words hold."""
    with asked(ledger, process, as_of, published_by, known_at) as opening:
        folio = opening.waiting()
        view = VIEWS["waiting"](folio)
    show(view, [*terminal.waiting(view), *terminal.part_shown(folio.extents)], as_json=as_json)


@app.command()
def statements(
    page: Annotated[
        str, typer.Argument(help="Only of this page: the start of its id, or its file's name.")
    ] = "",
    ledger: LedgerPlace = DEFAULT,
    as_of: AsOf = "",
    published_by: By = "",
    known_at: KnownAt = "",
    as_json: Json = False,
) -> None:
    """List statements as they were read."""
    with guarded(), opened(ledger, "UTC", as_of, published_by, known_at) as book:
        view = statements_view(book, page=page)
    show(view, [terminal.statements(view)], as_json=as_json)


@app.command()
def sources(
    ledger: LedgerPlace = DEFAULT,
    as_of: AsOf = "",
    published_by: By = "",
    known_at: KnownAt = "",
    as_json: Json = False,
) -> None:
    """List the pages that were read, and which of them print the same copy."""
    with guarded(), opened(ledger, "UTC", as_of, published_by, known_at) as book:
        view = sources_view(book)
    show(view, [terminal.sources(view)], as_json=as_json, paths=True)


@app.command()
def demo(
    ledger: Annotated[
        str, typer.Option(help="Where to keep the demo's ledger; in memory of the run if empty.")
    ] = "",
    serving: Annotated[
        bool, typer.Option("--serve", help="Then show it in a browser until Ctrl-C, if this is a terminal.")
    ] = False,
) -> None:
    """Read the project's own example pages and print their boards."""
    with guarded(), pipeline.scratch(ledger) as place, open_ledger(place) as book:
        outcomes = read_into(book, [processes.examples()], process_files([])[0])
        out.print(terminal.read_summary(outcomes))
        for name in pipeline.told_of(book):
            folio, _ = open_process(book, name, "", "", "").board()
            out.print()
            out.print(*terminal.board(VIEWS["board"](folio), width=out.width), sep="\n")
        if serving and out.is_terminal:
            from ceasefire.web import serve as serve_web  # noqa: PLC0415 - other commands need no web server

            out.print("\nThe same in a browser, until Ctrl-C:")
            serve_web(place, say=out.print)
        else:
            out.print("\nThe same in a browser: ceasefire demo --serve")


@app.command()
def serve(
    ledger: LedgerPlace = DEFAULT,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than this machine reach it then.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8730,
    open_browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    geojson: Annotated[Path | None, typer.Option(help="Your office's own boundaries, as GeoJSON.")] = None,
) -> None:
    """Show the board, its reasons and its pages in a browser; read only. Stop it with Ctrl-C."""
    from ceasefire.web import serve as serve_web  # noqa: PLC0415 - other commands need no web server

    with guarded():
        serve_web(
            ledger, host=host, port=port, open_browser=open_browser, geojson=str(geojson or ""), say=out.print
        )


@app.command()
def report(
    ledger: LedgerPlace = DEFAULT,
    process: ProcessId = "",
    date: Annotated[
        str, typer.Option(help="The day reported on; else the last that pages tell of.", metavar="DAY")
    ] = "",
    form: Annotated[ReportForm, typer.Option("--format", help="PDF is printed by Chromium.")] = ReportForm.MD,
    out_file: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write; else standard output.")
    ] = None,
    language: Annotated[
        str, typer.Option("--lang", help="Language of the frame: en, ar or ru (html, pdf).")
    ] = "en",
    published_by: By = "",
    known_at: KnownAt = "",
) -> None:
    """Write the daily report: what changed since the day before, what falls due, what was alleged."""
    from ceasefire.web import report_files, shelf  # noqa: PLC0415 - other commands need no templates

    with guarded():
        made = report_files.write(
            shelf.open_shelf(ledger), process=process, day=date, form=form, language=language,
            published_by=published_by, known_at=known_at,
        )  # fmt: skip
        if out_file is None:
            sys.stdout.buffer.write(made)
        else:
            write_file(out_file, made)


def _version(show_it: bool) -> None:
    if show_it:
        out.print(f"ceasefire {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""
