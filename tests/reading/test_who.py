"""Who does it and who says it, by the grammar alone: sentences in, names out."""

import pytest
from test_read import page

from ceasefire.reading import Reader

# A text, the word for the act, and who is read there: (actor, speaker).
TOLD = [
    # Harm without a doer of its own: whoever does the other hostile act.
    ("Nine people were killed in clashes between the army and the rebels.", "killed", "army", None),
    ("Rebels attacked the port, with six people wounded.", "wounded", "Rebels", None),
    ("A battle between rival gangs of miners killed 16, with 60 others injured.", "injured", "gangs", None),
    ("The talks ended as one child died in Omrad.", "died", None, None),
    ("The port commander quit as the truce was broken, with fighting between X and Y.", "broken", "X", None),
    ("A truce was called after a battle between Norland and Sudland.", "truce", "Norland and Sudland", None),
    ("Norland responded with airstrikes.", "airstrikes", "Norland", None),
    # Whose failure it is; from whom it is wanted.
    ("The failure of the army to abide by the truce worries us.", "abide", "army", None),
    ("The envoy urged restraint from the army.", "restraint", "army", "envoy"),
    # Those who act, not acts.
    ("A suicide bomber killed two soldiers.", "killed", "suicide bomber", None),
    # Named after a place, not done by it.
    ("The envoy welcomed the Omrad talks.", "talks", "envoy", "envoy"),
    ("The Norland-Sudland talks continue.", "talks", "Norland", None),
    # "it", "they": the one who says so.
    ("The ministry said that they have stopped the raids.", "stopped", "ministry", "ministry"),
    # Told beside what somebody commits to, not said by them.
    ("Norland agrees to pause its raids while talks continue.", "talks", None, None),
    # Deals of both are told by the outlet.
    ("The two presidents agreed on further talks.", "talks", "two presidents", None),
    # Names in full.
    ("Anna Berg, a rebel leader who signed a peace deal, is here.", "deal", "Anna Berg", None),
    ("A group called Dawn attacked the port.", "attacked", "Dawn", None),
    ("The envoy to the region, Anna Berg, urged the army to withdraw.", "withdraw", "army", "Anna Berg"),
    # The parser's lost subject.
    (
        "Speaking in Omrad, party chief, Anna Berg rejects the ceasefire.",
        "ceasefire",
        "Anna Berg",
        "Anna Berg",
    ),
    # The first person is whoever issues the text.
    (
        "We, the leaders of Norland, met today. We will send food aid.",
        "send",
        "leaders of Norland",
        "leaders",
    ),
    (
        "Norland condemns the raid.\nWe will release the prisoners.",
        "release",
        "Norland",
        "Norland",
    ),
    # Whoever has the floor, until the quotation closes.
    (
        'The minister, Anna Berg, said:\n"The siege must end.\n"The army has shelled Omrad."\nRebels came.',
        "shelled",
        "army",
        "Anna Berg",
    ),
    (
        'The minister, Anna Berg, said:\n"The siege must end."\nRebels attacked it.',
        "attacked",
        "Rebels",
        None,
    ),
    (
        "Anna Berg sent a message.\nThe message reads:\n“We will release them.”",
        "release",
        "Anna Berg",
        "Anna Berg",
    ),
]


@pytest.fixture(scope="module")
def grammar() -> Reader:
    return Reader.load(learned=False)


@pytest.mark.parametrize(("text", "act", "actor", "speaker"), TOLD, ids=[t[0][:40] for t in TOLD])
def test_who(grammar, text, act, actor, speaker):
    ((document, parsed),) = grammar.parse([page(text)])
    seen = next(s for s in grammar.seen(document, parsed) if s.candidate.leaf.text == act)
    for token, wanted in ((seen.roles.actor, actor), (seen.roles.speaker, speaker)):
        named = seen.place.name(token)
        if wanted is None:
            assert named is None
        else:
            assert named is not None
            assert wanted in named.text
