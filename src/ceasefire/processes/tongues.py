"""A process and a language in; the same process told in that language, as far as its file goes, out."""

from dataclasses import replace

from ceasefire.model import Actor, Agreement, Clause, Process, Translation


def told_in(process: Process, language: str) -> Process:
    """Return a process with its texts in a language (ISO 639-1); what has no translation stays as it is.

    Ids, times and conditions are the same, and so is every status.
    """
    found = next((t for t in process.translations if t.language == language), None)
    if found is None:
        return process
    sides, texts = dict(found.sides), dict(found.texts)
    return replace(
        process,
        title=found.title or process.title,
        sides=tuple(replace(s, name=sides.get(s.id, s.name)) for s in process.sides),
        actors=_actors(process, found),
        events=tuple(replace(e, text=texts.get(e.id, e.text)) for e in process.events),
        agreements=tuple(_agreement(a, texts) for a in process.agreements),
    )


def _actors(process: Process, found: Translation) -> tuple[Actor, ...]:
    """Put the translated name first; one of an actor defined elsewhere becomes a row of its own."""
    names = dict(found.actors)
    own = {a.id for a in process.actors}
    told = (replace(a, names=(names[a.id], *a.names)) if a.id in names else a for a in process.actors)
    return (*told, *(Actor(key, "body", (name,)) for key, name in names.items() if key not in own))


def _agreement(agreement: Agreement, texts: dict[str, str]) -> Agreement:
    return replace(
        agreement,
        title=texts.get(agreement.id, agreement.title),
        clauses=tuple(_clause(c, texts) for c in agreement.clauses),
    )


def _clause(clause: Clause, texts: dict[str, str]) -> Clause:
    told = tuple(replace(u, text=texts.get(u.id, u.text)) for u in clause.undertakings)
    return replace(clause, text=texts.get(clause.id, clause.text), undertakings=told)
