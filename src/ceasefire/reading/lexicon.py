"""The YAML tables of phrases in, rows indexed by lemma out: what acts are, what gives them force.

Rows are data that a non-programmer may correct (`data/actions.yaml`, `data/phrases/*.yaml`); every row
has an example sentence, which `check.check_lexicon` reads.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from ruamel.yaml import YAML

from ceasefire.model import Action, Force

FREE = "default"
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A lemma and the words that must stand with it: after a verb, before a noun."""

    lemma: str
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActRow:
    """A row of `actions.yaml`: words for an act, and what the act is."""

    id: str
    action: Action
    stance: str
    verbs: tuple[Pattern, ...] = ()
    nouns: tuple[Pattern, ...] = ()
    objects: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    example: str = ""
    reads: str = ""


@dataclass(frozen=True, slots=True)
class OperatorRow:
    """A row of `phrases/operators.yaml`: words that give a statement its force."""

    id: str
    force: Force | None
    forces: dict[str, Force]
    takes: frozenset[str]
    turns: dict[str, Action] = field(default_factory=dict)
    verbs: tuple[Pattern, ...] = ()
    nouns: tuple[Pattern, ...] = ()
    adjectives: tuple[Pattern, ...] = ()
    speech: bool = False
    actor: str = "subject"
    finite: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    future: Force | None = None
    example: str = ""
    reads: str = ""

    def overrides(self, force: Force | None) -> bool:
        """Say whether the row gives its force also to a clause that has one of its own."""
        return "any" in self.finite or (force is not None and force.value in self.finite)

    def action_for(self, action: Action) -> Action:
        """Return what the row makes of an act: "threatens to leave" is a threat, "stop fighting" a truce."""
        return self.turns.get(action.value) or self.turns.get(FREE) or action

    def force_for(self, action: Action) -> Force | None:
        """Return the force that this row gives an act with this action."""
        return self.forces.get(action.value) or self.forces.get(FREE) or self.force


@dataclass(frozen=True, slots=True)
class ModalRow:
    """A row of `phrases/modals.yaml`: an auxiliary and the force of the verb it stands with."""

    id: str
    force: Force
    negated: Force
    example: str = ""
    reads: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rows, indexed by the lemma at which they are looked up."""

    acts: tuple[ActRow, ...]
    operators: tuple[OperatorRow, ...]
    modal_rows: tuple[ModalRow, ...]
    act_verbs: dict[str, tuple[tuple[Pattern, ActRow], ...]] = field(repr=False)
    act_nouns: dict[str, tuple[tuple[Pattern, ActRow], ...]] = field(repr=False)
    operator_words: dict[tuple[str, str], tuple[tuple[Pattern, OperatorRow], ...]] = field(repr=False)
    classes: dict[str, frozenset[str]] = field(repr=False)
    modals: dict[str, ModalRow] = field(repr=False)
    class_examples: tuple[tuple[str, str], ...] = ()

    def classes_of(self, lemma: str) -> frozenset[str]:
        """Return the ids of the noun classes a lemma stands in."""
        return frozenset(name for name, nouns in self.classes.items() if lemma in nouns)


def _rows(*path: str) -> list[dict[str, Any]]:
    source = files("ceasefire").joinpath("data", *path)
    rows: list[dict[str, Any]] = YAML(typ="safe").load(source.read_text(encoding="utf-8"))
    return rows


def _patterns(words: list[str], *, head_last: bool = False) -> tuple[Pattern, ...]:
    found = []
    for entry in words:
        parts = str(entry).lower().split()
        head, rest = (parts[-1], parts[:-1]) if head_last else (parts[0], parts[1:])
        found.append(Pattern(key(head), tuple(key(p) for p in rest)))
    return tuple(found)


def key(word: str) -> str:
    """Return the form under which a lemma is looked up: lower case, no hyphen."""
    return word.lower().replace("-", "")


def _act(row: dict[str, Any]) -> ActRow:
    return ActRow(
        id=row["id"],
        action=Action(row["action"]),
        stance=row["stance"],
        verbs=_patterns(row.get("verbs", [])),
        nouns=_patterns(row.get("nouns", []), head_last=True),
        objects=tuple(row.get("objects", [])),
        subjects=tuple(row.get("subjects", [])),
        of=tuple(row.get("of", [])),
        example=row["example"],
        reads=row["reads"],
    )


def _operator(row: dict[str, Any]) -> OperatorRow:
    return OperatorRow(
        id=row["id"],
        force=Force(row["force"]) if "force" in row else None,
        forces={k: Force(v) for k, v in row.get("forces", {}).items()},
        takes=frozenset(row.get("takes", [])),
        turns={k: Action(v) for k, v in _by_action(row.get("as", {})).items()},
        verbs=_patterns(row.get("verbs", [])),
        nouns=_patterns(row.get("nouns", []), head_last=True),
        adjectives=_patterns(row.get("adjectives", [])),
        speech=_yes(row.get("speech")),
        actor=row.get("actor", "subject"),
        finite=tuple(row.get("finite", [])),
        only=tuple(row.get("only", [])),
        future=Force(row["future"]) if "future" in row else None,
        example=row["example"],
        reads=row["reads"],
    )


def _by_action(value: str | dict[str, str]) -> dict[str, str]:
    return {FREE: value} if isinstance(value, str) else value


def _yes(value: object) -> bool:
    """Read YAML 1.2's plain `yes`, which is a string there."""
    return value in (True, "yes")


def _index(pairs: list[tuple[Any, Pattern, R]]) -> dict[Any, tuple[tuple[Pattern, R], ...]]:
    table: dict[Any, list[tuple[Pattern, R]]] = {}
    for at, pattern, row in pairs:
        table.setdefault(at, []).append((pattern, row))
    # Patterns of more words first: "hold talks" before "hold".
    return {at: tuple(sorted(rows, key=lambda r: -len(r[0].rest))) for at, rows in table.items()}


@cache
def load_lexicon() -> Lexicon:
    """Load every table of phrases once per process."""
    acts = tuple(_act(row) for row in _rows("actions.yaml"))
    operators = tuple(_operator(row) for row in _rows("phrases", "operators.yaml"))
    classes = _rows("phrases", "classes.yaml")
    modals: dict[str, ModalRow] = {}
    for given in _rows("phrases", "modals.yaml"):
        force, negated = Force(given["force"]), Force(given["negated"])
        modal = ModalRow(given["id"], force, negated, given["example"], given["reads"])
        modals |= dict.fromkeys(given["words"], modal)
    words: list[tuple[Any, Pattern, OperatorRow]] = []
    for row in operators:
        words += [(("VERB", p.lemma), p, row) for p in row.verbs]
        words += [(("NOUN", p.lemma), p, row) for p in row.nouns]
        words += [(("ADJ", p.lemma), p, row) for p in row.adjectives]
    return Lexicon(
        acts=acts,
        operators=operators,
        modal_rows=tuple(dict.fromkeys(modals.values())),
        act_verbs=_index([(p.lemma, p, row) for row in acts for p in row.verbs]),
        act_nouns=_index([(p.lemma, p, row) for row in acts for p in row.nouns]),
        operator_words=_index(words),
        classes={row["id"]: frozenset(key(str(n)) for n in row["nouns"]) for row in classes},
        modals=modals,
        class_examples=tuple((row["id"], row["example"]) for row in classes),
    )
