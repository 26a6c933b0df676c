"""The times of a passage and its candidates in, which time is whose out: when, deadline, end of a period."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ceasefire.model import Action, Force, Precision, When
from ceasefire.reading import figures, frames
from ceasefire.reading.candidates import Candidate
from ceasefire.reading.force import Reading
from ceasefire.reading.times import TimeMention
from ceasefire.reading.words import Doc, Span, Token

# The day on which something was said or demanded is not when it happens (guidelines, settled case 13).
SAID_ON = {Force.REQUIRE, Force.SUPPORT, Force.OPPOSE, Force.DENY, Force.REFUSE}
REACH = 10
# Forces of what is done by being said: "announced on Monday that they had reached a deal".
MADE_BY_SAYING = {Force.ANNOUNCE, Force.UNDERTAKE}
# What is told as done has no deadline: it happened "within an hour".
TOLD = {Force.REPORT, Force.ACCUSE, Force.COUNT}
# What is still to come cannot have been: "agreed to send troops on 29 September", said in January.
TO_COME = {Force.UNDERTAKE, Force.REQUIRE}
# Past these words a time is that of something else: "violations since the truce of May".
ASIDE = {"since", "until", "till", "before", "after", "following", "ahead", "prior", "despite"}
STARTING = {"begin", "start", "commence"}
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


@dataclass(frozen=True, slots=True)
class Timed:
    """A time of the candidate's sentence and the tokens that say it."""

    mention: TimeMention
    words: Span


def dates(
    candidate: Candidate,
    reading: Reading,
    mentions: tuple[TimeMention, ...],
    doc: Doc,
    published: When | None = None,
) -> Dates:
    """Return the times that belong to a candidate: those that hang on its act or on what gives its force.

    Where none does, the act has the time of the clause that it shares, or one counted from `published`.
    """
    timed = tuple(_in_sentence(candidate.leaf, mentions, doc))
    found = _hanging(candidate, reading, timed, published, _anchors(candidate, reading))
    if "when" not in found and reading.action is Action.AGREE and reading.force in MADE_BY_SAYING:
        found["when"] = _said_on(candidate, mentions, doc)
    if found.get("when") is None:
        carried = _hanging(candidate, reading, timed, published, _shared(candidate))
        found["when"] = carried.get("when") or _days_before(candidate, published)
    deadline = found.get("deadline") or _named_deadline(reading, timed)
    return Dates(found.get("when"), deadline, found.get("until"))


def _hanging(
    candidate: Candidate,
    reading: Reading,
    timed: tuple[Timed, ...],
    published: When | None,
    anchors: set[Token],
) -> dict[str, When | None]:
    """Return the times that hang on any of the anchors, by what they are for."""
    found: dict[str, When | None] = {}
    said = {s.token for s in reading.said_by} - {candidate.leaf}
    for one in timed:
        anchor = _anchor(one.words.root, anchors, said, deal=reading.action is Action.AGREE)
        role = _role(one, anchor) if anchor is not None else None
        when = one.mention.when
        if anchor is None or when is None or role is None:
            continue
        if role == "deadline" and reading.force in TOLD and one.mention.timex_type == "DURATION":
            continue
        if role == "when" and (_only_said(candidate, reading, anchor) or _over(when, reading, published)):
            continue
        found.setdefault(role, when)
    return found


def _anchors(candidate: Candidate, reading: Reading) -> set[Token]:
    """Return the act and its governors up to the verb of saying."""
    found = {candidate.leaf}
    said = {s.token for s in reading.said_by}
    for step in candidate.steps:
        if step.loose or step.token in said:
            break
        found.add(step.token)
    return found


def _named_deadline(reading: Reading, timed: tuple[Timed, ...]) -> When | None:
    """Return the day that is called a deadline: "on Tuesday, the deadline for the army to withdraw"."""
    giver = reading.giver.token if reading.giver is not None else None
    if giver is None or giver.lemma_ != "deadline":
        return None
    before = {t.i for t in giver.doc[max(giver.left_edge.i - 2, 0) : giver.left_edge.i]}
    return next((t.mention.when for t in timed if t.words.end - 1 in before), None)


def _shared(candidate: Candidate) -> set[Token]:
    """Return the words whose time an act shares: "attacked on Friday, killing eight and wounding forty"."""
    found: set[Token] = set()
    at = (
        candidate.leaf
        if candidate.leaf.pos_ in frames.VERBAL or not candidate.steps
        else candidate.steps[0].token
    )
    for _ in range(frames.MAX_DEPTH):
        if at.pos_ not in frames.VERBAL or at.head == at or not _shares(at):
            break
        at = at.head.head if at.dep_ == "pcomp" else at.head
        found.add(at)
    return found


