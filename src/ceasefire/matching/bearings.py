"""Statements of one document in, bearings out: on which undertakings each bears, and by which row.

A bearing depends on its statement, its process file and the tables, on nothing else; so the order in
which pages are read changes nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from ceasefire.matching.actors import Actors
from ceasefire.matching.heard import hear, kin, named_in
from ceasefire.matching.places import Gazetteer
from ceasefire.matching.table import SAYS, Case, Row, Table, TruceRow, row_for, word_pattern
from ceasefire.model import (
    Action,
    Agreement,
    Aspect,
    Bearing,
    BearingKind,
    CoverageStand,
    Document,
    Force,
    Heard,
    Mode,
    Precision,
    Process,
    Statement,
    TruceState,
    Undertaking,
    When,
)

UNSURE = "Read with little certainty: it stands beside until a person has looked at it."
# An undertaking that no clause holds is named after who owes what.
OWN = "{process}/said/{debtor}/{action}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement with all that its relation to an undertaking is judged by."""

    statement: Statement
    heard: Heard
    words: str
    process: Process
    table: Table


@dataclass(frozen=True, slots=True)
class Matcher:
    """What matching knows: actors, places, the table."""

    actors: Actors
    places: Gazetteer
    table: Table

    def bearings(
        self,
        statement: Statement,
        *,
        entry: str,
        document: Document,
        process: Process,
        published: When | None,
    ) -> tuple[Bearing, ...]:
        """Return how one statement bears on one process; one bearing at least.

        `entry` is the statement's entry id; `published` is when its passage was published, if known.
        """
        on = published.earliest.date() if published else None
        heard = hear(statement, process=process, on=on, actors=self.actors, places=self.places)
        seen = Seen(statement, heard, _around(statement, document), process, self.table)
        base = Bearing(
            statement=entry,
            process=process.id,
            kind=BearingKind.NOTED,
            row="",
            why="",
            heard=heard,
            occurred=occurred(statement, published, process),
            deadline=statement.deadline,
            partial=_in_part(seen),
            quantity=float(statement.figure.value) if statement.figure else None,
            stand=_stand(seen),
            truce=_truce(seen),
            condition_action=_action_named(statement, self.table),
        )
        return tuple(_on_undertakings(seen, base)) or (_beside(seen, base),)


def _on_undertakings(seen: Seen, base: Bearing) -> Iterator[Bearing]:
    for agreement in seen.process.agreements:
        for clause in agreement.clauses:
            for undertaking in clause.undertakings:
                row = _row(seen, agreement, undertaking)
                if row is not None:
                    yield _apply(row, base, undertaking, seen)


def _row(seen: Seen, agreement: Agreement, undertaking: Undertaking) -> Row | None:
    if not _aspect_fits(seen.statement, undertaking) or _before_the_process(seen):
        return None
    for action in _action_relations(seen, agreement, undertaking):
        case = Case(
            force=seen.statement.force,
            action=action,
            actor=_actor_relation(seen, undertaking),
            speaker=_speaker_relation(seen, agreement, undertaking),
            mode=undertaking.mode,
            owed=undertaking.action,
        )
        if (row := row_for(case, seen.table)) is not None:
            return row
    return None


def _beside(seen: Seen, base: Bearing) -> Bearing:
    row = next(r for r in seen.table.beside if seen.statement.force in r.force)
    debtor = next(iter(seen.heard.actors), seen.heard.speaks_for or seen.heard.speaker)
    own = None
    if row.kind is BearingKind.FOUNDS and debtor and _sure(seen):
        own = OWN.format(process=seen.process.id, debtor=debtor, action=seen.statement.action)
    return replace(base, kind=row.kind, row=row.id, why=row.words, undertaking=own)


def _stand(seen: Seen) -> CoverageStand | None:
    """Read coverage from the statement's own words and its condition, not from the whole sentence."""
    said = seen.statement
    words = f"{said.quote.exact} {said.condition.text if said.condition else ''}"
    if not named_in(words, seen.process):
        return None
    return next((c.stand for c in seen.table.coverage if word_pattern(c.words_in).search(words)), None)


def _truce(seen: Seen) -> TruceState | None:
    """Read what a statement about a cease-fire says of a truce; deals and talks name it in their sentence."""
    said = seen.statement
    words = seen.words if said.action in (Action.AGREE, Action.TALK) else said.quote.exact
    named = word_pattern(seen.table.names_action[Action.CEASE_FIRE]).search(words)
    if said.action is not Action.CEASE_FIRE and not named:
        return None
    fitting = (row for row in seen.table.truces if _truce_row_fits(row, seen))
    return next((row.state for row in fitting), None)


def _truce_row_fits(row: TruceRow, seen: Seen) -> bool:
    return (
        seen.statement.force in row.force
        and (row.placeless or bool(seen.statement.place))
        and (not row.action or seen.statement.action in row.action)
        and (not row.words_in or bool(word_pattern(row.words_in).search(seen.words)))
    )


def occurred(statement: Statement, published: When | None, process: Process) -> When:
    """Return the time a statement speaks of: as said, else some time up to its publication.

    Without a date of publication the bounds are the window of the process: never more certain than that.
    """
    if statement.when is not None:
        return statement.when
    start = datetime.fromisoformat(process.window[0]).replace(tzinfo=UTC)
    end_day = process.window[1] or date.max.isoformat()
    end = published.latest if published else datetime.fromisoformat(end_day).replace(tzinfo=UTC)
    done = statement.force in (Force.REPORT, Force.UNDERTAKE, Force.ANNOUNCE)
    earliest = min(start, end) if done or published is None else published.earliest
    value = published.value if published else f"{process.window[0]}/{end_day}"
    precision = published.precision if published else Precision.YEAR
    return When(value, earliest, end, precision, published.zone if published else None, inferred=True)


