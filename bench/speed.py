"""How fast pages are read, beside spaCy alone on the same texts, in one run on one core.

    OMP_NUM_THREADS=1 taskset -c 0 python bench/speed.py IN.jsonl...

Lines of {"id", "text"} are joined to pages of about 400 words. Each page goes through spaCy alone (without
names: the peer) and then the whole way from captured bytes to bearings, so that what else the machine does
weighs on both alike. Time is the processor's. Each page is read once: no answer about its names is known
yet; only the first page, which loads the tables, is not counted. Nothing is recorded in a ledger.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from ceasefire import intake, pipeline
from ceasefire.model import Problem
from ceasefire.processes import shipped_files
from ceasefire.reading.parse import load_model

WORDS = 400
PEER = "spaCy alone, no names"
T = TypeVar("T")


def pages(paths: Iterable[Path]) -> list[str]:
    """Join texts to pages of about 400 words, paragraph by paragraph."""
    made, words = [[]], 0
    for line in (line for path in paths for line in path.read_text("utf-8").splitlines()):
        text = json.loads(line)["text"]
        made[-1].append(text)
        words += len(text.split())
        if words >= WORDS:
            made.append([])
            words = 0
    return ["\n\n".join(parts) for parts in made if parts]


class Clock:
    """Seconds of the processor by step."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def step(self, name: str, work: Callable[[], T]) -> T:
        """Do a step and count its time."""
        start = time.process_time()
        made = work()
        self.spent[name] += time.process_time() - start
        return made


def whole_way(text: str, tools: pipeline.Tools, clock: Clock) -> None:
    """Take one page from captured bytes to bearings, step by step."""
    document = clock.step("clean", lambda: intake.read(intake.Capture("page", text.encode())))
    if isinstance(document, Problem):
        return
    parsed = clock.step("parse", lambda: list(tools.reader.parse([document])))
    seen = [clock.step("read", lambda one=one: tools.reader.read_parsed(*one)) for one in parsed]
    for reading in seen:
        clock.step("match", lambda r=reading: list(pipeline.entries_of(document, r.statements, tools)))


def main(paths: list[str]) -> None:
    """Measure and print."""
    tools, nlp, clock = pipeline.Tools.load(shipped_files()), load_model(), Clock()
    first, *rest = pages(map(Path, paths))
    whole_way(first, tools, Clock())
    for text in rest:
        clock.step(PEER, lambda text=text: nlp(text))
        whole_way(text, tools, clock)
    full = sum(len(text.split()) for text in rest) / WORDS
    spent = dict(clock.spent)
    peer, way = spent.pop(PEER), sum(clock.spent.values()) - clock.spent[PEER]
    for name, seconds in ((PEER, peer), ("whole way, page to bearings", way)):
        print(f"{name:<28}{full / seconds:8.1f} texts of {WORDS} words a second")
    for name, seconds in spent.items():
        print(f"  {name:<26}{1000 * seconds / full:8.1f} ms a text")
    print(f"ratio to spaCy alone: {peer / way:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
