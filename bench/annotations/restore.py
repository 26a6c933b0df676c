"""Put the stand-off annotations beside this script together with their texts.

    python bench/annotations/restore.py MIRRORS_DIR OUT_DIR

MIRRORS_DIR holds a git directory of each repository that `sources.py` names, as OWNER+NAME/repo or
OWNER+NAME/repo/.git. Writes OUT_DIR/more.*.jsonl (held out: only to be scored) and quick.*.jsonl (to fit on),
docs and gold of each, in the form of the annotation guidelines. Needs no network. What has no mirror, or a
text that is no longer as it was annotated, is left out and counted.
"""

import hashlib
import io
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from sources import SOURCES, Source, Text

HERE = Path(__file__).parent
# What each pair of files is made from, and the outlet if it is another than the source's.
SETS = {"more": ("current_events.jsonl", "Wikipedia"), "quick": ("quick.jsonl", None)}
PLACES = ("repo/.git", "repo")

Row = dict[str, Any]
Texts = dict[tuple[str, str, str], Text]

EMPTY: Row = {"relay": [], "target": None, "place": [], "when": None, "deadline": None, "condition": None}


def mark(text: str) -> str:
    """Return what an item is known by: the beginning of the hash of its text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def git(directory: Path, *words: str, given: str = "") -> bytes:
    command = ["git", f"--git-dir={directory}", *words]
    return subprocess.run(command, input=given.encode(), check=True, capture_output=True).stdout


def git_directory(mirrors: Path, source: Source) -> Path | None:
    """Return the git directory of a source, None if it is not there."""
    folders = [mirrors / source.repository.replace("/", "+") / place for place in PLACES]
    return next((folder for folder in folders if (folder / "HEAD").is_file()), None)


def version(directory: Path, source: Source) -> str:
    """Return the commit of a source, or the newest there is if the mirror does not hold it."""
    command = ["git", f"--git-dir={directory}", "cat-file", "-e", source.commit]
    if subprocess.run(command, check=False, capture_output=True).returncode == 0:
        return source.commit
    print(f"{source.repository}: {source.commit[:7]} is not in the mirror; what it holds now is read")
    return "HEAD"


def files(directory: Path, source: Source) -> dict[str, bytes]:
    """Return the files of a source by their paths in order, but for what the mirror lacks."""
    commit = version(directory, source)
    listed = git(directory, "ls-tree", "-r", "--name-only", "-z", commit).decode().split("\0")
    names = [name for name in listed if re.fullmatch(source.files, name)]
    asked = "".join(f"{commit}:{name}\n" for name in names)
    answer = io.BytesIO(git(directory, "cat-file", "--batch", given=asked))
    held = {}
    for name in names:
        size = answer.readline().split()[-1]
        if size != b"missing":
            held[name] = answer.read(int(size))
            answer.readline()
    return held


def find_texts(mirrors: Path, rows: list[Row]) -> Texts:
    """Return the texts at the places of the rows that are there, by source, place and mark."""
    found: Texts = {}
    places = {(source_of(row), row["at"]) for row in rows}
    for key, count in Counter(map(source_of, rows)).items():
        directory = git_directory(mirrors, SOURCES[key])
        if directory is None:
            print(f"{SOURCES[key].repository}: no mirror; {count} texts are left out")
            continue
        for text in SOURCES[key].texts(files(directory, SOURCES[key])):
            if (key, text.at) in places:
                found.setdefault((key, text.at, mark(text.text)), text)
    return found


def source_of(row: Row) -> str:
    return str(row["id"]).partition("-")[0]


def whole(statement: Row, text: str) -> Row:
    """Return one stand-off statement with its words."""
    words = {k: text[slice(*statement[k])] if statement[k] else None for k in ("quote", "speaker", "actor")}
    return {**EMPTY, **statement, **words, "figure": None}


def restore(rows: list[Row], texts: Texts, outlet: str | None) -> tuple[list[Row], list[Row]]:
    """Return the texts that are there, and their statements, both in the form of the guidelines."""
    docs, gold = [], []
    for row in rows:
        found = texts.get((source_of(row), row["at"], row["text"]))
        if found:
            who = {"outlet": outlet or found.outlet, "title": found.title, "text": found.text}
            docs.append({"id": row["id"], "date": row["date"], **who})
            gold.append({"doc": row["id"], "statements": [whole(s, found.text) for s in row["statements"]]})
    return docs, gold


def main(mirrors: Path, out: Path) -> None:
    """Write all files; say how many texts were found."""
    sets = {
        name: [json.loads(line) for line in (HERE / file).read_text("utf-8").splitlines()]
        for name, (file, _) in SETS.items()
    }
    texts = find_texts(mirrors, [row for rows in sets.values() for row in rows])
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in sets.items():
        docs, gold = restore(rows, texts, SETS[name][1])
        for kind, made in (("docs", docs), ("gold", gold)):
            lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in made)
            (out / f"{name}.{kind}.jsonl").write_text("".join(lines), "utf-8")
        statements = sum(len(entry["statements"]) for entry in gold)
        print(f"{name}: {len(docs)} of {len(rows)} texts, {statements} statements")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
