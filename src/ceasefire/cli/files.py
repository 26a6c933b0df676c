"""Commands that look after files: process files, ledgers, the reader's tables."""

from pathlib import Path
from typing import Annotated

import typer

from ceasefire import pipeline, processes, terminal
from ceasefire.asking import ProcessUnclear
from ceasefire.cli.shared import (
    DEFAULT,
    TROUBLE,
    Json,
    LedgerPlace,
    err,
    guarded,
    out,
    print_json,
    process_files,
)
from ceasefire.ledger import Fault, Moved, backup, copy, open_ledger, restore
from ceasefire.reading import check_lexicon
from ceasefire.register import saved

process_app = typer.Typer(no_args_is_help=True, help="Make, check and list process files.")
ledger_app = typer.Typer(no_args_is_help=True, help="Look after a ledger.")
lexicon_app = typer.Typer(no_args_is_help=True, help="Look after the tables that reading rests on.")


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


@ledger_app.command("project")
def ledger_project(ledger: LedgerPlace = DEFAULT) -> None:
    """Take a large ledger in ahead and keep that beside it, so that the first board need not wait."""
    with guarded(), open_ledger(ledger, create=False, read_only=True) as book:
        desk = pipeline.desk_of(book, err.print)
        kept, register, where = desk.keep(book), desk.register, book.where
    held = f"{len(register.bearings)} bearings, {len(register.statements)} statements"
    out.print(
        f"Taken in up to entry {register.seq}: {held}, {len(register.documents)} pages.", soft_wrap=True
    )
    if not kept:
        out.print("It cannot be kept: the ledger is on a server, or its folder may not be written.")
        raise typer.Exit(TROUBLE)
    out.print(f"Kept in {where}{saved.SUFFIX}; it may be deleted at any time.", soft_wrap=True)


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
