"""The power balance against what must hold of it, at its edges, and in its study."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.deterrence.errors import ModelError
from generator.deterrence.power import COMPONENTS, Band, cinc
from generator.deterrence.standoff import Posture
from generator.kinds.power_balance.meaning import component_fields, measures, rivalry_of, year_of
from generator.kinds.power_balance.model import STANDARD, Cutoffs, Verdict, read, solve, terror
from generator.kinds.power_balance.params import Findings, Params, Rival
from generator.kinds.power_balance.threats import profiles
from generator.loading.reading import read_study
from generator.registry import KINDS
from generator.results_file import read as read_results
from generator.results_file import write as write_results
from generator.words import SHORT, VERDICT_GROUPS, VERDICTS

near = pytest.approx
properties = settings(deadline=None, derandomize=True, max_examples=60)
REPO = Path(__file__).resolve().parent.parent.parent
EXAMPLES = REPO / "generator" / "kinds" / "power_balance" / "examples"
STUDY = REPO / "studies" / "balance-of-power.yml"


def params(capability, first, second, dominant=0, challenger=1, dissatisfaction=0.5, terror=None):
    """A case of one draw, or of as many as `capability` has columns."""
    held = np.asarray(capability, float)
    held = held[:, None] if held.ndim == 1 else held
    shares = [np.broadcast_to(np.asarray(share, float)[:, None], held.shape) for share in (first, second)]
    return Params(
        capability=held,
        commitment=(shares[0], shares[1]),
        warheads=np.zeros(held.shape),
        dominant=dominant,
        challenger=challenger,
        dissatisfaction=np.full(held.shape[1], dissatisfaction),
        terror=terror,
    )


@st.composite
def situations(draw):
    """Two to twelve actors, some capability on each side, a pair of rivals."""
    count = draw(st.integers(2, 12))
    capability = draw(st.lists(st.floats(0.001, 0.5 / count), min_size=count, max_size=count))
    first = draw(st.lists(st.floats(0, 1), min_size=count, max_size=count))
    second = [draw(st.floats(0, 1 - share)) for share in first]
    assume(sum(c * a for c, a in zip(capability, first, strict=True)) > 1e-6)
    assume(sum(c * b for c, b in zip(capability, second, strict=True)) > 1e-6)
    pair = draw(st.permutations(range(count)))[:2]
    return params(capability, first, second, pair[0], pair[1], draw(st.floats(0, 1)))


class TestTheModel:
    @properties
    @given(situations(), st.randoms())
    def test_the_order_of_the_actors_changes_nothing(self, case, random):
        order = list(range(len(case.capability)))
        random.shuffle(order)
        moved = dataclasses.replace(
            case,
            capability=case.capability[order],
            commitment=(case.commitment[0][order], case.commitment[1][order]),
            warheads=case.warheads[order],
            dominant=order.index(case.dominant),
            challenger=order.index(case.challenger),
        )
        one, two = solve(case), solve(moved)
        for name in ("side_ratio", "balance", "ratio", "herfindahl", "powers"):
            assert getattr(one, name) == near(getattr(two, name))

    @properties
    @given(situations(), st.floats(0.1, 1.9))
    def test_only_proportions_count(self, case, factor):
        one, two = solve(case), solve(dataclasses.replace(case, capability=case.capability * factor))
        assert two.power == near(one.power * factor)
        for name in ("side_ratio", "balance", "ratio", "herfindahl", "powers"):
            assert getattr(one, name) == near(getattr(two, name))

    @properties
    @given(situations())
    def test_swapping_the_sides_inverts_their_ratio_and_leaves_the_balance_alone(self, case):
        one, two = solve(case), solve(dataclasses.replace(case, commitment=case.commitment[::-1]))
        assert two.side_ratio == near(1 / one.side_ratio)
        assert two.balance == near(one.balance)
        assert two.ratio == near(one.ratio)

    @properties
    @given(situations(), st.data())
    def test_a_firmer_commitment_never_weakens_its_side_and_never_touches_the_rivals(self, case, data):
        actor = data.draw(st.integers(0, len(case.capability) - 1))
        first = case.commitment[0].copy()
        first[actor] += data.draw(st.floats(0, 1)) * (1 - first[actor] - case.commitment[1][actor])
        one, two = solve(case), solve(dataclasses.replace(case, commitment=(first, case.commitment[1])))
        assert two.power[0] >= one.power[0] - 1e-12
        assert two.power[1] == near(one.power[1])
        assert two.side_ratio <= one.side_ratio * (1 + 1e-12)
        assert two.ratio == one.ratio

    @properties
    @given(situations())
    def test_what_comes_out_lies_in_its_range(self, case):
        found = solve(case)
        assert (found.power.sum(axis=0) <= found.capability.sum(axis=0) + 1e-9).all()
        assert ((found.balance > 0) & (found.balance <= 1)).all()
        assert ((found.concentration >= 0) & (found.concentration <= 1)).all()
        assert ((found.powers >= 1 - 1e-9) & (found.powers <= len(case.capability) + 1e-9)).all()

    @properties
    @given(situations())
    def test_many_draws_are_single_draws_side_by_side(self, case):
        double = dataclasses.replace(
            case,
            capability=np.hstack([case.capability, case.capability[::-1]]),
            commitment=(np.hstack([case.commitment[0]] * 2), np.hstack([case.commitment[1]] * 2)),
            warheads=np.zeros((len(case.capability), 2)),
            dissatisfaction=np.repeat(case.dissatisfaction, 2),
        )
        assert solve(double).side_ratio[0] == near(solve(case).side_ratio[0])
        assert read(solve(double)).verdict[0] == read(solve(case)).verdict[0]

    def test_a_side_without_power_a_dominant_power_without_any_and_too_much_commitment_are_refused(self):
        for capability, first, second, what in (
            ([0.1, 0.1], [1, 0], [0, 0], "no power"),
            ([0.0, 0.1, 0.1], [0, 1, 0], [0, 0, 1], "dominant"),
            ([0.1, 0.1], [0.7, 0], [0.4, 1], "more than the whole"),
        ):
            with pytest.raises(ModelError, match=what):
                solve(params(capability, first, second))

    def test_warheads_of_nobody_make_a_ratio_of_nothing_and_those_of_the_challenger_alone_one_without_end(self):
        case = params([0.2, 0.1], [1, 0], [0, 1])
        assert solve(case).warhead_ratio == 0
        assert solve(dataclasses.replace(case, warheads=np.array([[0.0], [5.0]]))).warhead_ratio == np.inf
        assert solve(dataclasses.replace(case, warheads=np.array([[10.0], [5.0]]))).warhead_ratio == 0.5


class TestTheReadings:
    @properties
    @given(st.floats(0.05, 5), st.floats(0.05, 5), st.floats(0, 1))
    def test_the_two_findings_are_independent_of_each_other_and_make_the_verdict(self, sides, rivals, dissatisfaction):
        case = params(
            [0.1, 0.1 * sides, 0.05, 0.05 * rivals], [1, 0, 0, 0], [0, 1, 0, 0], 2, 3, dissatisfaction=dissatisfaction
        )
        found = read(solve(case))
        balanced = min(sides, 1 / sides) >= STANDARD.balanced - 1e-9
        transition = rivals >= STANDARD.parity - 1e-9 and dissatisfaction >= STANDARD.dissatisfied - 1e-9
        assert (bool(found.balanced[0]), bool(found.transition[0])) == (balanced, transition)
        assert (
            list(Verdict)[found.verdict[0]]
            is {
                (True, False): Verdict.BALANCED,
                (True, True): Verdict.CHALLENGED,
                (False, False): Verdict.PREPONDERANT,
                (False, True): Verdict.TRANSITION,
            }[balanced, transition]
        )

    @properties
    @given(situations())
    def test_wider_borders_of_balance_and_parity_only_ever_add(self, case):
        outcome = solve(case)
        narrow, wide = (
            read(outcome, Cutoffs(balanced=0.9, parity=0.9)),
            read(outcome, Cutoffs(balanced=0.7, parity=0.7)),
        )
        assert narrow.balanced <= wide.balanced
        assert narrow.transition <= wide.transition

    def test_every_verdict_has_its_words_letters_group_and_colours(self):
        tokens = (REPO / "site_templates" / "assets" / "tokens.css").read_text(encoding="utf-8")
        assert VERDICT_GROUPS["power-balance"][1] == tuple(item.key for item in Verdict)
        for item in Verdict:
            assert VERDICTS[item.key] and SHORT[item.key]
            assert tokens.count(f"--bt-verdict-{item.key}: light-dark(") == 1
            assert f'[data-verdict="{item.key}"]' in tokens

    def test_every_verdict_of_the_catalogue_stands_in_one_group(self):
        grouped = [key for _, keys in VERDICT_GROUPS.values() for key in keys]
        assert sorted(grouped) == sorted(VERDICTS)
        # A kind without a group of its own shares the verdicts of the studies of forces.
        assert set(VERDICT_GROUPS) <= set(KINDS)


class TestTheTerrorBalance:
    def test_what_a_study_of_forces_found_is_judged_by_its_rules(self):
        strong = Rival(2.0, 0.5, 0.4, 0.05, 0.2)
        weak = Rival(0.1, 0.1, 0.02, 0.05, 0.2)
        case = params([0.2, 0.1], [1, 0], [0, 1], terror=Findings((strong, strong), 0.9))
        judged = terror(case, (0.99, 0.99))
        assert judged.judgement.verdict == 0 and judged.margins == (2.0, 2.0)
        one_sided = terror(dataclasses.replace(case, terror=Findings((strong, weak), 0.9)))
        assert one_sided.judgement.stronger == 0

    def test_four_numbers_and_nothing_at_all_are_judged_too(self):
        case = params([0.2, 0.1], [1, 0], [0, 1])
        assert terror(case) is None
        nothing = Posture(0.0, 0.0, 0.5, 1.0)
        assert terror(dataclasses.replace(case, terror=(nothing, nothing))).margins == (0, 0)


MINIMAL = """
format: 1
kind: power-balance
title: Three states
question: Who checks whom?
summary: The sides stand at {{ baseline.side_ratio | full }}.
period: {start: 1900, end: 1910}
draws: 400
evidence: {grade: assumed, note: invented for the tests}
sources: {book: {citation: A book}}
baseline: {title: As things are, says: "Read in a book [@book]."}
sides:
  left: {name: Left}
  right: {name: Right}
