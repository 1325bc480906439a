"""The page about flips and sliders, whose numbers are those of the code."""

from __future__ import annotations

from generator import exploring
from generator.numerals import number, percent
from generator.report.narrative import Templates
from generator.report.pages import Page
from generator.whatif import axes, flips

TEMPLATE = "what-if.md.j2"
URI = "method/what-if/index.md"


def what_if_page(templates: Templates) -> Page:
    """The page."""
    facts = {
        "reach": number(exploring.REACH, 0), "outward": flips.OUTWARD, "within": flips.WITHIN, "axes": exploring.AXES,
        "telling": percent(exploring.TELLING), "inside": axes.INSIDE, "draws": exploring.DRAWS,
        "checks": exploring.CHECKS, "recounted": exploring.RECOUNTED, "many": number(exploring.MANY, 0),
    }  # fmt: skip
    return Page(
        "method/what-if/index.md", templates.render(TEMPLATE, facts=facts), f"site_templates/reports/{TEMPLATE}"
    )
