"""A parsed text in, its attributions out: candidates, filter, speakers, in this order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ceasefire.reading.attribution import lexicon, relays
from ceasefire.reading.attribution.candidates import frames_at
from ceasefire.reading.attribution.features import cue_features, frame_features
from ceasefire.reading.attribution.frames import Frame, Tokens
from ceasefire.reading.attribution.model import Attribution, Span
from ceasefire.reading.attribution.phrases import FIRST_WORDS
from ceasefire.reading.attribution.quoted import Quoted
from ceasefire.reading.attribution.speakers import FIRST, Speakers
from ceasefire.reading.attribution.tree import Tree, build
from ceasefire.reading.attribution.weights import Weights, weights
from ceasefire.reading.words import Doc

# Log-odds above which a candidate is taken; below nought since the cue tables vouch for their rows.
LEAST = -1.0
# Log-odds at which outermost attributions score best on PolNeAR's dev part.
SURE = -1.1
# What a row of the cue tables is worth when its shape is one that the row admits.
VOUCHED = 3.5
# Words that are looked at no matter in which role.
ALWAYS = frozenset({"according", ":", "-", "\u2013", "\u2014"})


LOOKED_AT = ALWAYS | FIRST_WORDS
COMPANY = ("prep", "prt", "acomp", "oprd", "ccomp", "advcl")


@dataclass(frozen=True, slots=True)
class Scored:
    """A reading with its log-odds; `outer` is the share of it that speaks against inner ones."""

    frame: Frame
    score: float
    outer: float
    row: lexicon.CueRow | None


def attributions(doc: Doc, *, breaks: Sequence[int] = ()) -> tuple[Attribution, ...]:
    """Return the attributions of a parsed text, in the order of their cues, nested ones included.

    `doc` is a spaCy document parsed from the length-preserving plain form of a text, so that its
    offsets are the text's own. `breaks` are the offsets at which paragraphs begin. Never raises on
    odd input; an empty document gives ().
    """
    return attributions_in([(0, doc)], breaks=breaks)


def attributions_in(
    passages: Sequence[tuple[int, Doc]], *, breaks: Sequence[int] = ()
) -> tuple[Attribution, ...]:
    """Return the attributions of a document parsed by passages; offsets are the document's.

    `passages` are parsed texts with their offsets in the document, in order, none overlapping; each
    begins a paragraph. Quotations and names carry over from one to the next.
    """
    tree = build(passages, breaks)
    quoted = Quoted(tree)
    speakers = Speakers(tree)
    # Wider contents first, so that the speaker of the words around is known when "we" asks for it.
    chosen = sorted(candidates(tree, quoted), key=lambda one: (-_size(one.frame), one.frame.cue))
    tellers = relays.by_sentence(
        tree, [one.frame for one in chosen if _verb_class(tree, one) in relays.PASSING]
    )
    found: list[Attribution] = []
    for one in chosen:
        relay = relays_of(tree, one.frame, tellers.get(tree.sent[one.frame.cue[0]], ()))
        speaker = _speaker(tree, speakers, one.frame, found)
        found.append(_attribution(tree, quoted, one, relay, speaker))
    return tuple(sorted(found, key=lambda a: (a.cue, a.contents)))


def _speaker(tree: Tree, speakers: Speakers, frame: Frame, wider: Sequence[Attribution]) -> Span | None:
    """Return the full name of whoever says it: whom an outlet cites, never the outlet."""
    voice = relays.cited(tree, frame) or frame.source
    if relays.is_outlet(tree, voice):
        return None
    first = voice is not None and tree.lower[voice[0]] in FIRST
    return speakers.resolve(voice, outer=_outer_speaker(tree, frame, wider) if first else None)


def relays_of(tree: Tree, frame: Frame, tellers: Sequence[Frame]) -> tuple[Tokens, ...]:
    """Return through whom the words of a frame reach us, nearest to the speaker first, none twice."""
    own = (frame.source,) if frame.source is not None and relays.is_outlet(tree, frame.source) else ()
    found = (*frame.relay, *own, *relays.media_of(tree, frame), *relays.around(tellers, frame))
    return tuple(dict.fromkeys(found))


def _size(frame: Frame) -> int:
    return sum(b - a for a, b in frame.contents)


def _outer_speaker(tree: Tree, frame: Frame, found: Sequence[Attribution]) -> Span | None:
    """Return the speaker of the narrowest content around the cue; `found` has the widest first."""
    start, end = tree.chars(*frame.cue)
    return next(
        (a.speaker for a in reversed(found) if any(s <= start and end <= e for s, e in a.contents)), None
    )


def candidates(tree: Tree, quoted: Quoted) -> Iterator[Scored]:
    """Yield the best reading of each cue that passes the filter, or nearly does and has its row."""
    model, known = weights(), heads()
    nothing: frozenset[str] = frozenset()
    for i, (lemma, tag, word) in enumerate(zip(tree.lemma, tree.tag, tree.lower, strict=True)):
        if lemma not in known.get(tag[:2], nothing) and word not in LOOKED_AT:
            continue
        frames = frames_at(tree, quoted, i)
        if not frames:
            continue
        row = frames[0].row or _row(tree, i)
        best = _best(tree, quoted, model, frames, row)
        vouched = VOUCHED if row is not None and _vouches(row, best.frame.shape) else 0.0
        if best.score - best.outer + vouched >= LEAST:
            yield best


@cache
def heads() -> dict[str, frozenset[str]]:
    """Return the lemmas worth looking at as cues, by the first two letters of their tags."""
    learned: dict[str, set[str]] = {"VB": set(), "NN": set(), "JJ": set(), "RB": set()}
    for head in weights().heads:
        lemma, _, tag = head.rpartition(" ")
        if tag in learned:
            learned[tag].add(lemma)
    learned["VB"] |= {key.split()[0] for key in lexicon.verbs()} | set(lexicon.adjectives())
    learned["NN"] |= set(lexicon.nouns())
    learned["JJ"] |= set(lexicon.adjectives())
    learned["RB"] = set(lexicon.adverbs())
    return {tag: frozenset(lemmas) for tag, lemmas in learned.items()}


def _row(tree: Tree, i: int) -> lexicon.CueRow | None:
    company = tuple(tree.lower[tree.edge_left[c] if tree.is_verb(c) else c] for c in tree.kids(i, *COMPANY))
    particle = tree.kid(i, "prt") is not None
    return lexicon.row_of(tree.lemma[i], tree.tag[i], tree.lower[i], company, particle=particle)


def _vouches(row: lexicon.CueRow, shape: str) -> bool:
    # A clause taken for inserted may as well be the content of the verb above it.
    return row.admits(shape) and not shape.startswith("inserted")


def _best(
    tree: Tree, quoted: Quoted, model: Weights, frames: tuple[Frame, ...], row: lexicon.CueRow | None
) -> Scored:
    names = cue_features(tree, quoted, frames[0].head)
    score, frame = max(
        ((model.score(frame_features(tree, quoted, f)), f) for f in frames), key=lambda pair: pair[0]
    )
    return Scored(frame, model.score(names) + score, model.outer(names), row)


def outermost(found: Iterable[Attribution], *, least: float = SURE) -> tuple[Attribution, ...]:
    """Return the attributions that stand in no other's content, the likelier one where two cross.

    Those with log-odds under `least`, which only a row of the cue tables vouches for, are left out.
    """
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda a: -a.score):
        if one.score >= least and not any(_cross(one, other) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda a: a.cue))


def _cross(one: Attribution, other: Attribution) -> bool:
    return (
        (one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1])
        or any(a <= one.cue[0] and one.cue[1] <= b for a, b in other.contents)
        or any(a <= other.cue[0] and other.cue[1] <= b for a, b in one.contents)
    )


def _attribution(
    tree: Tree, quoted: Quoted, one: Scored, relay: tuple[Tokens, ...], speaker: Span | None
) -> Attribution:
    frame = one.frame
    contents = tuple(tree.chars(*part) for part in frame.contents)
    return Attribution(
        cue=tree.chars(*frame.cue),
        source=None if frame.source is None else tree.chars(*frame.source),
        contents=contents,
        relay=tuple(tree.chars(*part) for part in relay),
        speaker=speaker,
        kind=_kind(contents, quoted.spans),
        verb_class=_verb_class(tree, one),
        rule=f"{tree.lemma[frame.head]}: {frame.shape}",
        score=round(one.score, 3),
    )


def _verb_class(tree: Tree, one: Scored) -> str | None:
    if one.frame.shape.startswith("quoted as"):
        return "say"
    if one.row is not None and one.row.admits(one.frame.shape):
        return one.row.verb_class
    return "say" if tree.lower[one.frame.head] in ALWAYS else None


def _kind(contents: tuple[Span, ...], quotes: tuple[Span, ...]) -> str:
    """Tell whether contents stand in quotation marks wholly, in part or not."""
    if all(any(a <= s and e <= b for a, b in quotes) for s, e in contents):
        return "direct"
    touched = any(a < e and s < b for s, e in contents for a, b in quotes)
    return "mixed" if touched else "indirect"
