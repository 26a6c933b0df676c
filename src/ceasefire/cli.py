"""Commands. With the web the only place that reads a clock; what they show comes from `views`."""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ceasefire import __version__, intake, pipeline, processes, terminal
from ceasefire.asking import ProcessUnclear, as_of, pick
from ceasefire.explain import explain as explain_view
from ceasefire.ledger import Fault, Ledger, Moved, backup, copy, open_ledger, restore
from ceasefire.matching.actors import Actors
from ceasefire.model import CeasefireError, Problem, Process
from ceasefire.reading import Reader, check_lexicon
from ceasefire.records import plain
from ceasefire.views import VIEWS
from ceasefire.views.book import Book, Folio
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
process_app = typer.Typer(no_args_is_help=True, help="Make, check and list process files.")
ledger_app = typer.Typer(no_args_is_help=True, help="Look after a ledger.")
app.add_typer(process_app, name="process")
lexicon_app = typer.Typer(no_args_is_help=True, help="Look after the tables that reading rests on.")
app.add_typer(ledger_app, name="ledger")
app.add_typer(lexicon_app, name="lexicon")

# Exit codes: 0 all well; 1 something in the input was refused or wrong and the rest was done; 2 misuse.
TROUBLE, MISUSE = 1, 2

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

LedgerPlace = Annotated[
    str, typer.Option("--ledger", help="Path of the ledger or its postgresql:// address.")
]
ProcessId = Annotated[
    str, typer.Option("--process", "-p", help="Id of the process, where there are several.")
]
AsOf = Annotated[str, typer.Option(help="The day or time in the world that is asked about.", metavar="WHEN")]
By = Annotated[str, typer.Option(help="Only what had been published by then.", metavar="WHEN")]
KnownAt = Annotated[str, typer.Option(help="Only what this ledger had recorded by then.", metavar="WHEN")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
DEFAULT = "ceasefire.ledger"


class ReportForm(StrEnum):
    """The kinds of file that the daily report is written as."""

    HTML = "html"
    MD = "md"
    PDF = "pdf"


Known = tuple[Process, str]


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
    as_json: Json = False,
) -> None:
    """Show who owes what by when, and how far it is said to be carried out."""
    with asked(ledger, process, as_of, published_by, known_at) as folio:
        view = VIEWS["board"](folio)
    show(view, terminal.board(view, width=out.width, every=every), as_json=as_json)


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
    with asked(ledger, process, as_of, published_by, known_at) as folio:
        if undertaking not in folio.undertakings:
            listed = ", ".join(sorted(folio.undertakings))
            raise ProcessUnclear(f"{folio.process.id} has no undertaking {undertaking!r}. It has: {listed}.")
        view = VIEWS["why"](folio, folio.undertakings[undertaking])
    show(view, terminal.why(view), as_json=as_json)


@app.command()
def timeline(
    ledger: LedgerPlace = DEFAULT,
    process: ProcessId = "",
    as_of: AsOf = "",
    published_by: By = "",
    known_at: KnownAt = "",
    as_json: Json = False,
) -> None:
    """Show deadlines and everything said, in order of time."""
    with asked(ledger, process, as_of, published_by, known_at) as folio:
        view = VIEWS["timeline"](folio)
    show(view, [terminal.timeline(view)], as_json=as_json)


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
    with asked(ledger, process, as_of, published_by, known_at) as folio:
        view = VIEWS["waiting"](folio)
    show(view, terminal.waiting(view), as_json=as_json)


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
    show(view, [terminal.sources(view)], as_json=as_json)


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
            folio = open_folio(book, name, "", "", "")
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


@process_app.command("new")
def process_new(
    path: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
) -> None:
    """Write a commented process file to fill in."""
    with guarded():
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(processes.template())
        except FileExistsError:
            raise ProcessUnclear(f"{path} is there already; choose another name.") from None
        except OSError as error:
            raise ProcessUnclear(f"{path} cannot be written: {error.strerror}.") from None
    out.print(f"Wrote {path}. Fill it in, then: ceasefire process check {path}")


@process_app.command("check")
def process_check(
    paths: Annotated[list[Path], typer.Argument(help="Process files.")],
) -> None:
    """Find the faults of process files, each with its line."""
    _, faults = process_files(paths, shipped=False)
    for fault in faults:
        out.print(terminal.problem(fault), soft_wrap=True)
    wrong = [f for f in faults if not f.note]
    if not wrong:
        out.print(f"No fault in {', '.join(map(str, paths))}.")
    raise typer.Exit(TROUBLE if wrong else 0)


@process_app.command("list")
def process_list(as_json: Json = False) -> None:
    """List the processes that come with the program."""
    found = processes.shipped()
    if as_json:
        print_json([{"id": p.id, "title": p.title, "window": p.window} for p in found])
    for p in () if as_json else found:
        out.print(f"{p.id}  {p.title}  {p.window[0]} to {p.window[1] or 'now'}")


@ledger_app.command("verify")
def ledger_verify(ledger: LedgerPlace = DEFAULT) -> None:
    """Check every entry and every link of the chain; name the first that does not fit."""
    with guarded(), open_ledger(ledger, create=False, read_only=True) as book:
        found = book.verify()
    if isinstance(found, Fault):
        out.print(f"Does not fit: entry {found.seq} ({found.id or 'no id'}): {found.why}", soft_wrap=True)
        raise typer.Exit(TROUBLE)
    texts = f"{found.texts} texts, {found.erased} of them erased"
    out.print(f"Whole: {found.entries} entries on {found.pages} pages, {texts}.", soft_wrap=True)
    out.print(f"Head {found.head}")


