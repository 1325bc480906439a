"""The page of all panels: risk, consequences, the long peace, each with its charts, what is contested, and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from generator.context.panel import Panel
from generator.references import Reference
from generator.report.figures import CHARTS, Charts, Pictures, charts_script
from generator.report.narrative import Templates
from generator.report.pages import Page
from generator.report.prose import render_inline
from generator.report.takeaway import panel_origins, taken
from generator.study import GRADE_MEANINGS

FOLDER = "context"
TEMPLATE = "context.md.j2"
FILE = f"site_templates/reports/{TEMPLATE}"


def context_pages(templates: Templates, panels: Sequence[Panel], pictures: Mapping[str, Pictures]) -> list[Page]:
    """The page, its live charts and what a reader takes away of each."""
    charts = Charts({drawing.id: drawing for panel in panels for drawing in panel.drawings}, pictures)
    content = templates.render(
        TEMPLATE,
        panels=panels,
        chart=charts,
        inline=lambda text: Markup(render_inline(text, _refuse)),  # noqa: S704 - sanitised
        grade_meanings=GRADE_MEANINGS,
    )
    return [
        Page(f"{FOLDER}/index.md", content, FILE),
        Page(f"{FOLDER}/{CHARTS}", charts_script(charts.drawings.values())),
        *taken(FOLDER, charts.drawings.values(), pictures, panel_origins(panels)),
    ]


def _refuse(found: Reference) -> str:
    """A panel's words belong to no study, so there is nothing that they could refer to."""
    raise ValueError(f"a panel refers to '{found.name}', which belongs to no study")
