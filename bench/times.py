"""Times of texts: `python bench/times.py IN.jsonl OUT.jsonl`.

In: {"id", "text", "date"}, optional "zone", a line. Out: {"doc", "times": [{"span", "value", "field"}]}.
With a zone, values are ISO 8601 instants, days and intervals, as deadlines are scored; without one they
are TIMEX3 values, as TempEval-3 scores them.
"""

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ceasefire.reading.times import TimeMention, find_times


def main(source: str, target: str) -> None:
    with Path(source).open(encoding="utf-8") as rows, Path(target).open("w", encoding="utf-8") as out:
        for line in rows:
            if line.strip():
                out.write(json.dumps(answer(json.loads(line)), ensure_ascii=False) + "\n")


def answer(row: dict[str, Any]) -> dict[str, Any]:
    zone = row.get("zone")
    mentions = find_times(row["text"], published=day(row.get("date")), zone=zone, merge=bool(zone))
    return {"doc": row["id"], "times": [time_row(mention, as_iso=bool(zone)) for mention in mentions]}


def day(words: str | None) -> date | datetime | None:
    if not words:
        return None
    try:
        return date.fromisoformat(words) if len(words) == 10 else datetime.fromisoformat(words)
    except ValueError:
        return None


def time_row(mention: TimeMention, *, as_iso: bool) -> dict[str, Any]:
    value = mention.when.value if as_iso and mention.when else mention.value
    return {"span": [mention.start, mention.end], "value": value, "field": mention.role}


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