@ledger_app.command("backup")
def ledger_backup(
    to: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
    ledger: LedgerPlace = DEFAULT,
) -> None:
    """Save a ledger to a file, its chain whole."""
    with guarded():
        moved(backup(ledger, to))


@ledger_app.command("restore")
def ledger_restore(
    saved: Annotated[Path, typer.Argument(help="A file that `backup` wrote.")],
    to: Annotated[str, typer.Argument(help="Where to restore it; nothing may be there.")],
) -> None:
    """Bring a saved ledger back."""
    with guarded():
        moved(restore(saved, to))


@ledger_app.command("copy")
def ledger_copy(
    source: Annotated[str, typer.Argument(help="Path or address of the ledger to copy.")],
    target: Annotated[str, typer.Argument(help="Where to copy it; nothing may be there.")],
) -> None:
    """Copy a ledger, also between a file and a PostgreSQL server; the head hash stays equal."""
    with guarded():
        moved(copy(source, target))


def moved(done: Moved) -> None:
    """Say what was moved, and whether it is whole where it arrived."""
    if isinstance(done.checked, Fault):
        out.print(f"{done.target} does not fit: entry {done.checked.seq}: {done.checked.why}", soft_wrap=True)
        raise typer.Exit(TROUBLE)
    out.print(f"{done.target}: {done.entries} entries, whole. Head {done.checked.head}", soft_wrap=True)


@lexicon_app.command("check")
def lexicon_check() -> None:
    """Run the example of every row of the reader's tables; name the rows that do not read theirs."""
    with guarded():
        faults = check_lexicon()
    for fault in faults:
        out.print(terminal.problem(fault), soft_wrap=True)
    if not faults:
        out.print("Every row reads its own example.")
    raise typer.Exit(TROUBLE if faults else 0)


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


# -- what the commands share


@contextmanager
def guarded() -> Iterator[None]:
    """Turn the program's own errors into one clear line and exit code 2."""
    try:
        yield
    except CeasefireError as error:
        err.print(str(error), style="bold red", soft_wrap=True)
        raise typer.Exit(MISUSE) from None


def process_files(paths: Iterable[Path], *, shipped: bool = True) -> tuple[list[Known], list[Problem]]:
    """Load process files beside the shipped ones; a file with a fault is reported and left out."""
    loaded = {p.id: (p, text) for p, text in processes.shipped_files()} if shipped else {}
    faults: list[Problem] = []
    for path in paths:
        made, found = processes.load(path, str(path), known_actors=actors())
        faults += found
        if made is not None:
            loaded[made.id] = (made, path.read_text("utf-8-sig"))
    return list(loaded.values()), faults


def read_into(ledger: Ledger, paths: Iterable[Path], known: list[Known]) -> list[pipeline.Outcome]:
    """Read pages with a progress bar on standard error; problems are told as they come."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    outcomes = []
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("Loading", total=None)
        tools = pipeline.Tools.load(known)
        captures = pipeline.capture(paths)
        bar.update(task, total=len(captures), description="Reading")
        for outcome in pipeline.read(captures, tools, ledger, now=now(), clock=time.perf_counter):
            outcomes.append(outcome)
            bar.advance(task)
            for problem in outcome.problems:
                bar.console.print(terminal.problem(problem), soft_wrap=True)
    return outcomes


def explain_pages(paths: Iterable[Path]) -> None:
    """Show what is read in pages, without a ledger; exit code 1 if one cannot be read."""
    refused = False
    with guarded():
        reader = Reader.load()
    for found in pipeline.capture(paths):
        document = found if isinstance(found, Problem) else intake.read(found)
        if isinstance(document, Problem):
            err.print(terminal.problem(document), soft_wrap=True)
            refused = refused or not document.note
        else:
            show(document, explain_view(document, reader.read(document)), as_json=False)
    raise typer.Exit(TROUBLE if refused else 0)


@contextmanager
def opened(ledger: str, zone: str, at: str, published: str, known: str) -> Iterator[Book]:
    """Open the book of a ledger as of the times asked about."""
    with open_ledger(ledger, create=False, read_only=True) as book:
        yield pipeline.open_book(book, as_of(at, published, known, zone=zone), names=shown_name)


@contextmanager
def asked(ledger: str, process: str, at: str, published: str, known: str) -> Iterator[Folio]:
    """Open a ledger at one process, as of the times asked about (read in the zone of the process)."""
    with guarded(), open_ledger(ledger, create=False, read_only=True) as book:
        yield open_folio(book, process, at, published, known)


def open_folio(ledger: Ledger, process: str, at: str, published: str, known: str) -> Folio:
    """Open the folio of one process; without an id, of the only one that the ledger tells of."""
    chosen = pick(process, pipeline.told_of(ledger), pipeline.recorded_processes(ledger))
    times = as_of(at or now().isoformat(), published, known, zone=chosen.zone)
    book = pipeline.open_book(ledger, times, names=shown_name)
    return book.folio(book.process(chosen.id) or chosen)


def now() -> datetime:
    """Read the clock, aware UTC."""
    return datetime.now(UTC)


@cache
def actors() -> Actors:
    """Return the actors that ship with the program, loaded once."""
    return Actors.load()


def shown_name(actor: str) -> str | None:
    """Return the name shown for an actor of the shipped files."""
    found = actors().get(actor)
    return found.name if found else None


def show(view: object, drawn: Iterable[RenderableType], *, as_json: bool) -> None:
    """Print a view as tables or as JSON."""
    if as_json:
        print_json(plain(view))
        return
    for part in drawn:
        out.print(part)


def write_file(path: Path, content: bytes) -> None:
    """Write a file; raise what stands in the way in words for people."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CeasefireError(f"{path} cannot be written: {error.strerror}.") from None


def print_json(value: Any) -> None:
    """Print JSON as it is, never wrapped."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
