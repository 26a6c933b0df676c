"""Texts with their dates in, origins out: which documents print one copy.

An origin is named by its earliest member (date, then id), so that neither the order of reading nor
reading in parts changes anything: the same texts always give the same origins.

A page that prints two copies one after the other ties the two: as whole documents the three are one
origin, since nothing shows that they are independent. A page that prints three or more is a digest;
it goes with the one it prints most of and ties nothing. `Origins.of` looks at one stretch of words
and needs no such rule.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from ceasefire.wires.candidates import furniture, pairs
from ceasefire.wires.copies import PART, SHARE, is_copy, overlap, stretches, without
from ceasefire.wires.words import Words, words

Links = Mapping[str, frozenset[str]]
Shared = Mapping[tuple[str, str], int]
"""Pairs of copies, either document first, with the words that they have in common."""
Rank = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins of a set of documents; `label` maps each document id to its origin's id.

    `links` are the documents that print part of each other, copies or not; `rank` orders them by date and id.
    `shared` tells of each pair of copies how many words they share.
    """

    label: Mapping[str, str]
    links: Links
    rank: Mapping[str, Rank] = field(repr=False)
    texts: Mapping[str, Words] = field(repr=False)
    shared: Shared = field(repr=False)

    def of(self, document: str, start: int, end: int) -> str:
        """Return the origin of the words at [start, end) of a document: the earliest to print them.

        Words that no linked document prints have the document itself as origin; so has a document
        that is not known here.
        """
        if document not in self.texts:
            return document
        seen, todo = {document}, [document]
        stretch = _cut(self.texts[document], start, end)
        while todo:
            here = todo.pop()
            found = [d for d in self.links.get(here, ()) if d not in seen and _prints(self.texts[d], stretch)]
            seen.update(found)
            todo.extend(found)
        return min(seen, key=self.rank.__getitem__)

    def members(self, origin: str) -> tuple[str, ...]:
        """Return the documents of an origin, earliest first."""
        return tuple(sorted((d for d, o in self.label.items() if o == origin), key=self.rank.__getitem__))


def origins(texts: Mapping[str, str], dates: Mapping[str, date] | None = None) -> Mapping[str, str]:
    """Map each document id to the id of its origin: the earliest document that prints the copy."""
    return find(texts, dates).label


def find(texts: Mapping[str, str], dates: Mapping[str, date] | None = None) -> Origins:
    """Find which documents print one copy.

    `texts` maps document ids to texts, `dates` to days of publication, where known. Time grows with
    the number of texts and of copies, not with its square.
    """
    dates = dates or {}
    rank = {d: rank_of(d, dates.get(d)) for d in texts}
    ids = sorted(texts, key=rank.__getitem__)
    bare = [words(texts[d]) for d in ids]
    days = [dates[d].toordinal() if d in dates else None for d in ids]
    known = furniture(bare, days)
    own = [without(w, known, salt=i + 1) for i, w in enumerate(bare)]
    links: dict[str, set[str]] = defaultdict(set)
    shared: dict[tuple[str, str], int] = {}
    for i, j in pairs(own):
        found = overlap(own[i], own[j])
        apart = _apart(days[i], days[j])
        if is_copy(found, apart_days=apart, share=PART):
            links[ids[i]].add(ids[j])
            links[ids[j]].add(ids[i])
        if is_copy(found, apart_days=apart, share=SHARE):
            shared[ids[i], ids[j]] = found.words
    by_id = dict(zip(ids, own, strict=True))
    label = labels(ids, shared)
    return Origins(label, {d: frozenset(n) for d, n in links.items()}, rank, by_id, shared)


def rank_of(document: str, day: date | None) -> Rank:
    """Return what orders documents: the day of publication, those without one last, then the id."""
    return (day.isoformat() if day else "9999", document)


