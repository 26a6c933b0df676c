"""Pages with the text of their articles: `python bench/clean_pages.py FOLDER OUT.jsonl [--part held]`.

FOLDER holds copies of public repositories as `OWNER+NAME/repo` (git directories). Taken from them: L3S-GN1,
621 news pages of 2007 and 2008 with the article marked by hand (j-szulc/html-cleaning-dataset-merged), and
every second article of WCXB's development part, of 2025 (Murrough-Foley/web-content-extraction-benchmark).
OUT gets `{"id","html","gold"}` a line. Every page falls into the train or the held part by a hash of its id;
only the train part may be learned from. `--text` writes `{"id","text","gold"}`, each page twice: by blocks
and by text nodes.
"""

import argparse
import gzip
import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from lxml import html as parser

NEWS, WCXB = "j-szulc+html-cleaning-dataset-merged", "Murrough-Foley+web-content-extraction-benchmark"
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div li ul ol h1 h2 h3 h4 h5 h6 blockquote pre table tr td th br section article figure figcaption "
        "dl dt dd header footer aside main nav form hr body",
    )
)
UNSEEN = frozenset({"script", "style", "noscript", "head", "template", "svg"})
MARK = re.compile(r"x-nc-sel(\d)")
LEAST = 300


def files(folder: Path, repo: str, under: str) -> dict[str, bytes]:
    home = folder / repo / "repo"
    git = ["git", "-C", str(home / ".git" if (home / ".git").is_dir() else home)]
    listed = subprocess.run(
        [*git, "ls-tree", "-r", "HEAD", under], capture_output=True, text=True, check=True
    )
    found = {}
    for line in listed.stdout.splitlines():
        meta, path = line.split("\t", 1)
        got = subprocess.run([*git, "cat-file", "blob", meta.split()[2]], capture_output=True, check=False)
        if not got.returncode:
            found[path] = got.stdout
    return found


def decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def tree(page: str) -> parser.HtmlElement:
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)
    return parser.document_fromstring(page.encode(), parser=parser.HTMLParser(encoding="utf-8"))


def by_blocks(root: parser.HtmlElement, *, marked: str = "") -> str:
    """Return the visible text, a line a block; only what stands in elements of a mark, where one is named."""
    pieces: list[str] = []

    def walk(element: parser.HtmlElement, inside: bool) -> None:
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            return
        if mark := MARK.search(element.get("class") or ""):
            inside = not marked or mark.group(1) == marked
        edge = "\n" if element.tag in BLOCKS else ""
        pieces.extend([edge, (element.text or "") if inside else ""])
        for child in element:
            walk(child, inside)
            pieces.append((child.tail or "") if inside else "")
        pieces.append(edge)

    walk(root, not marked)
    lines = re.sub(r"[^\S\n]+", " ", "".join(p if p == "\n" else re.sub(r"\s+", " ", p) for p in pieces))
    return "\n".join(line.strip() for line in lines.split("\n") if line.strip())


def by_nodes(root: parser.HtmlElement) -> str:
    seen = root.xpath(
        "//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::head)]"
    )
    return "\n".join(line for node in seen if (line := " ".join(node.split())))


def news(folder: Path) -> Iterator[tuple[str, str, str]]:
    found = files(folder, NEWS, "page-signal-master")
    for path, data in sorted(found.items()):
        page = path.replace("GoldStandard", "input").replace(".txt", ".html")
        if path.endswith(".txt") and page != path and page in found:
            yield f"gn-{Path(path).stem}", decoded(found[page]), by_blocks(tree(decoded(data)), marked="2")


def articles(folder: Path) -> Iterator[tuple[str, str, str]]:
    found = files(folder, WCXB, "dev")
    truths = [(path, json.loads(data)) for path, data in sorted(found.items()) if path.endswith(".json")]
    kept = [(p, t) for p, t in truths if t["_internal"]["page_type"]["primary"] == "article"]
    for path, truth in kept[1::2]:
        page = found.get(f"dev/html/{Path(path).stem}.html.gz")
        if page:
            yield (
                f"wx-{Path(path).stem}",
                decoded(gzip.decompress(page)),
                truth["ground_truth"].get("main_content") or "",
            )


def part_of(own: str) -> str:
    bare = own.partition("-")[2].encode()
    return "train" if int(hashlib.md5(bare, usedforsecurity=False).hexdigest(), 16) % 2 else "held"


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--part", choices=("train", "held"), default="held")
    arguments.add_argument("--text", action="store_true")
    chosen = arguments.parse_args()
    with chosen.out.open("w", encoding="utf-8") as out:
        for own, page, gold in (*news(chosen.folder), *articles(chosen.folder)):
            if len(gold) < LEAST or part_of(own) != chosen.part:
                continue
            name, number = own.split("-", 1)
            rows = [{"id": own, "html": page}]
            if chosen.text:
                ways = (("b", by_blocks), ("n", by_nodes))
                rows = [{"id": f"{name}.{w}-{number}", "text": render(tree(page))} for w, render in ways]
            out.writelines(json.dumps({**row, "gold": gold}) + "\n" for row in rows)


if __name__ == "__main__":
    main()
