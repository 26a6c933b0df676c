"""A process is told in other languages without anything but its words changing."""

from dataclasses import replace

import pytest

from ceasefire.processes import dump, load, shipped_files, told_in

SHIPPED = [process for process, _ in shipped_files()]


@pytest.mark.parametrize("language", ["ar", "ru"])
@pytest.mark.parametrize("process", SHIPPED, ids=lambda p: p.id)
def test_the_shipped_processes_are_whole_in_every_language_of_the_pages(process, language):
    told = told_in(process, language)
    pairs = [(process.title, told.title)]
    pairs += [(a.name, b.name) for a, b in zip(process.sides, told.sides, strict=True)]
    pairs += [(a.name, b.name) for a, b in zip(process.actors, told.actors, strict=True)]
    pairs += [(a.text, b.text) for a, b in zip(process.undertakings, told.undertakings, strict=True)]
    for old, new in zip(process.agreements, told.agreements, strict=True):
        pairs += [(a.text, b.text) for a, b in zip(old.clauses, new.clauses, strict=True)]
    assert [a for a, b in pairs if a == b] == []


@pytest.mark.parametrize("process", SHIPPED, ids=lambda p: p.id)
def test_only_words_change(process):
    told = told_in(process, "ar")
    for one, other in zip(process.undertakings, told.undertakings, strict=True):
        assert replace(other, text=one.text) == one
    assert told_in(process, "zz") is process


def test_translations_are_read_checked_and_written_again():
    process = SHIPPED[0]
    again, problems = load(dump(process), "again")
    assert problems == ()
    assert again.translations == process.translations
    wrong = dump(process).replace("ceasefire-farc: ", "ceasefire-fark: ", 1)
    assert "ceasefire-fark" in str(load(wrong, "wrong")[1])


def test_an_actor_of_another_file_can_be_named():
    process = replace(
        SHIPPED[0], translations=(replace(SHIPPED[0].translations[0], actors=(("who", "هو"),)),)
    )
    assert next(a.name for a in told_in(process, "ar").actors if a.id == "who") == "هو"
