"""Draws gathered block by block say what all of them at once would say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.uncertainty import gathering
from generator.uncertainty.estimates import estimate
from generator.uncertainty.gathering import KEPT, PRECISION, Gathered

near = pytest.approx


def gathered(values, block=10_000):
    found = Gathered()
    for start in range(0, len(values), block):
        part = values[start : start + block]
        found.add(len(part), {"x": part})
    return found.estimates({"x": 1.0})["x"]


def test_few_draws_are_summarised_exactly():
    values = np.random.default_rng(1).normal(size=25_000)
    assert gathered(values) == estimate(1.0, values)


@pytest.mark.parametrize("family", ["lognormal", "normal", "beta", "capped", "constant", "zero", "infinite"])
def test_many_draws_are_good_to_the_stated_precision(family):
    source = np.random.default_rng(2)
    number = 3 * KEPT
    values = {
        "lognormal": lambda: source.lognormal(3, 2, number),
        "normal": lambda: source.normal(0.5, 2, number),
        "beta": lambda: source.beta(0.5, 0.7, number),
        "capped": lambda: np.minimum(source.lognormal(0, 1, number), 0.47),
        "constant": lambda: np.full(number, 1.7),
        "zero": lambda: np.where(source.random(number) < 0.6, 0.0, 1.0),
        "infinite": lambda: np.where(source.random(number) < 0.2, np.inf, source.random(number)),
    }[family]()
    found, exact = gathered(values), estimate(1.0, values)
    for name in ("low", "median", "high"):
        assert getattr(found, name) == near(getattr(exact, name), rel=2 * PRECISION, abs=1e-6)
    assert found.draws == number
    # A value that many draws share comes out as it is, not as the middle of a cell.
    if family in ("constant", "zero"):
        assert found.median == near(exact.median, rel=1e-12)


@settings(deadline=None, derandomize=True, max_examples=25)
@given(st.integers(1, 4000), st.integers(1, 3000), st.integers(0, 2**32 - 1))
def test_the_size_of_the_blocks_does_not_matter(number, block, seed):
    values = np.random.default_rng(seed).normal(size=number)
    assert gathered(values, block) == gathered(values, number)


def test_memory_does_not_grow_with_the_draws(monkeypatch):
    monkeypatch.setattr(gathering, "KEPT", 1000)
    found = Gathered()
    for _ in range(50):
        found.add(1000, {"x": np.random.default_rng(3).random(1000)})
    (measure,) = found._measures.values()
    assert measure.kept == [] and measure.cells.shape == (2, gathering._CELLS)


def test_one_value_stands_for_a_whole_block():
    found = Gathered()
    found.add(300, {"x": np.array([2.0])})
    assert found.estimates({"x": 2.0})["x"].median == 2.0 and found.draws == 300


def test_blocks_of_other_measures_are_refused():
    found = Gathered()
    found.add(10, {"x": np.ones(10)})
    with pytest.raises(ValueError, match="same measures"):
        found.add(10, {"y": np.ones(10)})
