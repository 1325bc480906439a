"""What the references in a study's prose stand for: sources, inputs and numbers of the run, in print."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

from generator import numerals, words
from generator.dynamics import facts as dynamics
from generator.kind import Kind
from generator.references import Reference
from generator.report.prose import Numbering
from generator.results import Results, held
from generator.study import BASELINE, DYNAMICS, Study


def resolver(study: Study, results: Results[Any], kind: Kind[Any], numbering: Numbering) -> Callable[[Reference], str]:
    """A function from a reference to escaped text. One to a source is numbered where it is first met.

    The loader has refused references that lead nowhere, so a `KeyError` here is a mistake of ours.
    """
    measures = kind.measures(study)

    def resolve(found: Reference) -> str:
        if found.kind == "source":
            return numbering.link(found.name, found.at)
        if found.case == "input":
            return html.escape(numerals.given(study.inputs[found.name].value, study.quantities[found.name]))
        if found.case == DYNAMICS or found.name.startswith(f"{DYNAMICS}."):
            scenario = BASELINE if found.case == DYNAMICS else found.case
            name = found.name.removeprefix(f"{DYNAMICS}.")
            return html.escape(dynamics.resolve(study, results.dynamics, scenario, name, found.style))
        case = results.cases[found.case]
        pair, _, word = found.name.rpartition(".")
        if word in ("verdict", "share"):
            judged = case.pairs[pair] if pair else case
            return html.escape(
                words.VERDICTS[judged.verdict.key][0] if word == "verdict" else numerals.share(held(judged))
            )
        if found.name.endswith(".assurance"):
            return html.escape(numerals.share(case.assurance[found.name.removesuffix(".assurance")]))
        return html.escape(numerals.estimate(case.estimates[found.name], measures[found.name], found.style))

    return resolve
