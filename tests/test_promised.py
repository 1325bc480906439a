"""What a check says a page may show is what a page shows: no chart beyond it, and nothing less but for a reason."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.dynamics import run as dynamics
from generator.dynamics.charts import gallery
from generator.dynamics.promised import promised
from generator.loading.reading import read_study
from generator.promised import charts_named
from generator.registry import KINDS

HERE = Path(__file__).resolve().parent
SMALL = sorted([*(HERE / "studies").glob("*.yml"), *(HERE / "rules").glob("*.yml")])
REAL = [
    HERE.parent / "studies" / f"{slug}.yml"
    for slug in ("aig-2008", "balance-of-power", "bank-leumi-2009", "price-tag-2008")
]
LEFT_OUT = ("sensitivity-",)
"""Beginnings of charts that a page leaves out where a run has nothing for them: no uncertain input moves the result."""


@pytest.mark.parametrize("path", [*SMALL, *REAL], ids=lambda path: path.stem)
def test_a_page_shows_what_was_promised_in_that_order(path):
    reading = read_study(f"studies/{path.name}", path.read_bytes(), KINDS)
    study = replace(reading.study, draws=200)
    kind = KINDS[study.kind]
    results = replace(kind.run(study), dynamics=dynamics.run(study))
    drawn = [item.id for item in (*kind.draw(study, results), *gallery.draw(study, results.dynamics))]
    known = [*kind.promised(study), *promised(study)]
    assert len(known) == len(set(known))
    left = [id for id in known if id not in drawn]
    assert [id for id in known if id in drawn] == drawn
    assert [id for id in left if not id.startswith(LEFT_OUT)] == []


def test_a_name_stands_for_its_chart_or_for_all_that_begin_with_it():
    known = ["hostages-stock", "hostages-flow", "hostages", "damage"]
    assert charts_named("hostages", known) == ["hostages"]
    assert charts_named("hostages", known[:2]) == known[:2]
    assert charts_named("dam", known) == []
