"""Which charts the page of a creditor-debtor study may show."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.creditor_debtor.meaning import mode_of, order, strikes_of
from generator.kinds.creditor_debtor.params import NATURES
from generator.promised import compared, observed, over_time, sensitivities
from generator.study import Study


def promised(study: Study) -> Iterator[str]:
    """Their ids, in the order of the page; of a study in levels, these levels and its verdicts."""
    mode = mode_of(study)
    if mode == "ordinal":
        yield "levels"
        yield from over_time(study, "verdict")
        yield from (id for id in observed(study) if id != "comparison")
        return
    sides = order(study)
    natures = {
        key: {nature for channels in parts.values() for nature in channels.values()}
        for key, (_, parts) in strikes_of(study).items()
    }
    yield from (f"hostages-{nature}" for nature in NATURES if any(nature in found for found in natures.values()))
    for key, found in natures.items():
        yield from (f"channels-{nature}-{key}" for nature in NATURES if nature in found)
    if mode == "sovereign":
        yield from ("yield-rule", "partial-sale-stock", "partial-sale-flow", "first-movers")
    yield from over_time(study, "margin", *NATURES, "verdict")
    yield from compared(study)
    if mode != "loan":
        yield "bars"
    yield "break-evens"
    yield from sensitivities(study, *sides, *(f"vulnerability-{side}" for side in sides))
    yield from observed(study)
