"""The phase plane: at the baseline's own point it is the model, and more forces never deter less."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.deterrence.damage import POPULATION, Exponential
from generator.kinds.force_exchange.model import disarmed, solve
from generator.kinds.force_exchange.params import Leg, Params, Side
from generator.kinds.force_exchange.plane import crossing, phase_plane

near = pytest.approx
properties = settings(deadline=None, derandomize=True, max_examples=30)
share = st.floats(0, 1)


@st.composite
def sides(draw):
    legs = tuple(
        Leg(
            units=draw(st.floats(1, 500)),
            weapons=draw(st.floats(0.5, 6)),
            effect=draw(st.floats(0.1, 2)),
            hidden=draw(share),
            reliability=draw(st.floats(0.2, 1)),
            pkill_against=draw(share),
        )
        for _ in range(draw(st.integers(1, 3)))
    )
    tau = draw(st.floats(0.1, 0.4))
    return Side(
        legs=legs,
        curve=draw(st.sampled_from([POPULATION, Exponential(200.0)])),
        alpha=draw(st.floats(0.01, 0.09)),
        tau=tau,
        shots=draw(st.integers(1, 3)),
        interceptors=draw(st.sampled_from([0.0, 50.0])),
        interception=draw(share),
    )


class TestPhasePlane:
    @properties
    @given(sides(), sides())
    def test_at_factor_one_it_is_the_force_exchange(self, a, b):
        found, whole = phase_plane(Params((a, b)), points=5), solve(Params((a, b)))
        assert found.factors[2] == 1
        for i in (0, 1):
            assert found.margin[i][2, 2] == near(float(whole.sides[i].margin[0]), rel=1e-9)

    @properties
    @given(sides(), sides())
    def test_more_of_its_own_forces_never_make_a_side_deter_less_nor_more_of_the_others_more(self, a, b):
        found = phase_plane(Params((a, b)), points=7)
        assert np.all(np.diff(found.margin[0], axis=1) >= -1e-9)
        assert np.all(np.diff(found.margin[1], axis=0) >= -1e-9)
        if a.interceptors == 0 and b.interceptors == 0:
            assert np.all(np.diff(found.margin[0], axis=0) <= 1e-9)
            assert np.all(np.diff(found.margin[1], axis=1) <= 1e-9)

    @properties
    @given(sides(), sides())
    def test_swapping_the_sides_turns_the_plane(self, a, b):
        one, other = phase_plane(Params((a, b)), points=5), phase_plane(Params((b, a)), points=5)
        assert one.margin[0] == near(other.margin[1].T)
        assert one.bearable[1] == near(other.bearable[0].T)

    @properties
    @given(sides(), sides())
    def test_the_line_of_bearable_replies_lies_short_of_the_line_that_deters(self, a, b):
        found = phase_plane(Params((a, b)), points=9)
        for margin, bearable in zip(found.margin, found.bearable, strict=True):
            assert np.all((margin < 1) | (bearable >= 1))

    def test_disarmed_forces_of_nobody_deter_nobody(self):
        side = Side(legs=(Leg(units=100, pkill_against=0.5),), curve=POPULATION, alpha=0.02, tau=0.2)
        found = phase_plane(Params((side, side)), points=3)
        assert found.margin[0][0, 0] == 0
        assert found.margin[0][:, 0] == near(np.zeros(3))
        assert found.margin[0][1, 1] == near(float(disarmed(side, side)[1][0] / POPULATION.required_weight(0.2)))

    def test_a_crossing_is_found_between_points_at_the_start_or_not_at_all(self):
        factors = np.array([0.0, 1.0, 2.0])
        rows = np.array([[0.0, 0.5, 1.5], [1.2, 1.4, 2.0], [0.0, 0.2, 0.9]])
        assert crossing(rows, factors) == near(np.array([1.5, 0.0, np.nan]), nan_ok=True)
