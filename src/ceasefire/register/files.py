"""The process files that a ledger recorded in; the processes they describe out, each file read once.

Reading a file of thousands of undertakings takes longer than all else that a page asks of a ledger.
"""

from functools import lru_cache
from hashlib import sha256

from ceasefire import processes
from ceasefire.ledger import Ledger
from ceasefire.model import AsOf, Process

Parsed = dict[str, Process | None]
"""Processes by what names their file's text; None for a file with faults."""


def recorded(ledger: Ledger, as_of: AsOf, parsed: Parsed) -> tuple[Process, ...]:
    """Return the processes as the ledger recorded them last by `known_at`; `parsed` is kept up."""
    rows = ledger.entries(AsOf(known_at=as_of.known_at), kinds=("process",))
    files = {r.entry.subject: str(r.entry.body["file"]) for r in rows}
    found = []
    for name, text in sorted(files.items()):
        key = sha256(f"{name}\n{text}".encode()).hexdigest()
        if key not in parsed:
            parsed[key] = _load(text, name)
        found.append(parsed[key])
    return tuple(p for p in found if p is not None)


@lru_cache(maxsize=64)
def _load(text: str, name: str) -> Process | None:
    return processes.load(text, name)[0]
