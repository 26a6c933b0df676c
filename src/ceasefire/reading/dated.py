"""The times of a passage and its candidates in, which time is whose out: when, deadline, end of a period."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ceasefire.model import Action, Force, Precision, When
from ceasefire.reading import frames
from ceasefire.reading.candidates import Candidate
from ceasefire.reading.force import Reading
from ceasefire.reading.times import TimeMention
from ceasefire.reading.words import Doc, Span, Token

# The day on which something was said or demanded is not when it happens (guidelines, settled case 13).
SAID_ON = {Force.REQUIRE, Force.SUPPORT, Force.OPPOSE, Force.DENY, Force.REFUSE}
REACH = 10
# Forces of what is done by being said: "announced on Monday that they had reached a deal".
MADE_BY_SAYING = {Force.ANNOUNCE, Force.UNDERTAKE}
OWN = {"it", "they", "he", "she", "we"}
BEGINNING = {
    "begin",
    "start",
    "commence",
    "last",
    "take",
    "hold",
    "declare",
    "announce",
    "agree",
    "sign",
    "reach",
}


@dataclass(frozen=True, slots=True)
class Dates:
    """When an act happens or starts, by when it is owed, and where the text ends its period."""

    when: When | None = None
    deadline: When | None = None
    until: When | None = None


def dates(candidate: Candidate, reading: Reading, mentions: tuple[TimeMention, ...], doc: Doc) -> Dates:
    """Return the times that belong to a candidate: those that hang on its act or on what gives its force."""
    found: dict[str, When] = {}
    for mention, words, anchor in _own(candidate, reading, mentions, doc):
        role = _role(mention, words)
        if mention.when is None or role is None:
            continue
        if role == "when" and _only_said(candidate, reading, anchor):
            continue
        found.setdefault(role, mention.when)
    if "when" not in found and reading.action is Action.AGREE and reading.force in MADE_BY_SAYING:
        said_on = _said_on(candidate, mentions, doc)
        if said_on is not None:
            found["when"] = said_on
    return Dates(found.get("when"), found.get("deadline"), found.get("until"))


def _said_on(candidate: Candidate, mentions: tuple[TimeMention, ...], doc: Doc) -> When | None:
    """Return the day on which a party says that it accepts or has reached a deal: saying so is doing so."""
    saying = next(
        (s.token for s in candidate.steps if s.slot == "that" and s.row is not None and s.row.speech), None
    )
    if saying is None:
        return None
    chain = [candidate.leaf, *(s.token for s in candidate.steps)]
    below = chain[max(chain.index(saying) - 1, 0)]
    doer = next((c for c in below.children if c.dep_ in frames.SUBJECTS), None)
    if doer is None or doer.lower_ not in OWN:
        return None
    for mention in mentions:
        words = doc.char_span(mention.start, mention.end)
        if words is None or words.root.sent != saying.sent or mention.when is None:
            continue
        if _anchor(words.root, {saying}, set()) == saying:
            return _day_after(words, mentions, doc) or mention.when
    return None


def _day_after(words: Span, mentions: tuple[TimeMention, ...], doc: Doc) -> When | None:
    """Return the day after that on which the sentence before tells its main act: "said the following day"."""
    if words.text.lower() not in {"the following day", "the next day", "a day later"} or words.start == 0:
        return None
    before = doc[words.root.sent.start - 1].sent if words.root.sent.start > 0 else None
    for mention in mentions if before is not None else ():
        span = doc.char_span(mention.start, mention.end)
        whole = mention.when is not None and mention.when.precision is Precision.DAY
        if span is None or not whole or mention.when is None or span.root.sent != before:
            continue
        if _anchor(span.root, {before.root}, set()) == before.root:
            return _one_day_on(mention.when)
    return None


def _one_day_on(when: When) -> When:
    day = timedelta(days=1)
    value = (date.fromisoformat(when.value[:10]) + day).isoformat()
    return replace(when, value=value, earliest=when.earliest + day, latest=when.latest + day, inferred=True)


def _role(mention: TimeMention, words: Span) -> str | None:
    if words.start > 0 and words.doc[words.start - 1].lower_ == "by":
        return "deadline"
    return mention.role or "when" if mention.role != "repeat" else None


def _only_said(candidate: Candidate, reading: Reading, anchor: Token) -> bool:
    """Say whether a time is that of the words and not of the act: "vowed on Sunday to withdraw"."""
    if reading.force in {Force.SUPPORT, Force.OPPOSE}:
        return True
    giver = reading.giver
    if giver is None or anchor != giver.token or anchor == candidate.leaf:
        return False
    if reading.force in SAID_ON:
        return True
    told = anchor.tag_ in {"VBD", "VBZ", "VBP"} and candidate.leaf.pos_ in frames.VERBAL
    return reading.force is Force.UNDERTAKE and told


def _own(
    candidate: Candidate, reading: Reading, mentions: tuple[TimeMention, ...], doc: Doc
) -> Iterator[tuple[TimeMention, Span, Token]]:
    sentence = candidate.leaf.sent
    anchors = {candidate.leaf}
    for step in candidate.steps:
        if step.loose or step.token in {s.token for s in reading.said_by}:
            break
        anchors.add(step.token)
    said = {s.token for s in reading.said_by} - {candidate.leaf}
    for mention in mentions:
        words = doc.char_span(mention.start, mention.end)
        if words is None or not sentence.start <= words.start < sentence.end or _in_name(words):
            continue
        anchor = _anchor(words.root, anchors, said, deal=reading.action is Action.AGREE)
        if anchor is not None:
            yield mention, words, anchor


def _in_name(words: Span) -> bool:
    """Say whether a time is part of a name: "Resolution 1860", "the 2005 accord", "the 9 May Movement"."""
    root = words.root
    if root.dep_ == "nummod" and root.head.pos_ == "PROPN" and root.head.i < root.i:
        return True
    return root.dep_ in {"nummod", "compound", "nmod", "amod"} and root.head.i >= words.end


def _anchor(time: Token, anchors: set[Token], said: set[Token], *, deal: bool = False) -> Token | None:
    """Climb from a time to the first verb or act it hangs on; None if that is not one of `anchors`."""
    at = time
    for _ in range(REACH):
        if at in anchors:
            return at
        # "a deal for a truce that begins on Monday": the truce begins then, the deal does not.
        beginning = (
            at.lemma_ in BEGINNING and at.dep_ in {"acl", "relcl"} and (at.head in anchors or not deal)
        )
        if at in said or (at != time and at.pos_ in frames.VERBAL and at.dep_ != "aux" and not beginning):
            return None
        if at.head == at:
            return None
        at = at.head
    return None
