"""The times of a passage and its candidates in, which time is whose out: when, deadline, end of a period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ceasefire.model import Action, Force, Precision, When
from ceasefire.reading import figures, frames
from ceasefire.reading.candidates import Candidate
from ceasefire.reading.force import Reading
from ceasefire.reading.sharing import sharing
from ceasefire.reading.times import TimeMention
from ceasefire.reading.times.tables import clauses
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
OWN = {"it", "they", "he", "she", "we"}
# "Resolutions 1970 and 1973", "Resolution 1860 (": what follows is no year of an act.
NUMBERED = re.compile(r"\b(?:resolutions?|nos?\.?|numbers?)\s+(?:\d+(?:,| and| &| or)?\s+)*$", re.IGNORECASE)
# "BEIRUT, 4 May (agency) -", "2006 northern crisis: ": the day of the dispatch, the name of the story.
DISPATCH = re.compile(r"\s*(?:\([^()]{2,20}\))?\s*(?:--?|[–—:])\s|[^.,:?!]{2,50}: ")
OPENING = 60
DAYS = {Precision.DAY, Precision.PART, Precision.HOUR, Precision.MINUTE}


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
    found |= _hanging(candidate, reading, timed, published, {candidate.leaf})
    if "when" not in found and reading.action is Action.AGREE and reading.force in MADE_BY_SAYING:
        found["when"] = _said_on(candidate, mentions, doc)
    if found.get("when") is None and "deadline" not in found:
        found["when"] = _carried(candidate, reading, timed, published) or _days_before(candidate, published)
    deadline = found.get("deadline") or _named_deadline(reading, timed)
    return Dates(found.get("when"), deadline, found.get("until"))


def _only_length(one: Timed, role: str, reading: Reading) -> bool:
    """Say whether a length says neither when nor by when: "banned for a month", "left within an hour"."""
    return reading.force in TOLD if role == "deadline" else role == "when" and one.mention.role is None


def _carried(
    candidate: Candidate, reading: Reading, timed: tuple[Timed, ...], published: When | None
) -> When | None:
    """Return the time of a clause that the act shares it with."""
    shared = sharing(candidate, counts=reading.force is Force.COUNT, told=reading.force not in TO_COME)
    times = (_hanging(candidate, reading, timed, published, {word}).get("when") for word in shared)
    return next((when for when in times if when is not None), None)


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
        if _of_noun(one.words, anchors, reading):
            continue
        anchor = _anchor(one.words.root, anchors, said, reading)
        role = _role(one, anchor) if anchor is not None else None
        when = _gone_by(one.mention, reading, published)
        if anchor is None or when is None or role is None:
            continue
        if one.mention.timex_type == "DURATION" and _only_length(one, role, reading):
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
    if reading.action is Action.ATTACK and reading.force in TOLD:
        found |= {noun for verb in found for noun in _attacks(verb)}
    return found


def _attacks(verb: Token) -> Iterator[Token]:
    """Yield the nouns that are themselves the attack: "Monday's raid killed", "died in an overnight raid"."""
    for child in verb.children:
        if child.dep_ in frames.SUBJECTS:
            yield child
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"in", "by", "during"}:
            yield from (c for c in child.children if c.pos_ == "NOUN")


def _named_deadline(reading: Reading, timed: tuple[Timed, ...]) -> When | None:
    """Return the day that is called a deadline: "on Tuesday, the deadline for the army to withdraw"."""
    giver = reading.giver.token if reading.giver is not None else None
    if giver is None or giver.lemma_ != "deadline":
        return None
    before = {t.i for t in giver.doc[max(giver.left_edge.i - 2, 0) : giver.left_edge.i]}
    return next((t.mention.when for t in timed if t.words.end - 1 in before), None)


def _gone_by(mention: TimeMention, reading: Reading, published: When | None) -> When | None:
    """Return a time; for what is told as done a bare weekday is the last one, whatever tense is near it."""
    when, sense = mention.when, mention.sense
    if when is None or sense is None or published is None or reading.force not in TOLD:
        return when
    bare = sense.kind == "weekday" and not sense.text and not sense.count and sense.base == "published"
    return _moved(when, -7) if bare and when.value[:10] > published.value[:10] else when


def _over(when: When, reading: Reading, published: When | None) -> bool:
    """Say whether a time is past although the act is still to come."""
    accepted = reading.force is Force.UNDERTAKE and reading.action is Action.AGREE
    if reading.force not in TO_COME or accepted or published is None:
        return False
    whole_day = when.precision in DAYS and "/" not in when.value
    return when.value[:10] < published.value[:10] if whole_day else when.latest <= published.earliest


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
    root = one.words.root
    if "by" in {before, root.head.lower_ if root.dep_ == "pobj" else ""}:
        return "deadline"
    if before == "since" and not frames.has_perfect(anchor):
        return None
    if one.mention.cue.startswith("until") and one.mention.role != "deadline":
        return None
    if one.mention.role == "deadline" and before == "before" and anchor.lemma_ in clauses()["starting"]:
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
        if words is None or not leaf.sent.start <= words.start < leaf.sent.end or _in_name(words):
            continue
        if mention.start < OPENING and words.root.dep_ != "pobj" and DISPATCH.match(doc.text, mention.end):
            continue
        yield Timed(mention, words)


def _in_name(words: Span) -> bool:
    """Say whether a time is part of a name or its number: "Resolution 1860", "Resolution 1860 (2009)"."""
    root, text = words.root, words.doc.text
    if root.dep_ == "nummod" and root.head.pos_ == "PROPN" and root.head.i < root.i:
        return True
    if root.text.isdigit() and (NUMBERED.search(text[: root.idx]) or text[: root.idx].endswith("(")):
        return len(words) == 1
    return len(words) == 1 and root.text.isdigit() and root.head.lemma_ == "resolution"


def _of_noun(words: Span, anchors: set[Token], reading: Reading) -> bool:
    """Say whether a time only tells one thing from others: "the 2005 accord is dead", not "a Monday raid"."""
    root = words.root
    if root.dep_ not in {"nummod", "compound", "nmod", "amod"} or root.head.i < words.end:
        return False
    if root.head.lemma_ in clauses()["services"]:
        return False
    return root.head not in anchors or reading.force not in TOLD | {Force.ANNOUNCE}


def _anchor(
    time: Token, anchors: set[Token], said: set[Token], reading: Reading | None = None
) -> Token | None:
    """Climb from a time to the first verb or act it hangs on; None if that is not one of `anchors`."""
    at, to_come = time, reading is not None and reading.force in TO_COME
    aside = clauses()["aside"] | {"during"} if to_come else clauses()["aside"]
    for _ in range(REACH):
        if at in anchors:
            return at
        # "Sunday's truce is broken", "the sixth accord in five years": the time is that of another thing.
        apart = at.dep_ == ("poss" if at == time else "appos") and at.head not in anchors
        away = at.lower_ in aside and at.i < time.left_edge.i - 1
        verb = at != time and at.pos_ in frames.VERBAL and at.dep_ != "aux"
        if at in said or at.head == at or apart or away or (verb and not _passed(at, anchors, reading)):
            return None
        at = at.head
    return None


def _passed(verb: Token, anchors: set[Token], reading: Reading | None) -> bool:
    """Say whether the time of a verb is that of what stands above it.

    "A truce that begins on Monday", "since the uprising began in March", "ended fighting in May". In "a deal
    for a truce that begins on Monday" the truce begins then, the deal does not.
    """
    if any(w.lower_ in clauses()["no longer"] for w in verb.lefts):
        return False
    if verb.dep_ in {"acl", "relcl"} and verb.lemma_ in clauses()["beginning"]:
        deal = reading is not None and reading.action is Action.AGREE
        inside = not deal and any(a.pos_ == "NOUN" and a.is_ancestor(verb.head) for a in anchors)
        return inside or verb.head in anchors
    if verb.dep_ in {"acl", "relcl"} and verb.lemma_ in clauses()["happening"]:
        return reading is None or reading.force not in TO_COME
    if verb.dep_ == "pcomp":  # "barred from travelling on Tuesday"
        return verb.head.lower_ == "from" and verb.head.head in anchors
    if verb.tag_ == "VBG" and verb.dep_ in {"csubj", "dobj", "pobj"}:
        return True
    since = verb.dep_ == "advcl" and verb.lemma_ in clauses()["starting"] and _marked_since(verb)
    return since or (verb.dep_ == "xcomp" and verb.head in anchors)


def _marked_since(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "since" for c in clause.children)
