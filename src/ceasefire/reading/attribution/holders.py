"""A run of words in, the attribution that answers for it out."""

from collections.abc import Sequence

from ceasefire.reading.attribution.model import Attribution

# Classes whose cue is an act of speech: what stands in its content is said by its source.
SPEECH = frozenset(
    [
        "say",
        "claim",
        "report",
        "confirm",
        "count",
        "deny",
        "accuse",
        "announce",
        "promise",
        "warn",
        "demand",
        "ask",
        "order",
        "suggest",
        "agree",
        "refuse",
        "oppose",
        "support",
        "praise",
        "believe",
        "expect",
        "want",
        "cite",
        "plan",
    ]
)
# Of these, the ones whose content is told as so: a statement inside is theirs, whoever acts in it.
TELLING = frozenset(
    ["say", "claim", "report", "confirm", "count", "announce", "warn", "cite", "believe", "suggest", "expect"]
)


def holder(found: Sequence[Attribution], start: int, end: int) -> Attribution | None:
    """Return the attribution that answers for the words `[start, end)`, None if the text itself does.

    First the narrowest one that tells of at least half of the words from outside them; then one whose
    own cue stands in the words ("the army denied the raid" is the army's); then any around them.
    """
    size = max(end - start, 1)
    around = [a for a in found if a.verb_class in SPEECH and _shared(a, start, end) * 2 >= size]
    outside = [a for a in around if not start <= a.cue[0] < end]
    telling = [a for a in outside if a.verb_class in TELLING]
    if telling:
        return min(telling, key=_size)
    own = [a for a in found if a.verb_class in SPEECH and start <= a.cue[0] < end]
    if own:
        return min(own, key=lambda a: a.cue)
    return min(outside, key=_size) if outside else None


def _shared(one: Attribution, start: int, end: int) -> int:
    return sum(max(0, min(end, b) - max(start, a)) for a, b in one.contents)


def _size(one: Attribution) -> int:
    return sum(b - a for a, b in one.contents)
