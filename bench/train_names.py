"""Learn which letters stand for which in names: `python bench/train_names.py FOLDER`.

FOLDER as for bench/name_people.py, with steveash/NETransliteration-COLING2018 (words of names on Wikidata in
Latin beside Cyrillic and Arabic letters, CC0). Words come from its training files and from the names of
people in the train part; words that share a Latin spelling give pairs of other scripts, words that share a
Russian one pairs of Latin spellings. For each two scripts, letter groups and their likelihoods are found by
expectation maximization over all ways of cutting both words. Out: src/ceasefire/data/name_spellings.json.
It prints the weights of `decision` in data/names.yaml too, fitted on the pairs of the train part. Fixed seed.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from math import log
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler
from sklearn.linear_model import LogisticRegression

from ceasefire.matching import names
from ceasefire.matching.names_fold import bare, words
from ceasefire.matching.names_spellings import LONGEST, script
from name_people import Person, blobs, pairs, part_of, people, plain

OUT = Path(__file__).parents[1] / "src" / "ceasefire" / "data" / "name_spellings.json"
WIKIDATA = "steveash+NETransliteration-COLING2018"
KINDS = {"latin-cyrillic": 18000, "latin-arabic": 12000, "latin-latin": 8500, "arabic-cyrillic": 5000,
         "cyrillic-cyrillic": 3500}  # fmt: skip
ORDER = ("latin", "arabic", "cyrillic")
LEAST_COUNT = (0.01, 0.05, 0.2, 0.5, 0.8, 1.0, 1.3, 1.5)
"""What a pair of groups must be counted to stay, for each round."""
OFF_DIAGONAL = 0.28
"""How far apart (in shares of the words) groups may stand to be looked at in the first round."""
SHAPES = [
    (0, 1),
    (1, 0),
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (3, 1),
    (1, 3),
    (3, 2),
    (2, 3),
    (4, 1),
    (4, 2),
    (2, 4),
]

Unit = tuple[str, str]


class Spelt(NamedTuple):
    """Two words that are one name, and how much they count."""

    left: str
    right: str
    weight: float


def wikidata(folder: Path, name: str) -> dict[str, list[tuple[int, str]]]:
    """Return Latin word → (how often, word in the other script), the most frequent first."""
    found = defaultdict(list)
    for _, data in blobs(folder, WIKIDATA, f"data/wd_{name}_80"):
        for line in data.decode().splitlines():
            latin, other, often = line.split("\t")
            left, right = words(latin), words(other.replace(" ", ""))
            if (
                len(left) == len(right) == 1
                and left[0].isascii()
                and 2 < len(left[0]) < 16 > len(right[0]) > 1
            ):
                found[left[0]].append((int(often), right[0]))
    return {word: sorted(others, reverse=True) for word, others in found.items()}


def word_pairs(folder: Path, known: list[Person]) -> dict[str, list[Spelt]]:
    russian, arabic = wikidata(folder, "russian"), wikidata(folder, "arabic")
    by_russian = defaultdict(list)
    for latin, others in russian.items():
        for often, word in others:
            by_russian[word].append((often, latin))
    counts: dict[str, Counter[Unit]] = {kind: Counter() for kind in KINDS}
    for kind, table in (("latin-cyrillic", russian), ("latin-arabic", arabic)):
        counts[kind].update({(a, b): min(n, 1.5) for a, others in table.items() for n, b in others})
    for latin in russian.keys() & arabic.keys():
        counts["arabic-cyrillic"][arabic[latin][0][1], russian[latin][0][1]] += 1
    for kind, table, weight in (("latin-latin", by_russian, 0.5), ("cyrillic-cyrillic", russian, 0.3)):
        for others in table.values():
            for (_, a), (_, b) in combinations(sorted(others, reverse=True)[:4], 2):
                counts[kind][a, b] += weight
    for person in known:
        for kind, unit in fellows(person):
            counts[kind][unit] += 1.5
    return {kind: chosen(counts[kind], most) for kind, most in KINDS.items()}


def chosen(counts: Counter[Unit], most: int) -> list[Spelt]:
    """Return the pairs that count most, and as many others at random."""
    rows = [Spelt(a, b, min(n, 4)) for (a, b), n in counts.most_common() if max(len(a), len(b)) < 16]
    head, tail = rows[: most // 2], rows[most // 2 :]
    return head + random.Random(3).sample(tail, min(len(tail), most // 2))


def fellows(person: Person) -> Iterable[tuple[str, Unit]]:
    """Yield the words of a person's names that look like spellings of one another."""
    seen = set()
    for a, b in combinations(person.names, 2):
        one, two = bare(a), bare(b)
        for x in one if len(one) == len(two) else ():
            y = max(two, key=lambda w: JaroWinkler.similarity(plain(x), plain(w)))
            unit = tuple(sorted((x, y), key=lambda w: ORDER.index(script(w))))
            kind = "-".join(map(script, unit))
            like = JaroWinkler.similarity(plain(x), plain(y)) >= 0.62 and min(len(x), len(y)) > 1
            if like and x != y and unit not in seen and kind in KINDS:
                seen.add(unit)
                yield kind, unit


