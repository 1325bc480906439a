"""The page of all panels, in the steps of a study: build its charts, and, once its pictures are drawn, put it together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.context.panel import Panel
from generator.context.panels import panels
from generator.diagnostics.problem import Problem
from generator.pipeline.job import ContextJob
from generator.pipeline.pictures import Drawn, Picture, paired, pictures_of
from generator.report.context_page import context_pages
from generator.report.narrative import Templates
from generator.report.pages import Report
from generator.report.takeaway import panel_origins


@dataclass(frozen=True)
class Built:
    """The panels with their charts, before any picture is drawn."""

    job: ContextJob
    panels: tuple[Panel, ...]
    pictures: tuple[Picture, ...]


def build(job: ContextJob) -> Built:
    """Make every panel from the facts."""
    made = panels()
    drawings = (drawing for panel in made for drawing in panel.drawings)
    return Built(job, made, pictures_of(drawings, panel_origins(made), job.around.fonts, job.around.cache))


def assemble(parts: tuple[Built, Mapping[str, Drawn]]) -> tuple[Report, tuple[Problem, ...]]:
    """The page with its pictures by key. It is no study, so it has no card."""
    built, drawn = parts
    drawings = (drawing for panel in built.panels for drawing in panel.drawings)
    templates = Templates(built.job.around.templates, built.job.around.templates_shown)
    pages = context_pages(templates, built.panels, paired(drawings, built.pictures, drawn))
    return Report(tuple(pages), None), ()
