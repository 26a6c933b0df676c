"""The scorer of attributions counts as its definition says; the bench command writes its contract."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[2] / "bench"


def bench(name):
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def one(cue, source, *contents):
    return {"cue": cue, "source": source, "contents": list(contents)}


@pytest.mark.parametrize(
    ("found", "f"),
    [
        ([one([10, 14], [0, 9], [15, 35])], 1.0),
        ([one([10, 14], [0, 9], [15, 26])], 1.0),
        ([one([10, 14], [0, 9], [15, 24])], 0.0),
        ([one([10, 14], None, [15, 35])], 0.0),
        ([one([14, 18], [0, 9], [15, 35])], 0.0),
        ([], 0.0),
        ([one([10, 14], [0, 9], [15, 35])] * 2, 2 / 3),
    ],
)
def test_score(found, f):
    gold = {"d": [one([10, 14], [0, 9], [15, 35])]}
    assert bench("score_attributions").score(gold, {"d": found}, "union")[2] == pytest.approx(f)


def test_command_writes_one_line_a_text(tmp_path, monkeypatch):
    text = "The ministry said that the road was open."
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": "a", "text": text}, {"id": "b", "text": ""}]
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["attributions.py", str(given), str(out)])
    bench("attributions").main()
    first, second = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert first == {"doc": "a", "attributions": [one([13, 17], [0, 12], [18, 40])]}
    assert second == {"doc": "b", "attributions": []}
