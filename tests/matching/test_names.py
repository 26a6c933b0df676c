import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceasefire.matching.names import same_name
from ceasefire.matching.names_known import one_name
from ceasefire.matching.names_sounds import likeness
from ceasefire.matching.names_spellings import told
from ceasefire.matching.names_table import name_table
from ceasefire.matching.names_words import NEAR, _costs, _near, _sounds

SAME = """
Muallem = Moualem; Moallem = Muallam; al-Moualem = المعلم; Walid al-Muallem = Moualem
Walid Muallem = وليد المعلم
Dara'a = Daraa; Deraa = درعا; Dara’a = Deraa; Hmeymim = Khmeimim; Hmeimim = Hmeymim
Hmeimim = حميميم
Konashenkov = Конашенков; Igor Konashenkov = Игорь Конашенков; Hezbollah = Hizbullah
Hezbollah = حزب الله
Houthis = Huthi; Houthi = الحوثي; Kyiv = Kiev; Gaddafi = Qadhafi; Gaddafi = Kadafi
القذافي = Gaddafi
Zelensky = Zelenskyy; Зеленский = Zelenskyy; Mohamed ElBaradei = Mohammed El Baradei
V. Putin = Vladimir Putin
Владимир Владимирович Путин = Vladimir Putin; بوتين = Putin; Xi Jinping = Jinping Xi
Annan`s = Annan
الرئيس بشار الأسد = Bashar al-Assad; президент Башар Асад = Bashar Assad
President Bashar al-Assad = Assad
Deir ez-Zor = Dayr az-Zawr; Deir Ezzor = دير الزور; Abdel Fattah al-Sisi = Abdelfattah Elsisi
عبد الفتاح السيسي = Абдель Фаттах ас-Сиси; Recep Tayyip Erdoğan = Реджеп Тайип Эрдоган
Sergey Lavrov = Sergei Lavrov
Ali Abdullah Saleh = علي عبد الله صالح; Juan Manuel Santos = Juan Manuel Santos Calderón
Luhansk = Луганск
Kharkiv = Kharkov; South Sudan = جنوب السودان; Free Syrian Army = الجيش السوري الحر
Homs, Syria = حمص
Aleksandr Sjevtjenko = Oleksandr Shevchenko; Uladzimir Kavaliou = Владимир Ковалёв
Viktor Jermakovitj = Виктор Ермакович; Bob Miller = Роберт Миллер
"""
DIFFERENT = """
Bashar al-Assad = Maher al-Assad; Hafez al-Assad = Bashar al-Assad
Ali Abdullah Saleh = Salih Muslim
North Kivu = South Kivu; Hasakah = Latakia; Sudan = South Sudan; Iran = Iraq; Homs = Hama
حماة = حمص
Sergei Ivanov = Igor Ivanov; Kofi Annan = Kojo Annan; Raul Castro = Fidel Castro
Bill Clinton = Hillary Clinton
Saad Hariri = Rafik Hariri; Mali = Malawi; Niger = Nigeria; Kim Jong-un = Kim Jong-il
Hassan = Hussein
حسن = Hussein; Abdullah Ocalan = Abdullah Gul; Dmitry Medvedev = Dmitry Peskov; Donetsk = Luhansk
Ben Wallace = Jim Wallace; Ivan Petrovich Orlov = Ivan Petrovich Mironov; Hassan = حسين
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [tuple(p.strip().split(" = ")) for line in table.split("\n") for p in line.split(";") if p.strip()]


@pytest.mark.parametrize(("a", "b"), pairs(SAME))
def test_one_name_in_two_spellings(a, b):
    assert same_name(a, b).same, same_name(a, b)


@pytest.mark.parametrize(("a", "b"), pairs(DIFFERENT))
def test_two_names_that_look_alike(a, b):
    assert not same_name(a, b).same, same_name(a, b)


@pytest.mark.parametrize("row", name_table().rows["sounds"] + name_table().rows["endings"], ids=str)
def test_each_row_of_sounds_has_an_example_that_holds(row):
    assert same_name(*row["example"]).same


@pytest.mark.parametrize("row", name_table().rows["different"], ids=str)
def test_each_row_of_different_names_has_an_example_that_holds(row):
    assert not same_name(*row["example"]).same


@pytest.mark.parametrize("row", name_table().rows["given"], ids=str)
def test_given_names_of_a_row_are_one(row):
    assert all(same_name(f"{row[0]} Example", f"{other} Example").same for other in row)


@pytest.mark.parametrize(
    ("a", "b", "other"),
    [("viktorovitj", "викторович", "владимирович"), ("khalil", "خليل", "خالد")],
)
def test_spellings_tell_more_of_a_fellow_than_of_a_neighbour(a, b, other):
    assert told(a, b) == told(b, a) > 0.5
    assert told(a, other) < told(a, b) - 0.2


def test_spellings_tell_nothing_of_two_words_without_a_common_letter():
    assert told("annan", "путин") == 0.0


def test_files_know_names_that_sound_nothing_alike():
    assert one_name("Aleppo", "Halab").same
    assert one_name("Islamic State", "Daesh").same
    assert not one_name("Gambia", "Камбоджа").same


NAMES = st.one_of(st.text(max_size=30), st.sampled_from([n for p in pairs(SAME + DIFFERENT) for n in p]))


@settings(max_examples=150, deadline=None)
@given(NAMES, NAMES)
def test_same_name_is_symmetric_and_bounded(a, b):
    assert same_name(a, b) == same_name(b, a)
    assert 0.0 <= same_name(a, b).score <= 1.0


@settings(max_examples=80, deadline=None)
@given(NAMES)
def test_a_name_is_itself(a):
    found = same_name(a, a)
    assert found.same or found.why == "one of the two holds no name"


HELD = sorted({word for row in name_table().different for word in row})


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(HELD), st.text("aeiouhwxqsz", max_size=3), st.integers(0, 8), st.integers(0, 2))
def test_words_near_to_those_held_apart_are_those_of_every_alignment(word, put, at, cut):
    spelt = word[:at] + put + word[at + cut :]
    heard = _sounds(spelt)
    likely = {w: likeness(heard, _sounds(w), _costs(), least=NEAR) for w in HELD}
    assert not heard.short_vowels or _near(spelt) == {w: score for w, score in likely.items() if score}
