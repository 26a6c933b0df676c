"""Whether two names are one by nomenklatura's logic-v2: `python bench/names_peer.py IN.jsonl OUT.jsonl`.

In and out as for bench/names.py; figures for several thresholds are printed where IN holds the answers. The
library is put into an environment of its own in a temporary folder, which goes away afterwards; it is not
needed by the project. Each name is an entity of its own with an id of its own: its names are cached by id.
"""

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

USUAL = 0.7
THRESHOLDS = (0.5, 0.6, USUAL, 0.8, 0.9)


def inside(source: str, target: str) -> None:
    """Run where nomenklatura is installed."""
    from followthemoney import ValueEntity  # noqa: PLC0415 - only where the peer is installed
    from nomenklatura.matching import LogicV2  # noqa: PLC0415

    config, rows = (
        LogicV2.default_config(),
        [json.loads(line) for line in Path(source).read_text(encoding="utf-8").splitlines()],
    )

    def person(own: str, name: str) -> Any:
        return ValueEntity.from_dict({"id": own, "schema": "Person", "properties": {"name": [name]}})

    scores = [
        LogicV2.compare(person(f"a{n}", row["a"]), person(f"b{n}", row["b"]), config).score
        for n, row in enumerate(rows)
    ]
    lines = (json.dumps({"doc": r["id"], "same": s >= USUAL}) for r, s in zip(rows, scores, strict=True))
    Path(target).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    for least in THRESHOLDS if all("same" in row for row in rows) else ():
        said = [score >= least for score in scores]
        hit = sum(s and r["same"] for s, r in zip(said, rows, strict=True))
        whole = sum(said) + sum(r["same"] for r in rows)
        print(f"from {least}: F {2 * hit / whole:.3f} precision {hit / max(1, sum(said)):.3f}")


def main(source: str, target: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder) / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", "nomenklatura==4.17.4"], check=True)
        subprocess.run([python, __file__, source, target, "--inside"], check=True)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    (inside if "--inside" in sys.argv else main)(sys.argv[1], sys.argv[2])
