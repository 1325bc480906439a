"""The list of references of a report holds what the report cites, once, in the order of its numbers."""

import re
from pathlib import Path

import pytest

from generator.loading.beside import Beside
from generator.pipeline import study as steps
from generator.pipeline.job import Around, Job
from generator.pipeline.pictures import Drawn
from generator.report.prose import Numbering

TESTS = Path(__file__).resolve().parent
TEMPLATES = TESTS.parent / "site_templates"
CITED = re.compile(r'<a class="bt-cite" href="[^"]*#ref-([a-z0-9-]+)">\[(\d+)')
LISTED = re.compile(r'<li id="ref-([a-z0-9-]+)">')
SOURCES = """  ledger: {citation: "Nobody. *The Ledger*. 1962.", note: "Quotes [@echo]."}
  echo: {citation: "Someone else. *An Echo*. 1963. After [@well]."}
  well: {citation: "A third. *The Well*. 1960."}
"""


def page_of(text):
    """The page of a study with few draws and empty pictures."""
    around = Around(TEMPLATES / "reports", "site_templates/reports", TEMPLATES / "assets" / "fonts" / "measure", None)
    job = Job("studies/pair.yml", re.sub(r"(?m)^draws: .*$", "draws: 200", text).encode(), Beside(), around)
    solved = steps.solve(job)
    report, problems = steps.assemble((solved, {picture.key: Drawn("<svg></svg>") for picture in solved.pictures}))
    assert [str(problem) for problem in problems] == []
    (page,) = (page for page in report.pages if page.uri == "studies/pair/index.md")
    return page.content.decode()


def test_a_source_that_only_the_words_of_another_cite_is_in_the_list():
    text = (TESTS / "studies" / "pair.yml").read_text(encoding="utf-8")
    ledger = next(line for line in text.splitlines(keepends=True) if line.startswith("  ledger: "))
    page = page_of(text.replace(ledger, SOURCES))
    listed = LISTED.findall(page)
    assert {"ledger", "echo", "well"} <= set(listed)
    assert len(listed) == len(set(listed))
    assert {(key, int(number)) for key, number in CITED.findall(page)} == {
        (key, number) for number, key in enumerate(listed, 1)
    }


def test_a_source_cited_after_the_list_is_printed_is_a_mistake():
    numbering = Numbering({"a": 1, "b": 2})
    assert numbering.number("a") == 1
    numbering.closed = True
    assert numbering.number("a") == 1
    with pytest.raises(ValueError, match="b is cited"):
        numbering.number("b")
