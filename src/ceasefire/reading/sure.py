"""A candidate in; what a turn of phrase makes of it for sure out, whatever was learned, or None.

Which turns of phrase there are, and their words, is in `data/phrases/constructions.yaml`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from ceasefire.model import Action, Force
from ceasefire.reading import frames
from ceasefire.reading.acts import lookup
from ceasefire.reading.candidates import Step
from ceasefire.reading.choose import Chosen
from ceasefire.reading.roles import Roles
from ceasefire.reading.words import Token

if TYPE_CHECKING:
    from ceasefire.reading.reader import Seen

Words = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is sure of a candidate: force and action (None: as read), and the parts that are named in `roles`.

    `dropped` says that the candidate is no statement of its own.
    """

    force: Force | None = None
    action: Action | None = None
    giver: Step | None = None
    roles: dict[str, Token | None] = field(default_factory=dict)
    dropped: bool = False

    def onto(self, chosen: Chosen, seen: "Seen", name: str) -> Chosen:
        """Return what was chosen with what is sure in its place."""
        reading = chosen.reading
        context = seen.place.context
        reading = replace(
            reading,
            force=self.force or reading.force,
            action=self.action or reading.action,
            giver=self.giver or reading.giver,
            rule=f"{seen.reading.rule} / {name}",
        )
        roles = chosen.roles
        for part, token in self.roles.items():
            roles = _put(roles, part, context.resolve(token))
        return replace(chosen, reading=reading, roles=roles)


def _put(roles: Roles, part: str, token: Token | None) -> Roles:
    if part == "speaker":
        return replace(roles, speaker=token)
    return replace(roles, actor=token) if part == "actor" else replace(roles, target=token)


DROPPED = Verdict(dropped=True)
Construction = Callable[["Seen", Words], Verdict | None]


@cache
def rows() -> tuple[dict[str, object], ...]:
    """Return the rows of the table of constructions."""
    source = files("ceasefire").joinpath("data", "phrases", "constructions.yaml")
    return tuple(YAML(typ="safe").load(source.read_text(encoding="utf-8")))


@cache
def words(name: str) -> Words:
    """Return the words of a construction by their part in it."""
    row = next(r for r in rows() if r["id"] == name)
    given = row["words"]
    return {part: frozenset(found) for part, found in given.items()} if isinstance(given, dict) else {}


def in_chain(seen: "Seen", lemmas: frozenset[str]) -> Step | None:
    """Return the first governor of a candidate that is one of these words."""
    return next((s for s in seen.candidate.steps if lookup(s.token) in lemmas), None)


def modal_of(verb: Token, modals: frozenset[str]) -> Token | None:
    """Return the auxiliary of a verb that is one of these words."""
    return next((a for a in frames.auxiliaries(verb) if a.lower_ in modals), None)


def subject_or_owner(verb: Token) -> Token | None:
    """Return the subject of a verb; whose it is, if it is a thing that is somebody's ("their actions")."""
    found = frames.subject(verb) or frames.surface_subject(verb)
    if found is None or found.pos_ != "NOUN":
        return found
    return next((c for c in found.children if c.dep_ == "poss"), found)