def learned(kind: str, spelt: list[Spelt]) -> dict[str, dict[str, float]]:
    """Return groups and single letters of two scripts with their log likelihoods."""
    if len(set(kind.split("-"))) == 1:
        spelt = spelt + [Spelt(b, a, w) for a, b, w in spelt]
    counts = first_counts(spelt)
    with Pool(2) as pool:
        for least in LEAST_COUNT:
            total = sum(counts.values())
            shares = {unit: n / total for unit, n in counts.items()}
            parts = pool.starmap(expected, [(spelt[i::8], shares) for i in range(8)])
            summed: Counter[Unit] = Counter()
            for part in parts:
                summed.update(part)
            counts = {
                u: n for u, n in summed.items() if n > least * (1 if len(u[0]) + len(u[1]) < 4 else 1.5)
            }
    return {
        "groups": logs({f"{a}|{b}": n for (a, b), n in counts.items()}),
        "left": logs(Counter(c for s in spelt for c in s.left)),
        "right": logs(Counter(c for s in spelt for c in s.right)),
    }


def logs(counts: dict[str, float]) -> dict[str, float]:
    total = sum(counts.values())
    return {key: round(log(n / total), 2) for key, n in sorted(counts.items())}


def units(one: Spelt) -> Iterable[tuple[int, int, Unit]]:
    """Yield every pair of groups in two words with where they begin."""
    a, b = one.left, one.right
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            for m, n in SHAPES:
                if i + m <= len(a) and j + n <= len(b):
                    yield i, j, (a[i : i + m], b[j : j + n])


def first_counts(spelt: list[Spelt]) -> dict[Unit, float]:
    """Count the pairs of groups that stand about as far into both words; longer ones count less."""
    counts: Counter[Unit] = Counter()
    for one in spelt:
        for i, j, (x, y) in units(one):
            if abs(i / len(one.left) - j / len(one.right)) <= OFF_DIAGONAL:
                counts[x, y] += one.weight * (0.35 ** (len(x) + len(y) - 2) if x and y else 0.3)
    return {u: n for u, n in counts.items() if n > (2.5 if len(u[0]) + len(u[1]) < LONGEST else 0.8)}


def expected(spelt: list[Spelt], shares: dict[Unit, float]) -> dict[Unit, float]:
    """Return how often each pair of groups is used, all ways of cutting weighed by their likelihood."""
    counts: defaultdict[Unit, float] = defaultdict(float)
    for one in spelt:
        steps = [(i, j, u, shares[u]) for i, j, u in units(one) if u in shares]
        before: defaultdict[tuple[int, int], float] = defaultdict(float, {(0, 0): 1.0})
        for i, j, (x, y), share in steps:
            before[i + len(x), j + len(y)] += before[i, j] * share
        end = (len(one.left), len(one.right))
        after: defaultdict[tuple[int, int], float] = defaultdict(float, {end: 1.0})
        for i, j, (x, y), share in reversed(steps):
            after[i, j] += share * after[i + len(x), j + len(y)]
        if before[end]:
            for i, j, u, share in steps:
                counts[u] += (
                    one.weight * before[i, j] * share * after[i + len(u[0]), j + len(u[1])] / before[end]
                )
    return dict(counts)


def decision(known: list[Person]) -> dict[str, float]:
    """Fit the weights of how names' words fit, on pairs of names as `same_name` takes them apart."""
    rows: list[dict[str, float]] = []
    weigh = names._likely  # noqa: SLF001 - its values are what the weights are fitted to
    names._likely = lambda *given: rows.append(names._values(*given)) or weigh(*given)  # noqa: SLF001
    seen, wanted = [], []
    for pair in pairs(known, random.Random(11)):
        rows.clear()
        names.same_name.__wrapped__(pair["a"], pair["b"])
        if rows:
            best = max(rows, key=lambda v: v["least"] + v["mean"] - 0.15 * v["left"])
            seen.append(list(best.values()))
            wanted.append(pair["same"])
    fit = LogisticRegression(C=10, max_iter=2000).fit(seen, wanted)
    return {"bias": fit.intercept_[0].round(1)} | dict(zip(best, fit.coef_[0].round(1), strict=True))


def main() -> None:
    folder = Path(sys.argv[1])
    known = [p for p in people(folder) if part_of(p.id) == "train"]
    found = {kind: learned(kind, spelt) for kind, spelt in word_pairs(folder, known).items()}
    OUT.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    random.Random(11).shuffle(known)
    print("decision:", decision(known))


if __name__ == "__main__":
    main()
