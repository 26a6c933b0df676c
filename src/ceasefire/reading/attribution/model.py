"""What an attribution is: offsets in, nothing computed here."""

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says, thinks, wants or decides what, through whom; all offsets half-open, into the given text.

    `cue` is the word or phrase that makes it an attribution ("said", "according to", ":"). `source` is
    the noun phrase as written, perhaps a pronoun, None where the text leaves it out ("is believed to").
    `speaker` is the nearest fitting full name for it, None where none fits. `relay` holds those who pass
    the words on, nearest to the speaker first. `kind` is "direct" (all contents in quotation marks),
    "mixed" (some) or "indirect". `verb_class` is the cue table's class (say, claim, deny, demand, …),
    None where the cue is in no table. `rule` names the table row or grammar rule that found it; `score`
    is the log-odds of the learned filter (above nought: more likely an attribution than not).
    """

    cue: Span
    source: Span | None
    contents: tuple[Span, ...]
    relay: tuple[Span, ...] = ()
    speaker: Span | None = None
    kind: str = "indirect"
    verb_class: str | None = None
    rule: str = ""
    score: float = 0.0
