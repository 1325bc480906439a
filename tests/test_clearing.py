"""Clearing, cascades, distress, fire sales and hostages: what must hold of them, and independent reckonings beside them."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from generator.clearing.debtrank import debtrank, debtrank_2012, first_loss, spectral_radius
from generator.clearing.draws import clear_draws
from generator.clearing.fire_sales import fire_sale
from generator.clearing.flows import Flow
from generator.clearing.furfine import furfine, furfine_draws
from generator.clearing.hostages import fear, hostage_class, hostage_matrix, pair_verdict, rescue
from generator.clearing.linear import fixed_point
from generator.clearing.network import Network
from generator.clearing.srisk import lrmes_from_beta, srisk, system_srisk
from generator.clearing.vectors import default_rounds, eisenberg_noe, greatest, least, rogers_veraart
from generator.deterrence.errors import ModelError
from generator.deterrence.verdicts import CapabilityClass, Verdict

near = pytest.approx
properties = settings(deadline=None, derandomize=True, max_examples=80)


def random_network(seed, most=6, seniority="pari_passu", outside=True):
    """A network of 2 to `most` banks on a coarse grid of money, so that ties happen."""
    source = np.random.default_rng(seed)
    n = int(source.integers(2, most + 1))
    liabilities = source.integers(0, 9, (n, n)) * (source.random((n, n)) < source.uniform(0.2, 1)) / 4
    np.fill_diagonal(liabilities, 0)
    assets = source.integers(0, 9, n) * (source.random(n) < 0.8) / 4
    liable = source.integers(0, 5, n) * (source.random(n) < 0.5) / 4 if outside else np.zeros(n)
    return Network.of(liabilities, assets, liable, seniority)


seeds = st.integers(0, 10**9)
recoveries = st.sampled_from([1.0, 0.9, 0.5, 0.25, 0.0])
seniorities = st.sampled_from(["pari_passu", "external_senior"])


def dense(network):
    """The liabilities as a matrix, with the shares of each payment."""
    owed = np.zeros((network.size, network.size))
    np.add.at(owed, (network.debtor, network.creditor), network.amount)
    due = network.due
    return owed, np.divide(owed, due[:, None], out=np.zeros_like(owed), where=due[:, None] > 0)


def phi(network, p, a, b):
    """The equation of Rogers and Veraart, written down anew."""
    _, shares = dense(network)
    receipts = shares.T @ p
    solvent = network.external_assets + receipts >= network.due + network.senior - network.tolerance
    return np.where(solvent, network.due, np.maximum(0, a * network.external_assets + b * receipts - network.senior))


def every_vector(network, a, b):
    """All clearing vectors, by trying every set of defaulters; only where each linear system is regular."""
    _, shares = dense(network)
    found = []
    for default in itertools.product([False, True], repeat=network.size):
        members = np.flatnonzero(default)
        p = np.where(default, 0.0, network.due)
        matrix = np.eye(len(members)) - b * shares[np.ix_(members, members)].T
        if len(members) and np.linalg.cond(matrix) > 1e10:
            return None
        p[members] = (
            np.linalg.solve(matrix, (a * network.external_assets + b * shares.T @ p)[members]) if len(members) else []
        )
        if (
            np.all(p >= -1e-12)
            and np.all(p <= network.due + 1e-12)
            and np.allclose(phi(network, p, a, b), p, atol=1e-9)
        ):
            found.append(p)
    return found


def fictitious_default(network, a=1.0, b=1.0):
    """The greatest vector by the textbook, densely."""
    _, shares = dense(network)
    p, default = network.due.copy(), np.zeros(network.size, bool)
    while True:
        new = (network.external_assets + shares.T @ p < network.due - network.tolerance) & ~default
        if not new.any():
            return p
        default |= new
        members = np.flatnonzero(default)
        p = np.where(default, 0.0, network.due)
        cash = (a * network.external_assets + b * shares.T @ p)[members]
        p[members] = np.linalg.solve(np.eye(len(members)) - b * shares[np.ix_(members, members)].T, cash)


class TestClearingVectors:
    @properties
    @given(seeds, recoveries, recoveries, seniorities)
    def test_both_ends_solve_the_equation_and_keep_to_limits_and_priority(self, seed, a, b, seniority):
        network = random_network(seed, 8, seniority)
        high, low = rogers_veraart(network, a, b)
        for found in (high, low):
            assert phi(network, found.payments, a, b) == near(found.payments, abs=1e-9)
            assert ((found.payments >= 0) & (found.payments <= network.due + 1e-12)).all()
            assert found.payments[~found.default] == near(network.due[~found.default])
            assert (found.net_worth[found.default] < 0).all()
            assert (found.equity[found.default] == 0).all()
            if seniority == "external_senior":
                paying = found.payments > 1e-9
                assert found.external_payments[paying] == near(network.external_liabilities[paying])
        assert (high.payments >= low.payments - 1e-9).all()
        assert set(high.default_set) <= set(low.default_set)

    @properties
    @given(seeds, recoveries, recoveries, seniorities)
    def test_no_money_appears_or_vanishes_but_by_the_costs_of_default(self, seed, a, b, seniority):
        network = random_network(seed, 8, seniority)
        for found in rogers_veraart(network, a, b):
            told = found.equity.sum() + found.external_payments.sum() + found.destroyed.sum()
            assert told == near(network.external_assets.sum(), abs=1e-9)

    @properties
    @given(seeds, st.sampled_from([1.0, 0.5, 0.25]), st.sampled_from([0.9, 0.5, 0.25]))
    def test_they_are_the_ends_of_all_clearing_vectors_on_small_networks(self, seed, a, b):
        network = random_network(seed, 5)
        every = every_vector(network, a, b)
        assume(every is not None)
        high, low = rogers_veraart(network, a, b)
        assert high.payments == near(np.max(every, axis=0), abs=1e-9)
        assert low.payments == near(np.min(every, axis=0), abs=1e-9)

    def test_some_of_these_networks_have_several_vectors(self):
        several = [len(every_vector(random_network(seed, 4), 0.5, 0.5)) > 1 for seed in range(300)]
        assert sum(several) > 5

    @properties
    @given(seeds, seniorities)
    def test_without_costs_equity_is_the_same_at_both_ends(self, seed, seniority):
        high, low = rogers_veraart(random_network(seed, 8, seniority), 1.0, 1.0)
        assert high.equity == near(low.equity, abs=1e-9)

    @properties
    @given(seeds, recoveries, recoveries, seniorities, st.floats(0.01, 2))
    def test_more_assets_or_less_costs_never_lower_a_payment(self, seed, a, b, seniority, more):
        network = random_network(seed, 7, seniority)
        richer = replace(network, external_assets=network.external_assets + more * (np.arange(network.size) == 0))
        for find in (greatest, least):
            before = find(network, a, b)
            for after in (
                find(richer, a, b),
                find(network, (1 + a) / 2, b),
                find(network, a, (1 + b) / 2),
                find(network),
            ):
                assert (after.payments >= before.payments - 1e-9).all()
                assert set(after.default_set) <= set(before.default_set)

    @properties
    @given(seeds, recoveries, recoveries, seniorities, st.randoms())
    def test_renaming_the_banks_renames_the_result(self, seed, a, b, seniority, random):
        network = random_network(seed, 7, seniority)
        order = list(range(network.size))
        random.shuffle(order)
        place = np.argsort(order)
        moved = Network.from_edges(
            place[network.debtor], place[network.creditor], network.amount, network.external_assets[order],
            network.external_liabilities[order], seniority,
        )  # fmt: skip
        for find in (greatest, least):
            assert find(moved, a, b).payments == near(find(network, a, b).payments[order], abs=1e-9)

    @properties
    @given(seeds, recoveries, recoveries, st.sampled_from([1e-9, 1e-3, 7.0, 1e8]))
    def test_the_unit_of_money_does_not_matter(self, seed, a, b, unit):
        network = random_network(seed, 7)
        scaled = replace(
            network, amount=network.amount * unit, external_assets=network.external_assets * unit,
            external_liabilities=network.external_liabilities * unit,
        )  # fmt: skip
        for find in (greatest, least):
            assert find(scaled, a, b).default_set == find(network, a, b).default_set
            assert find(scaled, a, b).payments / unit == near(find(network, a, b).payments, abs=1e-9)

    @properties
    @given(seeds, recoveries, recoveries)
    def test_creditors_outside_may_as_well_be_one_more_bank(self, seed, a, b):
        network = random_network(seed, 7)
        owed, _ = dense(network)
        n = network.size
        more = np.zeros((n + 1, n + 1))
        more[:n, :n], more[:n, n] = owed, network.external_liabilities
        wider = Network.of(more, [*network.external_assets, 0.0])
        for find in (greatest, least):
            assert find(wider, a, b).payments[:n] == near(find(network, a, b).payments, abs=1e-9)

    @properties
    @given(seeds, recoveries, recoveries)
    def test_rounds_add_up_to_the_default_set_and_the_textbook_agrees(self, seed, a, b):
        network = random_network(seed, 9)
        found = greatest(network, a, b)
        assert sorted(itertools.chain(*default_rounds(network, a, b))) == found.default_set
        assert found.payments == near(fictitious_default(network, a, b), abs=1e-9)

    @pytest.mark.parametrize("seed", range(6))
    def test_a_linear_programme_finds_the_same_payments(self, seed):
        source = np.random.default_rng(seed)
        n = 60
        liabilities = source.random((n, n)) * (source.random((n, n)) < 0.15)
        np.fill_diagonal(liabilities, 0)
        network = Network.of(liabilities, source.random(n) * 3, source.random(n))
        _, shares = dense(network)
        solved = linprog(
            -np.ones(n), A_ub=np.eye(n) - shares.T, b_ub=network.external_assets,
            bounds=[(0, due) for due in network.due], method="highs",
        )  # fmt: skip
        assert eisenberg_noe(network).payments == near(solved.x, abs=1e-7)

    def test_two_edges_between_the_same_two_are_added_up(self):
        one = Network.from_edges([0, 0, 1], [1, 1, 2], [1, 2, 4], [1, 0, 0])
        two = Network.from_edges([1, 0], [2, 1], [4, 3], [1, 0, 0])
        assert greatest(one).payments == near(greatest(two).payments)
        assert one.exposures.toarray() == near(two.exposures.toarray())

    def test_seniors_who_cannot_be_paid_leave_nothing_for_the_network(self):
        network = Network.of([[0, 1], [1, 0]], [0.5, 0.2], [1.0, 0.1], "external_senior")
        found = greatest(network)
        assert found.payments == near([0.0, 0.1])
        assert found.external_payments == near([0.6, 0.1])

    def test_a_nearly_closed_circle_is_solved_at_once(self):
        # Two banks that owe each other a million and one of them a thousandth outside, with half of that in cash.
        network = Network.of([[0, 1e6], [1e6, 0]], [5e-4, 0.0], [1e-3, 0.0], "external_senior")
        for find in (greatest, least):
            found = find(network)
            assert phi(network, found.payments, 1, 1) == near(found.payments, rel=1e-9)

    @pytest.mark.parametrize(("arguments", "what"), [
        (([[0, -1], [0, 0]], [1, 1]), "below 0"),
        (([[0, 1], [0, 0]], [1, -1]), "below 0"),
        (([[0, 1], [0, 0]], [1, np.inf]), "finite"),
        (([[1, 1], [0, 0]], [1, 1]), "itself"),
        (([[0, 1, 2], [0, 0, 1]], [1, 1]), "square"),
        (([[0, 1], [0, 0]], [1, 1, 1]), "as many"),
        (([[0, 1], [0, 0]], [1, 1], [1, 1, 1]), "as many"),
    ])  # fmt: skip
    def test_what_is_no_network_is_refused(self, arguments, what):
        with pytest.raises(ModelError, match=what):
            Network.of(*arguments)

    def test_edges_and_recoveries_out_of_range_are_refused(self):
        with pytest.raises(ModelError, match="outside"):
            Network.from_edges([0], [5], [1], [1, 1])
        with pytest.raises(ModelError, match="list of debts"):
            Network.from_edges([0], [1, 0], [1], [1, 1])
        with pytest.raises(ModelError, match="recovery_internal"):
            greatest(Network.of([[0, 1], [0, 0]], [1, 1]), 1.0, 1.1)

    def test_a_large_system_is_solved_without_a_dense_matrix(self):
        source = np.random.default_rng(3)
        n = 3000
        debtor, creditor = source.integers(0, n, (2, 30_000))
        keep = debtor != creditor
        network = Network.from_edges(
            debtor[keep], creditor[keep], source.random(keep.sum()), source.random(n), source.random(n)
        )
        found = greatest(network, 0.8, 0.9)
        assert len(found.default_set) > 1000
        assert found.payments == near(fictitious_default(network, 0.8, 0.9), abs=1e-9)

    def test_an_endless_circle_of_debts_is_told(self):
        from scipy import sparse

        with pytest.raises(ModelError, match="only one another"):
            fixed_point(sparse.csr_matrix([[0.0, 1.0], [1.0, 0.0]]), np.array([1.0, 1.0]), np.zeros(2))


class TestManyDraws:
    @properties
    @given(seeds, recoveries, recoveries, seniorities, st.booleans())
    def test_each_draw_is_the_network_by_itself(self, seed, a, b, seniority, low):
        network = random_network(seed, 7, seniority)
        source = np.random.default_rng(seed)
        assets = network.external_assets[:, None] * source.uniform(0.2, 1.5, (network.size, 9))
        amounts = network.amount[:, None] * source.uniform(0.5, 1.5, (len(network.amount), 9))
        for given_amounts in (None, amounts):
            found = clear_draws(
                network, external_assets=assets, amounts=given_amounts, recovery_external=a, recovery_internal=np.full(9, b), least=low
            )  # fmt: skip
            for draw in range(9):
                one = replace(network, external_assets=assets[:, draw])
                one = one if given_amounts is None else replace(one, amount=amounts[:, draw])
                alone = (least if low else greatest)(one, a, b)
                for name in ("payments", "net_worth", "equity", "external_payments", "destroyed"):
                    assert getattr(found, name)[:, draw] == near(getattr(alone, name), abs=1e-8)
                assert (found.default[:, draw] == alone.default).all()

    def test_a_start_from_above_changes_nothing(self):
        network = random_network(4, 8)
        assets = network.external_assets[:, None] * np.linspace(0, 1, 5)
        start = np.repeat(greatest(network).payments[:, None], 5, axis=1)
        plain, helped = (clear_draws(network, external_assets=assets, start=given) for given in (None, start))
        assert helped.payments == near(plain.payments, abs=1e-9)

    def test_a_chain_too_long_for_the_common_steps_is_solved_by_itself(self):
        n = 600
        network = Network.from_edges(np.arange(n - 1), np.arange(1, n), np.ones(n - 1), np.eye(1, n)[0] * 0.5)
        found = clear_draws(network, external_assets=network.external_assets[:, None] * np.array([1.0, 2.0]))
        assert found.default.sum(axis=0).tolist() == [n - 1, 0]


class TestCascades:
    @properties
    @given(seeds, st.sampled_from([0.0, 0.3, 1.0]))
    def test_debtrank_is_at_least_furfine_and_at_least_its_older_form(self, seed, lost):
        network = random_network(seed, 8)
        equity = np.maximum(network.equity, 0.0)
        start = np.zeros(network.size)
        start[0] = 1.0
        fallen = furfine(network, equity, 0, lost)
        h = debtrank(network, equity, start, lost)
        assert (h[fallen.default] == 1).all()
        if lost == 1.0:
            assert (h >= debtrank_2012(network, equity, start)[0] - 1e-12).all()
        if lost == 0.0:
            assert fallen.default_set == sorted({0, *np.flatnonzero(equity <= 0)})

    @properties
    @given(seeds, st.floats(0, 0.5))
    def test_debtrank_rises_with_the_shock_and_solves_its_equation(self, seed, shock):
        network = random_network(seed, 8)
        equity = np.abs(network.equity) + 0.25
        low, high = (
            debtrank(network, equity, np.full(network.size, shock)),
            debtrank(network, equity, np.full(network.size, shock + 0.1)),
        )
        assert (high >= low - 1e-12).all()
        assert np.minimum(1, shock + network.exposures @ low / equity) == near(low, abs=1e-9)

    def test_many_scenarios_are_single_ones_side_by_side(self):
        network = random_network(11, 8)
        equity = np.abs(network.equity) + 0.5
        every = debtrank(network, equity, np.eye(network.size), 0.6)
        for bank in range(network.size):
            assert every[:, bank] == near(debtrank(network, equity, np.eye(network.size)[bank], 0.6))
        assert (furfine_draws(network, np.repeat(equity[:, None], network.size, axis=1), np.eye(network.size, dtype=bool), 0.6)[:, 1]
                == furfine(network, equity, 1, 0.6).default).all()  # fmt: skip

    def test_near_the_edge_of_stability_the_exact_step_ends_it(self):
        exposures = np.array([[0, 0.99999], [0.99999, 0]])
        h = debtrank(exposures, [1, 1], [1e-7, 0.0])
        assert h == near(np.linalg.solve(np.eye(2) - exposures, [1e-7, 0.0]), rel=1e-9)
        assert spectral_radius(exposures, [1, 1]) == near(0.99999)

    def test_a_strong_curvature_comes_close_to_furfine(self):
        exposures, equity = np.array([[0, 0.4, 0.0], [0, 0, 1.2], [0, 0, 0]]), np.ones(3)
        assert debtrank(exposures, equity, [0, 0, 0.9], curvature=200.0) == near([0, 0, 0.9], abs=1e-6)
        assert debtrank(exposures, equity, [0, 0, 1.0], curvature=200.0)[:2] == near([0.4, 1.0])

    def test_a_loss_that_just_equals_equity_is_a_default_and_no_circle_has_no_radius(self):
        exposures = np.array([[0.0, 1.0], [0.0, 0.0]])
        assert furfine(exposures, [1.0, 1.0], 1).default_set == [0, 1]
        assert furfine(exposures, [1.0 + 1e-9, 1.0], 1).default_set == [1]
        assert spectral_radius(exposures, [1.0, 1.0]) == 0.0

    def test_without_equity_a_bank_is_lost_from_the_start(self):
        assert first_loss([0.0, 2.0], [-1.0, 4.0]).tolist() == [1.0, 0.5]
        assert furfine(np.zeros((2, 2)), [0.0, 1.0], []).default_set == [0]
        assert debtrank(Flow.of(np.zeros((2, 2))), [0.0, 1.0], [0.0, 0.2]).tolist() == [1.0, 0.2]


class TestFireSalesAndMarkets:
    @properties
    @given(seeds)
    def test_systemicness_adds_up_and_nobody_sells_more_than_it_has(self, seed):
        source = np.random.default_rng(seed)
        n, k = int(source.integers(2, 6)), int(source.integers(1, 5))
        weights = source.dirichlet(np.ones(k), n)
        assets, equity = source.uniform(50, 100, n), source.uniform(0.5, 20, n)
        found = fire_sale(assets, weights, equity, -source.uniform(0, 0.5, k), source.uniform(0, 1e-3, k))
        assert found.systemicness.sum() == near(found.aggregate_vulnerability)
        assert (-found.sales_by_bank <= assets + found.direct_loss + 1e-9).all()

    def test_draws_stand_on_the_last_axis(self):
        returns = np.array([[-0.1, -0.2], [0.0, -0.1]])
        both = fire_sale([100, 200], [[0.5, 0.5], [0.2, 0.8]], [10, 10], returns[:, 0], 1e-3)
        drawn = fire_sale(
            np.array([[100.0], [200.0]]), np.array([[[0.5], [0.5]], [[0.2], [0.8]]]), np.array([[10.0], [10.0]]), returns, np.array([[1e-3], [1e-3]])
        )  # fmt: skip
        assert drawn.spillover_loss[:, 0] == near(both.spillover_loss)
        assert drawn.systemicness.sum(axis=0) == near(drawn.aggregate_vulnerability)

    def test_without_equity_there_is_no_leverage(self):
        with pytest.raises(ModelError, match="leverage"):
            fire_sale([1.0], [[1.0]], [0.0], [-0.1], 0.1)
        with pytest.raises(ModelError, match="weights"):
            fire_sale([1.0], [[0.9]], [1.0], [-0.1], 0.1)

    def test_a_surplus_covers_nothing_of_another(self):
        values = srisk([1000, 10], [80, 80], lrmes_from_beta(1.0))
        assert values[1] < 0 < values[0]
        assert system_srisk(values) == near(values[0])


class TestHostages:
    @properties
    @given(seeds, recoveries)
    def test_nobody_gains_by_a_failure_and_it_fails_itself(self, seed, recovery):
        network = random_network(seed, 7)
        found = hostage_matrix(network, recovery, recovery)
        assert (found.matrix[~np.isnan(found.matrix)] >= -1e-9).all()
        assert (found.loss_to_outsiders >= -1e-9).all()
        assert np.isnan(np.diag(found.matrix)).all()
        assert np.isnan(found.matrix[:, found.base.default]).all()

    @properties
    @given(seeds)
    def test_without_costs_no_rescue_brings_the_others_more_than_it_costs(self, seed):
        network = random_network(seed, 7)
        for bank in greatest(network).default_set:
            found = rescue(network, bank)
            assert found.cost > 0
            assert found.gains.sum() <= found.cost * (1 + 1e-9)
            assert not found.pays

    @properties
    @given(seeds, recoveries)
    def test_the_injection_is_the_least_that_saves(self, seed, recovery):
        network = random_network(seed, 6)
        defaults = greatest(network, recovery, recovery).default_set
        assume(defaults)
        bank = defaults[0]
        cost = rescue(network, bank, None, recovery, recovery).cost
        for factor, saved in ((1 + 1e-6, True), (1 - 1e-6, False)):
            richer = replace(
                network, external_assets=network.external_assets + cost * factor * (np.arange(network.size) == bank)
            )
            assert (bank not in greatest(richer, recovery, recovery).default_set) is saved

    def test_a_consortium_of_the_fallen_is_refused(self):
        network = Network.of([[0, 1], [1, 0]], [0, 0], [1, 0])
        with pytest.raises(ModelError, match="consortium"):
            rescue(network, 0, [0])

    @pytest.mark.parametrize(("classes", "afraid", "key"), [
        ("SS", False, "mad-stable"), ("SS", True, "mad-crisis-prone"), ("SD", False, "delicate"), ("DD", True, "delicate"),
        ("PP", False, "minimum"), ("NN", False, "no-deterrence"), ("SN", False, "one-sided"), ("DP", False, "one-sided"),
    ])  # fmt: skip
    def test_two_classes_make_a_verdict(self, classes, afraid, key):
        a, b = (CapabilityClass(letter).code for letter in classes)
        found = pair_verdict(a, b, afraid)
        assert list(Verdict)[int(found.verdict[0])].key == key
        assert bool(found.crisis_prone[0]) is (key == "delicate" and afraid)

    def test_classes_begin_at_the_limit_within_rounding(self):
        letters = [
            list(CapabilityClass)[int(code)].value
            for code in hostage_class([1.5 - 1e-10, 1.0, 0.6, 0.4, np.nan], 1.0, 0.5)
        ]
        assert letters == ["S", "D", "P", "N", "N"]

    def test_fear_alone_can_bring_down_two_who_could_both_pay(self):
        network = Network.of([[0, 2], [2, 0]], [0.8, 0.8], [0.5, 0.5])
        assert not fear(network).any()
        assert fear(network, 0.2, 0.2).all()
