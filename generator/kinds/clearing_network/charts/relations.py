"""Who owes whom, who would bring whom down, and how far a fall spreads."""

from __future__ import annotations

from collections.abc import Mapping

from generator import numerals, words
from generator.clearing.hostages import hostage_class
from generator.deterrence.verdicts import CapabilityClass
from generator.drawing import graph, shapes, theme
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.parts import Row, called, name_of, plain, title_of
from generator.drawing.specification import drawing
from generator.kinds.clearing_network.charts.parts import CLEARING, Found, certain, point_table, short_of
from generator.kinds.clearing_network.detail import Failure
from generator.kinds.clearing_network.layout import debts, failing
from generator.results import CaseResults
from generator.study import BASELINE, Study

Failures = Mapping[str, Failure]
MOST_EDGES = 80
"""Debts drawn; the smallest are left out beyond."""
SHADES = {"S": theme.SERIES[3], "D": theme.LOSS, "P": theme.SERIES[4], "N": theme.MUTED, "": theme.RULE}
"""Class of what a bank holds over another -> colour."""


def network(study: Study, results: Found) -> list[Drawing]:
    """Who owes whom, and whose default would bring its creditor down"""
    actors, case = list(study.layout["actors"]), results.cases[BASELINE]
    found, clearing = results.detail.failures[BASELINE], results.detail.clearing[BASELINE]
    pulled = {actor for members in clearing.rounds[1:] for actor in members}
    first = set(clearing.rounds[0]) if clearing.rounds else set()
    already = set(results.detail.base_defaults[BASELINE])
    states = {
        CLEARING["node-stands"]: theme.BEFORE,
        CLEARING["node-first"]: theme.INK,
        CLEARING["node-pulled"]: theme.SIDES[1],
    }
    nodes: list[Row] = []
    for actor in actors:
        state = CLEARING[
            "node-first" if actor in first | already else "node-pulled" if actor in pulled else "node-stands"
        ]
        text = CLEARING["node-text"].format(
            equity=plain(case.estimates[f"{actor}.equity_before"].point), money=study.layout["money"], state=state
        )
        nodes.append({"label": name_of(study, actor), "short": short_of(study, actor), "what": state, "text": text})
    amounts = {debt: study.inputs[debt.path].value for debt in debts(study) if study.inputs[debt.path].value > 0}
    shown = sorted(amounts, key=lambda debt: -amounts[debt])[:MOST_EDGES]
    edges: list[Row] = []
    for debt in shown:
        holds = _brings_down(study, found, debt.debtor, debt.creditor)
        word = CLEARING["edge-unknown" if holds is None else "edge-holds" if holds else "edge-leaves"]
        text = CLEARING["edge-text"].format(
            debtor=name_of(study, debt.debtor), creditor=name_of(study, debt.creditor), amount=plain(amounts[debt]), money=study.layout["money"]
        )  # fmt: skip
        edges.append({
            "start": actors.index(debt.debtor), "end": actors.index(debt.creditor), "what": word,
            "weight": amounts[debt] / amounts[shown[0]], "text": text,
        })  # fmt: skip
    colours = {
        CLEARING["edge-holds"]: theme.LOSS,
        CLEARING["edge-leaves"]: theme.INTERVAL,
        CLEARING["edge-unknown"]: theme.RULE,
    }
    used = {row["what"] for row in [*nodes, *edges]}
    node_names, edge_names = ({name: hue for name, hue in names.items() if name in used} for names in (states, colours))
    held = sum(row["what"] == CLEARING["edge-holds"] for row in edges)
    finding = CLEARING["network-finding"].format(held=held, all=len(edges), mutual=_mutual(study, found))
    description = CLEARING["network-description"].format(money=study.layout["money"])
    if len(amounts) > len(shown):
        description += CLEARING["network-cut"].format(shown=len(shown), all=len(amounts))
    table = Table(
        (
            Column("debtor", CLEARING["debtor"], False), Column("creditor", CLEARING["creditor"], False),
            Column("amount", study.layout["money"]), Column("if_it_fails", CLEARING["if-it-fails"], False),
        ),
        tuple((name_of(study, d.debtor), name_of(study, d.creditor), amounts[d], row["what"]) for d, row in zip(shown, edges, strict=True)),
    )  # fmt: skip
    return [
        drawing(
            "network",
            title_of(network),
            finding,
            description,
            lambda width: graph.network(nodes, edges, width, node_names, edge_names),
            table,
        )
    ]


def _brings_down(study: Study, found: Failures, debtor: str, creditor: str) -> bool | None:
    """Whether the debtor's failure alone costs the creditor what it would find unacceptable; None if nobody asked."""
    if debtor not in found or creditor not in found[debtor].hostages:
        return None
    return bool(found[debtor].hostages[creditor] >= study.inputs[f"{creditor}.tau"].value - 1e-9)


def _mutual(study: Study, found: Failures) -> str:
    pairs = [
        words.AND.join((called(study, a), called(study, b)))
        for i, a in enumerate(found) for b in list(found)[i + 1 :]
        if _brings_down(study, found, a, b) and _brings_down(study, found, b, a)
    ]  # fmt: skip
    return CLEARING["network-mutual"].format(pairs="; ".join(pairs)) if pairs else CLEARING["network-no-mutual"]


