"""The rows' own examples in, problems out: each row must find in its example what it says it finds."""

import hashlib

from ceasefire.model import Document, Passage, PassageKind, Problem
from ceasefire.reading.lexicon import ActRow, ModalRow, OperatorRow
from ceasefire.reading.parse import load_model
from ceasefire.reading.reader import Reader


def check_lexicon() -> tuple[Problem, ...]:
    """Read every row's example by the grammar alone; return the rows that do not find what they promise.

    A row of acts or operators must take part in a candidate of its example, and one candidate of the example
    must come to the force and action of `reads`. A class must hold a noun of its example.
    """
    reader = Reader.load(learned=False)
    rows: list[tuple[str, ActRow | OperatorRow | ModalRow]] = []
    rows += [("actions.yaml", row) for row in reader.lexicon.acts]
    rows += [("phrases/operators.yaml", row) for row in reader.lexicon.operators]
    rows += [("phrases/modals.yaml", row) for row in reader.lexicon.modal_rows]
    problems = [p for file, row in rows if (p := _check(file, row, reader)) is not None]
    for name, example in reader.lexicon.class_examples:
        words = {t.lemma_.lower() for t in load_model()(example)} | {
            w.strip(".").lower() for w in example.split()
        }
        if not words & reader.lexicon.classes[name]:
            problems.append(
                Problem("phrases/classes.yaml", f"no noun of the class stands in: {example}", name)
            )
    return tuple(problems)


def _check(file: str, row: ActRow | OperatorRow | ModalRow, reader: Reader) -> Problem | None:
    used, came_to = False, set()
    for document, parsed in reader.parse([_page(row.example)]):
        for seen in reader.seen(document, parsed):
            used = used or row is seen.candidate.act or row in seen.candidate.rows
            if seen.reading.force is not None:
                came_to.add(f"{seen.reading.force} {seen.reading.action}")
    if not used and not isinstance(row, ModalRow):
        return Problem(file, f"the row is not found in its example: {row.example}", row.id)
    if row.reads not in came_to:
        return Problem(file, f"reads {row.reads}, found {sorted(came_to)}: {row.example}", row.id)
    return None


def _page(text: str) -> Document:
    passage = Passage(0, PassageKind.BODY, 0, len(text))
    name = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, "example", "", "text/plain", "en", text, (passage,))
