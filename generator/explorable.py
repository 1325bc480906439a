"""What a kind offers for trying out: its model as a function of the inputs of the baseline, and what the codes of findings mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from generator.deterrence import verdicts
from generator.deterrence.judgement import Judgement
from generator.quantities import Quantity
from generator.results import Verdict
from generator.whatif.evaluation import Codes, Model


@dataclass(frozen=True)
class Explorable:
    """What a kind offers: its model as a function of the inputs of the baseline."""

    model: Model
    findings: tuple[Verdict, ...]
    """What the codes of `Evaluated.finding` mean, by position."""
    measures: Mapping[str, Quantity]
    """The measures that a reader follows, in order."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """Input -> group with a common factor, where the study has correlations."""
    about: tuple[str, ...] = ()
    """The two whose verdict it is, where a study has verdicts on several pairs."""


def verdicts_on(pair: tuple[str, str]) -> tuple[Verdict, ...]:
    """Everything the rules may say of two sides, in the order of `codes_of`; only a one-sided verdict has a stronger side."""
    return tuple(
        Verdict(found.key, finer.key if finer.value else None, stronger, ())
        for found in verdicts.Verdict
        for finer in verdicts.Subtype
        for stronger in (None, *pair)
    )


def codes_of(judged: Judgement) -> Codes:
    """What the rules say in each draw, (draw,), as positions in `verdicts_on`."""
    one_sided = judged.verdict == verdicts.Verdict.ONE_SIDED.code
    stronger = np.where(one_sided, judged.stronger.astype(np.int64) + 1, 0)
    return np.asarray((judged.verdict.astype(np.int64) * len(verdicts.Subtype) + judged.subtype) * 3 + stronger)
