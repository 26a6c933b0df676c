"""Quotations as token ranges, and what a content gains from them: whole marks, sentences that run on."""

from ceasefire.reading.attribution.frames import Tokens
from ceasefire.reading.attribution.quotes import quotations
from ceasefire.reading.attribution.tree import Tree

EDGES = frozenset({",", ";", ":", "-", "--", "\u2013", "\u2014", " ", "  "})
STOPS = frozenset({".", "!", "?"})
LOOSE = EDGES | STOPS


class Quoted:
    """The quotations of one text by token: `inside[i]` is the number of the one token `i` is in, or -1."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.spans = quotations(tree.text, breaks=tree.breaks)
        self.ranges = [(tree.at(a), tree.until(b)) for a, b in self.spans]
        self.inside = [-1] * len(tree)
        for number, (first, last) in enumerate(self.ranges):
            self.inside[first:last] = [number] * (last - first)

    def whole(self, part: Tokens, cue: int) -> Tokens:
        """Return a content range widened to the quotations its ends stand in, loose punctuation cut off."""
        first, last = part
        outside = self.inside[cue]
        for edge in (first, last - 1):
            number = self.inside[edge]
            if number >= 0 and number != outside:
                a, b = self.ranges[number]
                first, last = min(first, a), max(last, b)
        if first <= cue < last and not part[0] <= cue < part[1]:
            first, last = part
        return self._trimmed(first, last)

    def _trimmed(self, first: int, last: int) -> Tokens:
        lower = self.tree.lower
        while first < last and lower[first] in EDGES:
            first += 1
        while last > first and lower[last - 1] in LOOSE and self.inside[last - 1] < 0:
            last -= 1
        return first, last

    def beginning(self, i: int) -> int:
        """Return the number of the quotation that begins at token `i`, loose marks skipped, or -1."""
        size, lower = len(self.inside), self.tree.lower
        while i < size and self.inside[i] < 0 and lower[i] in LOOSE:
            i += 1
        number = self.inside[i] if i < size else -1
        return number if number >= 0 and self.ranges[number][0] == i else -1

    def ending(self, i: int) -> int:
        """Return the number of the quotation that ends before token `i`, commas skipped, or -1."""
        while i > 0 and self.inside[i - 1] < 0 and self.tree.lower[i - 1] in EDGES:
            i -= 1
        number = self.inside[i - 1] if i > 0 else -1
        return number if number >= 0 and self.ranges[number][1] == i else -1

    def more(self, i: int) -> tuple[Tokens, ...]:
        """Return the quotations that run on from token `i`, nothing but loose marks between them.

        One that ends in a comma waits for its own cue and is not among them, nor what follows it.
        """
        found: list[Tokens] = []
        while (number := self.beginning(i)) >= 0 and not self._waits(number):
            found.append(self.ranges[number])
            i = self.ranges[number][1]
        return tuple(found)

    def _waits(self, number: int) -> bool:
        """Tell whether a quotation is followed by its own cue."""
        last = self.ranges[number][1]
        lower = self.tree.lower
        if last - 2 >= 0 and lower[last - 2] in (",", "-", "--", "\u2014"):
            return True
        if last >= len(lower):
            return False
        return self.tree.dep[last] not in ("punct", "") and lower[last - 2] not in STOPS | {"...", "\u2026"}
