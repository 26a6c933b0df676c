"""A page and what was read in it, drawn for a terminal: words marked, rules named, the passed over told."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ceasefire.model import Document, Passage, PassedOver, Statement
from ceasefire.reading import Reading
from ceasefire.views.wording import time_words


def explain(document: Document, reading: Reading) -> Iterator[RenderableType]:
    """Draw a page passage by passage; numbers in the text lead to the rows of the tables below."""
    numbered = list(enumerate(reading.statements, start=1))
    yield Text(document.name, "bold")
    for passage in document.passages:
        yield Text()
        yield _passage(document, passage, [(n, s) for n, s in numbered if s.passage == passage.index])
    if numbered:
        yield Text("\nStatements", "bold")
        yield from (_statement(n, s) for n, s in numbered)
    if reading.passed_over:
        yield Text()
        yield _passed_over(document, reading.passed_over)
    yield Text()
    yield _furniture(document)


def _passage(document: Document, passage: Passage, found: list[tuple[int, Statement]]) -> Text:
    text = Text(document.words(passage), end="")
    if passage.repeats is not None:
        text.stylize("dim")
        return Text.assemble((f"[{passage.kind}, repeats passage {passage.repeats}] ", "dim"), text)
    for _, statement in found:
        text.stylize("reverse", statement.quote.start - passage.start, statement.quote.end - passage.start)
    marks = " ".join(str(n) for n, _ in found)
    return Text.assemble((f"[{passage.kind}] ", "dim"), text, (f"  ⟨{marks}⟩" if marks else "", "bold"))


def _statement(number: int, said: Statement) -> Text:
    times = " / by ".join(t for t in (time_words(said.when), time_words(said.deadline)) if t)
    speaker = said.speaker.text if said.speaker else "the outlet"
    facts = [f"speaker {speaker}"]
    for name, mention in (("actor", said.actor), ("target", said.target), ("condition", said.condition)):
        facts += [f"{name} {mention.text}"] if mention else []
    facts += [f"place {', '.join(m.text for m in said.place)}"] if said.place else []
    facts += [f"time {times}"] if times else []
    sure = "" if said.confidence is None else f", sure {said.confidence:.2f}"
    return Text.assemble(
        (f"{number} {said.force} / {said.action}", "bold"),
        f"  {'; '.join(facts)}\n   ",
        ("“" + " ".join(said.quote.exact.split()) + "”", "italic"),
        (f"\n   read by {said.rule}{sure}", "dim"),
    )


def _passed_over(document: Document, passed: tuple[PassedOver, ...]) -> Table:
    table = Table(title="Passed over", title_justify="left", expand=True, pad_edge=False)
    table.add_column("Words")
    table.add_column("Why")
    for over in passed:
        table.add_row(document.text[over.start : over.end], over.reason)
    return table


def _furniture(document: Document) -> Text:
    reasons = sorted({d.reason for d in document.dropped})
    share = sum(d.end - d.start for d in document.dropped)
    told = f": {', '.join(reasons)}" if reasons else ""
    return Text(f"Left out as furniture: {share} of {len(document.text)} characters{told}.", "dim")
