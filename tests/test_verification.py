"""The verification table: every number the project claims, the rules it is compared by, and the page made from it."""

import dataclasses
import functools
import json
import math
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from generator.checks import CASES, Check, cases
from generator.deterrence import kill
from generator.deterrence.verdicts import CapabilityClass
from generator.diagnostics.problem import ProblemsError
from generator.pipeline import solving as pipeline_solving
from generator.pipeline import verified as pipeline_verified
from generator.pipeline.cache import Cache
from generator.pipeline.site import Folders, build
from generator.registry import KINDS
from generator.report.verification import label, row, scientific
from generator.study import GRADES
from generator.verification import shared, table
from generator.verification.compare import Finding, compare, examine, flat

REPO = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
CHECKS = table.all_checks()


@functools.cache
def whole():
    """The table of all checks, which takes seconds to compute."""
    return table.examined(CHECKS)


def check(expected, found, tolerance="exact"):
    """A check made up for a test."""

    def compute():
        if isinstance(found, Exception):
            raise found
        return found

    return Check("made-up", "Tests", "A claim", "The tests", "assumed", {}, expected, tolerance, compute)


def verdicts(*args, **more):
    return [finding.passed for finding in examine(check(*args, **more))]


class TestTheTable:
    @pytest.mark.parametrize("id", [check.id for check in CHECKS])
    def test_what_the_project_claims_is_what_it_computes(self, id):
        (entry,) = [entry for entry in whole().entries if entry.id == id]
        assert entry.findings
        assert [finding for finding in entry.findings if not finding.passed] == []

    def test_every_case_on_file_is_computed_and_nothing_else(self):
        on_file = [id for path in sorted(CASES.glob("*.json")) for id in cases(path.stem)]
        assert sorted(on_file) == sorted(entry.id for entry in whole().entries)

    def test_every_case_says_what_it_checks_where_that_comes_from_and_how_well_it_is_known(self):
        for entry in whole().entries:
            assert entry.subject and entry.what and entry.source, entry.id
            assert entry.grade in GRADES, entry.id
            assert not entry.what.endswith(".") and not entry.source.endswith("."), entry.id
            assert "sec." not in entry.what + entry.source + entry.note, f"{entry.id} names a section no reader has"

    def test_every_check_compares_something(self):
        assert all(entry.findings for entry in whole().entries)
        assert whole().numbers > 250
        assert whole().numbers + whole().words == len(whole().findings)

    def test_its_json_is_the_table_and_comes_back_unchanged(self):
        raw = table.write(whole())
        assert table.read(raw) == whole()
        assert table.write(table.read(raw)) == raw
        plain = json.loads(raw)
        assert (plain["agrees"], plain["numbers"], plain["checks"]) == (True, whole().numbers, len(CHECKS))

    def test_its_json_holds_no_number_that_json_does_not_know(self):
        found = table.examined([check({"a": 1.0, "b": 1.0}, {"a": math.nan, "b": -math.inf}, {"abs": 1})])
        raw = table.write(found)
        json.loads(raw, parse_constant=pytest.fail)
        back = table.read(raw).findings
        assert math.isnan(back[0].got) and back[1].got == -math.inf
        assert not back[0].passed and not back[1].passed

    def test_two_checks_of_one_name_are_refused(self, monkeypatch):
        monkeypatch.setattr(shared, "checks", lambda: (CHECKS[0], CHECKS[0]))
        with pytest.raises(ValueError, match=CHECKS[0].id):
            table.all_checks()

    def test_a_claim_that_is_a_little_wrong_fails(self):
        for found in whole().findings:
            if found.is_number:
                # Twice the tolerance off, on the side away from what was found.
                limit, _, how = found.tolerance.partition(" ")
                rule = "exact" if limit == "exact" else {"rel" if how else "abs": float(limit)}
                # Of nothing, nothing is any share: there a claim is wrong as soon as it is not 0.
                step = 0.001 if limit == "exact" else 2 * float(limit) * ((abs(found.expected) or 1.0) if how else 1.0)
                wrong = found.expected + math.copysign(step, found.expected - found.got)
                assert not compare("x", "y", wrong, found.got, rule).passed, found
            elif found.tolerance == "holds":
                assert not compare("x", "y", found.expected, not found.got, "sign").passed, found
            else:
                assert not compare("x", "y", f"not {found.expected}", found.got, "exact").passed, found