def _shares(verb: Token) -> bool:
    """Say whether a clause has the time of the one above it: joined, "…, killing", "by vetoing", "where"."""
    if verb.dep_ == "conj":
        return not any(c.dep_ in frames.SUBJECTS | frames.PASSIVE_SUBJECTS for c in verb.children)
    if verb.dep_ == "relcl":
        return any(w.lower_ in {"where", "when", "during"} for w in verb.lefts)
    return verb.tag_ == "VBG" and (
        verb.dep_ in {"advcl", "acl"} or (verb.dep_ == "pcomp" and verb.head.lower_ == "by")
    )


def _over(when: When, reading: Reading, published: When | None) -> bool:
    """Say whether a time is past although the act is still to come."""
    return reading.force in TO_COME and published is not None and when.latest <= published.earliest


def _days_before(candidate: Candidate, published: When | None) -> When | None:
    """Return the day of an act told as so many days before the news: "killed two days after they signed"."""
    verbs = [candidate.leaf, *(s.token for s in candidate.steps[:2])]
    clause = next((v for v in verbs if v.dep_ == "advcl" and v.pos_ in frames.VERBAL), None)
    after = (
        next((c for c in clause.children if c.lower_ == "after" and c.dep_ == "mark"), None)
        if clause
        else None
    )
    if after is None or after.i <= after.sent.start or published is None:
        return None
    day = after.nbor(-1)
    number = figures.number_at(day) if day.lemma_ == "day" else None
    count = number.value if number else 1 if day.nbor(-1).lower_ in {"a", "the"} else None
    if day.lemma_ != "day" or not isinstance(count, int) or published.precision is not Precision.DAY:
        return None
    return _moved(published, -count)


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
            return _moved(mention.when, 1)
    return None


def _moved(when: When, days: int) -> When:
    """Return a day so many days later."""
    step = timedelta(days=days)
    value = (date.fromisoformat(when.value[:10]) + step).isoformat()
    return replace(when, value=value, earliest=when.earliest + step, latest=when.latest + step, inferred=True)


def _role(one: Timed, anchor: Token) -> str | None:
    before = one.words.doc[one.words.start - 1].lower_ if one.words.start > 0 else ""
    if before == "by":
        return "deadline"
    if before == "since" and not frames.has_perfect(anchor):
        return None
    if one.mention.cue.startswith("until") and one.mention.role != "deadline":
        return None
    if one.mention.role == "deadline" and before == "before" and anchor.lemma_ in STARTING:
        return "when"  # "set to begin just before midnight": the start is told
    return one.mention.role or "when" if one.mention.role != "repeat" else None


def _only_said(candidate: Candidate, reading: Reading, anchor: Token) -> bool:
    """Say whether a time is that of the words and not of the act: "vowed on Sunday to withdraw"."""
    giver = reading.giver
    if reading.force in {Force.SUPPORT, Force.OPPOSE}:
        return True
    if giver is None or anchor != giver.token or anchor == candidate.leaf:
        return False
    if reading.force in SAID_ON:
        return True
    told = anchor.tag_ in {"VBD", "VBZ", "VBP"} and candidate.leaf.pos_ in frames.VERBAL
    return reading.force is Force.UNDERTAKE and told


def _in_sentence(leaf: Token, mentions: tuple[TimeMention, ...], doc: Doc) -> Iterator[Timed]:
    for mention in mentions:
        words = doc.char_span(mention.start, mention.end)
        if words is not None and leaf.sent.start <= words.start < leaf.sent.end and not _in_name(words):
            yield Timed(mention, words)


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
        # "Sunday's truce is broken", "the sixth accord in five years": the time is that of another thing.
        apart = at.dep_ == ("poss" if at == time else "appos") and at.head not in anchors
        aside = at.lower_ in ASIDE and at.i < time.left_edge.i - 1
        verb = at != time and at.pos_ in frames.VERBAL and at.dep_ != "aux"
        if at in said or at.head == at or apart or aside or (verb and not _passed(at, anchors, deal=deal)):
            return None
        at = at.head
    return None


def _passed(verb: Token, anchors: set[Token], *, deal: bool) -> bool:
    """Say whether the time of a verb is that of what stands above it.

    "A truce that begins on Monday", "since the uprising began in March", "ended fighting in May". In "a deal
    for a truce that begins on Monday" the truce begins then, the deal does not.
    """
    if verb.dep_ in {"acl", "relcl"} and verb.lemma_ in BEGINNING:
        inside = not deal and any(a.pos_ == "NOUN" and a.is_ancestor(verb.head) for a in anchors)
        return inside or verb.head in anchors
    since = verb.dep_ == "advcl" and verb.lemma_ in STARTING and _marked_since(verb)
    return since or (verb.dep_ == "xcomp" and verb.head in anchors)


def _marked_since(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "since" for c in clause.children)
