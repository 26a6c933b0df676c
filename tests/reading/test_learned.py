"""Names of features and vectors in, chances out; what is kept follows from them."""

import math
from dataclasses import replace

import numpy as np
import pytest
from test_read import page

from ceasefire.model import Action, Force
from ceasefire.reading.choose import calibrated
from ceasefire.reading.encoder import Pieces
from ceasefire.reading.learned import Layer, Table, chances, curve, load_learned
from ceasefire.reading.reader import Reader

TEXT = (
    "The government of Norland agreed on Monday to withdraw its tanks from Oster by 10 April. "
    "A spokesman for the Front said the army had shelled two villages."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def kept_from(reader: Reader, chance: float) -> Reader:
    models = replace(reader.learned.models, keep_at=chance)
    return replace(reader, learned=replace(reader.learned, models=models))


def test_names_that_were_not_learned_count_nothing():
    table = Table({"a": 0, "b": 1}, np.array([[1.0, 2.0], [10.0, 20.0]], np.float32))
    assert table.sums([["a", "b"], ["b", "z"], ["z"], []]).tolist() == [[11, 22], [10, 20], [0, 0], [0, 0]]


def test_chances_sum_to_one_however_large_the_scores():
    shares = chances(np.array([[1000.0, 999.0, -1000.0], [0.0, 0.0, 0.0]], np.float32))
    assert shares.sum(axis=1) == pytest.approx([1, 1])
    assert shares[0, 0] == pytest.approx(1 / (1 + math.exp(-1)), abs=1e-4)


@pytest.mark.parametrize(("value", "wanted"), [(0, 0), (1, 0.8412), (-1, -0.1588), (6, 6), (-6, 0)])
def test_the_curve_is_the_gaussian_error_linear_unit(value, wanted):
    assert curve(np.array([value], np.float32))[0] == pytest.approx(wanted, abs=1e-3)


def test_the_model_knows_every_force_and_action():
    models = load_learned().models
    assert set(models.forces) == {f.value for f in Force}
    assert set(models.actions) == {a.value for a in Action}


def test_the_higher_the_bar_the_fewer_statements(reader):
    counts = [len(kept_from(reader, at).read(page(TEXT)).statements) for at in (0.01, 0.45, 0.999)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[2]


def test_every_confidence_is_one_that_was_measured(reader):
    points = [share for _, share in reader.learned.models.calibration]
    said = [s.confidence for s in reader.read(page(TEXT)).statements if s.confidence is not None]
    assert said
    assert all(min(points) <= c <= max(points) for c in said)


@pytest.mark.parametrize(("product", "wanted"), [(0.0, 0.1), (0.15, 0.3), (0.2, 0.5), (0.9, 0.5)])
def test_confidence_is_read_off_between_the_points(product, wanted):
    assert calibrated(product, ((0.1, 0.1), (0.2, 0.5))) == pytest.approx(wanted)


def test_without_points_there_is_no_confidence():
    assert calibrated(0.5, ()) is None


@pytest.mark.parametrize(
    ("verb", "told"), [("is keeping", True), ("is not keeping", False), ("never kept", False)]
)
def test_what_is_not_kept_is_never_reported_as_kept(reader, verb, told):
    models = reader.learned.models
    sure_of_reports = models.told.bias.copy()
    sure_of_reports[[0, 1 + models.forces.index("report")]] += 50
    models = replace(models, told=Layer(models.told.weights, sure_of_reports))
    hopeful = replace(reader, learned=replace(reader.learned, models=models))
    found = hopeful.read(page(f"The army {verb} the ceasefire, the monitors said."))
    (kept,) = [s for s in found.statements if s.rule.startswith("keep-truce")]
    assert (kept.force is Force.REPORT) is told


def test_what_is_not_asked_for_is_never_a_demand(reader):
    text = "The minister said that Norland does not ask the armed groups themselves for guarantees."
    assert not [s for s in reader.read(page(text)).statements if s.force is Force.REQUIRE]


class Deaf:
    """An encoder that knows no piece of a text: what is left of marks without letters."""

    def read(self, _parsed):
        return Pieces([]), np.zeros((0, 1), np.float32)


def test_words_of_which_the_encoder_knows_no_piece_are_passed_over(reader):
    found = replace(reader, learned=replace(reader.learned, encoder=Deaf())).read(page(TEXT))
    assert found.statements == ()
    assert found.passed_over
