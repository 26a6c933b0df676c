"""Statuses of many undertakings at many times, kept up as testimony arrives, late or not.

Enters: undertakings, the times asked about, then testimony in any order. Leaves: the same statuses as
`status` would give from scratch. Only the suffix that an entry touches is judged again: the undertakings
that hang on its subject, at times not before what it speaks of (nor before what it supersedes), and not
where its publication or recording lies beyond the question. This is sound because `status` never looks
ahead in any of the three times.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ceasefire.judge.conditions import parts_of
from ceasefire.judge.rule import NOBODY, status
from ceasefire.model import After, AsOf, Status, Testimony, Undertaking


def hangs_on(undertakings: Mapping[str, Undertaking]) -> dict[str, frozenset[str]]:
    """Tell on which ids each status hangs: the undertaking itself, then by timings and conditions."""
    direct = {name: frozenset(_named(u)) for name, u in undertakings.items()}
    found = {}
    for name, u in undertakings.items():
        reached = {u.id, name}
        frontier = set(direct[name])
        while frontier:
            reached |= frontier
            frontier = {i for f in frontier for i in direct.get(f, ())} - reached
        found[name] = frozenset(reached)
    return found


def _named(u: Undertaking) -> Iterator[str]:
    yield from (t.event for t in (u.opens, u.due, u.ends) if isinstance(t, After))
    if u.condition is not None:
        yield from (holds.subject for holds in parts_of(u.condition))


class Statuses:
    """Statuses of `undertakings` (by id) as of each of `times`; `add` keeps them up."""

    def __init__(
        self,
        undertakings: Mapping[str, Undertaking],
        times: Sequence[AsOf],
        *,
        speaks_for: Mapping[str, str] = NOBODY,
    ) -> None:
        self._undertakings = dict(undertakings)
        self._times = tuple(times)
        self._speaks_for = speaks_for
        self._needs = hangs_on(self._undertakings)
        self._hanging: dict[str, set[str]] = {}
        for name, needs in self._needs.items():
            for subject in needs:
                self._hanging.setdefault(subject, set()).add(name)
        self._said: dict[str, list[Testimony]] = {}
        self._by_id: dict[str, list[Testimony]] = {}
        self._correcting: dict[str, list[Testimony]] = {}
        self._held = {
            (name, n): self._judge(name, n) for name in self._undertakings for n in range(len(self._times))
        }

    def at(self, undertaking: str, n: int) -> Status:
        """Return the status of an undertaking as of the nth time."""
        return self._held[undertaking, n]

    def add(self, testimony: Iterable[Testimony]) -> int:
        """Take testimony in and judge again what it touches. Returns how many statuses were judged."""
        touched: set[tuple[str, int]] = set()
        for t in testimony:
            same = self._by_id.setdefault(t.id, [])
            if t in same:
                continue
            same.append(t)
            self._said.setdefault(t.undertaking, []).append(t)
            touched.update(self._touched(t, t))
            if t.supersedes is not None:
                self._correcting.setdefault(t.supersedes, []).append(t)
                for corrected in self._by_id.get(t.supersedes, ()):
                    touched.update(self._touched(corrected, t))
        for name, n in touched:
            self._held[name, n] = self._judge(name, n)
        return len(touched)

    def _touched(self, about: Testimony, told: Testimony) -> Iterator[tuple[str, int]]:
        """Find the statuses that may change: what `about` speaks of, as far as `told` can be seen."""
        for n, asked in enumerate(self._times):
            later = asked.valid_at is not None and about.occurred.earliest > asked.valid_at
            unpublished = asked.published_by is not None and told.reported_at > asked.published_by
            unknown = asked.known_at is not None and told.recorded_at > asked.known_at
            if not (later or unpublished or unknown):
                yield from ((name, n) for name in self._hanging.get(about.undertaking, ()))

    def _judge(self, name: str, n: int) -> Status:
        own = [t for subject in sorted(self._needs[name]) for t in self._said.get(subject, ())]
        # A correction may have moved words to another subject; what it takes back is gone all the same.
        correcting = [c for t in own for c in self._correcting.get(t.id, ())] if self._correcting else []
        return status(
            self._undertakings[name],
            [*own, *correcting],
            self._times[n],
            others=self._undertakings,
            speaks_for=self._speaks_for,
        )
