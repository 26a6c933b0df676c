"""A process and where its parts stand in the file in; faults between two places of the file out."""

from collections.abc import Container, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from ceasefire.model import (
    After,
    Agreement,
    CoverageStand,
    Mode,
    Participant,
    Process,
    Role,
    Timing,
    Undertaking,
    When,
)
from ceasefire.processes.sheet import Sheet, Use, did_you_mean

Found = Iterator[tuple[int, str]]

# Among which ids a named one is looked for, and how that is called in a fault.
KINDS = {
    "actor": "actor",
    "actor or agreement": "actor",
    "event": "thing",
    "thing": "thing",
    "side": "side",
}
WHAT = {"actor": "actor", "side": "side", "thing": "undertaking, event, clause or agreement"}


def uses(sheet: Sheet, known_actors: Container[str] | None) -> None:
    """Fault every id that is named and nowhere defined, once each, on the first line that names it."""
    told: dict[tuple[str, str], list[Use]] = {}
    for use in sheet.uses:
        kind = KINDS[use.kind]
        if kind == "actor" and (known_actors is None or use.id in known_actors):
            continue
        if use.id not in sheet.defined.get(kind, {}) and not _is_agreement(use, sheet):
            told.setdefault((kind, use.id), []).append(use)
    for (kind, name), found in told.items():
        more = f" (here and on {len(found) - 1} more lines)" if len(found) > 1 else ""
        hint = did_you_mean(name, list(sheet.defined.get(kind, {})))
        sheet.fault(found[0].line, f"{found[0].field}: no {WHAT[kind]} is called '{name}'{more}{hint}")


def _is_agreement(use: Use, sheet: Sheet) -> bool:
    return use.kind == "actor or agreement" and use.id in sheet.defined.get("thing", {})


def process(made: Process, sheet: Sheet) -> None:
    """Fault every pair of places in the file that contradict each other."""
    for line, message in _all(made, sheet):
        sheet.fault(line, message)


def _all(made: Process, sheet: Sheet) -> Found:
    start, end = made.window
    if end is not None and end <= start:
        yield sheet.at.get((made.id, "window"), 1), f"window: it ends on {end}, before it starts on {start}"
    yield from _participants(made, sheet)
    for agreement in made.agreements:
        yield from _agreement(agreement, sheet)
    for undertaking in made.undertakings:
        yield from _undertaking(undertaking, made, sheet)
    yield from _rings(made, sheet)


def _where(sheet: Sheet, name: str, *fields: str) -> int:
    """Return the line of the first of these fields that the block has, else that of its id."""
    for field in (*fields, "id"):
        if (name, field) in sheet.at:
            return sheet.at[name, field]
    return 1


def _use(sheet: Sheet, field: str, name: str, nth: int = 0) -> int:
    """Return the line on which a field names this id for the nth time."""
    lines = [use.line for use in sheet.uses if use.field == field and use.id == name]
    return lines[min(nth, len(lines) - 1)] if lines else 1


def _participants(made: Process, sheet: Sheet) -> Found:
    rows: dict[str, Participant] = {}
    for row in made.participants:
        first = rows.setdefault(row.actor, row)
        if first is not row and first.role == row.role:
            yield _use(sheet, "actor", row.actor, 1), f"'{row.actor}' is given the role '{row.role}' twice"
        if first.side and row.side and first.side != row.side:
            yield (
                _use(sheet, "actor", row.actor, 1),
                f"'{row.actor}' stands on the side '{row.side}' here and on '{first.side}' above",
            )


def _agreement(agreement: Agreement, sheet: Sheet) -> Found:
    order = [("announced", agreement.announced), ("effective", agreement.effective), ("ends", agreement.ends)]
    yield from _in_order(agreement.id, order, sheet)
    for row in agreement.coverage:
        if row.actor in agreement.parties and row.stand in {CoverageStand.EXCLUDED, CoverageStand.NOT_JOINED}:
            yield (
                _use(sheet, "parties", row.actor),
                f"parties: '{row.actor}' is a party here, and its coverage says '{row.stand}'",
            )
    for clause in agreement.clauses:
        for undertaking in clause.undertakings:
            if not undertaking.reference:
                yield (
                    _where(sheet, undertaking.id),
                    f"'{undertaking.id}' and its clause lack the field 'reference'",
                )


