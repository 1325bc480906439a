"""Broken studies, each with the problems it must be told: message, line, column and caret.

`broken/<family>/<name>.yml` is a study as an author could have typed it, with a mistake or two in it;
the file of the same name that ends in `.txt` holds what `studies check` says about it. A new message
comes with its broken study. After a change of words write the goldens anew and read what changed:

    pytest tests/test_broken.py --write-goldens
"""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from generator.diagnostics import formats
from generator.diagnostics.rules.catalogue import RULES
from generator.loading.beside import Bibliography
from generator.loading.reading import read_study
from generator.pipeline.folder import beside
from generator.registry import KINDS

CODE = re.compile(r"(?:error|warning)\[([EW]\d{3})\]")
BROKEN = Path(__file__).parent / "broken"
STUDIES = sorted(BROKEN.rglob("*.yml"))
ELSEWHERE = {
    "E101": "test_bytes.py", "E102": "test_bytes.py", "E110": "test_bytes.py", "E115": "test_bytes.py", "E348": "test_bytes.py",
    "E379": "test_beside.py", "E380": "test_beside.py", "E381": "test_beside.py",
    "E347": "test_rules.py", "E401": "test_rules.py", "E402": "test_verification.py", "E403": "test_pipeline.py",
    "E503": "test_preview.py",
}  # fmt: skip
"""What no study of a few lines can show, and the test that does."""


def name_of(path):
    return path.relative_to(BROKEN).as_posix()


def problems_of(path):
    raw = path.read_bytes()
    return read_study(name_of(path), raw, KINDS, beside(path.parent, raw, Bibliography())).problems


def told(path):
    return "".join(f"{formats.full(problem)}\n" for problem in problems_of(path))


@pytest.mark.parametrize("path", STUDIES, ids=name_of)
def test_a_broken_study_is_answered_as_its_golden_says(path, request):
    golden, found = path.with_suffix(".txt"), told(path)
    assert found, "nothing is wrong with this study"
    if request.config.getoption("write_goldens"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


def test_every_golden_has_its_study():
    assert {path.with_suffix("") for path in BROKEN.rglob("*.txt")} == {path.with_suffix("") for path in STUDIES}


def test_every_rule_has_a_broken_study():
    shown = {code for path in BROKEN.rglob("*.txt") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert set(RULES) - set(ELSEWHERE) == shown
    for code, test in ELSEWHERE.items():
        assert code in (Path(__file__).parent / test).read_text(encoding="utf-8"), code


def test_a_caret_stands_under_what_is_meant():
    """In every golden the caret line is as long as its source line at most, and never empty."""
    for path in BROKEN.rglob("*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        for above, below in pairwise(lines):
            if re.fullmatch(r" +\| +\^+", below):
                start, end = below.index("^"), len(below)
                assert above.lstrip()[0].isdigit(), path
                assert formats.columns(above[: above.index("|") + 2]) <= start, path
                assert end <= max(formats.columns(above), start + 1), path


def test_goldens_are_never_written_in_ci(pytestconfig, monkeypatch):
    monkeypatch.setenv("CI", "true")
    asked = type("Config", (), {"getoption": lambda self, name: True, "pluginmanager": pytestconfig.pluginmanager})()
    with pytest.raises(pytest.UsageError, match="never written in CI"):
        next(
            p for p in asked.pluginmanager.get_plugins() if hasattr(p, "REPO") and hasattr(p, "pytest_addoption")
        ).pytest_configure(asked)
