"""Studies of networks of debts: what an author may get wrong, what a run finds, and what the page says."""

import dataclasses
import functools
import itertools
from pathlib import Path

import pytest

from generator.kinds.clearing_network.layout import debts, pairs
from generator.kinds.clearing_network.meaning import measures
from generator.loading.reading import read_study
from generator.registry import KINDS
from generator.results_file import read as read_results
from generator.results_file import write as write_results

near = pytest.approx
REPO = Path(__file__).resolve().parent.parent.parent
EXAMPLES = REPO / "generator" / "kinds" / "clearing_network" / "examples"
KIND = KINDS["clearing-network"]

MINIMAL = """
format: 1
kind: clearing-network
title: Three banks
question: Who can let whom fail?
summary: B loses {{ baseline.a.b.hostage | full }} if A fails.
period: {start: 2000, end: 2000}
draws: 300
evidence: {grade: assumed, note: invented for the tests}
sources: {book: {citation: A book}}
baseline: {title: As things are, says: "Read in a book [@book]."}
money: crowns
actors:
  a: {name: A Bank, external_assets: 100, external_liabilities: 78, owes: {b: 30, c: 10}, loss: 0.08}
  b: {name: B Bank, external_assets: {value: 80, low: 79, high: 81}, external_liabilities: 79, owes: {a: 25}}
  c: {name: C Bank, external_assets: 50, equity: 8}
focus: [a, b]
rescue: {bank: a}
scenarios:
  - {id: costly, title: Default is costly, says: It is., set: {recovery_external: 0.5, recovery_internal: 0.5}}
  - {id: less, title: Less is owed, says: It is., set: {a.owes.b: 10, b.owes.a: 5}}
"""

WHOLE = MINIMAL.replace("focus: [a, b]", """
assets:
  bonds: {name: Bonds, price_impact: {value: 0.001, low: 0.0005, high: 0.002}, fall: 0.02}
  loans: {name: Loans, price_impact: 0.0002}
focus: [a, b]
states:
  - {year: 2000, set: {}}
  - {year: 2001, set: {a.owes.b: 31}}
""").replace("loss: 0.08}", "loss: 0.08, holdings: {bonds: 60, loans: 65}, market: {debt: 118, market_equity: {value: 9, low: 7, high: 12}, beta: 1.4}}").replace(
    "external_liabilities: 79, owes", "external_liabilities: 79, holdings: {bonds: 40}, market: {debt: 104, market_equity: 30, mes: 0.02}, owes"
)  # fmt: skip


def study(text=MINIMAL, file="studies/three-banks.yml"):
    found = read_study(file, text.encode(), KINDS)
    assert found.problems == (), [str(problem) for problem in found.problems]
    return found.study


@functools.cache
def ran(text=MINIMAL):
    found = study(text)
    return found, KIND.run(found)


def problems(*changes):
    text = MINIMAL
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return [(p.code, p.where) for p in read_study("studies/three-banks.yml", text.encode(), KINDS).problems]


class TestWhatAnAuthorMayGetWrong:
    @pytest.mark.parametrize(("changes", "code", "where"), [
        ([("owes: {b: 30, c: 10}", "owes: {b: 30, z: 10}")], "E362", "actors.a.owes.z"),
        ([("owes: {b: 30, c: 10}", "owes: {b: 30, c: 10, a: 1}")], "E362", "actors.a.owes.a"),
        ([("focus: [a, b]", "focus: [a, z]")], "E362", "focus[1]"),
        ([("focus: [a, b]", "focus: [a]")], "E363", "focus"),
        ([("rescue: {bank: a}", "rescue: {bank: z}")], "E362", "rescue.bank"),
        ([("rescue: {bank: a}", "rescue: {bank: a, consortium: [a]}")], "E362", "rescue.consortium[0]"),
        ([("external_assets: 50, equity: 8", "external_assets: 50, external_liabilities: 52, equity: 8")], "E364", "actors.c.equity"),
        ([("external_assets: 50, equity: 8", "external_liabilities: 8")], "E364", "actors.c.equity"),
        ([("external_assets: 50, equity: 8", "external_assets: 50, equity: 80")], "E365", "actors.c.equity"),
        ([("equity: 8}", "equity: 8, alpha: 1.2}")], "E366", "actors.c.alpha"),
        ([("equity: 8}", "equity: 8, tau: 0}")], "E366", "actors.c.tau"),
        ([("equity: 8}", "equity: 8, market: {debt: 1, market_equity: 1}}")], "E367", "actors.c.market"),
        ([("equity: 8}", "equity: 8, holdings: {bonds: 1}}")], "E362", "actors.c.holdings.bonds"),
        ([("owes: {b: 30, c: 10}, ", ""), (", owes: {a: 25}", ""), (", set: {a.owes.b: 10, b.owes.a: 5}", ", set: {a.loss: 0.5}")], "E368", "actors"),
    ])  # fmt: skip
    def test_is_told_with_its_place(self, changes, code, where):
        assert (code, where) in problems(*changes)

    def test_many_actors_need_somebody_to_say_which_pairs_matter(self):
        more = "".join(f"  d{i}: {{name: D{i}, external_assets: 1, external_liabilities: 0}}\n" for i in range(6))
        text = MINIMAL.replace("focus: [a, b]\n", "").replace("rescue:", more + "rescue:")
        assert "E363" in [p.code for p in read_study("studies/x.yml", text.encode(), KINDS).problems]
        found = study(text.replace("rescue:", "pairs: [[c, a]]\nrescue:").replace("a.b.hostage", "a.c.hostage"))
        assert pairs(found.layout) == (("a", "c"),)

    def test_what_is_left_out_keeps_its_default_and_a_scenario_may_change_it(self):
        found = study()
        assert found.inputs["recovery_external"].by_default
        assert found.cases()["costly"]["recovery_external"].value == 0.5


