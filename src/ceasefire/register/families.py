"""Pairs of copies in; out: the origins of the pages that can be seen, as of any times.

Pages hang together by copies in small families, and an origin is settled within a family. A family whose
pages can all be seen, each by its usual description, is the usual case: its origins are found once and kept.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import compress

import numpy as np

from ceasefire import wires
from ceasefire.register.table import NEVER, Column, Indices

UNSEEN = NEVER
"""The day of a page that cannot be seen."""


class Families:
    """The pages that are in any pair, family by family; `codes` are the codes of their names."""

    def __init__(self, shared: wires.Shared, code: Callable[[str], int]) -> None:
        families = _families(shared)
        self._shared = shared
        self._pages = [page for family in families for page in family]
        self.codes = np.array([code(page) for page in self._pages], dtype=np.intp)
        self._family = np.repeat(np.arange(len(families)), [len(family) for family in families])
        self._usual = np.full(len(self._pages), UNSEEN)
        self._kept: list[tuple[str, str]] = [("", "")] * len(self._pages)

    def keep(self, days: Column) -> None:
        """Keep the origins as of these days, given as to `origins`: those most often asked about."""
        found = self._found(np.flatnonzero(days != UNSEEN), days)
        self._usual = days
        self._kept = [(page, found.get(page, page)) for page in self._pages]

    def origins(self, days: Column) -> dict[str, str]:
        """Map pages to their origins; `days` are of publication, in the order of `codes`."""
        other = np.zeros(len(self._pages), dtype=np.bool_)
        other[self._family[days != self._usual]] = True
        anew, seen = other[self._family], days != UNSEEN
        as_ever = dict(compress(self._kept, (seen & ~anew).tolist()))
        return as_ever | self._found(np.flatnonzero(seen & anew), days)

    def _found(self, some: Indices, days: Column) -> dict[str, str]:
        ranked = sorted(zip(days[some].tolist(), (self._pages[n] for n in some.tolist()), strict=True))
        return wires.labels([page for _, page in ranked], self._shared)


def _families(shared: wires.Shared) -> list[list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in shared:
        near[one].append(other)
        near[other].append(one)
    found: list[list[str]] = []
    met: set[str] = set()
    for start in near:
        if start in met:
            continue
        family = [start]
        met.add(start)
        for page in family:  # it grows on the way
            new = [other for other in near[page] if other not in met]
            met.update(new)
            family += dict.fromkeys(new)
        found.append(family)
    return found
