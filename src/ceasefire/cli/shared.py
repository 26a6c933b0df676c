"""What the commands share: options, clear errors, opening a ledger as of a time, printing."""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ceasefire import intake, pipeline, processes, terminal
from ceasefire.asking import as_of, pick
from ceasefire.explain import explain as explain_view
from ceasefire.ledger import Ledger, open_ledger
from ceasefire.matching.actors import Actors
from ceasefire.model import CeasefireError, Problem, Process
from ceasefire.reading import Reader
from ceasefire.records import plain, without_paths
from ceasefire.register.opening import Opening
from ceasefire.views.book import Book

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
PageNumber = Annotated[
    int, typer.Option("--page", help="Show this page only; of a large ledger, 1 unless you say.", min=0)
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
DEFAULT = "ceasefire.ledger"
Known = tuple[Process, str]


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
def asked(ledger: str, process: str, at: str, published: str, known: str) -> Iterator[Opening]:
    """Open a ledger at one process, as of the times asked about (read in the zone of the process)."""
    with guarded(), open_ledger(ledger, create=False, read_only=True) as book:
        yield open_process(book, process, at, published, known)


def open_process(ledger: Ledger, process: str, at: str, published: str, known: str) -> Opening:
    """Open one process; without an id, the only one that the ledger tells of."""
    desk = pipeline.desk_of(ledger, err.print)
    chosen = pick(process, sorted(desk.spans()), desk.processes(ledger))
    times = as_of(at or now().isoformat(), published, known, zone=chosen.zone)
    return pipeline.open_process(ledger, chosen, times, names=shown_name, desk=desk)


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


def show(view: object, drawn: Iterable[RenderableType], *, as_json: bool, paths: bool = False) -> None:
    """Print a view as tables or as JSON; with `paths` JSON says where pages lay when they were read."""
    if as_json:
        print_json(plain(view) if paths else without_paths(plain(view)))
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
