"""The pages about all studies, and those whose content comes from the code: method, problems, verification."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from generator.diagnostics.problem import Problem
from generator.kind import Kind
from generator.registry import KINDS
from generator.report import overview
from generator.report.method import method_page, method_uri
from generator.report.narrative import BadTemplateError, Templates
from generator.report.pager import in_order
from generator.report.pages import Broken, Card, Page
from generator.report.problem_page import problem_page
from generator.report.rules_page import URI as PROBLEMS
from generator.report.rules_page import rules_pages
from generator.report.theory import URI as THEORY
from generator.report.theory import theory_page
from generator.report.verification import URI as VERIFICATION
from generator.report.verification import verification_pages
from generator.report.what_if_page import URI as WHAT_IF
from generator.report.what_if_page import what_if_page
from generator.verification.table import read


def shared_pages(
    templates: Templates, cards: Sequence[Card], broken: Sequence[Broken], table: bytes
) -> tuple[list[Page], tuple[Problem, ...]]:
    """The home page, the list of studies, the pages on method, problems and verification, and what is wrong with templates.

    A page whose template has a mistake is a page that says so; all others are there.
    """
    ordered = in_order(cards)
    makers: list[tuple[str, Callable[[], list[Page]]]] = [
        ("index.md", partial(_listing, templates, "index.md", "home.md.j2", ordered, broken)),
        ("studies/index.md", partial(_listing, templates, "studies/index.md", "studies.md.j2", ordered, broken)),
        ("compare/index.md", partial(_listing, templates, "compare/index.md", "compare.md.j2", ordered, broken)),
        *((method_uri(kind), partial(_method, templates, kind)) for kind in KINDS.values()),
        (THEORY, lambda: [theory_page(templates)]),
        (WHAT_IF, lambda: [what_if_page(templates)]),
        (PROBLEMS, lambda: rules_pages(templates)),
        (VERIFICATION, lambda: verification_pages(templates, read(table))),
    ]
    pages: list[Page] = []
    problems: list[Problem] = []
    for uri, make in makers:
        try:
            pages += make()
        except BadTemplateError as error:
            problems.append(error.problem)
            pages.append(problem_page(templates, uri, error.problem.file, [error.problem], None, None))
    return pages, tuple(problems)


def _listing(
    templates: Templates, uri: str, template: str, cards: Sequence[Card], broken: Sequence[Broken]
) -> list[Page]:
    return [Page(uri, templates.render(template, cards=cards, broken=broken, **overview.facts(cards)))]


def _method(templates: Templates, kind: Kind[Any]) -> list[Page]:
    return [method_page(templates, kind, KINDS.values())]
