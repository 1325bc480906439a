"""What the README shows is what happens."""

import ast
import re
from pathlib import Path

import numpy as np
import pytest

from generator.pipeline.folder import studies_in

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
ROOT = Path(__file__).resolve().parents[1]


def test_the_python_in_it_gives_the_numbers_beside_it():
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, object] = {}
    compared = 0
    for statement in ast.parse(block).body:
        source = ast.get_source_segment(block, statement)
        if not isinstance(statement, ast.Expr):
            exec(source, names)
            continue
        shown = re.search(re.escape(source) + r"\s+# (\[.*?\])", block)[1]
        assert eval(source, names) == pytest.approx(np.array(ast.literal_eval(shown)), abs=5e-5)
        compared += 1
    assert compared == 2


def test_every_study_is_named_with_its_question():
    named = set(re.findall(r"\]\((studies/[a-z0-9-]+\.yml)\)", README))
    assert named == {path.relative_to(ROOT).as_posix() for path in studies_in(ROOT / "studies")}