class TestComparison:
    @pytest.mark.parametrize(("expected", "got", "rule", "passed"), [
        (1.0, 1.1, {"abs": 0.11}, True), (1.0, 1.1, {"abs": 0.09}, False), (1.0, 0.9, {"abs": 0.11}, True),
        (200, 202.0, {"rel": 0.01}, True), (200, 202.1, {"rel": 0.01}, False), (-200, -202.1, {"rel": 0.01}, False),
        (0.0, 0.0, {"rel": 0.01}, True), (0.0, 1e-300, {"rel": 0.01}, False),
        (0.5, 0.5, "exact", True), (0.5, 0.5 + 1e-17, "exact", True), (0.5, 0.5 + 2e-16, "exact", False), (17, 17.0, "exact", True),
        (math.inf, math.inf, {"abs": 1}, True), (math.inf, 1e308, {"rel": 1}, False), (1.0, math.inf, {"abs": 1e300}, False),
        ("S", "S", "exact", True), ("S", "D", "exact", False), ("S", "S", {"abs": 9}, True), ("S", 1.0, {"abs": 9}, False),
        (True, True, "exact", True), (True, False, {"abs": 9}, False), (True, 1, {"abs": 9}, False), (1, True, {"abs": 9}, False),
        (1.0, "1.0", {"abs": 9}, False), (1.0, None, {"abs": 9}, False), (None, None, "exact", False),
        ("it rises", True, "sign", True), ("it rises", False, "sign", False), ("it rises", "it rises", "sign", False), ("it rises", 1.0, "sign", False),
    ])  # fmt: skip
    def test_rules(self, expected, got, rule, passed):
        assert compare("x", "y", expected, got, rule).passed is passed

    @pytest.mark.parametrize("rule", [{"abs": math.inf}, {"rel": math.inf}, {"abs": 1e300}, "exact", "sign"])
    def test_what_is_not_a_number_never_passes(self, rule):
        assert not compare("x", "y", 1.0, math.nan, rule).passed
        assert not compare("x", "y", math.nan, math.nan, rule).passed
        assert not compare("x", "y", math.nan, 1.0, rule).passed

    def test_lists_and_arrays_are_compared_number_by_number(self):
        assert verdicts({"a": [1, 2, 3]}, {"a": np.array([1.0, 2.5, 3.0])}, {"abs": 0.1}) == [True, False, True]
        assert verdicts({"a": [[1, 2], [3, 4]]}, {"a": np.array([[1, 2], [3, 4]])}) == [True] * 4

    def test_a_list_of_another_length_fails(self):
        assert verdicts({"a": [1, 2]}, {"a": [1]}, {"abs": 9}) == [True, False]
        assert verdicts({"a": [1]}, {"a": [1, 2]}, {"abs": 9}) == [True, False]
        assert not all(verdicts({"a": [1]}, {"a": 1}, {"abs": 9}))

    def test_an_output_that_is_missing_or_that_nobody_expected_fails(self):
        assert verdicts({"a": 1}, {}, {"abs": 9}) == [False]
        assert verdicts({"a": 1}, {"a": 1, "b": 2}, {"abs": 9}) == [True, False]

    def test_booleans_of_numpy_and_words_of_enumerations_are_plain(self):
        assert verdicts({"a": True, "b": "S"}, {"a": np.bool_(True), "b": CapabilityClass.SECURE}) == [True, True]
        assert dict(flat({"a": {"b": (np.float64(1), np.int8(2))}})) == {"a.b.1": 1.0, "a.b.2": 2}

    def test_each_output_has_its_own_tolerance(self):
        expected, found = {"a": 1.0, "b": {"c": [1.0, 1.0]}, "d": 1.0}, {"a": 1.05, "b": {"c": [1.2, 1.05]}, "d": 1.5}
        assert verdicts(expected, found, {"default": {"abs": 0.1}, "d": {"rel": 0.5}}) == [True, False, True, True]
        assert verdicts(expected, found, {"default": {"abs": 0.1}, "c": {"abs": 0.3}}) == [True, True, True, False]
        assert verdicts(expected, found, {"default": {"abs": 0.1}, "b.c.1": {"abs": 0.3}}) == [True, True, True, False]
        # The longest path comes first.
        rules = {"default": {"abs": 1}, "b": {"abs": 1}, "b.c": {"abs": 0.1}}
        with pytest.raises(ValueError, match="for b, which is no output"):
            verdicts(expected, found, rules)

    @pytest.mark.parametrize(("tolerance", "said"), [
        ({"b": {"abs": 1}}, "a has no tolerance"), ({"default": {"abs": 1}, "b": {"abs": 1}}, "for b, which is no output"),
        ({"about": 1}, "choose from abs, rel, exact, sign"), ("roughly", "choose from abs, rel, exact, sign"),
        ({"a": {"abs": 1, "rel": 1}}, "choose from"), ({"a": "roughly"}, "choose from"),
    ])  # fmt: skip
    def test_a_tolerance_that_cannot_be_meant_is_an_error(self, tolerance, said):
        with pytest.raises(ValueError, match=said):
            verdicts({"a": 1.0}, {"a": 1.0}, tolerance)

    def test_a_check_that_breaks_has_found_nothing_and_says_why(self):
        found = examine(check({"a": 1.0, "b": "S"}, ZeroDivisionError("division by zero"), {"abs": 9}))
        assert [(one.passed, one.got) for one in found] == [(False, "ZeroDivisionError: division by zero")] * 2

    def test_differences_are_told_as_the_tolerance_is(self):
        absolute, relative = compare("x", "y", 200, 202, {"abs": 5}), compare("x", "y", 200, 202, {"rel": 0.05})
        assert (absolute.difference, absolute.tolerance) == (2, "5")
        assert (relative.difference, relative.tolerance) == (0.01, "0.05 relative")
        assert compare("x", "y", "S", "D", "exact").difference is None


