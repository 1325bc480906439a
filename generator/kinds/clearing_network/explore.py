"""A network as a function of its inputs: what the first pair hold over each other, and the verdict on it."""

from __future__ import annotations

from generator.deterrence.judgement import Judgement
from generator.explorable import Explorable, codes_of, verdicts_on
from generator.kinds.clearing_network import model as network
from generator.kinds.clearing_network.assembly import assemble, held
from generator.kinds.clearing_network.detail import Detail
from generator.kinds.clearing_network.meaning import measures
from generator.results import Results
from generator.study import Study
from generator.uncertainty.sampling import Values
from generator.whatif.evaluation import Evaluated


def explore(study: Study, results: Results[Detail]) -> Explorable:
    """The pair that the study puts first."""
    a, b = pair = results.detail.focus
    actors = list(study.layout["actors"])
    i, j = actors.index(a), actors.index(b)
    shown = f"{a}.{b}.hostage", f"{b}.{a}.hostage"

    def model(values: Values) -> Evaluated:
        params = assemble(study, values)
        before = network.base(params)
        first, second = network.fail(params, before, i), network.fail(params, before, j)
        fear = network.afraid(params, before)
        judged = network.judge(params, first.hostages[j], second.hostages[i], (i, j), fear)
        codes = codes_of(Judgement(judged.classes, judged.verdict, judged.subtype))
        return Evaluated(dict(zip(shown, (held(first, j), held(second, i)), strict=True)), codes)

    known = measures(study)
    return Explorable(model, verdicts_on(pair), {name: known[name] for name in shown}, about=pair)
