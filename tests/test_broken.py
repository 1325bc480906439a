"""Broken studies, each with the problems it must be told: message, line, column and caret.

`broken/<family>/<name>.yml` is a study as an author could have typed it, with a mistake or two in it;
the file of the same name that ends in `.txt` holds what `studies check` says about it. A new message
comes with its broken study. After a change of words write the goldens anew and read what changed:

    pytest tests/test_broken.py --write-goldens
"""

from pathlib import Path

import pytest

from generator.diagnostics import formats
from generator.loading.reading import read_study
from generator.registry import KINDS

BROKEN = Path(__file__).parent / "broken"
STUDIES = sorted(BROKEN.rglob("*.yml"))


def name_of(path):
    return path.relative_to(BROKEN).as_posix()


def problems_of(path):
    return read_study(name_of(path), path.read_bytes(), KINDS).problems


def told(path):
    return "".join(f"{formats.full(problem)}\n" for problem in problems_of(path))


@pytest.mark.parametrize("path", STUDIES, ids=name_of)
def test_a_broken_study_is_answered_as_its_golden_says(path, request):
    golden, found = path.with_suffix(".txt"), told(path)
    assert found, "nothing is wrong with this study"
    if request.config.getoption("write_goldens"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")
