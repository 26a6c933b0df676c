"""What a pure judge says of one subject at every time: entries in, changes of status out.

A line keeps what was judged. When an entry arrives late (about an earlier time), what was judged of
times before it still holds; only the suffix that it touches is judged again. The line is derived: drop
it and build it anew, and it says the same (a property test holds it to that).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Generic, TypeVar

T = TypeVar("T")
S = TypeVar("S")

BEGINNING = datetime.min.replace(tzinfo=UTC)


class StatusLine(Generic[T, S]):
    """Statuses of one subject along valid time.

    `judge(items, at)` is pure, takes items in any order, and sees no item before the time it touches.
    `touches(item)` is the earliest time at which an item changes anything: the start of what it speaks
    of; for a correction, that of what it corrects if earlier. `turns(items)` gives every other time
    at which a status may change by time alone (deadlines, openings, ends); more than needed does no harm.
    """

    def __init__(
        self,
        judge: Callable[[Sequence[T], datetime], S],
        *,
        touches: Callable[[T], datetime],
        turns: Callable[[Sequence[T]], Iterable[datetime]],
        items: Iterable[T] = (),
    ) -> None:
        self._judge, self._touches, self._turns = judge, touches, turns
        self._items: list[T] = list(items)
        self._known: list[datetime] = []  # turning points judged so far, in order: a prefix of all
        self._judged: list[S] = []
        self._points = self._turning_points()
        self.folded = 0
        """How many times the judge was asked, for tests and benchmarks."""

    def add(self, item: T) -> int:
        """Take in an entry, however late; return how many judged points it leaves standing."""
        self._items.append(item)
        keep = bisect_left(self._known, self._touches(item))
        self._points = self._turning_points()
        # A new turning point before the item's time stands between judged ones; judge again from there.
        judged = zip(self._known[:keep], self._points, strict=False)
        keep = next((n for n, (was, now) in enumerate(judged) if was != now), keep)
        del self._known[keep:], self._judged[keep:]
        return keep

    def at(self, when: datetime) -> S:
        """Return the status as of a time (aware UTC), judging what was not judged yet."""
        n = bisect_right(self._points, when)
        for point in self._points[len(self._known) : n]:
            self._judged.append(self._judge(self._items, point))
            self._known.append(point)
            self.folded += 1
        return self._judged[n - 1]

    def changes(self) -> tuple[tuple[datetime, S], ...]:
        """Return each time at which the status changes, and to what; the first is the beginning."""
        self.at(self._points[-1])
        return tuple(
            (point, status)
            for n, (point, status) in enumerate(zip(self._points, self._judged, strict=True))
            if n == 0 or status != self._judged[n - 1]
        )

    def _turning_points(self) -> list[datetime]:
        own = (self._touches(item) for item in self._items)
        return sorted({BEGINNING, *own, *self._turns(self._items)})
