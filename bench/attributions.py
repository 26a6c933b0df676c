"""Find all attributions of texts with the program as it runs: `attributions.py IN.jsonl OUT.jsonl`.

IN: {"id", "text"} a line. OUT: {"doc", "attributions": [{"cue": [s, e], "source": [s, e] or null,
"contents": [[s, e], …]}]}, character offsets into the text; of attributions inside another's content only
the outer is given, as PolNeAR marks them.
"""

import json
import sys
from pathlib import Path

from ceasefire.reading.attribution import attributions_in, outermost, parse_paragraphs


def spans(found) -> list[dict]:
    return [{"cue": a.cue, "source": a.source, "contents": a.contents} for a in outermost(found)]


def main() -> None:
    with (
        Path(sys.argv[1]).open(encoding="utf-8") as rows,
        Path(sys.argv[2]).open("w", encoding="utf-8") as out,
    ):
        for row in rows:
            given = json.loads(row)
            found = attributions_in(parse_paragraphs(given["text"]))
            out.write(json.dumps({"doc": given["id"], "attributions": spans(found)}) + "\n")


if __name__ == "__main__":
    main()