def _apply(row: Row, base: Bearing, undertaking: Undertaking, seen: Seen) -> Bearing:
    complied, act, denied = SAYS[row.says]
    sure = _sure(seen, row)
    return replace(
        base,
        undertaking=undertaking.id,
        kind=row.kind,
        row=row.id,
        why=row.words if sure or not row.counts else f"{row.words} {UNSURE}",
        counts=row.counts and sure,
        complied=complied,
        act=act,
        denied=denied,
        partial=base.partial and undertaking.aspect is Aspect.WHOLE and seen.statement.force is Force.REPORT,
    )


def _sure(seen: Seen, row: Row | None = None) -> bool:
    least = row.sure_from if row and row.sure_from is not None else seen.table.sure_from
    return seen.statement.confidence is None or seen.statement.confidence >= least


def _in_part(seen: Seen) -> bool:
    words = word_pattern(seen.table.part_words)
    return seen.statement.aspect is not Aspect.WHOLE or bool(words.search(seen.statement.quote.exact))


def _before_the_process(seen: Seen) -> bool:
    """Tell whether a statement speaks of a time before the process: it bears on none of its undertakings."""
    when = seen.statement.when
    if when is None:
        return False
    return when.latest <= datetime.fromisoformat(seen.process.window[0]).replace(tzinfo=UTC)


def _aspect_fits(statement: Statement, undertaking: Undertaking) -> bool:
    """Terms must be of the same aspect ("to begin by" is another term than "to have done by")."""
    if statement.force not in (Force.REQUIRE, Force.ANNOUNCE) or statement.deadline is None:
        return True
    begins = statement.aspect is Aspect.BEGIN
    return begins == (undertaking.aspect is Aspect.BEGIN)


def _action_relations(seen: Seen, agreement: Agreement, undertaking: Undertaking) -> Iterator[str]:
    statement, words, table, process = seen.statement, seen.words, seen.table, seen.process
    own = (undertaking.action, *undertaking.actions)
    if statement.action in own and _about(undertaking, words):
        yield "same"
    if any(statement.action in table.opposites.get(a, ()) for a in own) and _about(
        undertaking, words, loose=True
    ):
        yield "opposite"
    if statement.action is Action.GUARANTEE and _condition_names(undertaking, statement, table):
        yield "guarantee"
    if statement.action is Action.AGREE and _names_agreement(words, agreement, process):
        yield "plan"


def _about(undertaking: Undertaking, words: str, *, loose: bool = False) -> bool:
    """Tell whether words speak of an undertaking's subject.

    `loose`: an attack on a town speaks beside a withdrawal from it without naming the troops.
    """
    if loose and undertaking.action is Action.WITHDRAW and undertaking.mode is Mode.ACHIEVE:
        return True
    return not undertaking.about or bool(_stems(undertaking.about).search(words))


def _stems(about: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, about)) + ")", re.IGNORECASE)


def _condition_names(undertaking: Undertaking, statement: Statement, table: Table) -> bool:
    return _action_named(statement, table) is undertaking.action


def _names_agreement(words: str, agreement: Agreement, process: Process) -> bool:
    if agreement.called and word_pattern(agreement.called).search(words):
        return True
    others = (a for a in process.agreements if a is not agreement and a.called)
    return not any(word_pattern(a.called).search(words) for a in others)


def _actor_relation(seen: Seen, undertaking: Undertaking) -> str:
    statement, heard, process = seen.statement, seen.heard, seen.process
    who = kin(process, undertaking.debtor)
    if who & set(heard.actors):
        return "debtor"
    # A word for a side ("rebels") means its party; another participant of that side is somebody else.
    others = {p.actor for p in process.participants} & set(heard.actors)
    if heard.actor_side and not others and heard.actor_side == _side(process, undertaking.debtor):
        return "debtor"
    if statement.actor is None:
        return "open"
    return "other"


def _speaker_relation(seen: Seen, agreement: Agreement, undertaking: Undertaking) -> str:
    statement, heard, process = seen.statement, seen.heard, seen.process
    if statement.speaker is None:
        return "outlet"
    spoke = {heard.speaker, heard.speaks_for} - {None}
    if spoke & kin(process, undertaking.debtor):
        return "debtor"
    if undertaking.creditor and spoke & kin(process, undertaking.creditor):
        return "creditor"
    words = statement.speaker.text
    alone = words.casefold().removeprefix("the ").removesuffix("'s") in seen.table.agreement_words
    named = agreement.called and word_pattern(agreement.called).search(words)
    return "agreement" if alone or (named and not spoke) else "other"


def _action_named(statement: Statement, table: Table) -> Action | None:
    if statement.condition is None:
        return None
    text = statement.condition.text
    return next((a for a, words in table.names_action.items() if word_pattern(words).search(text)), None)


def _side(process: Process, actor: str) -> str | None:
    return next((p.side for p in process.participants if p.actor == actor), None)


def _around(statement: Statement, document: Document) -> str:
    """Return the sentence-sized surroundings in which words of coverage and subject are looked for."""
    passage = document.passages[statement.passage] if statement.passage < len(document.passages) else None
    start, end = (passage.start, passage.end) if passage else (0, len(document.text))
    text = document.text
    left = max(
        (text.rfind(mark, start, statement.quote.start) for mark in (". ", "\n", '." ', ".” ")), default=-1
    )
    rights = [i for mark in (". ", "\n") if (i := text.find(mark, statement.quote.end, end)) >= 0]
    return text[max(left + 1, start) : min([*rights, end])]
