"""What makers of meanings share: the captured nodes, and what single words in them say."""

from dataclasses import replace
from typing import Any

from ceasefire.reading.times.sense import Clock, Node
from ceasefire.reading.times.tables import places

Got = dict[str, Node]
With = dict[str, Any]

YEARS = range(1500, 2101)


def place_of(node: Node) -> str:
    """Return the zone of the place a node names; "place:NAME" where the table lacks it."""
    return places().get(node.words) or f"place:{node.words}"


def offset(here: Clock, there: Clock) -> Clock | None:
    """Return the first time with the zone that a second one, elsewhere, gives it, or None."""
    if there.zone is None or there.zone[0] not in "+-":
        return None
    sign = -1 if there.zone[0] == "-" else 1
    known = sign * (int(there.zone[1:3]) * 60 + int(there.zone[4:6]))
    gap = (here.hour - there.hour) * 60 + here.minute - there.minute + known
    gap = (gap + 12 * 60) % (24 * 60) - 12 * 60
    return replace(here, zone=f"{'-' if gap < 0 else '+'}{abs(gap) // 60:02d}:{abs(gap) % 60:02d}")


def unit_of(node: Node) -> str:
    """Return the unit that a node names."""
    return "second" if node.kind == "SECOND" else str(node.value)


def steps(node: Node) -> int:
    """Return how many units a word like "last" or "next" moves."""
    return int(node.value)


def base_of(node: Node) -> str:
    """Return what a relative word counts from: the publication, or the time told of last."""
    return "reference" if node.kind in {"PREVIOUS", "FOLLOWING", "THAT", "SAME"} else "published"
