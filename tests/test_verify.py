"""`studies verify`: the same results agree, and whatever differs is told, what results are of first."""

import json
import math
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.pipeline.verifying import compare, distance

HERE = Path(__file__).resolve().parent
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def call(*arguments):
    return CliRunner().invoke(main, ["verify", *map(str, arguments)], prog_name="studies")


class TestDistance:
    @given(NUMBERS, NUMBERS)
    @settings(deadline=None)
    def test_it_is_the_same_both_ways_and_nothing_between_equals(self, one, other):
        assert distance(one, other) == distance(other, one) >= 0
        assert distance(one, one) == 0

    def test_it_is_relative_but_for_what_is_next_to_nothing(self):
        assert distance(200.0, 201.0) == pytest.approx(1 / 201)
        assert distance(1e-12, 0.0) == pytest.approx(1e-6)

    @pytest.mark.parametrize(
        ("one", "other"), [(1, 2), ("a", "b"), (True, False), (None, 0.5), ("Infinity", 3.0), (True, 1), ({}, [])]
    )
    def test_what_is_no_pair_of_fractions_is_equal_or_infinitely_far(self, one, other):
        assert distance(one, other) == math.inf


RESULTS = {"study": "x", "digest": "d", "kind": "k", "model_version": "1", "seed": 1, "draws": 9, "cases": {"baseline": [0.5, 0.25, 4]}}  # fmt: skip


class TestCompare:
    def test_the_name_of_the_file_does_not_matter(self):
        assert compare(RESULTS, {**RESULTS, "study": "y"}, 0).differences == ()

    def test_every_number_is_counted(self):
        assert compare(RESULTS, RESULTS, 0).numbers == 5

    def test_what_results_are_of_stands_first_and_then_the_largest_difference(self):
        other = {**RESULTS, "seed": 2, "cases": {"baseline": [0.5001, 0.5, 4], "new": 1.0}}
        found = compare(RESULTS, other, 1e-6).differences
        assert [one.where for one in found] == ["seed", "cases.new", "cases.baseline[1]", "cases.baseline[0]"]
        assert (found[1].published, found[1].computed) == (None, 1.0)

    def test_a_tolerance_is_kept_to(self):
        other = {**RESULTS, "cases": {"baseline": [0.5 * (1 + 1e-9), 0.25, 4]}}
        assert compare(RESULTS, other, 1e-8).differences == ()
        assert len(compare(RESULTS, other, 1e-10).differences) == 1


@pytest.fixture
def published(tmp_path, monkeypatch, built):
    """A results file with its study beside it, as they are published, away from any project."""
    monkeypatch.chdir(tmp_path)
    for name in ("results.json", "alone.yml"):
        shutil.copy(built.site / "studies" / "alone" / name, tmp_path)
    return tmp_path


class TestTheCommand:
    def test_published_results_agree(self, published):
        done = call("results.json")
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.output.startswith("results.json agrees with a run of alone.yml: ")

    def test_a_changed_number_is_found_and_shown(self, published):
        results = json.loads((published / "results.json").read_bytes())
        name, found = next(iter(results["cases"]["baseline"]["estimates"].items()))
        was = found["median"]
        found["median"] = was * 1.25
        (published / "results.json").write_text(json.dumps(results), encoding="utf-8")
        done = call("results.json", "--json")
        assert done.exit_code == 1
        told = json.loads(done.stdout)
        assert told["agrees"] is False
        assert [(one["where"], one["published"], one["computed"]) for one in told["differences"]] == [
            (f"cases.baseline.estimates.{name}.median", was * 1.25, was)
        ]
        assert told["differences"][0]["relative"] == pytest.approx(0.2)
        assert call("results.json", "--tolerance", "0.3").exit_code == 0

    def test_another_seed_and_another_input_are_told_first(self, published):
        study = published / "alone.yml"
        text = study.read_text(encoding="utf-8")
        study.write_text(
            text.replace("draws: ", "seed: 99\ndraws: ") if "seed:" not in text else text.replace("seed: ", "seed: 9"),
            encoding="utf-8",
        )
        done = call("results.json", "--json")
        assert done.exit_code == 1
        assert [one["where"] for one in json.loads(done.stdout)["differences"]][:2] == ["digest", "seed"]
        table = call("results.json").output
        assert table.index("digest") < table.index("seed") < table.index("cases.")

    def test_the_study_is_found_in_the_folder_of_studies(self, published):
        (published / "studies").mkdir()
        (published / "alone.yml").rename(published / "studies" / "alone.yml")
        assert call("results.json").exit_code == 0

    def test_of_a_published_site_the_bibliography_lies_one_folder_up(self, published):
        text = (published / "alone.yml").read_text(encoding="utf-8")
        folder = published / "studies" / "alone"
        folder.mkdir(parents=True)
        cited = text.replace("old bombers each.", "old bombers each [@primer].")
        assert cited != text
        (folder / "alone.yml").write_text(cited, encoding="utf-8")
        (folder.parent / "bibliography.yml").write_text("primer: {citation: A Primer.}\n", encoding="utf-8")
        (published / "results.json").rename(folder / "results.json")
        done = call(folder / "results.json")
        assert (done.exit_code, done.stderr) == (0, "")

    def test_wrong_use_ends_with_2(self, published):
        (published / "other.json").write_text("[]", encoding="utf-8")
        (published / "broken.json").write_text("{", encoding="utf-8")
        (published / "alone.yml").unlink()
        for arguments in (
            ("other.json",),
            ("broken.json",),
            ("results.json",),
            ("absent.json",),
            ("results.json", "--tolerance", "-1"),
        ):
            assert call(*arguments).exit_code == 2, arguments