def _in_order(name: str, times: Sequence[tuple[str, Timing | None]], sheet: Sheet) -> Found:
    fixed = [(field, time) for field, time in times if isinstance(time, When)]
    for (before, first), (after, second) in pairwise(fixed):
        if second.latest <= first.earliest:
            yield (
                _where(sheet, name, after),
                f"{after}: {second.words} lies before '{before}', {first.words}",
            )


def _undertaking(undertaking: Undertaking, made: Process, sheet: Sheet) -> Found:
    name = undertaking.id
    if undertaking.mode is Mode.MAINTAIN and undertaking.due:
        yield (
            _where(sheet, name, "due"),
            "due: what is to be kept up has 'opens' and 'ends'; 'due' is for what is to be achieved",
        )
    if undertaking.mode is Mode.ACHIEVE and undertaking.ends and not undertaking.every:
        yield (
            _where(sheet, name, "ends"),
            "ends: what is to be achieved has 'due'; 'ends' is for mode: maintain",
        )
    if undertaking.every and not undertaking.opens:
        yield (
            _where(sheet, name, "every"),
            "every: a duty that recurs needs 'opens', the start of its first period",
        )
    if undertaking.debtor == undertaking.creditor:
        yield _where(sheet, name, "creditor"), f"creditor: '{undertaking.debtor}' cannot owe this to itself"
    order = [("opens", undertaking.opens), ("due", undertaking.due), ("ends", undertaking.ends)]
    yield from _in_order(name, order, sheet)
    yield from _roles(undertaking, made, sheet)
    yield from _excluded(undertaking, made, sheet)


def _roles(undertaking: Undertaking, made: Process, sheet: Sheet) -> Found:
    name = undertaking.id
    roles = {role: {p.actor for p in made.participants if p.role is role} for role in Role}
    if undertaking.debtor not in set().union(*roles.values()):
        yield _where(sheet, name, "debtor"), f"debtor: '{undertaking.debtor}' is not among the participants"
    above = {undertaking.clause, *(a.id for a in made.agreements if undertaking in _of(a))}
    for verifier in sorted(undertaking.verifiers):
        line = _where(sheet, name, "verifiers")
        if verifier not in roles[Role.VERIFIER]:
            yield line, f"verifiers: the participants do not give '{verifier}' the role 'verifier'"
        mandates = [p.mandate for p in made.participants if p.actor == verifier and p.role is Role.VERIFIER]
        if mandates and all(mandate and not {name, *above} & set(mandate) for mandate in mandates):
            yield line, f"verifiers: the mandate of '{verifier}' does not hold '{name}'"


def _of(agreement: Agreement) -> list[Undertaking]:
    return [u for clause in agreement.clauses for u in clause.undertakings]


def _excluded(undertaking: Undertaking, made: Process, sheet: Sheet) -> Found:
    for agreement in made.agreements:
        rows = [r for r in agreement.coverage if r.actor == undertaking.debtor]
        if undertaking in _of(agreement) and rows and all(r.stand is CoverageStand.EXCLUDED for r in rows):
            yield (
                _where(sheet, undertaking.id, "debtor"),
                f"debtor: '{undertaking.debtor}' owes this, and the agreement's coverage excludes it",
            )


def _rings(made: Process, sheet: Sheet) -> Found:
    """Fault times that wait for each other in a ring: they can never be worked out."""
    waits = {u.id: _awaited(u) for u in made.undertakings}
    try:
        tuple(TopologicalSorter(waits).static_order())
    except CycleError as ring:
        path = list(ring.args[1])
        yield (
            _where(sheet, path[0], "due", "opens", "ends"),
            f"these times wait for each other: {' -> '.join(path)}",
        )


def _awaited(undertaking: Undertaking) -> list[str]:
    times = (undertaking.opens, undertaking.due, undertaking.ends)
    return [time.event for time in times if isinstance(time, After)]