def hostages(study: Study, results: Found) -> list[Drawing]:
    """What each would lose if another failed"""
    case, found = results.cases[BASELINE], results.detail.failures[BASELINE]
    asked = failing(study.layout)
    rows: list[Row] = []
    for bank in asked:
        for other in asked:
            lost = found[bank].hostages.get(other)
            letter = "" if lost is None else _letter(study, case, bank, other, lost)
            own = CLEARING["itself" if bank == other else "already-failed"]
            rows.append({
                "row": short_of(study, bank), "column": short_of(study, other), "what": CLEARING[f"class-{letter or 'none'}"], "letter": letter,
                "short": "" if lost is None else numerals.number(lost, 1 if lost >= 0.95 else 2 if lost >= 0.005 else 0), "value": lost,
                "text": own if lost is None else CLEARING["hostage-text"].format(other=name_of(study, other), bank=name_of(study, bank), times=plain(lost)),
            })  # fmt: skip
    names = {CLEARING[f"class-{letter or 'none'}"]: SHADES[letter] for letter in ("S", "D", "P", "N", "")}
    used = {row["what"] for row in rows}
    names = {name: hue for name, hue in names.items() if name in used}
    top = max((row for row in rows if row["value"] is not None), key=lambda row: row["value"], default=None)
    if top is None:
        return []
    cells = [{key: row[key] for key in ("row", "column", "what", "short", "text")} for row in rows]
    table = Table(
        (
            Column("fails", CLEARING["fails"], False),
            Column("loses", CLEARING["loses"], False),
            Column("share", CLEARING["of-net-worth"]),
        ),
        tuple((row["row"], row["column"], row["value"]) for row in rows),
    )
    return [
        drawing(
            "hostages", title_of(hostages), CLEARING["hostages-finding"].format(top=top["text"]), CLEARING["hostages-description"],
            lambda width: graph.matrix(cells, width, names, CLEARING["loses-axis"], CLEARING["fails-axis"]), table,
        )
    ]  # fmt: skip


def _letter(study: Study, case: CaseResults, bank: str, other: str, lost: float) -> str:
    """The class where the pair was judged; else the same rule."""
    known = case.classes.get(f"{bank}.{other}")
    if known is not None:
        return known
    alpha = study.inputs.get(f"{other}.alpha")
    code = hostage_class(lost, study.inputs[f"{other}.tau"].value, None if alpha is None else alpha.value)
    return list(CapabilityClass)[int(code)].value


def cascade(study: Study, results: Found) -> list[Drawing]:
    """Who falls when, after the shock"""
    clearing = results.detail.clearing[BASELINE]
    told = {CLEARING["by-clearing"]: clearing.rounds, CLEARING["by-furfine"]: clearing.furfine}
    order = [
        actor
        for actor in study.layout["actors"]
        if any(actor in members for rounds in told.values() for members in rounds)
    ]
    if not order:
        return []
    rows = [
        certain(float(number), CLEARING["round"].format(number=number), label=name_of(study, actor), side=model)
        for actor in order
        for model, rounds in told.items()
        for number, members in enumerate(rounds, start=1)
        if actor in members
    ]
    finding = CLEARING["cascade-finding"].format(
        first=len(clearing.rounds[0]) if clearing.rounds else 0, more=sum(map(len, clearing.rounds[1:])), furfine=sum(map(len, clearing.furfine))
    )  # fmt: skip
    return [
        drawing(
            "cascade", title_of(cascade), finding, CLEARING["cascade-description"],
            lambda width: shapes.dots_by_side(rows, width, CLEARING["round-axis"], list(told), (), whole=True),
            point_table(rows, CLEARING["bank"], CLEARING["model"], CLEARING["round-axis"]),
        )
    ]  # fmt: skip


def vectors(study: Study, results: Found) -> list[Drawing]:
    """What each pays after the shock: the best and the worst that the same debts allow"""
    clearing = results.detail.clearing[BASELINE]
    names = [CLEARING["greatest"], CLEARING["least"]]
    order = [
        a
        for a, due in clearing.due.items()
        if due > 0 and min(clearing.greatest[a], clearing.least[a]) < due * (1 - 1e-9)
    ]
    if not order:
        return []
    rows = [
        certain(paid[actor] / clearing.due[actor], numerals.percent(paid[actor] / clearing.due[actor]), label=name_of(study, actor), side=name)
        for actor in order
        for name, paid in zip(names, (clearing.greatest, clearing.least), strict=True)
    ]  # fmt: skip
    gap = sum(clearing.greatest.values()) - sum(clearing.least.values())
    high = sum(map(len, clearing.rounds))
    word = "vectors-finding" if gap > 1e-9 * max(clearing.due.values()) else "vectors-finding-one"
    finding = CLEARING[word].format(
        gap=plain(gap), money=study.layout["money"], greatest=high, least=len(clearing.least_defaults)
    )
    return [
        drawing(
            "vectors", title_of(vectors), finding, CLEARING["vectors-description"],
            lambda width: shapes.dots_by_side(rows, width, CLEARING["paid-axis"], names, (), share=True),
            point_table(rows, CLEARING["bank"], CLEARING["vector"], CLEARING["paid-axis"]),
        )
    ]  # fmt: skip
