"""A study in levels: its verdicts, and every single step of a level that would change one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.deterrence.verdicts import CapabilityClass, Subtype, Verdict
from generator.kinds.creditor_debtor import detail
from generator.kinds.creditor_debtor.meaning import order
from generator.kinds.creditor_debtor.ordinal import Leveled, Standing, judge
from generator.kinds.creditor_debtor.params import LEVELS
from generator.progress import Watch, unwatched, watched
from generator.results import CaseResults, Results
from generator.results import Verdict as Finding
from generator.study import Study
from generator.uncertainty.estimates import Share

FIELDS = ("harm", "blowback", "reprisal", "credibility")


def run_levels(study: Study, version: str, watch: Watch = unwatched) -> Results[detail.Detail]:
    """Every case of a study in levels; nothing is drawn and no number is printed."""
    cases: dict[str, CaseResults] = {}
    tests: dict[str, detail.Ordinal] = {}
    for key, inputs in watched(study.cases(), watch):
        centre = {path: given.value for path, given in inputs.items()}
        found = standing(study, centre)
        cases[key] = _results(study, key, found)
        tests[key] = detail.Ordinal(
            deterred={
                name: strike.deterred(centre[f"ordinal.bars.{study.layout['ordinal']['strikes'][name]['by']}"])
                for name, strike in _strikes(study, centre).items()
            },
            sides=dict(zip(order(study), found.deterred, strict=True)),
            vulnerable=dict(zip(order(study), found.vulnerable, strict=True)),
            decisive=tuple(_decisive(study, centre)),
        )
    return Results(
        study=study.slug, digest=study.digest(), kind=study.kind, model_version=version, seed=study.seed,
        draws=study.draws, cases=cases, swings=(), variance_shares=(),
        detail=detail.Detail(tests={}, break_evens={}, nearest=(), bars=(), curves=(), ordinal=tests),
    )  # fmt: skip


def standing(study: Study, values: Mapping[str, float]) -> Standing:
    """Both tests of one case."""
    first, second = (values[f"ordinal.bars.{side}"] for side in order(study))
    return judge(list(_strikes(study, values).values()), (first, second))


def _strikes(study: Study, values: Mapping[str, float]) -> dict[str, Leveled]:
    sides = order(study)
    return {
        key: Leveled(sides.index(entry["by"]), *(values[f"ordinal.strikes.{key}.{name}"] for name in FIELDS))
        for key, entry in study.layout["ordinal"]["strikes"].items()
    }


def _results(study: Study, key: str, found: Standing) -> CaseResults:
    scenario, _, state = key.partition("@")
    sides, judged = order(study), found.judgement
    verdict, finer = list(Verdict)[int(judged.verdict[0])], list(Subtype)[int(judged.subtype[0])]
    return CaseResults(
        scenario=scenario,
        state=state or None,
        verdict=Finding(
            verdict.key,
            finer.key if finer.value else None,
            sides[int(judged.stronger[0])] if verdict is Verdict.ONE_SIDED else None,
            tuple(f"SELF-DETERRED({side})" for side, held in zip(sides, found.self_deterred, strict=True) if held),
        ),
        classes={
            side: list(CapabilityClass)[int(codes[0])].value for side, codes in zip(sides, judged.classes, strict=True)
        },
        assurance={},
        # One judgement, which is not drawn.
        shares={verdict.key: Share(1.0, 0.0, 1)},
        estimates={},
    )


def _decisive(study: Study, values: Mapping[str, float]) -> Iterator[tuple[str, str, str, str]]:
    now = int(standing(study, values).judgement.verdict[0])
    for path, value in values.items():
        if not path.startswith("ordinal."):
            continue
        for other in (value - 1, value + 1):
            if not 1 <= other <= len(LEVELS):
                continue
            then = int(standing(study, {**values, path: other}).judgement.verdict[0])
            if then != now:
                yield path, LEVELS[round(value) - 1], LEVELS[round(other) - 1], list(Verdict)[then].key
