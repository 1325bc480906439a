"""What each side could still do, and where its retaliation is lost."""

from __future__ import annotations

from typing import Any

from generator import numerals, words
from generator.drawing import shapes, theme
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, actor_of, called, interval_columns, plain, title_of
from generator.drawing.specification import drawing
from generator.kinds.force_exchange.charts.parts import Found, pairs, text_of
from generator.kinds.force_exchange.naming import measures
from generator.study import BASELINE, Study


def damage(study: Study, results: Found) -> list[Drawing]:
    """Damage by a first strike and by retaliation, held against what the victim would find too much"""
    case = results.cases[BASELINE]
    rows: list[Row] = []
    for actor, other in pairs(study):
        alpha, tau = study.inputs[f"{other}.alpha"].value, study.inputs[f"{other}.tau"].value
        for measure, group in (
            ("first_strike_damage", words.CHART["first"]),
            ("retaliatory_damage", words.CHART["second"]),
        ):
            found = case.estimates[f"{actor}.{measure}"]
            name = words.CHART["strike" if measure == "first_strike_damage" else "retaliation"].format(
                adjective=actor_of(study, actor)["adjective"]
            )
            text = numerals.estimate(found, measures(study)[f"{actor}.{measure}"], "full")
            rows.append(
                {
                    "label": name,
                    "group": group,
                    "value": found.median,
                    "low": found.low,
                    "high": found.high,
                    "tau": tau,
                    "alpha": alpha,
                    "text": text,
                }
            )
    names = {words.CHART["first"]: theme.BEFORE, words.CHART["second"]: theme.AFTER}
    finding = " ".join(
        words.CHART["damage_finding"].format(
            name=called(study, actor),
            other=called(study, other),
            damage=text_of(study, case, f"{actor}.retaliatory_damage"),
            tau=numerals.given(study.inputs[f"{other}.tau"].value, study.quantities[f"{other}.tau"]),
        )
        for actor, other in pairs(study)
    )
    columns = (
        Column("strike", words.CHART["strike_column"], False),
        *interval_columns("%"),
        Column("unacceptable", words.CHART["tau"], unit="%"),
        Column("acceptable", words.CHART["alpha"], unit="%"),
    )
    table = Table(
        columns,
        tuple(
            (r["label"], r["value"] * 100, r["low"] * 100, r["high"] * 100, r["tau"] * 100, r["alpha"] * 100)
            for r in rows
        ),
    )
    title, thresholds = words.CHART["damage_axis"], {"tau": words.CHART["tau"], "alpha": words.CHART["alpha"]}
    return [
        drawing(
            "damage",
            title_of(damage),
            finding,
            words.CHART["damage_description"],
            lambda width: shapes.bars_with_intervals(rows, width, title, share=True, names=names, words=thresholds),
            table,
        )
    ]


def hurdles(study: Study, results: Found) -> list[Drawing]:
    """{adjective} retaliation, hurdle by hurdle"""
    drawn = []
    for i, (actor, other) in enumerate(pairs(study)):
        found = results.detail.hurdles[BASELINE].get(actor)
        steps = [] if found is None else list(found.waterfall.items())
        if found is None or steps[0][1] <= 0:
            continue
        rows: list[Row] = []
        before = steps[0][1]
        for name, weight in steps:
            text = (
                f"{numerals.number(weight, numerals.plain_decimals(weight))} ({numerals.percent(weight / steps[0][1])})"
            )
            rows.append({"label": words.HURDLES[name][0], "value": weight, "before": before, "text": text})
            before = weight
        losses = {
            name: weight_before - weight for (name, weight), (_, weight_before) in zip(steps[1:], steps, strict=False)
        }
        worst = max(losses, key=lambda name: losses[name])
        last = steps[-1][1]
        finding = words.CHART["hurdles_finding"].format(
            share=numerals.percent(last / steps[0][1]), adjective=actor_of(study, actor)["adjective"], worst=words.HURDLE_NOUNS[worst],
            margin=words.CHART["never_enough"] if found.required is None else words.CHART["hurdles_margin"].format(times=plain(last / found.required)),
        )  # fmt: skip
        table = Table(
            (
                Column("hurdle", words.CHART["hurdle"], False),
                Column("left", "EMT"),
                Column("share", words.CHART["of_force"], unit="%"),
            ),
            tuple((words.HURDLES[name][0], weight, weight / steps[0][1] * 100) for name, weight in steps),
        )
        colour = theme.SIDES[i]
        needed = words.CHART["needed"]

        def build(
            width: int,
            rows: Any = rows,
            colour: str = colour,
            required: float | None = found.required,
            needed: str = needed,
        ) -> Any:
            return shapes.waterfall(rows, width, words.CHART["hurdles_axis"], colour, required, needed)

        title = title_of(hurdles).format(adjective=actor_of(study, actor)["adjective"])
        description = words.CHART["hurdles_description"].format(other=called(study, other))
        drawn.append(drawing(f"hurdles-{actor}", title, finding, description, build, table))
    return drawn


def break_evens(study: Study, results: Found) -> list[Drawing]:
    """How low each hurdle of the {adjective} force may sink before deterrence falls"""
    drawn = []
    for i, (actor, _) in enumerate(pairs(study)):
        found = results.detail.hurdles[BASELINE].get(actor)
        items = [] if found is None else [item for item in found.break_evens if item.leg is None]
        if found is None or not items or found.waterfall["passive"] <= 0:
            continue
        rows: list[Row] = []
        for item in items:
            status = words.BREAK_EVEN[item.status]
            text = words.CHART["break_even_text"].format(now=numerals.percent(item.value), status=status)
            if item.break_even is not None:
                text = words.CHART["break_even_needed"].format(
                    now=numerals.percent(item.value), needed=numerals.percent(item.break_even)
                )
            rows.append(
                {
                    "label": words.HURDLES[item.hurdle][0],
                    "value": item.value,
                    "break_even": item.break_even,
                    "text": text,
                }
            )
        binding = [item for item in items if item.break_even is not None]
        if binding:
            tightest = min(binding, key=lambda item: item.value - (item.break_even or 0.0))
            pattern = "break_even_stands" if tightest.status == "stands" else "break_even_short"
            finding = words.CHART[pattern].format(
                hurdle=words.HURDLE_NOUNS[tightest.hurdle],
                now=numerals.percent(tightest.value),
                needed=numerals.percent(tightest.break_even or 0.0),
            )
        else:
            finding = words.CHART["break_even_none"]
        table = Table(
            (
                Column("hurdle", words.CHART["hurdle"], False),
                Column("now", words.CHART["now"], unit="%"),
                Column("break_even", words.CHART["break_even"], unit="%"),
                Column("status", words.CHART["status"], False),
            ),
            tuple(
                (
                    words.HURDLES[item.hurdle][0],
                    item.value * 100,
                    None if item.break_even is None else item.break_even * 100,
                    words.BREAK_EVEN[item.status],
                )
                for item in items
            ),
        )

        def build(width: int, rows: Any = rows, colour: str = theme.SIDES[i]) -> Any:
            return shapes.now_and_needed(
                rows, width, words.CHART["break_even_axis"], colour, words.CHART["now"], words.CHART["break_even"]
            )

        title = title_of(break_evens).format(adjective=actor_of(study, actor)["adjective"])
        drawn.append(
            drawing(f"break-evens-{actor}", title, finding, words.CHART["break_even_description"], build, table)
        )
    return drawn