class TestThePage:
    @pytest.fixture
    def page(self, built_site):
        return (built_site / "verification" / "index.html").read_text(encoding="utf-8")

    @pytest.fixture
    def published(self, built_site):
        return (built_site / "verification" / "verification.json").read_bytes()

    def test_its_data_are_the_table_of_the_tests(self, published):
        assert table.read(published) == whole()

    def test_it_counts_what_it_shows(self, page):
        assert f"{whole().numbers} numbers in {len(whole().entries)} checks agree." in page
        assert page.count("<td>yes</td>") == len(whole().findings)
        assert "<strong>no</strong>" not in page

    def test_every_check_is_on_it_with_its_grade(self, page):
        for entry in whole().entries:
            part = page.split(f'id="{entry.id}"')[1].split("</tbody>")[0]
            assert f'data-grade="{entry.grade}"' in part
            assert part.count("<tr>") == len(entry.findings) + 1

    def test_search_finds_what_it_is_about_and_no_row_of_it(self, built_site):
        docs = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
        text = " ".join(entry["text"] for entry in docs if entry["location"].startswith("verification/"))
        assert "checks agree" in text
        assert len(text.encode()) < 5 * 1024
        assert "Weapons spent on forces" not in text

    def test_it_stands_in_the_navigation_with_the_methods_after_them(self, built):
        lines = built.config.read_text(encoding="utf-8").splitlines()
        with_them = lines[lines.index("  - Method:") + 1 : lines.index("      - Verification: verification/index.md")]
        assert with_them
        assert all(re.match("      - .+: method/", line) for line in with_them)

    @pytest.mark.parametrize(("finding", "shown"), [
        (Finding("x", "kill_probability.3", 0.159104, 0.15910358, 4.2e-7, "1e-06", True), ("Kill probability, 3", "0.159104", "0.1591036", "4.2e−7", "1e−6")),
        (Finding("x", "w", 175, 174.7312, 0.0015, "0.03 relative", True), ("W", "175", "174.7", "1.5e−3", "0.03 relative")),
        (Finding("x", "n", 1200.0, 1200.0, 0.0, "0.0001", True), ("N", "1,200", "1,200", "0", "1e−4")),
        (Finding("x", "with_peace_cost_0.3", -0.5, -0.5004, 4e-4, "0.001", True), ("With peace cost 0.3", "−0.5", "−0.5", "4.0e−4", "0.001")),
        (Finding("x", "tiny", 7e-05, 7.04e-05, 0.006, "0.01 relative", True), ("Tiny", "0.00007", "0.00007", "6.0e−3", "0.01 relative")),
        (Finding("x", "A.class", "S", "D", None, "exact", False), ("A, class", "S", "D", "", "exact")),
        (Finding("x", "a", 1.0, None, None, "0.1", False), ("A", "1", "nothing", "", "0.1")),
        (Finding("x", "a", 1.0, math.nan, math.nan, "0.1", False), ("A", "1", "nan", "nan", "0.1")),
        (Finding("x", "relation", "the index rises", True, None, "holds", True), ("The index rises", "holds", "holds", "", "")),
    ])  # fmt: skip
    def test_numbers_are_rounded_for_readers(self, finding, shown):
        found = row(finding)
        assert (found.label, found.expected, found.got, found.difference, found.tolerance) == shown

    def test_scientific_notation(self):
        assert [scientific(x) for x in (0.0, 1e-12, 0.05, 3.0, 12345.0)] == ["0", "1.0e−12", "5.0e−2", "3.0e0", "1.2e4"]
        assert label("dyad.C1_A") == "Dyad, C1 A"


