#!/usr/bin/env python3
"""Fit the reader's model on annotated texts and write its files.

    python bench/train_reader.py GOLD_DIR MORE_DIR OUT_DIR [SETTING=VALUE...]

GOLD_DIR holds train.*.jsonl, dev.*.jsonl and score.py; MORE_DIR what `bench/annotations/restore.py` wrote.
Fitted on train and on quick.*.jsonl, but for a share of the latter by name, on which the model is watched and
its confidence calibrated. more.*.jsonl and dev are only scored; of dev the third that whoever made rules has
not seen (crc32(id) % 3 == 0), the rest and the five reports each for itself. OUT_DIR/encoder.onnx and
weights.npz go to src/ceasefire/data/reader/. Needs what `reader_net.py` names; some 20 minutes on two cores.
"""

import ast
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import torch

from calibrate_reader import points
from calibrate_reader import write as write_points
from ceasefire.model import Force
from ceasefire.reading.build import statement
from ceasefire.reading.choose import Chosen
from ceasefire.reading.encoder import load_tokenizer, places, windows
from ceasefire.reading.outline import Rows, answers, outline
from ceasefire.reading.reader import Reader, Seen
from gold import document, in_guideline_form
from reader_figures import PARTS, SHIPPED_AT, figures, load, read, scorer
from reader_net import Settings, fit, write
from reader_pages import Page, Sample

KEEP_AT = (0.35, 0.4, 0.45, 0.5)
REPEATS = 2


def pages(reader: Reader, docs: dict, told: dict, part: dict, score) -> Iterable[Page]:
    """Yield the texts that are fitted on, as the model sees them."""
    names = [n for n in docs if part[n] in {"fit", "quick"}]
    parsed = reader.parse(document(docs[n]) for n in names)
    for name, (made, passages) in zip(names, parsed, strict=True):
        cut = list(windows(load_tokenizer(), passages))
        seen = list(reader.seen(made, passages))
        rows = Rows(places(cut), seen[0].place.context.start_of) if seen else None
        stands = align(docs[name]["text"], told[name], seen, score)
        samples = [sample(one, rows, stands.get(n), reader, score) for n, one in enumerate(seen)]
        yield Page(name, cut, samples, part[name] == "quick")


def sample(seen: Seen, rows: Rows, gold: dict | None, reader: Reader, score) -> Sample:
    asked = answers(seen, rows)
    right = {
        q: [bool(gold and score.same_name(named(seen, a.token), gold[q])) for a in asked[q]] for q in asked
    }
    return Sample(outline(seen, rows, reader.lexicon), asked, gold, right)


def named(seen: Seen, token) -> str | None:
    mention = seen.place.name(seen.place.context.resolve(token)) if token is not None else None
    return mention.text if mention else None


def align(text: str, gold: list[dict], seen: list[Seen], score) -> dict[int, dict]:
    """Give each annotated statement the candidate that fits it best, one to one."""
    ruled = [replace(s.reading, force=s.reading.force or Force.REPORT) for s in seen]
    found = [
        in_guideline_form(statement(s.place, s.candidate, Chosen(r, s.roles, None)))
        for s, r in zip(seen, ruled, strict=True)
    ]
    g, f = score.spans(text, gold), score.spans(text, found)
    pairs = []
    for a, one in enumerate(g):
        start = text.find(gold[a]["quote"])
        for b, two in enumerate(f):
            if not one or not two or len(one & two) < 0.5 * min(len(one), len(two)):
                continue
            at = seen[b].place.start + seen[b].candidate.leaf.idx
            worth = len(one & two) / len(one | two) + 0.5 * (start <= at < start + len(gold[a]["quote"]))
            worth += 0.6 * (found[b]["action"] == gold[a]["action"])
            worth += 0.3 * (found[b]["force"] == gold[a]["force"])
            pairs.append((worth + 0.2 * (seen[b].candidate.act.id != "any"), a, b))
    done: tuple[set, set] = (set(), set())
    stands = {}
    for _, a, b in sorted(pairs, reverse=True):
        if a not in done[0] and b not in done[1]:
            done[0].add(a)
            done[1].add(b)
            stands[b] = gold[a]
    return stands


def main(gold: Path, more: Path, folder: Path, changes: dict) -> None:
    score = scorer(gold)
    docs, told, part = load(gold, more)
    made = list(pages(Reader.load(learned=False), docs, told, part, score))
    torch.set_num_threads(2)
    net = fit(made, replace(Settings(), **changes), repeats=REPEATS)
    write(net, folder, keep_at=SHIPPED_AT)
    by_part = {p: [n for n in docs if part[n] == p] for p in PARTS}
    names = [n for some in by_part.values() for n in some]
    for keep_at in KEEP_AT:
        found = read(folder, names, docs, keep_at=keep_at)
        for label, some in by_part.items():
            print(f"{label}, kept from {keep_at}: {figures(some, found, docs, told, score)}", flush=True)
        if keep_at == SHIPPED_AT:
            write_points(folder, points(by_part["watched"], found, docs, told, score))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    given = dict(pair.split("=", 1) for pair in sys.argv[4:])
    main(*map(Path, sys.argv[1:4]), {name: ast.literal_eval(value) for name, value in given.items()})