actors:
  a: {name: Aland, adjective: Alandic, capability: {value: 0.2, low: 0.15, high: 0.25}, commitment: {left: 1, right: 0}}
  b: {name: Beland, adjective: Belandic, capability: 0.15, commitment: {left: 0, right: 1}}
  c: {name: Celand, adjective: Celandic, capability: 0.05, commitment: {left: {value: 0.3, low: 0.1, high: 0.5}, right: 0.2}}
rivalries:
  ab: {name: A and B, dominant: a, challenger: b, dissatisfaction: 0.6, terror: {family: none, says: No arsenals.}}
scenarios:
  - {id: joins, title: Celand joins, says: With all it has., set: {c.commitment.left: 0, c.commitment.right: 0.9}}
"""


def study(text=MINIMAL, file="studies/three.yml"):
    found = read_study(file, text.encode(), KINDS)
    assert found.problems == (), [str(problem) for problem in found.problems]
    return found.study


def problems(*changes):
    """Code, line and place of the problems after changing the minimal study."""
    text = MINIMAL
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return [
        (p.code, text.split("\n")[p.line - 1], p.where)
        for p in read_study("studies/three.yml", text.encode(), KINDS).problems
    ]


class TestWhatAnAuthorMayGetWrong:
    @pytest.mark.parametrize(("changes", "code", "where"), [
        ([("  right: {name: Right}\n", "")], "E332", "sides"),
        ([("dominant: a", "dominant: z")], "E333", "rivalries.ab.dominant"),
        ([("challenger: b", "challenger: a")], "E333", "rivalries.ab.challenger"),
        ([("commitment: {left: 0, right: 1}", "commitment: {left: 0}")], "E334", "actors.b.commitment"),
        ([("commitment: {left: 0, right: 1}", "commitment: {left: 0, right: 1, centre: 0}")], "E334", "actors.b.commitment.centre"),
        ([("capability: 0.15, ", "")], "E335", "actors.b"),
        ([("dissatisfaction: 0.6", "dissatisfaction: 0.6, start: 1950")], "E336", "rivalries"),
        ([("right: 0.2}", "right: 0.6}")], "E337", "actors.c.commitment.right"),
        ([("c.commitment.right: 0.9", "c.commitment.right: 1"), ("c.commitment.left: 0,", "c.commitment.left: 0.5,")], "E337", "scenarios[0].set.c.commitment.left"),
        ([("commitment: {left: 0, right: 1}", "commitment: {left: 0, right: 0}"), ("right: 0.2}", "right: 0}"), ("c.commitment.right: 0.9", "c.commitment.right: 0.8")], "E330", "actors.c.commitment.right"),
        ([("capability: 0.15", "capability: 0.9")], "E338", "actors.c.capability"),
        ([("id: joins,", "id: joins, at: 1905,")], "E331", "scenarios[0].at"),
    ])  # fmt: skip
    def test_is_told_with_its_place(self, changes, code, where):
        found = problems(*changes)
        assert [(c, w) for c, _, w in found] == [(code, where)], found

    def test_a_reserved_name(self):
        text = MINIMAL.replace("  c: {name: Celand", "  threats: {name: Celand").replace(
            "c.commitment", "threats.commitment"
        )
        assert {p.code for p in read_study("studies/three.yml", text.encode(), KINDS).problems} == {"E340"}

    def test_thresholds_of_terror_that_touch(self):
        four = "{first_strike_damage: 0.5, retaliatory_damage: 0.3, alpha: 0.2, tau: 0.2}"
        text = MINIMAL.replace(
            "terror: {family: none, says: No arsenals.}",
            f"terror: {{family: damages, dominant: {four}, challenger: {four.replace('alpha: 0.2', 'alpha: 0.1')}}}",
        )
        found = read_study("studies/three.yml", text.encode(), KINDS).problems
        assert {(p.code, p.where) for p in found} == {("E323", "rivalries.ab.terror.dominant.tau")}

    def test_an_assurance_which_this_kind_does_not_have(self):
        assert [c for c, _, _ in problems(("baseline.side_ratio | full", "baseline.a.assurance"))] == ["E501"]


class TestAStudy:
    def test_components_give_the_index_and_an_error_multiplies_it(self):
        own, world = [10, 20, 30, 40, 50, 60], [100, 200, 300, 400, 500, 600]
        keys = component_fields()
        assert len(keys) == len(COMPONENTS)
        listed = ", ".join(f"{key}: {value}" for key, value in zip(keys, own, strict=True))
        totals = ", ".join(f"{key}: {value}" for key, value in zip(keys, world, strict=True))
        text = MINIMAL.replace("capability: 0.15,", f"measurement: 1.5, components: {{{listed}}},")
        found = study(text + f"world: {{{totals}}}\n")
        results = KINDS[found.kind].run(found)
        assert results.cases["baseline"].estimates["b.capability"].point == near(1.5 * cinc([own], world)[0])

    def test_components_without_a_world_or_beside_a_capability_are_refused(self):
        listed = ", ".join(f"{key}: 1" for key in component_fields())
        for old in ("capability: 0.15,", "capability: 0.15, "):
            new = f"components: {{{listed}}}," if old.endswith(",") else f"{old}components: {{{listed}}}, "
            text = MINIMAL.replace(old, new, 1)
            assert {p.code for p in read_study("studies/three.yml", text.encode(), KINDS).problems} == {"E335"}

    def test_a_scenario_may_start_from_a_state_and_hands_that_on(self):
        states = "states:\n  - {year: 1900, set: {}}\n  - {year: 1905, set: {b.capability: 0.1}}\n"
        more = "  - {id: later, title: Later, says: Later., at: 1905, set: {c.commitment.left: 0.5}}\n  - {id: last, title: Last, says: Last., extends: later, set: {a.capability: 0.3}}\n"
        found = study(MINIMAL + more + states)
        cases = found.cases()
        assert cases["later"]["b.capability"].value == cases["last"]["b.capability"].value == 0.1
        assert cases["last"]["c.commitment.left"].value == 0.5
        assert cases["joins"]["b.capability"].value == 0.15
        assert [year_of(found, key) for key in ("baseline", "later", "last", "baseline@1905")] == [
            1900,
            1905,
            1905,
            1905,
        ]

    def test_a_start_that_changes_nothing_but_the_start_is_told(self):
        text = (
            MINIMAL
            + "  - {id: same, title: Same, says: Same., at: 1905, set: {b.capability: 0.1}}\nstates:\n  - {year: 1905, set: {b.capability: 0.1}}\n"
        )
        assert [p.code for p in read_study("studies/three.yml", text.encode(), KINDS).problems] == ["E314"]

    def test_results_come_back_from_their_file(self):
        found = study()
        kind = KINDS[found.kind]
        results = kind.run(found)
        assert read_results(write_results(results, kind.results), kind.results) == results
        assert set(results.cases["baseline"].estimates) == set(measures(found))

    def test_without_doubt_or_states_a_study_still_has_its_charts_and_facts(self):
        text = MINIMAL.replace("{value: 0.2, low: 0.15, high: 0.25}", "0.2").replace(
            "{value: 0.3, low: 0.1, high: 0.5}", "0.3"
        )
        found = study(text)
        kind = KINDS[found.kind]
        results = kind.run(found)
        assert {item.id for item in kind.draw(found, results)} == {"sides", "scenarios", "challenger", "verdict-shares"}
        facts = kind.facts(found, results)
        assert facts["cases"][0]["verdict"] == results.cases["baseline"].verdict.key
        assert facts["verdict_sentence"].endswith(".")


class TestTheExampleOfTheGuide:
    def test_is_a_study_with_every_chart_it_names(self):
        example = (EXAMPLES / "leagues.yml").read_text(encoding="utf-8")
        found = study(example, "studies/two-leagues.yml")
        kind = KINDS[found.kind]
        results = kind.run(found)
        drawn = {item.id for item in kind.draw(found, results)}
        assert {"sides", "balance", "challenger", "contrast", "scenarios", "sensitivity-sides"} <= drawn
        assert results.cases["lakeside-stays-out"].verdict.stronger == "eastern"


@pytest.fixture(scope="module")
def shipped():
    """The study, its results, and those of the study of forces whose numbers it takes over."""
    found = read_study("studies/balance-of-power.yml", STUDY.read_bytes(), KINDS).study
    path = REPO / "studies" / "us-soviet-balance.yml"
    forces = read_study("studies/us-soviet-balance.yml", path.read_bytes(), KINDS).study
    return found, KINDS[found.kind].run(found), forces, KINDS[forces.kind].run(forces)


class TestTheShippedStudy:
    RIVALS = (("dominant", "usa"), ("challenger", "ussr"))

    def cold_war(self, found):
        return [state.id for state in found.states if rivalry_of(found, f"baseline@{state.id}") == "us-soviet"]

    def test_its_terror_numbers_are_those_of_the_study_of_forces(self, shipped):
        found, _, _, forces = shipped
        years = self.cold_war(found)
        assert len(years) >= 5
        for year in years:
            inputs, estimates = found.cases()[f"baseline@{year}"], forces.cases[f"baseline@{year}"].estimates
            for role, actor in self.RIVALS:
                for name in ("margin", "first_strike_damage", "retaliatory_damage"):
                    given, computed = inputs[f"rivalries.us-soviet.terror.{role}.{name}"], estimates[f"{actor}.{name}"]
                    rounding = 0.006 if name == "margin" else 0.0006
                    assert computed.low - rounding <= given.value <= computed.high + rounding, (year, role, name)
                    assert given.value == near(computed.median, abs=rounding, rel=0.02), (year, role, name)
            assert inputs["rivalries.us-soviet.terror.index"].value == near(estimates["index"].median, abs=0.01), year

    def test_its_thresholds_are_those_of_the_study_of_forces(self, shipped):
        found, _, forces, _ = shipped
        for role, actor in self.RIVALS:
            for name in ("alpha", "tau"):
                given, other = (
                    found.inputs[f"rivalries.us-soviet.terror.{role}.{name}"],
                    forces.inputs[f"{actor}.{name}"],
                )
                assert given.numbers == other.numbers

    def test_its_terror_verdicts_are_those_of_the_study_of_forces(self, shipped):
        found, results, _, forces = shipped
        for year in self.cold_war(found):
            case = f"baseline@{year}"
            assert results.detail.terror[case].verdict == forces.cases[case].verdict.key, year

    def test_its_capabilities_are_those_of_the_table(self, shipped):
        from generator.kinds.power_balance.checks import table

        found, columns = shipped[0], {"russia": "russia_ussr"}
        shares = table("cinc.csv")
        for state in found.states:
            inputs = found.cases()[f"baseline@{state.id}"]
            for actor in found.layout["actors"]:
                row = shares[int(state.year)]
                held = row.get(columns.get(actor, actor), row.get("west_germany", 0.0) if actor == "germany" else 0.0)
                assert inputs[f"{actor}.capability"].value == near(held, abs=1e-9), (state.id, actor)

    def test_its_warheads_are_those_of_the_table(self, shipped):
        from generator.kinds.power_balance.checks import table

        held = table("stockpiles.csv")
        for state in shipped[0].states:
            inputs = shipped[0].cases()[f"baseline@{state.id}"]
            for actor, column in (("usa", "usa"), ("russia", "ussr_russia"), ("china", "china")):
                assert inputs[f"{actor}.warheads"].value == held.get(int(state.year), {}).get(column, 0.0)

    def test_what_its_story_says_in_words_holds_in_the_run(self, shipped):
        _, results, _, _ = shipped
        cases = results.cases
        assert cases["baseline"].verdict.key == "power-challenged"
        assert cases["as-it-came"].verdict.stronger == "west"
        assert cases["baseline@1939"].verdict.key == "power-transition"
        assert cases["baseline@1939"].verdict.stronger == "east"
        cold = [cases[f"baseline@{year}"] for year in self.cold_war(shipped[0])]
        # "The two sides were never balanced by this count", and the West was ahead throughout.
        assert all(case.estimates["side_ratio"].median < STANDARD.balanced for case in cold)
        assert results.detail.readings["baseline@1978"].band == Band.OVERTAKEN.value
        assert cases["china-at-half"].shares[cases["china-at-half"].verdict.key].value < STANDARD.contested
        largest = max(
            (item for item in results.variance_shares if item.measure == "side_ratio"), key=lambda item: item.total
        )
        assert largest.input == "uk.commitment.west"

    def test_its_threats_are_in_the_order_of_the_sort_key_and_their_power_is_that_of_the_index(self, shipped):
        found = shipped[0]
        keys = [profile.sort_key for profile in profiles(found)]
        assert keys == sorted(keys, reverse=True)
        for key, year in (("germany-1914", 1914), ("germany-1939", 1939), ("soviet-1950", 1950)):
            entry, inputs = found.layout["threats"][key], found.cases()[f"baseline@{year}"]
            ratio = (
                inputs[f"{entry['threatener']}.capability"].value / inputs[f"{entry['threatened']}.capability"].value
            )
            assert found.inputs[f"threats.{key}.aggregate_power"].value == near(min(1.0, ratio), abs=0.001)

    def test_its_results_are_plain_json(self, shipped):
        found, results, _, _ = shipped
        assert json.loads(write_results(results, KINDS[found.kind].results))["detail"]["terror"]
