"""What may stand in a process file: one table of fields for each kind of block."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node

from ceasefire.model import (
    Action,
    ActKind,
    Actor,
    Agreement,
    AllOf,
    AnyOf,
    Aspect,
    Clause,
    Condition,
    CoverageRow,
    CoverageStand,
    Event,
    Holds,
    Mode,
    Not,
    Participant,
    Role,
    Side,
    Tenure,
    Translation,
    Undertaking,
)
from ceasefire.processes.sheet import (
    Fault,
    Field,
    Read,
    Sheet,
    choice,
    defines,
    did_you_mean,
    items,
    names,
    pairs,
    record,
    text,
)
from ceasefire.processes.times import day, duration, quantity, timing, when, zone

ACTOR_KINDS = ("person", "state", "body", "group", "outlet", "agency", "people")
AGREEMENT_KINDS = ("plan", "deal", "accord", "resolution", "truce", "statement")


def one_of(words: tuple[str, ...]) -> Read:
    """Read one word of a short list."""

    def read_word(node: Node, sheet: Sheet) -> str:
        said = text(node, sheet)
        if said not in words:
            raise Fault(node, f"'{said}' is not a known word{did_you_mean(said, words)}")
        return said

    return read_word


def block(fields: tuple[Field, ...], what: str, make: Callable[[dict[str, Any]], Any]) -> Read:
    """Read a block by its table and make its record; a block with a missing field gives a fault."""

    def read_block(node: Node, sheet: Sheet) -> Any:
        before = len(sheet.problems)
        values = record(node, fields, what, sheet)
        lacking = [f.name for f in fields if f.required and values.get(f.name, ()) == ()]
        if lacking and len(sheet.problems) == before:
            raise Fault(node, f"{what}: '{lacking[0]}' holds nothing")
        if lacking:
            return None
        return make(values)

    return read_block


def blocks(fields: tuple[Field, ...], what: str, make: Callable[[dict[str, Any]], Any]) -> Read:
    """Read a list of blocks, leaving out those at fault."""
    read = items(block(fields, what, make))

    def read_blocks(node: Node, sheet: Sheet) -> tuple[Any, ...]:
        return tuple(made for made in read(node, sheet) if made is not None)

    return read_blocks


def condition(node: Node, sheet: Sheet) -> Condition:
    """Read an id, `{all: […]}`, `{any: […]}`, `{not: …}` or `{holds: ID, words: …, asserted_by: …}`."""
    if not isinstance(node, MappingNode):
        return Holds(names("thing", "condition")(node, sheet))
    keys = {str(key.value): value for key, value in node.value}
    if "holds" in keys:
        values = record(node, HOLDS, "a condition", sheet)
        return Holds(values.get("holds", ""), values.get("words", ""), values.get("asserted_by"))
    if len(keys) != 1 or not keys.keys() <= {"all", "any", "not"}:
        raise Fault(node, "write an id, {all: [...]}, {any: [...]}, {not: ...} or {holds: ID, words: ...}")
    ((word, value),) = keys.items()
    if word == "not":
        return Not(condition(value, sheet))
    parts = items(condition)(value, sheet)
    return AllOf(parts) if word == "all" else AnyOf(parts)


HOLDS = (
    Field("holds", names("thing", "condition"), required=True),
    Field("words", text),
    Field("asserted_by", names("actor", "asserted_by")),
)

TITLE = (
    Field("title", text, required=True),
    Field("of", text),
    Field("since", text),
    Field("until", text),
)

SIDE = (
    Field("id", defines("side"), required=True),
    Field("name", text, required=True),
    Field("called", items(text)),
)

ACTOR = (
    Field("id", defines("actor"), required=True),
    Field("kind", one_of(ACTOR_KINDS), required=True),
    Field("names", items(text), required=True),
    Field("titles", blocks(TITLE, "a title", lambda v: Tenure(**v))),
    Field("speaks_for", names("actor", "speaks_for")),
    Field("country", text),
)


def _actor(values: dict[str, Any]) -> Actor:
    return Actor(tenures=values.pop("titles", ()), **values)


PARTICIPANT = (
    Field("actor", names("actor", "actor"), required=True),
    Field("role", choice(Role), required=True),
    Field("side", names("side", "side")),
    Field("mandate", items(names("thing", "mandate"))),
    Field("since", when),
    Field("until", when),
    Field("reference", text),
)

EVENT = (
    Field("id", defines("thing"), required=True),
    Field("text", text, required=True),
    Field("on", when),
    Field("reference", text),
    Field("called", items(text)),
)

POWER = (
    Field("actor", names("actor", "actor"), required=True),
    Field("may", items(choice(ActKind)), required=True),
)

AGREED = (
    Field("actor", names("actor", "actor"), required=True),
    Field("on", when, required=True),
)

UNDERTAKING = (
    Field("id", defines("thing"), required=True),
    Field("debtor", names("actor", "debtor"), required=True),
    Field("creditor", names("actor", "creditor")),
    Field("text", text, required=True),
    Field("actions", items(choice(Action)), required=True),
    Field("about", items(text)),
    Field("aspect", choice(Aspect)),
    Field("mode", choice(Mode)),
    Field("opens", timing),
    Field("due", timing),
    Field("ends", timing),
    Field("every", duration),
    Field("places", items(text)),
    Field("target", text),
    Field("condition", condition),
    Field("quantity", quantity),
    Field("verifiers", items(names("actor", "verifiers"))),
    Field("powers", blocks(POWER, "a power", lambda v: v)),
    Field("agreed", blocks(AGREED, "an act of agreeing", lambda v: (v["actor"], v["on"]))),
    Field("reference", text),
)


def _undertaking(values: dict[str, Any]) -> Undertaking:
    """Without `powers`, let the debtor agree and the creditor release: nobody else's word counts."""
    powers = {(p["actor"], may) for p in values.pop("powers", ()) for may in p.get("may", ())}
    if not powers:
        powers = {(values["debtor"], ActKind.AGREE)}
        if values.get("creditor"):
            powers.add((values["creditor"], ActKind.RELEASE))
    verifiers = frozenset(values.pop("verifiers", ()))
    action = values["actions"][0]
    return Undertaking(process="", action=action, powers=frozenset(powers), verifiers=verifiers, **values)


