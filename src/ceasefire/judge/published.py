"""The status rule as a page for readers, printed from the tables that decide.

Enters: nothing but the tables. Leaves: Markdown. `docs/status-rule.md` holds it; a test keeps them in step.
"""

from collections.abc import Iterable

from ceasefire.judge.outcome import OUTCOME_ROWS
from ceasefire.judge.standing import EXISTENCE_ROWS, OCCASIONS_DIFFER, STANDING_ROWS, StandingRow
from ceasefire.judge.tables import ACT_ROWS, PROGRESS_ROWS
from ceasefire.judge.truces import TRUCE_ROWS

INTRODUCTION = """\
# The status rule

This page is printed from the tables that decide; a test keeps it in step. To print it anew:
`python -c "from ceasefire.judge.published import status_rule; print(status_rule(), end='')"`.
Every status names the rows that decided it, and the ids of the words behind it.

The rule is a pure function of an undertaking, what was said, and three times: the time in the world
that is asked about, what had been published by then, and what this ledger had recorded by then. Words
about later times, published later, recorded later, or superseded by then, are not seen. The order of
reading does not matter.

In every table the first row that fits decides.
"""

ACTS = """\
An act takes effect when its speaker has that power in the undertaking; a debtor can always agree to
what it is to owe. Every other act is kept as purported. After the acts, two things are looked at: a
condition that the agreement itself has must be settled as met, and the opening time must have come;
until then the phase is *pending*. A condition that was not met when the deadline passed makes it
*expired*; what comes later does not revive it. A condition that a party merely asserts is shown and
holds nothing back.

Conditions are met, failed or not settled (Kleene's three values): all of several is met when each is,
and failed when one has; any of several is met when one is. Settled means acknowledged or verified.
"""

STANDING = """\
Each voice answers with its last word. A voice is a speaker, or an outlet in its own words; copies of
one origin are one voice, a copy printed later is no later word, and a relay adds no certainty. Nobody
verifies in its own cause. A party that says both admits nothing. Nothing breaks a tie.

"Not done" counts only if it was surely owed at the time spoken of, and to achieve only after the
deadline (or said after it, of a time that reaches over it). Said earlier it finds no failure; it still
contradicts a "done" that speaks of the same or an earlier time. What is said to be done in part does
not do the whole; where only a beginning or a part is owed, it does. Words that stand on one side
without answering the question (an attack beside a promised withdrawal) are shown and decide nothing.

To achieve: the best supported occasion decides. To keep up: each day or incident is an occasion, and a
breach goes before a dispute, a dispute before "in part", that before "kept". A voice's general word
("held all week") answers another's breach on a day that it covers, and does not take back its own. Due
every period: each period is an occasion; one that nobody reports is unreported, not breached.
"""

EXISTENCE = """\
The same rule answers whether it was undertaken at all. Here the debtor's "yes" and the creditor's "no"
go against the speaker's interest. A denial is overtaken by the same party's later agreement. Where
existence is disputed, "not done" is no breach.
"""

OUTCOME = """\
A deadline is past only when the latest time that it can mean has passed; something is late only if it
was certainly done after that. A deadline that hangs on an event is none until that event's own time is
known, and deadlines that hang on one another in a ring are none. A moved deadline counts if who moved
it had the power; the earlier ones stay visible.
"""

PROGRESS = """\
By the share of an owed amount (Peace Accords Matrix 0 to 3; where the half stands is ours). Amounts of
several voices stand side by side: they are never added and never averaged. Progress is the least that
those agree on who decide, a verifier's amount before others'. Nothing at all is *not initiated*.
Without amounts: done is *full*, done in part or only begun is *minimal*, anything else *unknown*.
"""

TRUCES = """\
Each asserter's last word over a place is shown. The state of the place looks at all of them; an
asserter whose own end has passed says that it has ended.
"""


def status_rule() -> str:
    """Print the whole rule as Markdown."""
    parts = (
        INTRODUCTION,
        _section("Phase: is anything owed?", ACTS, ("act", "in these phases", "leads to", "says"), _acts()),
        _section(
            "Standing: how well is it settled?",
            STANDING,
            ("row", "says", "standing"),
            _standings((*STANDING_ROWS, OCCASIONS_DIFFER)),
        ),
        _section(
            "Existence: was it undertaken at all?",
            EXISTENCE,
            ("row", "says", "standing"),
            _standings(EXISTENCE_ROWS),
        ),
        _section(
            "Outcome: what became of it?",
            OUTCOME,
            ("row", "says", "outcome"),
            ((f"`{r.id}`", r.words, r.outcome.value) for r in OUTCOME_ROWS),
        ),
        _section(
            "Progress: how far has it come?",
            PROGRESS,
            ("share at least", "says", "progress"),
            (
                (f"{r.share:g}", r.words, f"{r.progress.value} {r.progress.name.lower()}")
                for r in PROGRESS_ROWS
            ),
        ),
        _section(
            "Truces",
            TRUCES,
            ("row", "says", "state"),
            ((f"`{r.id}`", r.words, r.state.value) for r in TRUCE_ROWS),
        ),
    )
    return "\n".join(parts)


def _acts() -> Iterable[tuple[str, ...]]:
    for row in ACT_ROWS:
        phases = ", ".join(sorted(p.value for p in row.applies))
        yield row.kind.value, phases, row.leads.value if row.leads else "the same phase", row.words


def _standings(rows: Iterable[StandingRow]) -> Iterable[tuple[str, ...]]:
    return ((f"`{r.id}`", r.words, r.standing.value) for r in rows)


def _section(title: str, text: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (head, tuple("---" for _ in head), *rows)]
    return f"## {title}\n\n{text}\n" + "\n".join(lines) + "\n"
