"""Measure how copies are found: `python bench/wires_figures.py [--peer] TEXTS.jsonl …`.

TEXTS are `{"id","text"}` lines (optionally `date`, `title`). Each text of 80 words and more is printed again:
cut to half, cut to 30 %, a tenth of its words changed, re-led and re-ordered, merged with another text, and
with its quotation marks, possessives and names written otherwise. Texts that are copies of an
earlier one as they come are left out. Recall is the share of (text, copy) pairs
that get one origin; precision the share of true pairs among all pairs of one origin. `--peer` runs datasketch
MinHash LSH (shingles of 8 words, J 0.3) on the same texts; it needs `pip install datasketch`.
"""

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

KINDS = ("half", "third", "changed", "led", "merged", "marks")
SPELT = (("Assad", "al-Assad"), ("Mohammed", "Mohamed"), ("al-", ""), ("organization", "organisation"),
         ("per cent", "percent"), ("’", "`"), ("“", '"'), ("”", '"'), ("[", "("), ("]", ")"), ("'s", "`s"))  # fmt: skip  # noqa: E501


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?])\s+|\n+", text) if s.strip()]


def some(rng: random.Random, text: str, share: float) -> str:
    """Keep leading sentences of half the copies, any sentences of the other half, up to the share."""
    parts = sentences(text)
    order = list(range(len(parts)))
    if rng.random() < 0.5:
        rng.shuffle(order)
    kept, total = set(), sum(len(p.split()) for p in parts)
    for i in order:
        if sum(len(parts[k].split()) for k in kept) >= share * total:
            break
        kept.add(i)
    return " ".join(parts[i] for i in sorted(kept))


def changed(rng: random.Random, text: str, vocabulary: list[str]) -> str:
    return " ".join(rng.choice(vocabulary) if rng.random() < 0.1 else w for w in text.split())


def led(text: str, other: str) -> str:
    """Put a lead from elsewhere before the text, drop its own first sentence, move the last one up."""
    parts = sentences(text)
    return " ".join([sentences(other)[0], *parts[-1:], *parts[1:-1]])


def marks(text: str) -> str:
    for old, new in SPELT:
        text = text.replace(old, new)
    return text


def copies(rng: random.Random, texts: dict[str, str]) -> dict[str, dict[str, tuple[str, tuple[str, ...]]]]:
    """Return kind → copy id → (text, ids of the texts that it copies)."""
    ids, made = list(texts), defaultdict(dict)
    vocabulary = [w for t in list(texts.values())[:50] for w in t.split()]
    for at, own in enumerate(ids):
        other = ids[(at + len(ids) // 2) % len(ids)]
        text = texts[own]
        made["half"][f"{own}/half"] = (some(rng, text, 0.5), (own,))
        made["third"][f"{own}/third"] = (some(rng, text, 0.3), (own,))
        made["changed"][f"{own}/changed"] = (changed(rng, text, vocabulary), (own,))
        made["led"][f"{own}/led"] = (led(text, texts[other]), (own,))
        made["marks"][f"{own}/marks"] = (marks(text), (own,))
        if at % 2 == 0 and at + 1 < len(ids):
            made["merged"][f"{own}/merged"] = (f"{text}\n\n{texts[ids[at + 1]]}", (own, ids[at + 1]))
    return made


def apart(texts: dict[str, str]) -> dict[str, str]:
    """Leave out texts that share three in ten 8-word runs (of the shorter one) with an earlier: copies."""
    kept, seen, size = {}, defaultdict(set), {}
    for own, text in texts.items():
        words = re.findall(r"\w+", text.lower())
        runs = {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}
        shared = Counter(o for r in runs for o in seen[r])
        if all(n < 0.3 * min(len(runs), size[o]) for o, n in shared.items()):
            kept[own], size[own] = text, len(runs)
            for run in runs:
                seen[run].add(own)
    return kept


def grouped(texts: dict[str, str], dates: dict) -> dict[str, str]:
    from ceasefire.wires import origins  # noqa: PLC0415 - the peer's environment has no ceasefire

    return dict(origins(texts, dates))


def peer(texts: dict[str, str], _: dict) -> dict[str, str]:
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - only where it is installed

    index, hashes = MinHashLSH(threshold=0.3, num_perm=128), {}
    for own, text in texts.items():
        words = re.findall(r"\w+", text.lower())
        hashes[own] = MinHash(num_perm=128)
        hashes[own].update_batch([" ".join(words[i : i + 8]).encode() for i in range(max(1, len(words) - 7))])
        index.insert(own, hashes[own])
    first: dict[str, str] = {}
    for own in texts:
        near = [o for o in index.query(hashes[own]) if hashes[o].jaccard(hashes[own]) >= 0.3]
        roots = {first.get(o, o) for o in [own, *near]}
        home = min(roots)
        for item in [*texts]:
            if first.get(item, item) in roots:
                first[item] = home
    return {own: first.get(own, own) for own in texts}


def figures(find, texts: dict[str, str], made: dict, dates: dict) -> None:
    for kind, rows in made.items():
        start = time.perf_counter()
        day = {**dates, **{c: dates[o[0]] for c, (_, o) in rows.items() if o[0] in dates}}
        found = find({**texts, **{c: t for c, (t, _) in rows.items()}}, day)
        true = {frozenset((c, o)) for c, (_, own) in rows.items() for o in own}
        ties = {frozenset(pair) for _, own in rows.values() for pair in combinations(own, 2)}
        groups = defaultdict(list)
        for own, origin in found.items():
            groups[origin].append(own)
        pairs = {frozenset(p) for g in groups.values() for p in combinations(g, 2)}
        right = len(pairs & true)
        wrong = pairs - true - ties
        recall, precision = right / len(true), right / max(right + len(wrong), 1)
        print(f"{kind:8} recall {recall:.3f} precision {precision:.3f} of {len(true)} pairs, {len(wrong)} wrong, "  # noqa: E501
              f"{time.perf_counter() - start:.1f} s")  # fmt: skip
        for pair in sorted(map(sorted, wrong))[:3]:
            print("   wrong:", *pair)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--undated", action="store_true")
    parser.add_argument("--words", type=int, default=80)
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--seed", type=int, default=3)
    chosen = parser.parse_args()
    texts, dates = {}, {}
    for path in chosen.files:
        for line in path.read_text(encoding="utf-8").splitlines()[: chosen.most]:
            row = json.loads(line)
            text = f"{row.get('lead') or ''}\n{row['text']}".strip()
            if len(text.split()) >= chosen.words:
                texts[row["id"]] = text
                if row.get("date") and not chosen.undated:
                    dates[row["id"]] = date.fromisoformat(row["date"][:10])
    texts = apart(texts)
    print(
        len(texts),
        "texts;",
        Counter(len(t.split()) // 200 * 200 for t in texts.values()).most_common(6),
        "texts by words",
    )
    rng = random.Random(chosen.seed)
    figures(peer if chosen.peer else grouped, texts, copies(rng, texts), dates)


if __name__ == "__main__":
    main()
