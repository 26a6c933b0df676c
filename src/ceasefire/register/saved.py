"""A register in, a folder beside the ledger out, and back: so that a start need not read every entry again.

The folder is derived and may be deleted at any time. One that another version of the program wrote, that
does not fit the ledger's chain or cannot be read is passed over. It holds no words of reports but names,
places and times, as the ledger beside it does.
"""

import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import msgspec
import numpy as np

from ceasefire import __version__
from ceasefire.ledger import Head, Ledger
from ceasefire.model import When
from ceasefire.register import take
from ceasefire.register.copies import Copies
from ceasefire.register.files import Parsed
from ceasefire.register.frozen import freeze, thaw
from ceasefire.register.register import PAGES, Register
from ceasefire.register.table import Pool, Table
from ceasefire.register.take import Named, Pools

FORM = f"{__version__} 3"
"""What the folder was written by; another form is not read."""
SUFFIX = ".register"
ROOM = 20_000
"""Empty rows behind those of each column; what comes later is put there, in memory, without a copy of all."""
TABLES = {
    "documents": take.DOCUMENTS, "statements": take.STATEMENTS, "bearings": take.BEARINGS,
    "gone": take.GONE, "pages": PAGES,
}  # fmt: skip


class _Facts(msgspec.Struct):
    """Everything but the columns."""

    form: str
    seq: int
    head: str
    words: list[str]
    named: list[Named]
    times: list[When]
    places: list[tuple[str, ...]]
    waiting: list[int]
    lengths: dict[str, int]
    rows: int
    shared: list[tuple[str, str, int]]
    parsed: dict[str, Any]


def folder_of(ledger: Ledger) -> Path | None:
    """Return the folder of a ledger's register; None for one on a server."""
    return Path(ledger.where + SUFFIX) if Path(ledger.where).is_file() else None


def save(ledger: Ledger, register: Register, copies: Copies, parsed: Parsed, head: Head) -> bool:
    """Write a register down beside its ledger; False where that is not possible, which harms nothing."""
    where = folder_of(ledger)
    if where is None or head.seq != register.seq:
        return False
    pools = register.pools
    facts = _Facts(
        FORM, register.seq, head.hash, pools.words.values, pools.pages.values, pools.times.values,
        pools.places.values, register.waiting,
        {name: len(getattr(register, name)) for name in TABLES}, copies.rows,
        [(one, other, count) for (one, other), count in copies.shared.items()],
        {key: freeze(process) for key, process in parsed.items()},
    )  # fmt: skip
    with suppress(OSError):
        made = Path(mkdtemp(prefix=where.name, dir=where.parent))
        try:
            for name in TABLES:
                for column, values in getattr(register, name).columns().items():
                    room = np.zeros(ROOM, dtype=values.dtype)
                    file = made / f"{name}.{column}.npy"
                    np.save(file, np.concatenate((values, room)), allow_pickle=False)
            (made / "facts.json").write_bytes(msgspec.json.encode(facts))
            _as_readable_as(Path(ledger.where), made)
            shutil.rmtree(where, ignore_errors=True)
            made.rename(where)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        return True
    return False


def _as_readable_as(file: Path, folder: Path) -> None:
    """Let those read a folder who may read the ledger; nobody else."""
    readable = file.stat().st_mode & 0o444
    folder.chmod(0o700 | readable | readable >> 2)
    for part in folder.iterdir():
        part.chmod(0o600 | readable)


def load(ledger: Ledger) -> tuple[Register, Copies, Parsed] | None:
    """Read what `save` wrote; None where there is nothing that fits the ledger."""
    where = folder_of(ledger)
    if where is None or not (where / "facts.json").is_file():
        return None
    try:
        facts = msgspec.json.decode((where / "facts.json").read_bytes(), type=_Facts)
        if facts.form != FORM or not ledger.holds(Head(facts.seq, facts.head)):
            return None
        tables = {name: _table(where, name, facts.lengths[name]) for name in TABLES}
        parsed: Parsed = {key: thaw(value) for key, value in facts.parsed.items()}
    except (OSError, ValueError, KeyError, TypeError, msgspec.DecodeError):
        return None
    pools = Pools(Pool(facts.words), Pool(facts.named), Pool(facts.times), Pool(facts.places))
    register = Register(pools=pools, waiting=facts.waiting, seq=facts.seq)
    for name, table in tables.items():
        setattr(register, name, table)
    shared = {(one, other): count for one, other, count in facts.shared}
    return register, Copies(shared, facts.rows), parsed


def _table(where: Path, name: str, length: int) -> Table:
    """Read the columns of a table, left on the disk until they are looked at, or written to in memory."""
    # As plain arrays over the mapped file: a memmap checks each slice anew.
    held = {
        c: np.asarray(np.load(where / f"{name}.{c}.npy", mmap_mode="c", allow_pickle=False))
        for c in TABLES[name]
    }
    if any(len(column) < length for column in held.values()):
        raise ValueError("columns are shorter than they were written")
    return Table(TABLES[name], held, length)