CLAUSE = (
    Field("id", defines("thing"), required=True),
    Field("point", text, required=True),
    Field("text", text, required=True),
    Field("reference", text),
    Field("undertakings", blocks(UNDERTAKING, "an undertaking", _undertaking)),
)


def _clause(values: dict[str, Any]) -> Clause:
    """Let an undertaking without a reference of its own rest on its clause's."""
    made = Clause(**values)
    return replace(
        made,
        undertakings=tuple(
            replace(u, clause=made.id, reference=u.reference or made.reference) for u in made.undertakings
        ),
    )


COVERAGE = (
    Field("actor", names("actor", "actor"), required=True),
    Field("stand", choice(CoverageStand), required=True),
    Field("according_to", names("actor or agreement", "according_to"), required=True),
    Field("since", when),
    Field("until", when),
    Field("reference", text),
)

AGREEMENT = (
    Field("id", defines("thing"), required=True),
    Field("title", text, required=True),
    Field("kind", one_of(AGREEMENT_KINDS), required=True),
    Field("called", items(text)),
    Field("announced", when),
    Field("effective", when),
    Field("ends", when),
    Field("parties", items(names("actor", "parties"))),
    Field("references", items(text), required=True),
    Field("clauses", blocks(CLAUSE, "a clause", _clause)),
    Field("coverage", blocks(COVERAGE, "a row of coverage", lambda v: CoverageRow(**v))),
)

TRANSLATION = (
    Field("language", text, required=True),
    Field("title", text),
    Field("sides", pairs(names("side", "sides"), text)),
    Field("actors", pairs(names("actor", "actors"), text)),
    Field("texts", pairs(names("thing", "texts"), text)),
)

WINDOW = (Field("from", day, required=True), Field("to", day))


def _process_id(node: Node, sheet: Sheet) -> str:
    return str(defines("process")(node, sheet))


PROCESS = (
    Field("id", _process_id, required=True),
    Field("title", text, required=True),
    Field("zone", zone, required=True),
    Field("window", block(WINDOW, "the window", lambda v: (v["from"], v.get("to"))), required=True),
    Field("countries", items(text)),
    Field("summary", text),
    Field("places", items(text)),
    Field("sides", blocks(SIDE, "a side", lambda v: Side(**v))),
    Field("actors", blocks(ACTOR, "an actor", _actor)),
    Field("participants", blocks(PARTICIPANT, "a participant", lambda v: Participant(**v)), required=True),
    Field("events", blocks(EVENT, "an event", lambda v: Event(**v))),
    Field("agreements", blocks(AGREEMENT, "an agreement", lambda v: Agreement(**v)), required=True),
    Field("references", items(text)),
    Field("language", text),
    Field("translations", blocks(TRANSLATION, "a translation", lambda v: Translation(**v))),
)

# Every table by the name of its block: the docs and the template are held to it by tests.
TABLES = {
    "process": PROCESS,
    "window": WINDOW,
    "sides": SIDE,
    "actors": ACTOR,
    "titles": TITLE,
    "participants": PARTICIPANT,
    "events": EVENT,
    "agreements": AGREEMENT,
    "clauses": CLAUSE,
    "undertakings": UNDERTAKING,
    "powers": POWER,
    "agreed": AGREED,
    "coverage": COVERAGE,
    "translations": TRANSLATION,
}
