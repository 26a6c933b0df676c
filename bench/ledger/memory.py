"""Print the most memory that a board takes: `python bench/ledger/memory.py LEDGER [--last-words]`.

One process opens the ledger from its saved register, takes in how every undertaking stands, and asks as of
times never asked about before: the status of each, counts of them, a page of the board with its words, the
list of pages. What is printed is the peak of all that was resident, mapped files too (`VmHWM`: `ru_maxrss`
counts what the program held that started this one). With `--last-words` it is that of the bare index
(`Index.last_words`), built from the entries.
"""

import argparse
import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

import asked

from ceasefire.ledger import Index, Ledger, open_ledger
from ceasefire.model import AsOf
from ceasefire.register.opening import Desk, Opening
from ceasefire.register.standings import Standings


def questions(number: int) -> list[AsOf]:
    """Return questions of drawn times: a day, a bound on publication, a bound on knowing."""
    dice = random.Random(number)
    days = [[asked.T0 + timedelta(days=dice.randrange(20, 360)) for _ in range(3)] for _ in range(number)]
    return [AsOf(valid, published, known) for valid, published, known in days]


def board(ledger: Ledger) -> str:
    """Ask for the whole board; return how many undertakings came out how, at the end of all."""
    desk = Desk()
    desk.refresh(ledger)
    process = desk.processes(ledger)[0]
    standings = Standings(process)
    standings.refresh(desk.sight(ledger, process, AsOf()))
    for as_of in (*questions(10), AsOf()):
        sight = desk.sight(ledger, process, as_of)
        sight.standing = standings.at
        opening = Opening(ledger, sight, lambda key: key, ledger.head().hash)
        opening.board(1)
        opening.sources()
        counts = Counter(
            (row.outcome.value, row.standing.value) for row in (sight.standings() or {}).values()
        )
    return ", ".join(f"{number} {' '.join(row)}" for row, number in counts.most_common())


def last_words(ledger: Ledger) -> str:
    """Ask the bare index."""
    index = Index(ledger)
    found = [index.last_words(as_of) for as_of in questions(5)]
    return f"{len(found[-1].subjects)} undertakings"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--last-words", action="store_true")
    options = parser.parse_args()
    with open_ledger(options.ledger, read_only=True) as ledger:
        told = (last_words if options.last_words else board)(ledger)
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    most = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    print(f"{most / 1024:.0f} MB ({told})")


if __name__ == "__main__":
    main()
