"""A process to be killed: imports once, then forks a writer for each line it is given.

In: JSON lines {"do": name, ...} on standard input. Out: the pid of the writer for each, and its exit
status, when an empty line asks for it. A writer says on a file what was acknowledged, before it goes on.
"""

import json
import os
import resource
import sys
from pathlib import Path

from ledger_made import day, page_of

from ceasefire.ledger import LedgerFull, LedgerReadOnly, LedgerUnreachable, open_ledger
from ceasefire.model import CeasefireError

SIZE = 7


def append(where: str, acks: str, *, pages: int, group: int) -> None:
    """Append every page from the first on; what is there already is passed over."""
    out = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with open_ledger(where) as ledger:
        os.write(out, b"open\n")
        ledger.append_many(
            (page_of(n, size=SIZE) for n in range(pages)),
            recorded_at=day(0),
            group=group,
            acknowledged=lambda done: os.write(out, b"%d\n" % (done.new + done.known)) and None,
        )


def fill(where: str, acks: str, *, limit: int) -> None:
    """Append until the file may not grow any more."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    append(where, acks, pages=100_000, group=70)


def as_nobody(where: str, acks: str) -> None:
    """Append without the right to."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    with open_ledger(where) as ledger:
        ledger.append(page_of(0, size=1), recorded_at=day(0))
    Path(acks).write_text("written", encoding="utf-8")


def read_as_nobody(where: str) -> None:
    """Read without the right to write, not even beside the file."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    with open_ledger(where, read_only=True) as ledger:
        seen = sum(1 for _ in ledger.entries())
    sys.exit(100 + seen)


CODES = {LedgerFull: 11, LedgerReadOnly: 12, LedgerUnreachable: 13}


def writer(task: dict[str, object]) -> int:
    do = globals()[str(task.pop("do"))]
    try:
        do(**task)
    except CeasefireError as error:
        sys.stderr.write(f"{error}\n")
        return CODES.get(type(error), 10)
    except SystemExit as leave:
        return int(leave.code or 0)
    return 0


def main() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os._exit(writer(json.loads(line)))
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        # Reaped only when asked, so that the pid means this writer for as long as it may be killed.
        sys.stdin.readline()
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
