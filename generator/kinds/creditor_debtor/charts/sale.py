"""The yield rule and its range, what selling only a part does, and why the first to leave loses least."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator import numerals
from generator.drawing import theme
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, called, name_of, title_of
from generator.drawing.specification import drawing
from generator.drawing.stacks import curves
from generator.kinds.creditor_debtor.charts.parts import MONEY, Found
from generator.kinds.creditor_debtor.detail import Curve
from generator.kinds.creditor_debtor.meaning import order
from generator.study import Study

PUBLISHED = 80.0
"""Basis points by which all foreign purchases together had lowered long real yields by 2008: Kaminska and Zinna, abstract."""
FULL, DOTTED, DASHED = (1, 0), (2, 3), (6, 4)
HALF = 0.5


def _of(results: Found, measure: str) -> list[Curve]:
    return [curve for curve in results.detail.curves if curve.measure == measure]


def _setting(curve: Curve) -> tuple[str, str]:
    phi, beta = curve.at["sovereign.absorption"], curve.at["sovereign.beta_long"]
    return numerals.percent(phi), numerals.number(beta, 0)


def _rows(curve: Curve, what: str) -> list[Row]:
    return [{"x": x, "y": y, "what": what} for x, y in zip(curve.x, curve.y, strict=True)]


def _table(rows: Sequence[Row], y: str) -> Table:
    return Table(
        (
            Column("line", MONEY["whose"], False),
            Column("sold", MONEY["sold-axis"], unit="%"),
            Column("value", y),
        ),
        tuple((r["what"], float(r["x"]) * 100, float(r["y"])) for r in rows),
    )


def yield_rule(study: Study, results: Found) -> list[Drawing]:
    """What a sale does to yields, and how far that is extrapolated"""
    found, log = _of(results, "yield_long"), _of(results, "yield_log")[:1]
    if not found:
        return []
    rows: list[Row] = []
    names: dict[str, tuple[str, Sequence[int]]] = {}
    for place, curve in enumerate(found):
        phi, beta = _setting(curve)
        name = MONEY["yield-name"].format(phi=phi, beta=beta)
        if place == 0:
            name = f"{MONEY['yield-central']}: {name}"
        names[name] = (
            theme.SERIES[0] if place == 0 else theme.MUTED,
            FULL if place == 0 else (DASHED, DOTTED)[place - 1],
        )
        rows += _rows(curve, name)
    known = log and max(log[0].y) < float("inf")
    if known:
        names[MONEY["yield-log"]] = (theme.SERIES[1], DASHED)
        rows += _rows(log[0], MONEY["yield-log"])
    ends = [numerals.number(curve.y[-1], 0) for curve in found]
    finding = MONEY["yield-finding" if known else "yield-no-log"].format(
        central=ends[0], low=ends[2], high=ends[1], log=numerals.number(log[0].y[-1], 1) if known else ""
    )
    return [
        drawing(
            "yield-rule",
            title_of(yield_rule),
            finding,
            MONEY["yield-description"],
            lambda width: curves(
                rows, width, MONEY["yield-axis"], MONEY["sold-axis"], names, ((PUBLISHED, MONEY["yield-published"]),)
            ),
            _table(rows, MONEY["yield-axis"]),
        )
    ]


def partial_sale(study: Study, results: Found) -> list[Drawing]:
    """What a partial sale does"""
    if not results.detail.curves:
        return []
    creditor, debtor = order(study)
    own = MONEY["partial-own"].format(creditor=called(study, creditor))
    harm = MONEY["partial-harm"].format(debtor=called(study, debtor))
    return [
        _partial(study, results, "stock", [(f"{creditor}.blowback_stock", own)]),
        _partial(study, results, "flow", [(f"{creditor}.harm_flow", harm), (f"{creditor}.blowback_flow", own)]),
    ]


def _partial(study: Study, results: Found, nature: str, lines: Sequence[tuple[str, str]]) -> Drawing:
    creditor, debtor = order(study)
    rows: list[Row] = []
    names: dict[str, tuple[str, Sequence[int]]] = {}
    for i, (measure, name) in enumerate(lines):
        for place, curve in enumerate(_of(results, measure)):
            phi, beta = _setting(curve)
            what = name if place == 0 else MONEY["at-ends"].format(name=name, phi=phi, beta=beta)
            # The trade that a sale costs hangs on neither, and needs no second line.
            if place and curve.y == _of(results, measure)[0].y:
                continue
            names[what] = (theme.SERIES[i] if place == 0 else theme.MUTED, (FULL, DASHED, DOTTED)[place])
            rows += _rows(curve, what)
    central = _of(results, lines[0][0])[0]
    half, whole = (_loss(central, share) for share in (HALF, 1.0))
    told = {"creditor": called(study, creditor), "debtor": called(study, debtor), "half": half, "all": whole}
    title, axis = MONEY[f"partial-{nature}-title"], MONEY[f"hostage-axis-{nature}"]
    bearer = creditor if nature == "stock" else debtor
    rule = ((study.inputs[f"{bearer}.tau.{nature}"].value, f"{MONEY['too-much']}: {name_of(study, bearer)}"),)

    def build(width: int) -> Any:
        return curves(rows, width, axis, MONEY["sold-axis"], names, rule)

    return drawing(
        f"partial-sale-{nature}",
        title,
        numerals.sentence_case(MONEY[f"partial-{nature}-finding"].format(**told)),
        MONEY["partial-description"].format(never=MONEY["never"]),
        build,
        _table(rows, axis),
    )


def _loss(curve: Curve, share: float) -> str:
    value = dict(zip(curve.x, curve.y, strict=True))[share]
    return f"{numerals.number(value, min(2, numerals.plain_decimals(value)))} %"


def first_movers(study: Study, results: Found) -> list[Drawing]:
    """Why the first to leave loses least"""
    left, cost = _of(results, "exposed"), _of(results, "sell.blowback.sale")
    if not left:
        return []
    names: dict[str, tuple[str, Sequence[int]]] = {
        MONEY["first-left"]: (theme.SERIES[0], FULL),
        MONEY["first-cost"]: (theme.SERIES[1], DASHED),
    }
    rows = [*_rows(left[0], MONEY["first-left"]), *_rows(cost[0], MONEY["first-cost"])]
    finding = MONEY["first-finding"].format(start=_loss(left[0], 0.0), end=_loss(left[0], 1.0))
    return [
        drawing(
            "first-movers",
            title_of(first_movers),
            finding,
            MONEY["first-description"],
            lambda width: curves(rows, width, MONEY["first-axis"], MONEY["sold-axis"], names),
            _table(rows, MONEY["first-axis"]),
        )
    ]
