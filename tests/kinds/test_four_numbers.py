"""A study that gives damages instead of forces: the published and worked cases of four-number mode, run through YAML."""

import copy
from pathlib import Path

import pytest
import yaml

from generator.checks import cases
from generator.deterrence.verdicts import Verdict
from generator.loading.reading import read_study
from generator.registry import KINDS

near = pytest.approx
KIND = KINDS["force-exchange"]
EXAMPLES = Path(__file__).resolve().parents[2] / "generator" / "kinds" / "force_exchange" / "examples"
TEXT = (EXAMPLES / "damages.yml").read_text(encoding="utf-8").replace("format: 1", "format: 1\ndraws: 300")
CASES = {id: case for id, case in cases("force_exchange").items() if id.startswith("direct-")}


def read(plain):
    return read_study("damages.yml", yaml.safe_dump(plain, sort_keys=False).encode(), KINDS)


def written(case):
    """A case as a study file without doubt, scenarios or belief."""
    given, plain = case["input"], copy.deepcopy(yaml.safe_load(TEXT))
    plain.update(draws=200, scenarios=[], story=[], summary="None.")
    undefended = given.get("undefended_D1", (None, None))
    for i, actor in enumerate(plain["actors"].values()):
        letter = "AB"[i]
        for key in ("credibility", "status_quo", "submit"):
            actor.pop(key, None)
        damages = {"first_strike": given[f"D1_{letter}"], "retaliation": given[f"D2_{letter}"]}
        if undefended[i] is not None:
            damages["undefended_first_strike"] = undefended[i]
        actor.update(alpha=given["alpha"], tau=given["tau"], damages=damages)
    return plain


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_worked_case_comes_out_of_its_study_file(case):
    reading = read(written(case))
    assert reading.problems == ()
    found, expected = KIND.run(reading.study).cases["baseline"], case["expected"]
    sides = list(found.classes)
    assert list(found.classes.values()) == expected["class"]
    assert [found.estimates[f"{side}.margin"].point for side in sides] == near(expected["margin"], abs=1e-4)
    assert [found.estimates[f"{side}.critical_risk"].point for side in sides] == near(
        expected["critical_risk"], abs=1e-4
    )
    assert found.estimates["index"].point == near(expected["index"], abs=1e-4)
    name, _, finer = expected["verdict"].partition(" / ")
    assert found.verdict.key == Verdict(name).key
    assert (found.verdict.subtype or "") == finer.replace(" ", "-")


class TestBelief:
    def test_a_threat_is_judged_against_what_the_other_side_stands_to_lose(self):
        found = KIND.run(read(yaml.safe_load(TEXT)).study).cases["baseline"].estimates
        # South may gain 1 - 0.5 by a challenge and stands to lose half of its value to the north's reply.
        assert found["north.required_credibility"].point == near(0.5 / 0.5)
        assert found["south.required_credibility"].point == near(0.4 / 0.5)
        assert found["north.resolve"].point == near(0.9 / 0.5)
        assert "south.resolve" not in found

    def test_what_is_not_believed_enough_qualifies_the_verdict(self):
        modifiers = KIND.run(read(yaml.safe_load(TEXT)).study).cases["baseline"].verdict.modifiers
        assert "NOT-CREDIBLE(north)" in modifiers and "NOT-CREDIBLE(south)" not in modifiers

    def test_a_satisfied_challenger_needs_little_to_be_deterred(self):
        plain = yaml.safe_load(TEXT)
        plain["actors"]["south"]["status_quo"] = 0.95
        found = KIND.run(read(plain).study).cases["baseline"]
        assert found.estimates["north.required_credibility"].point == near(0.1)
        assert "NOT-CREDIBLE(north)" not in found.verdict.modifiers


@pytest.mark.parametrize(("change", "code", "what"), [
    (lambda p: p["actors"]["north"].pop("damages"), "E328", "'north' has no damages, but another actor has"),
    (lambda p: p["actors"]["north"].update(legs={"a": {"name": "A", "units": 1, "hidden": 1}}), "E328", "`damages` beside `legs`"),
    (lambda p: p["actors"].update(third=copy.deepcopy(p["actors"]["south"])), "E328", "damages of more than two actors"),
    (lambda p: p.update(rivals=[["north", "east"]]), "E327", "there is no actor 'east'"),
    (lambda p: p.update(rivals=[["north", "south"], ["south", "north"]]), "E327", "these two are named twice"),
])  # fmt: skip
def test_what_does_not_go_together_is_told(change, code, what):
    plain = yaml.safe_load(TEXT)
    change(plain)
    assert (code, what) in [(problem.code, problem.what) for problem in read(plain).problems]