def wrong_shots(kill, shots, reliability=1.0):
    return np.full(np.shape(shots), 0.5)


@pytest.fixture(scope="class")
def broken_build(tmp_path_factory, built):
    """What a build makes of an engine with one check that is wrong: computed once, looked at from two sides."""
    root = tmp_path_factory.mktemp("broken") / "project"
    for name in ("site_templates", ".cache"):
        shutil.copytree(built.root / name, root / name)
    shutil.rmtree(root / ".cache" / "plugin" / "balance-of-terror" / "verification")
    (root / "studies").mkdir()
    shutil.copy(built.study("alone"), root / "studies")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kill, "independent_shots", wrong_shots)
        return build(Folders.of(root))


KILLS = tuple(check for check in CHECKS if check.id.startswith("kill-"))


class TestTheBuild:
    def test_a_check_that_fails_is_a_problem_of_its_own_and_stops_what_publishes(self, broken_build):
        assert {problem.code for problem in broken_build.problems} == {"E402"}
        assert {problem.where.split(".")[0] for problem in broken_build.problems} == {
            "kill-cumulative",
            "kill-reliability",
            "kill-common-mode",
            # A defence is made of shots as well.
            "bmd-leakage",
            "bmd-inventory",
            "bmd-penetration",
            "defence-two-leakages",
        }
        first = next(problem for problem in broken_build.problems if problem.where.startswith("kill-reliability"))
        assert str(first) == (
            "verification:1:1: error[E402] kill-reliability.kill_probability: found 0.5; expected 0.9216, tolerance 1e-09"
        )
        with pytest.raises(ProblemsError):
            broken_build.raise_for_errors()

    def test_a_preview_shows_it_on_the_page(self, broken_build):
        pages = {page.uri: page.content.decode(errors="replace") for page in broken_build.pages}
        page = pages["verification/index.md"]
        assert f"of {len(whole().findings)} findings do not agree" in page
        assert "kill-reliability: kill_probability" in page
        assert page.count("<strong>no</strong>") == len(broken_build.problems) > 10
        assert json.loads(pages["verification/verification.json"])["agrees"] is False

    def test_what_fails_is_not_kept(self, tmp_path, monkeypatch):
        monkeypatch.setattr(table, "all_checks", lambda: KILLS)
        with monkeypatch.context() as broken:
            broken.setattr(kill, "independent_shots", wrong_shots)
            assert pipeline_verified.problems_of(pipeline_verified.verified(Cache(tmp_path)))
        assert pipeline_verified.problems_of(pipeline_verified.verified(Cache(tmp_path))) == ()
        # Nor is what agrees computed again.
        monkeypatch.setattr(table, "examined", lambda checks: pytest.fail("the checks ran again"))
        assert pipeline_verified.problems_of(pipeline_verified.verified(Cache(tmp_path))) == ()

    def test_mkdocs_publishes_nothing(self, make_project):
        # The command is a process of its own, so the engine is broken there too.
        project = make_project("broken", "alone")
        shutil.rmtree(project.root / ".cache" / "plugin" / "balance-of-terror" / "verification")
        code = (
            "import numpy as np; from generator.deterrence import kill; from generator.verification import table;"
            "every = table.all_checks();"
            "table.all_checks = lambda: [check for check in every if check.id.startswith('kill-')];"
            "kill.independent_shots = lambda p, shots, reliability=1.0: np.asarray(0.5);"
            "from mkdocs.__main__ import cli; cli(['build', '--strict'])"
        )
        done = project.run(PYTHON, "-c", code)
        assert done.returncode == 1
        assert "error[E402] kill-reliability.kill_probability" in done.stderr
        assert not project.site.exists()

    def test_the_checks_run_once_for_each_state_of_the_code(self, make_project, monkeypatch):
        project = make_project("warm", "alone")
        monkeypatch.setattr(table, "examined", lambda checks: pytest.fail("the checks ran again"))
        assert build(Folders.of(project.root)).problems == ()

    @pytest.mark.parametrize("name", ["deterrence/kill.py", "verification/cases/force_exchange.json"])
    def test_and_again_when_the_code_or_a_case_changes(self, tmp_path, monkeypatch, name):
        package = tmp_path / "generator"
        shutil.copytree(REPO / "generator", package, ignore=shutil.ignore_patterns("__pycache__"))
        monkeypatch.setattr(pipeline_verified, "PACKAGE", package)
        monkeypatch.setattr(table, "examined", lambda checks: runs.append(1) or whole())
        runs = []
        for _ in range(2):
            pipeline_verified.verified(Cache(tmp_path / "cache"))
        assert len(runs) == 1
        (package / name).write_bytes((package / name).read_bytes() + b"\n")
        pipeline_verified.verified(Cache(tmp_path / "cache"))
        assert len(runs) == 2

    def test_a_change_to_the_checks_of_a_kind_solves_no_study_again(self, tmp_path, monkeypatch):
        package = tmp_path / "generator"
        shutil.copytree(REPO / "generator", package, ignore=shutil.ignore_patterns("__pycache__"))
        monkeypatch.setattr(pipeline_solving, "PACKAGE", package)
        kind = KINDS["force-exchange"]
        before = pipeline_solving.sources_digest(kind)
        path = package / "kinds" / "force_exchange" / "checks.py"
        path.write_bytes(path.read_bytes() + b"\n")
        assert pipeline_solving.sources_digest(kind) == before

    def test_a_build_with_a_warm_cache_loads_no_model(self, tmp_path):
        few = (
            "from generator.verification import table; every = table.all_checks();"
            "table.all_checks = lambda: [check for check in every if check.id.startswith('kill-')];"
        )
        code = (
            "import sys; from pathlib import Path; from generator.pipeline.cache import Cache;"
            "from generator.pipeline.verified import problems_of, verified;"
            "raw = verified(Cache(Path(sys.argv[1]))); assert problems_of(raw) == ();"
            "print(*(name for name in ('numpy', 'scipy') if name in sys.modules))"
        )
        for before, expected in ((few, "numpy scipy"), ("", "")):
            done = subprocess.run(
                [PYTHON, "-c", before + code, str(tmp_path)],
                cwd=REPO, capture_output=True, text=True, check=True, timeout=60,
            )  # fmt: skip
            assert done.stdout.strip() == expected

    def test_the_cases_are_shipped_with_the_package(self):
        import tomllib

        project = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))
        patterns = project["tool"]["setuptools"]["package-data"]["generator.verification"]
        shipped = {path for pattern in patterns for path in CASES.parent.glob(pattern)}
        tables = set((CASES.parent / "data").iterdir())
        assert shipped == set(CASES.rglob("*.json")) | tables
        assert CASES / "force_exchange.json" in shipped and CASES.parent / "data" / "cinc.csv" in shipped

    def test_a_check_is_frozen(self):
        with pytest.raises(dataclasses.FrozenInstanceError):
            CHECKS[0].expected = {}
