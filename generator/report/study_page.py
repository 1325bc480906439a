"""One study's page with its downloads, and its card for the lists of studies."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from generator import numerals, words
from generator.citing.imprint import NOWHERE, Imprint
from generator.context.panel import Panel
from generator.drawing.figure import Drawing
from generator.dynamics import facts as dynamics
from generator.dynamics.meaning import label as label_of_dynamics
from generator.explored import Explored
from generator.kind import Kind
from generator.promised import charts_named
from generator.references import Reference
from generator.report import assumptions, cited, comparison, open_data, sliders, social, what_if
from generator.report.archive import archive
from generator.report.cards import card_of
from generator.report.figures import CHARTS, Charts, Pictures, charts_script
from generator.report.narrative import Templates
from generator.report.pages import Page, Report
from generator.report.prose import Numbering, plain, render, render_inline
from generator.report.takeaway import origins, taken
from generator.results import Results, held
from generator.study import BASELINE, DYNAMICS, GRADE_MEANINGS, Study, is_dynamic


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
    """The page, its downloads and its card. Of a chart that the story names and a run has nothing for, nothing is shown.

    `files` are the data files that the study read, by path. They are published below the report as they lie below the
    studies, so that the study's own file finds them there.
    `imprint` is what a citation of the report says of the site.
    `panels` stand beside the verdict on a page of their own, to which the report leads: nothing else sees them.
    """
    by_id = {drawing.id: drawing for drawing in drawings}
    numbering = Numbering(study.sources)
    charts = Charts(by_id, pictures, frozenset(id for id in by_id if id.startswith(dynamics.CHARTS)))
    raced_charts = Charts(by_id, pictures, base="../")
    resolve = _resolver(study, results, kind, numbering)
    facts = kind.facts(study, results)
    label = labels(kind)
    card = card_of(study, results, explored, facts, kind, label)
    beside = dynamics.facts(study, results.dynamics)
    race = beside and templates.render(
        "arms-race.md.j2",
        study=study,
        dynamics=beside,
        chart=raced_charts,
        chart_pair=raced_charts.pair,
        grade_meanings=GRADE_MEANINGS,
    )
    inputs = assumptions.groups(study, label)
    # What changes with the years is long, and has a page of its own.
    here, years = inputs[: 1 + len(study.scenarios)], inputs[1 + len(study.scenarios) :]
    own = cited.cited(
        study,
        results,
        imprint,
        plain(study.summary, resolve),
        {"results.json": "application/json", f"{study.slug}.zip": "application/zip"},
    )
    listed: dict[str, bytes] = {}

    def references() -> Mapping[str, Markup]:
        """The references printed from their fields, by key. Asked for when every source that the page cites is known."""
        for source in (row.source for group in years for row in group.rows if row.source is not None):
            numbering.number(source)
        shown, files = cited.references(
            [study.sources[key] for key in numbering.order], lambda text: plain(text, resolve)
        )
        listed.update(files)
        return shown

    content = templates.render(
        f"{kind.name}/report.md.j2",
        study=study,
        results=results,
        facts=facts,
        dynamics=beside,
        card=card,
        card_told=social.told(card),
        case=results.cases[BASELINE],
        prose=lambda text: Markup(render(text, resolve)),  # noqa: S704 - sanitised
        inline=lambda text: Markup(render_inline(text, resolve)),  # noqa: S704 - sanitised
        plain=lambda text: plain(text, resolve),
        cite=lambda key, at=None: Markup(numbering.link(key, at)),  # noqa: S704 - escapes its parts
        chart=charts,
        panels=panels,
        told={id for section in study.story for name in section.show for id in charts_named(name, by_id)},
        numbering=numbering,
        assumptions=here,
        states=years,
        tabled=assumptions.tabled(here),
        label=lambda path: label(study, path),
        defaults=assumptions.defaults(study, label),
        what_if=what_if.facts(study, results, explored, kind.measures(study), label),
        grades=assumptions.grades(study),
        grade_meanings=GRADE_MEANINGS,
        provenance=provenance,
        cited=own,
        references=references,
        listed=listed,
    )
    over_time = years and templates.render(
        "inputs.md.j2",
        study=study,
        states=years,
        tabled=assumptions.tabled(years),
        cite=lambda key, at=None: Markup(numbering.link(key, at, "../index.html")),  # noqa: S704 - escapes its parts
    )
    folder = f"studies/{study.slug}"
    pages = [
        Page(f"{folder}/index.md", content, study.file),
        *([Page(f"{folder}/arms-race/index.md", race, study.file)] if race else []),
        *([Page(f"{folder}/inputs/index.md", over_time, study.file)] if over_time else []),
        Page(f"{folder}/{study.slug}.yml", raw, study.file),
        Page(f"{folder}/results.json", results_json, study.file),
        *(
            Page(f"{folder}/{path}", content, f"{PurePosixPath(study.file).parent}/{path}")
            for path, content in files.items()
        ),
    ]
    pages += [Page(f"{folder}/{name}", made, study.file) for name, made in (own.files | listed).items()]
    pages.append(Page(f"{folder}/{CHARTS}", charts_script(charts.drawings.values()), study.file))
    pages.append(comparison.page(study, results, explored, kind, card, label))
    pages.append(Page(f"{folder}/{what_if.FLIPS}", what_if.flips_file(study, explored, label), study.file))
    if explored.grid is not None:
        behind = sliders.script(study, explored.grid, kind.measures(study), label)
        pages.append(Page(f"{folder}/{sliders.SCRIPT}", behind, study.file))
    pages += taken(folder, charts.drawings.values(), pictures, origins(study, drawings), study.file)
    beside_it = {page.uri.removeprefix(f"{folder}/"): page.content for page in pages}
    packed = {name: content for name, content in beside_it.items() if _is_taken_away(name, study)}
    pages.append(Page(f"{folder}/{study.slug}.zip", archive(study, results, imprint, own.line, packed), study.file))
    told = open_data.study_page(
        study, results, kind, imprint, summary=plain(study.summary, resolve), sentence=card.sentence, sure=card.sure, names=list(packed), drawings=charts.drawings.values()
    )  # fmt: skip
    pages.append(told)
    return Report(tuple(pages), card)


def _is_taken_away(name: str, study: Study) -> bool:
    """Whether a file beside a report goes into its archive: the study and its data, results, tables, citation, references."""
    return (
        name in (f"{study.slug}.yml", "results.json", *study.files)
        or name.endswith(".csv")
        or name.startswith(("citation.", "references."))
    )


def labels(kind: Kind[Any]) -> Callable[[Study, str], str]:
    """Names for readers of every input, the kind's own and those of the dynamics."""
    return lambda study, path: label_of_dynamics(study, path) if is_dynamic(path) else kind.label(study, path)


def _resolver(study: Study, results: Results[Any], kind: Kind[Any], numbering: Numbering) -> Callable[[Reference], str]:
    measures = kind.measures(study)

    def resolve(found: Reference) -> str:
        if found.kind == "source":
            return numbering.link(found.name, found.at)
        if found.case == "input":
            return html.escape(numerals.given(study.inputs[found.name].value, study.quantities[found.name]))
        if found.case == DYNAMICS or found.name.startswith(f"{DYNAMICS}."):
            scenario = BASELINE if found.case == DYNAMICS else found.case
            name = found.name.removeprefix(f"{DYNAMICS}.")
            return html.escape(dynamics.resolve(study, results.dynamics, scenario, name, found.style))
        case = results.cases[found.case]
        pair, _, word = found.name.rpartition(".")
        if word in ("verdict", "share"):
            judged = case.pairs[pair] if pair else case
            return html.escape(
                words.VERDICTS[judged.verdict.key][0] if word == "verdict" else numerals.share(held(judged))
            )
        if found.name.endswith(".assurance"):
            return html.escape(numerals.share(case.assurance[found.name.removesuffix(".assurance")]))
        return html.escape(numerals.estimate(case.estimates[found.name], measures[found.name], found.style))

    return resolve