def labels(ids: list[str], shared: Shared) -> dict[str, str]:
    """Name each document's origin; `ids` come earliest first, pairs of others are passed over."""
    order = {d: i for i, d in enumerate(ids)}
    links: dict[str, set[str]] = defaultdict(set)
    for one, other in shared:
        if one in order and other in order:
            links[one].add(other)
            links[other].add(one)
    return _labels(order, {d: frozenset(n) for d, n in links.items()}, shared)


def _apart(one: int | None, two: int | None) -> int:
    return abs(one - two) if one is not None and two is not None else 0


def _labels(order: Mapping[str, int], links: Links, shared: Shared) -> dict[str, str]:
    ids = list(order)
    joints = {d for d, near in links.items() if len(near) > 1 and len(_groups(near, links)) > 1}
    core = _name(_groups([d for d in ids if d not in joints], links), order)
    ties: dict[str, list[str]] = {}
    for joint in sorted(joints, key=order.__getitem__):
        ties[joint] = sorted({core[d] for d in links[joint] if d in core}, key=order.__getitem__) or [joint]
    beside = defaultdict(set)
    for cores in ties.values():
        for one in cores:
            beside[one].update(cores)
    merged = _Union()
    for joint, cores in ties.items():
        bound = set().union(*(beside[c] for c in cores)) if joint not in cores else {joint}
        home = cores if len(bound) <= 2 else [_main(joint, cores, core, links, shared)]
        core[joint] = home[0]
        merged.join(home)
    roots = {d: merged.find(core[d]) for d in ids}
    first: dict[str, str] = {}
    for d in ids:
        first.setdefault(roots[d], d)
    return {d: first[roots[d]] for d in ids}


def _main(joint: str, cores: list[str], core: Mapping[str, str], links: Links, shared: Shared) -> str:
    """Return the core of which the page prints most words; the earliest of equals."""
    most = dict.fromkeys(cores, 0)
    for d in links[joint]:
        if core.get(d) in most:
            words_of = shared.get((joint, d)) or shared.get((d, joint), 0)
            most[core[d]] = max(most[core[d]], words_of)
    return max(cores, key=lambda c: (most[c], -cores.index(c)))


def _groups(nodes: Iterable[str], links: Links) -> list[list[str]]:
    """Split the nodes into groups that hang together through links among themselves."""
    left, groups = set(nodes), []
    for start in sorted(left):
        if start not in left:
            continue
        left.discard(start)
        group, todo = [], [start]
        while todo:
            here = todo.pop()
            group.append(here)
            near = left & links.get(here, frozenset())
            left -= near
            todo.extend(near)
        groups.append(group)
    return groups


def _name(groups: list[list[str]], order: Mapping[str, int]) -> dict[str, str]:
    named = {}
    for group in groups:
        first = min(group, key=order.__getitem__)
        named.update(dict.fromkeys(group, first))
    return named


class _Union:
    """Sets that can be joined (union-find); an unknown item is a set of its own."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def find(self, item: str) -> str:
        while (up := self._up.get(item, item)) != item:
            item = up
        return item

    def join(self, items: list[str]) -> None:
        for other in items[1:]:
            self._up[self.find(other)] = self.find(items[0])


def _cut(text: Words, start: int, end: int) -> Words:
    """Return the words that overlap [start, end)."""
    inside = np.flatnonzero((text.starts < end) & (text.ends > start))
    lo, hi = (int(inside[0]), int(inside[-1]) + 1) if len(inside) else (0, 0)
    return Words(
        text.hashes[lo:hi],
        text.shingles[lo : max(lo, hi - (len(text.hashes) - len(text.shingles)))],
        text.starts[lo:hi],
        text.ends[lo:hi],
        text.own[lo:hi],
        text.number[lo:hi],
    )


def _prints(text: Words, stretch: Words) -> bool:
    """Say whether a text prints most words of a stretch, quotations included."""
    _, at = stretches(stretch, text)
    return bool(len(at)) and (at >= 0).mean() >= 0.6
