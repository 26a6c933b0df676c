"""How fast pages are read, beside spaCy alone on the same texts, in one run on one core.

python bench/speed.py IN.jsonl     lines of {"id", "text"}; they are joined to pages of about 400 words

Prints texts of 400 words a second for spaCy without names (the peer), for the reader alone, and for the whole
way from captured bytes to bearings, and the ratios. Nothing is recorded in a ledger.
"""

import json
import sys
import time
from pathlib import Path

from ceasefire import intake, pipeline
from ceasefire.model import Problem
from ceasefire.processes import shipped_files
from ceasefire.reading.parse import load_model

WORDS = 400


def pages(path: Path) -> list[str]:
    """Join texts to pages of about 400 words, paragraph by paragraph."""
    made, words = [[]], 0
    for line in path.read_text("utf-8").splitlines():
        text = json.loads(line)["text"]
        made[-1].append(text)
        words += len(text.split())
        if words >= WORDS:
            made.append([])
            words = 0
    return ["\n\n".join(parts) for parts in made if parts]


def timed(name: str, texts: list[str], work) -> float:
    """Run over all texts and return 400-word texts a second."""
    start = time.perf_counter()
    for text in texts:
        work(text)
    words = sum(len(t.split()) for t in texts)
    rate = words / WORDS / (time.perf_counter() - start)
    print(f"{name:<28}{rate:8.1f} texts of {WORDS} words a second")
    return rate


def main(path: str) -> None:
    """Measure and print."""
    texts = pages(Path(path))
    tools = pipeline.Tools.load(shipped_files())
    nlp = load_model()

    def whole(text: str) -> None:
        document = intake.read(intake.Capture("page", text.encode()))
        if isinstance(document, Problem):
            return
        statements = tools.reader.read(document).statements
        list(pipeline.entries_of(document, statements, tools))

    whole(texts[0])
    peer = timed("spaCy alone, no names", texts, nlp)
    way = timed("whole way, page to bearings", texts, whole)
    print(f"ratio to spaCy alone: {way / peer:.2f}")


if __name__ == "__main__":
    main(sys.argv[1])
