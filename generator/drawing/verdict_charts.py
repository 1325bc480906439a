"""Charts of verdicts that several kinds have: how often each comes out, and which holds in each year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator import numerals, words
from generator.drawing import stacks, theme, timelines
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, lettered, scenario_names, title_of
from generator.drawing.specification import drawing
from generator.results import CaseResults, PairVerdict, Results
from generator.study import BASELINE, Study


def verdict_shares(study: Study, results: Results[Any], order: Iterable[str]) -> list[Drawing]:
    """How often each verdict comes out when the uncertain inputs vary together

    `order` has the keys of the kind's verdicts as they are to be stacked.
    """
    keys = tuple(order)
    rows: list[Row] = []
    used: dict[str, str] = {}
    for case, name in scenario_names(study).items():
        start = 0.0
        for key in keys:
            found = results.cases[case].shares.get(key)
            if found is None:
                continue
            word = lettered(key)
            used[key] = word
            rows.append(
                {
                    "label": name,
                    "what": word,
                    "short": words.SHORT[key],
                    "verdict": words.VERDICTS[key][0],
                    "value": found.value,
                    "start": start,
                    "end": start + found.value,
                    "text": numerals.percent(found.value),
                }
            )
            start += found.value
    names = {used[key]: theme.verdict_colour(key) for key in keys if key in used}
    baseline = results.cases[BASELINE]
    first = next(iter(baseline.shares))
    finding = words.CHART["shares_finding"].format(
        verdict=words.VERDICTS[first][0],
        share=numerals.share_with_error(baseline.shares[first]),
        draws=f"{results.draws:,}",
    )
    table = Table(
        (
            Column("scenario", words.CHART["scenario"], False),
            Column("verdict", words.CHART["verdict"], False),
            Column("share", words.CHART["share"], unit="%"),
        ),
        tuple((r["label"], r["verdict"], float(r["value"]) * 100) for r in rows),
    )
    drawn = [{name: cell for name, cell in row.items() if name != "verdict"} for row in rows]
    return [
        drawing(
            "verdict-shares",
            title_of(verdict_shares),
            finding,
            words.CHART["shares_description"],
            lambda width: stacks.shares(drawn, width, words.CHART["share"], names),
            table,
        )
    ]


def verdict_strip(
    id: str,
    title: str,
    shown: Mapping[str, Mapping[str, CaseResults | PairVerdict]],
    order: Iterable[str],
    *,
    counted: bool = True,
) -> Drawing:
    """A cell for every year and row, coloured and lettered by its verdict. `shown`: row -> year -> what was judged.

    `order` has the keys of the kind's verdicts as the legend lists them; nothing is `counted` where nothing is drawn
    at random.
    """
    rows: list[Row] = []
    for name, years in shown.items():
        for year, judged in years.items():
            key = judged.verdict.key
            held = judged.shares.get(key)
            share = numerals.share(held) if held is not None else numerals.percent(0.0)
            text = words.CHART["of_draws"].format(share=share) if counted else ""
            rows.append({
                "year": year, "label": name, "what": lettered(key), "short": words.SHORT[key],
                "verdict": words.VERDICTS[key][0], "key": key, "text": text,
            })  # fmt: skip
    used = {row["key"] for row in rows}
    names = {lettered(key): theme.verdict_colour(key) for key in order if key in used}
    first = next(iter(shown))
    runs: list[tuple[str, str, str]] = []
    for row in (row for row in rows if row["label"] == first):
        if runs and runs[-1][0] == row["verdict"]:
            runs[-1] = (runs[-1][0], runs[-1][1], row["year"])
        else:
            runs.append((row["verdict"], row["year"], row["year"]))
    spans = [
        words.CHART["span" if start != end else "span_one"].format(verdict=what, start=start, end=end)
        for what, start, end in runs
    ]
    heads = [Column("year", words.CHART["year"], False), Column("row", words.CHART["posture"], False)]
    heads += [Column("verdict", words.CHART["verdict"], False), Column("held", words.CHART["held"], False)]
    return drawing(
        id,
        title,
        words.CHART["strip_finding"].format(posture=first, spans="; ".join(spans)),
        words.CHART["strip_description"],
        lambda width: timelines.strip([{k: v for k, v in row.items() if k != "key"} for row in rows], width, names),
        Table(tuple(heads), tuple((r["year"], r["label"], r["verdict"], r["text"]) for r in rows)),
    )
