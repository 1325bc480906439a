"""One study's page with the pages and files beside it, and its card for the lists of studies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator.citing.imprint import NOWHERE, Imprint
from generator.context.panel import Panel
from generator.drawing.figure import Drawing
from generator.dynamics import facts as dynamics
from generator.dynamics.meaning import label as label_of_dynamics
from generator.explored import Explored
from generator.kind import Kind
from generator.promised import charts_named
from generator.references import Reference
from generator.report import assumptions, cited, social, what_if
from generator.report.cards import card_of
from generator.report.figures import Charts, Pictures
from generator.report.narrative import Templates
from generator.report.pages import Page, Report
from generator.report.prose import Numbering, plain, render, render_inline
from generator.report.resolving import resolver
from generator.report.study_files import files_beside
from generator.results import Results
from generator.study import BASELINE, GRADE_MEANINGS, Label, Study, is_dynamic


def report(
    study: Study,
    results: Results[Any],
    explored: Explored,
    kind: Kind[Any],
    drawings: Sequence[Drawing],
    panels: Sequence[Panel],
    pictures: Mapping[str, Pictures],
    templates: Templates,
    *,
    raw: bytes,
    files: Mapping[str, bytes],
    results_json: bytes,
    provenance: Mapping[str, str],
    imprint: Imprint = NOWHERE,
) -> Report:
    """The page, what lies beside it and its card. Of a chart that the story names and a run has nothing for, nothing is shown.

    `files` are the data files that the study read, by path. They are published below the report as they lie below the
    studies, so that the study's own file finds them there.
    `imprint` is what a citation of the report says of the site.
    `panels` stand beside the verdict on a page of their own, to which the report leads: nothing else sees them.
    """
    by_id = {drawing.id: drawing for drawing in drawings}
    numbering = Numbering(study.sources)
    resolve = resolver(study, results, kind, numbering)
    summary = plain(study.summary, resolve)
    facts = kind.facts(study, results)
    label = labels(kind)
    card = card_of(study, results, explored, facts, kind, label)
    beside = dynamics.facts(study, results.dynamics)
    inputs = assumptions.groups(study, label)
    # What changes with the years is long, and has a page of its own.
    here, years = inputs[: 1 + len(study.scenarios)], inputs[1 + len(study.scenarios) :]
    media = {"results.json": "application/json", f"{study.slug}.zip": "application/zip"}
    own = cited.cited(study, results, imprint, summary, media)
    common: dict[str, Any] = {
        "study": study,
        "cited": own,
        "inline": lambda text: Markup(render_inline(text, resolve)),  # noqa: S704 - sanitised
        "what_if": what_if.facts(study, results, explored, kind.measures(study), label),
        "provenance": provenance,
    }
    body = templates.render(
        f"{kind.name}/report.md.j2",
        **common,
        results=results,
        facts=facts,
        dynamics=beside,
        card=card,
        card_told=social.told(card),
        case=results.cases[BASELINE],
        prose=lambda text: Markup(render(text, resolve)),  # noqa: S704 - sanitised
        plain=lambda text: plain(text, resolve),
        cite=_citing(numbering),
        chart=Charts(by_id, pictures, frozenset(id for id in by_id if id.startswith(dynamics.CHARTS))),
        panels=panels,
        told={id for section in study.story for name in section.show for id in charts_named(name, by_id)},
        assumptions=here,
        states=years,
        tabled=assumptions.tabled(here),
        label=lambda path: label(study, path),
        defaults=assumptions.defaults(study, label),
        grades=assumptions.grades(study),
        grade_meanings=GRADE_MEANINGS,
    )
    _number_the_rest(study, years, numbering, resolve)
    printed, listed = cited.references(
        [study.sources[key] for key in numbering.order], lambda text: plain(text, resolve)
    )
    ending = templates.render("_parts/ending.md.j2", **common, numbering=numbering, printed=printed, listed=listed)

    pages = [Page(f"studies/{study.slug}/index.md", body + b"\n" + ending, study.file)]
    if beside:
        pages.append(_race_page(study, beside, by_id, pictures, templates))
    if years:
        pages.append(_years_page(study, years, numbering, templates))
    pages += files_beside(
        study,
        results,
        explored,
        kind,
        card,
        label,
        raw=raw,
        data=files,
        results_json=results_json,
        told=own.files | listed,
        line=own.line,
        summary=summary,
        drawings=list(by_id.values()),
        pictures=pictures,
        imprint=imprint,
    )
    return Report(tuple(pages), card)


def _race_page(
    study: Study,
    beside: Mapping[str, Any],
    drawings: Mapping[str, Drawing],
    pictures: Mapping[str, Pictures],
    templates: Templates,
) -> Page:
    """The page of the arms race and the weapons plane, one step below the report and with figures numbered anew."""
    charts = Charts(drawings, pictures, base="../")
    content = templates.render(
        "arms-race.md.j2",
        study=study,
        dynamics=beside,
        chart=charts,
        chart_pair=charts.pair,
        grade_meanings=GRADE_MEANINGS,
    )
    return Page(f"studies/{study.slug}/arms-race/index.md", content, study.file)


def _years_page(study: Study, years: Sequence[assumptions.Group], numbering: Numbering, templates: Templates) -> Page:
    """The page of the inputs of each state, one step below the report, whose references it shares."""
    content = templates.render(
        "inputs.md.j2",
        study=study,
        states=years,
        tabled=assumptions.tabled(years),
        cite=_citing(numbering, "../index.html"),
    )
    return Page(f"studies/{study.slug}/inputs/index.md", content, study.file)


def labels(kind: Kind[Any]) -> Label:
    """Names for readers of every input, the kind's own and those of the dynamics."""
    return lambda study, path: label_of_dynamics(study, path) if is_dynamic(path) else kind.label(study, path)


def _number_the_rest(
    study: Study, years: Sequence[assumptions.Group], numbering: Numbering, resolve: Callable[[Reference], str]
) -> None:
    """Number what the tables of the years cite, then what the words of cited sources cite themselves, and nothing more."""
    for key in (row.source for group in years for row in group.rows if row.source is not None):
        numbering.number(key)
    read = 0
    while read < len(numbering.order):
        source = study.sources[list(numbering.order)[read]]
        for text in filter(None, (source.citation, source.note)):
            plain(text, resolve)
        read += 1
    numbering.closed = True


def _citing(numbering: Numbering, page: str = "") -> Callable[..., Markup]:
    """What templates call to cite a source; the list of references stands on `page`."""
    return lambda key, at=None: Markup(numbering.link(key, at, page))  # noqa: S704 - escapes its parts
