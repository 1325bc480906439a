"""The rules of the house: who may import what, proved statically and at run time."""

import ast
import functools
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import generator

PACKAGE = Path(generator.__file__).parent
ROOT = PACKAGE.parent
SOURCES = sorted(PACKAGE.rglob("*.py"))


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def imports(path):
    """The top-level names a file imports anywhere in it."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module.partition(".")[0])
    return found


def test_every_import_rule_of_the_house_is_kept():
    command = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


PURE = sorted(
    [name_of(path) for path in PACKAGE.glob("kinds/*/model.py")]
    + [name_of(path) for path in PACKAGE.glob("deterrence/*.py")]
    + [name_of(path) for path in PACKAGE.glob("clearing/*.py")]
    + [name_of(path) for path in PACKAGE.glob("uncertainty/*.py")]
    + [name_of(path) for path in PACKAGE.glob("whatif/*.py")]
)
SCREENS = ("altair", "jinja2", "yaml", "mkdocs", "vl_convert", "pydantic", "click", "nh3", "markdown", "scipy.stats")


def test_there_are_models_to_look_at():
    assert "generator.kinds.force_exchange.model" in PURE
    assert len(PURE) > 10


ALONE = """
import importlib, sys
seen = set()
for module in {modules!r}:
    for name in [name for name in sys.modules if name.partition(".")[0] == "generator"]:
        del sys.modules[name]
    importlib.import_module(module)
    loaded = {{name for name in {screens!r} if name in sys.modules}}
    print(*(f"{{module}} loads {{name}}\\n" for name in sorted(loaded - seen)), sep="", end="")
    seen |= loaded
"""


def test_a_model_is_importable_without_screens_files_or_hosts():
    # At run time, because Python runs the __init__ of every package on the way; each as if it were the first.
    code = ALONE.format(modules=PURE, screens=SCREENS)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == ""


def test_checking_and_running_a_study_needs_neither_drawings_nor_templates():
    code = (
        "import sys; from generator.pipeline.solving import solved; from generator.loading.reading import read_study; from generator.registry import KINDS;"
        "print(*(name for name in ('altair', 'vl_convert', 'jinja2', 'mkdocs', 'nh3') if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == []


def test_only_the_plugin_knows_mkdocs():
    assert [path.name for path in SOURCES if "mkdocs" in imports(path)] == ["plugin.py"]


def test_only_the_document_reader_knows_yaml_and_only_the_command_line_click():
    assert [name_of(path) for path in SOURCES if "yaml" in imports(path)] == ["generator.loading.document"]
    at_a_terminal = [name_of(path) for path in SOURCES if "click" in imports(path)]
    assert "generator.cli" in at_a_terminal
    assert [name for name in at_a_terminal if not name.startswith(("generator.cli", "generator.commands."))] == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name == "__init__.py"], ids=name_of)
def test_a_package_opens_with_a_sentence_and_imports_nothing(path):
    body = tree(path).body
    assert ast.get_docstring(ast.Module(body, []))
    rest = body[1:]
    if path.parent == PACKAGE:
        assert [target.id for node in rest for target in node.targets] == ["__version__"]
    else:
        assert rest == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_opens_with_a_sentence_a_newcomer_understands(path):
    sentence = (ast.get_docstring(tree(path)) or "").split("\n\n")[0]
    assert sentence.endswith((".", "?"))
    assert len(sentence) > 20


def test_mkdocs_and_the_shell_find_us():
    plugins = {point.name: point.value for point in entry_points(group="mkdocs.plugins")}
    assert plugins["balance-of-terror"] == "generator.plugin:BalanceOfTerrorPlugin"
    commands = {point.name: point.value for point in entry_points(group="console_scripts")}
    assert commands["studies"] == "generator.cli:main"
