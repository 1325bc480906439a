"""Losses without default: DebtRank, fire sales beside losses on claims, and what the stock market says."""

from __future__ import annotations

from generator import numerals
from generator.drawing import shapes
from generator.drawing.figure import Drawing
from generator.drawing.parts import Row, name_of, plain, title_of
from generator.drawing.specification import drawing
from generator.kinds.clearing_network.charts.parts import (
    CLEARING,
    Found,
    certain,
    point_table,
    row_of,
    side_table,
    text_of,
)
from generator.kinds.clearing_network.layout import holders, listed
from generator.study import BASELINE, Study


def debtrank(study: Study, results: Found) -> list[Drawing]:
    """How much of its equity each loses once the shock has gone round"""
    found = results.detail.clearing[BASELINE]
    if not any(found.debtrank_start.values()):
        return []
    told = {
        CLEARING["debtrank-start"]: found.debtrank_start,
        CLEARING["debtrank-2015"]: found.debtrank,
        CLEARING["debtrank-2012"]: found.debtrank_2012,
    }
    rows = [
        certain(share[actor], numerals.percent(share[actor]), label=name_of(study, actor), side=name)
        for actor in study.layout["actors"]
        for name, share in told.items()
    ]
    finding = CLEARING["debtrank-finding"].format(
        start=sum(found.debtrank_start[a] > 0 for a in found.debtrank_start), lost=sum(h >= 1 - 1e-12 for h in found.debtrank.values()),
        radius=plain(found.spectral_radius), reading=CLEARING["radius-high" if found.spectral_radius > 1 else "radius-low"],
    )  # fmt: skip
    return [
        drawing(
            "debtrank", title_of(debtrank), finding, CLEARING["debtrank-description"],
            lambda width: shapes.dots_by_side(rows, width, CLEARING["equity-axis"], list(told), (), share=True),
            point_table(rows, CLEARING["bank"], CLEARING["when"], CLEARING["equity-axis"]),
        )
    ]  # fmt: skip


def fire_sales(study: Study, results: Found) -> list[Drawing]:
    """Losses on claims beside losses by fire sales"""
    banks = holders(study)
    if not banks:
        return []
    case, (first, second) = results.cases[BASELINE], results.detail.focus
    rows: list[Row] = []
    for bank in banks:
        equity = case.estimates[f"{bank}.equity_before"].point
        failing = first if bank != first else second
        name = CLEARING["on-claims"]
        lost = results.detail.failures[BASELINE][failing].hostages.get(bank, 0.0)
        rows.append(
            certain(
                lost,
                CLEARING["claims-text"].format(times=plain(lost), bank=name_of(study, failing)),
                label=name_of(study, bank),
                side=name,
            )
        )
        for measure, word in (("direct_loss", "by-fall"), ("spillover_loss", "by-sales")):
            found = case.estimates[f"{bank}.{measure}"]
            rows.append({
                "label": name_of(study, bank), "side": CLEARING[word], "value": found.median / equity, "low": found.low / equity,
                "high": found.high / equity, "text": f"{text_of(study, case, f'{bank}.{measure}', 'full')} {study.layout['money']}",
            })  # fmt: skip
    names = [CLEARING["on-claims"], CLEARING["by-fall"], CLEARING["by-sales"]]
    finding = CLEARING["fire-finding"].format(
        direct=text_of(study, case, "system.direct_losses"), spillover=text_of(study, case, "system.spillover_losses"),
        money=study.layout["money"], vulnerability=text_of(study, case, "system.aggregate_vulnerability", "full"),
    )  # fmt: skip
    rules = ((1.0, CLEARING["whole-equity"]),)
    return [
        drawing(
            "fire-sales", title_of(fire_sales), finding, CLEARING["fire-description"],
            lambda width: shapes.dots_by_side(rows, width, CLEARING["fire-axis"], names, rules, log=max(r["high"] for r in rows) > 6),
            side_table(rows, CLEARING["bank"], CLEARING["loss"]),
        )
    ]  # fmt: skip


def srisk(study: Study, results: Found) -> list[Drawing]:
    """Equity that would be lacking in a crisis, by the stock market"""
    banks = listed(study.layout)
    if not banks:
        return []
    case, name = results.cases[BASELINE], CLEARING["srisk"]
    rows = [row_of(study, case, f"{bank}.srisk", label=name_of(study, bank), side=name) for bank in banks]
    lacking = sum(row["value"] > 0 for row in rows)
    finding = CLEARING["srisk-finding"].format(
        lacking=lacking, all=len(rows), total=text_of(study, case, "system.srisk", "full"), money=study.layout["money"]
    )  # fmt: skip
    rules = ((0.0, CLEARING["enough"]),)
    return [
        drawing(
            "srisk", title_of(srisk), finding, CLEARING["srisk-description"],
            lambda width: shapes.dots_by_side(rows, width, CLEARING["srisk-axis"].format(money=study.layout["money"]), [name], rules),
            side_table(rows, CLEARING["bank"], CLEARING["loss"]),
        )
    ]  # fmt: skip
