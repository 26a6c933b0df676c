"""Which documents print one copy; texts here are made up."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.wires import differences, find, origins

LEAD = (
    "Envoys of both parties met in the harbour town on Monday to settle where the monitors would be posted. "
    "The mission's deputy head said that three of the seven posts could open before the end of the month. "
)
MIDDLE = (
    "A road across the valley has been shut since the spring, and villagers carry grain over the ridge by mule. "  # noqa: E501
    "Commanders on the eastern bank complained that the list of detainees was shorter than the one agreed in May. "  # noqa: E501
    "The other party answered that forty names had been struck off because the men were free already. "
)
END = (
    "Lorries with flour waited at the bridge for a third day, drivers said by telephone. "
    "No date was given for the next meeting, which is to take place on the western bank. "
)
WIRE = LEAD + MIDDLE + END
OTHER = (
    "Fishermen in the southern bay were told to keep ten miles from the line of buoys laid last week. "
    "The coast guard counted four boats beyond it on Sunday night and turned them back without a shot. "
    "A council of elders asked for a longer season, since storms had cost the fleet eleven days in March. "
    "The ministry of fisheries promised an answer within a fortnight and said the line would not be moved. "
)
QUOTE = (
    '"We shall open the road on the first of June, and we shall keep it open for lorries and for people on foot, '  # noqa: E501
    'whatever the other party says about it in its bulletins," the minister said. '
)


def test_a_copy_cut_respelt_and_led_anew_has_one_origin_with_the_first():
    texts = {
        "a": WIRE,
        "cut": MIDDLE,
        "marks": WIRE.replace("mission's", "mission`s").replace("Envoys", '"Envoys"'),
        "led": "It rained in the hills all night and the market opened late. " + MIDDLE + END,
        "other": OTHER,
    }
    found = origins(texts, {d: date(2015, 5, 4) for d in texts})
    assert {found[d] for d in ("a", "cut", "marks", "led")} == {"a"}
    assert found["other"] == "other"


def test_a_tenth_of_the_words_changed_is_still_the_copy():
    words = WIRE.split()
    for i in range(5, len(words), 10):
        words[i] = "otherwise"
    assert origins({"a": WIRE, "b": " ".join(words)})["b"] == "a"


def test_two_stories_that_quote_the_same_sentences_are_two():
    found = origins({"a": LEAD + QUOTE + QUOTE, "b": OTHER + QUOTE + QUOTE})
    assert found == {"a": "a", "b": "b"}


def bulletin(number: int) -> str:
    return (
        f"The centre recorded {number} breaches in the past day, {number // 2} of them in the northern district. "  # noqa: E501
        f"Agreements with {30 + number} villages have been signed since the start, and {number * 3} lorries passed. "  # noqa: E501
        f"Observers made {number + 7} patrols and handed out {number * 11} parcels of food to families. "
        "Talks with commanders of armed groups about joining the cessation continue in five districts. "
    )


def test_numbers_of_a_bulletin_series_stay_apart():
    texts = {f"b{n}": bulletin(n) for n in range(5, 17)}
    dates = {f"b{n}": date(2016, 3, n) for n in range(5, 17)}
    assert len(set(origins(texts, dates).values())) == len(texts)
    copied = {**texts, "copy": bulletin(9)}
    assert origins(copied, {**dates, "copy": date(2016, 3, 9)})["copy"] == "b9"


def test_a_page_that_prints_two_copies_ties_them_and_a_digest_does_not():
    third = "".join(sorted(WIRE.split(". "), reverse=True)).replace("the", "that").upper()
    two = origins({"a": WIRE, "b": OTHER, "m": WIRE + OTHER})
    assert len(set(two.values())) == 1
    quiet = (
        "Nurses of the hill clinic have had no pay since winter, and the roof leaks over the children's ward. "  # noqa: E501
        * 1
    )
    quiet += "A delegation from the capital promised blankets, two generators and the wages of a quarter by Friday. "  # noqa: E501
    quiet += (
        "Patients come on foot from eleven hamlets, since buses stopped when the ferry landing burned down. "
    )
    digest = origins({"a": WIRE, "b": OTHER, "c": quiet, "m": f"{WIRE}\n{OTHER}\n{quiet}"})
    assert len({digest["a"], digest["b"], digest["c"]}) == 3
    assert third


def test_each_sentence_of_a_merged_page_has_its_own_origin():
    page = WIRE + OTHER
    found = find({"a": WIRE, "b": OTHER, "m": page}, {"a": date(2015, 5, 4), "b": date(2015, 5, 4)})
    assert found.of("m", page.index("A road"), page.index("Commanders")) == "a"
    assert found.of("m", page.index("The coast guard"), page.index("A council")) == "b"
    assert found.of("nowhere", 0, 5) == "nowhere"
    assert found.members("a")[0] == "a"


@settings(max_examples=25, deadline=None)
@given(st.permutations(["a", "cut", "m", "other", "led", "b5", "b6"]), st.integers(2, 7))
def test_neither_order_nor_reading_in_parts_changes_the_origins(order, size):
    texts = {"a": WIRE, "cut": MIDDLE, "m": WIRE + OTHER, "other": OTHER, "led": OTHER[:60] + MIDDLE + END,
             "b5": bulletin(5), "b6": bulletin(6)}  # fmt: skip
    whole = origins({d: texts[d] for d in order})
    assert whole == origins(texts)
    some = sorted(order[:size])
    assert origins({d: texts[d] for d in order[:size]}) == origins({d: texts[d] for d in some})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=5))
def test_hostile_texts_do_no_harm(texts):
    found = find({str(i): t for i, t in enumerate(texts)})
    assert set(found.label) == {str(i) for i in range(len(texts))}
    for one in texts:
        assert differences(one, one) == ()


def test_differences_name_the_sentences_with_their_offsets():
    a = "The road is open. Ten lorries passed on Monday. Talks go on."
    b = "The road is open. Twelve lorries passed on Monday. Nobody was hurt at the bridge."
    found = differences(a, b)
    assert [d.kind for d in found] == ["changed", "only in a", "only in b"]
    for d in found:
        for text, sentence in ((a, d.a), (b, d.b)):
            assert sentence is None or text[sentence.start : sentence.end] == sentence.text
    assert differences("He's “here”.", "He`s here.")[0].kind == "punctuation"


def test_the_five_reports(shared):
    files = sorted((shared / "reports").glob("*.txt"))
    found = origins({f.name[:3]: f.read_text(encoding="utf-8") for f in files})
    assert found == {"000": "000", "001": "001", "002": "002", "003": "002", "004": "004"}


@pytest.mark.parametrize("text", ["", " ", "one", "one two three four five six seven eight nine ten"])
def test_short_texts(text):
    assert origins({"a": text, "b": OTHER})["a"] == "a"