class TestTheRun:
    def test_finds_the_worked_example(self):
        _, results = ran()
        case = results.cases["baseline"]
        assert case.verdict.key == "mad-stable"
        assert case.estimates["a.b.hostage"].point == near(4.13209512, abs=1e-6)
        assert case.pairs["a.c"].verdict.subtype == "monopoly"
        assert case.pairs["a.c"].verdict.stronger == "a"
        assert case.pairs["b.c"].verdict.key == "no-deterrence"
        assert results.detail.failures["baseline"]["a"].newly_in_default == ("a", "b", "c")
        assert case.classes["a.b"] == case.classes["b.a"] == "S"

    def test_every_measure_it_promises_is_there_and_comes_back_from_its_file(self):
        for text in (MINIMAL, WHOLE):
            found, results = ran(text)
            for case in results.cases.values():
                assert set(case.estimates) == set(measures(found))
            assert read_results(write_results(results, KIND.results), KIND.results) == results

    def test_the_third_side_of_a_balance_sheet_follows(self):
        found, results = ran()
        assert results.cases["baseline"].estimates["c.equity_before"].point == near(8)
        assert results.cases["baseline"].estimates["a.equity_before"].point == near(100 + 25 - 40 - 78)
        assert [debt.path for debt in debts(found)] == ["a.owes.b", "a.owes.c", "b.owes.a"]

    def test_the_shock_leaves_the_verdict_alone(self):
        _, results = ran()
        _, other = ran(MINIMAL.replace("loss: 0.08", "loss: 0.5"))
        assert other.cases["baseline"].estimates["a.b.hostage"] == results.cases["baseline"].estimates["a.b.hostage"]
        assert (
            other.cases["baseline"].estimates["system.defaults"].point
            > results.cases["baseline"].estimates["system.defaults"].point
        )

    def test_costs_of_default_only_make_it_worse(self):
        _, results = ran()
        plain, costly = (results.cases[key].estimates for key in ("baseline", "costly"))
        assert costly["system.destroyed"].point > plain["system.destroyed"].point == 0
        for a, b in itertools.permutations("abc", 2):
            assert costly[f"{a}.{b}.hostage"].point >= plain[f"{a}.{b}.hostage"].point - 1e-9

    def test_the_rescue_is_put_to_the_test_in_every_case(self):
        _, results = ran()
        free, costly = results.detail.rescue["baseline"], results.detail.rescue["costly"]
        assert free.cost == costly.cost == near(1)
        assert not free.motive
        assert costly.motive
        assert costly.means

    def test_fire_sales_and_srisk_follow_from_what_is_given(self):
        _, results = ran(WHOLE)
        found = results.cases["baseline"].estimates
        assert found["a.direct_loss"].point == near(1.2)
        leverage_a, leverage_b = (125 - 7) / 7, (40 - 6) / 6
        sold = 1.2 * leverage_a * 60 / 125 + 0.8 * leverage_b
        assert found["b.spillover_loss"].point == near(40 * 0.001 * sold)
        assert found["b.srisk"].point < found["a.srisk"].point
        assert found["system.srisk"].point == near(max(found["a.srisk"].point, 0))

    def test_without_a_named_pair_the_hardest_hold_heads_the_page(self):
        _, results = ran(MINIMAL.replace("focus: [a, b]\n", ""))
        assert results.detail.focus == ("a", "b")


class TestThePage:
    def test_has_every_chart_that_there_is_something_to_say_of(self):
        found, results = ran(WHOLE)
        drawn = [item.id for item in KIND.draw(found, results)]
        assert drawn == [
            "network", "hostages", "cascade", "vectors", "debtrank", "fire-sales", "srisk", "scenarios", "timeline", "verdict-shares",
            "sensitivity-a-b",
        ]  # fmt: skip

    def test_is_the_same_whenever_it_is_drawn(self):
        found, results = ran(WHOLE)
        first, second = ([(item.wide, item.narrow, item.rows) for item in KIND.draw(found, results)] for _ in range(2))
        assert first == second

    def test_says_the_verdict_in_a_sentence_in_every_case(self):
        for text in (MINIMAL, WHOLE):
            found, results = ran(text)
            facts = KIND.facts(found, results)
            assert facts["verdict_sentence"].startswith("Neither A Bank nor B Bank")
            assert facts["cases"][0]["verdict"] == results.cases["baseline"].verdict.key
            assert all(text.endswith(".") for _, text in facts["rescue"])
            for path in found.inputs:
                assert KIND.label(found, path)

    def test_a_bank_that_has_failed_already_is_told_and_holds_no_hostage(self):
        text = MINIMAL.replace("external_assets: 100", "external_assets: 80")
        found, results = ran(text)
        assert results.detail.base_defaults["baseline"][0] == "a"
        assert "a" not in results.detail.failures["baseline"]["b"].hostages
        told = KIND.facts(found, results)["pairs"][0]["sides"]
        assert "already failed before" in [side["hostage"] for side in told]
        assert KIND.draw(found, results)

    def test_the_example_of_the_guide_draws_what_it_has(self):
        example = (EXAMPLES / "northport.yml").read_text(encoding="utf-8")
        found = dataclasses.replace(study(example, "studies/northport.yml"), draws=400)
        results = KIND.run(found)
        drawn = {item.id for item in KIND.draw(found, results)}
        assert {"network", "hostages", "cascade", "vectors", "debtrank", "scenarios", "verdict-shares"} <= drawn
        assert results.cases["guaranteed"].verdict.key == "delicate"
        assert results.detail.rescue["baseline"].motive
