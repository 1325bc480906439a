"""The charts of every study: what Vega-Lite accepts, with words, table and data, and no other than a check knows."""

import dataclasses
import functools
import json
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import jsonschema_rs
import pytest
from altair.vegalite.v6.schema.core import load_schema

from generator.drawing.specification import complete
from generator.dynamics import run as dynamics
from generator.dynamics.charts import gallery
from generator.dynamics.promised import promised
from generator.pipeline.checking import read as read_from_disk
from generator.pipeline.folder import studies_in
from generator.promised import charts_named
from generator.registry import KINDS
from generator.study import BASELINE

TESTS = Path(__file__).resolve().parent
SHIPPED = studies_in(TESTS.parent / "studies")
EVERY = [*SHIPPED, *studies_in(TESTS / "studies"), *studies_in(TESTS / "rules")]


@functools.cache
def drawn(path):
    """A study with few draws, its results and its drawings."""
    reading = read_from_disk(path, lambda path: f"studies/{path.name}")
    assert reading.problems == ()
    study = dataclasses.replace(reading.study, draws=300)
    kind = KINDS[study.kind]
    results = kind.run(study)
    return study, results, [*kind.draw(study, results), *gallery.draw(study, dynamics.run(study))]


@functools.cache
def vega_lite():
    """Vega-Lite's schema as Altair ships it, compiled. The names in its references are addresses only when quoted."""

    def quoted(part):
        return {**part, "$ref": quote(part["$ref"], safe="#/")} if "$ref" in part else part

    return jsonschema_rs.Draft7Validator(json.loads(json.dumps(load_schema()), object_hook=quoted))


def complaints(spec):
    return [error.message for error in vega_lite().iter_errors(spec)]


def test_a_chart_that_is_wrong_in_one_place_is_refused():
    path = TESTS / "studies" / "alone.yml"
    item = drawn(path)[2][0]
    spec = json.loads(complete(item.wide, item.rows))
    assert complaints(spec) == []
    assert complaints({**spec, "width": "broad"})
    assert complaints({**spec, "config": {**spec["config"], "axis": {"labelPading": 4}}})


def test_a_name_stands_for_its_chart_or_for_all_that_begin_with_it():
    known = ["hostages-stock", "hostages-flow", "hostages", "damage"]
    assert charts_named("hostages", known) == ["hostages"]
    assert charts_named("hostages", known[:2]) == known[:2]
    assert charts_named("dam", known) == []


def test_the_project_comes_with_studies():
    assert SHIPPED


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
class TestEveryStudy:
    def test_loads_runs_and_draws(self, path):
        study, results, drawings = drawn(path)
        assert set(results.cases) == set(study.cases())
        # What a study does not count it does not draw.
        assert drawings or not any(case.estimates for case in results.cases.values())
        for case in results.cases.values():
            assert sum(share.value for share in case.shares.values()) == pytest.approx(1)

    def test_has_charts_that_vega_lite_accepts(self, path):
        for item in drawn(path)[2]:
            for spec in (item.wide, item.narrow):
                assert complaints(json.loads(complete(spec, item.rows))) == [], item.id

    def test_has_charts_with_words_table_and_data(self, path):
        drawings = drawn(path)[2]
        assert [name for name, count in Counter(item.id for item in drawings).items() if count > 1] == []
        for item in drawings:
            assert item.title
            assert item.finding.rstrip().endswith((".", "\u201d"))
            assert len(item.description) > 40
            for text in (item.title, item.finding, item.description):
                assert "{" not in text
                assert "nan" not in text.lower().split()
                assert "None" not in text
            assert item.table.rows
            assert all(len(row) == len(item.table.columns) for row in item.table.rows)
            lines = item.table.csv().decode().splitlines()
            assert len(lines) == 1 + len(item.table.rows)
            assert lines[0].split(",") == [column.key for column in item.table.columns]

    def test_has_charts_that_name_data_and_types_and_load_nothing(self, path):
        for item in drawn(path)[2]:
            for spec in (item.wide, item.narrow):
                assert '"url"' not in spec
                assert "NaN" not in spec
                assert "Infinity" not in spec
                assert json.loads(complete(spec, item.rows))["config"]["aria"] is False

    def test_shows_what_was_promised_in_that_order(self, path):
        """What a check says a page may show is what it shows: no chart beyond it, and nothing less but for a reason."""
        study, results, drawings = drawn(path)
        shown, known = [item.id for item in drawings], [*KINDS[study.kind].promised(study), *promised(study)]
        assert len(known) == len(set(known))
        assert [id for id in known if id in shown] == shown
        # A page leaves out what a run has nothing for: no uncertain input moves the result, no reserve is left after a war.
        left = [id for id in known if id not in shown and not id.startswith("sensitivity-")]
        after = [found.high for name, found in results.cases[BASELINE].estimates.items() if ".margin_after." in name]
        assert left == (["two-fronts"] if after and max(after) <= 0 else [])
