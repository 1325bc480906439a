"""The files beside a report: the study, its results, charts, tables and citation, one by one and in one archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from generator.citing.imprint import Imprint
from generator.drawing.figure import Drawing
from generator.explored import Explored
from generator.kind import Kind
from generator.report import comparison, open_data, sliders, what_if
from generator.report.archive import archive
from generator.report.figures import CHARTS, Pictures, charts_script
from generator.report.pages import Card, Page
from generator.report.takeaway import origins, taken
from generator.results import Results
from generator.study import Label, Study


def files_beside(
    study: Study,
    results: Results[Any],
    explored: Explored,
    kind: Kind[Any],
    card: Card,
    label: Label,
    *,
    raw: bytes,
    data: Mapping[str, bytes],
    results_json: bytes,
    told: Mapping[str, bytes],
    line: str,
    summary: str,
    drawings: Sequence[Drawing],
    pictures: Mapping[str, Pictures],
    imprint: Imprint,
) -> list[Page]:
    """Every file that a report leads to and the files that its scripts read.

    `raw` is the study as it was read, `data` the files it read, by path, `told` the citation and the references, by
    name, `line` the citation as a line of text, `summary` the study's in plain words, `drawings` the charts of the page.
    """
    folder = f"studies/{study.slug}"

    def beside(name: str, content: bytes, source: str = study.file) -> Page:
        return Page(f"{folder}/{name}", content, source)

    pages = [beside(f"{study.slug}.yml", raw), beside("results.json", results_json)]
    pages += [beside(path, content, f"{PurePosixPath(study.file).parent}/{path}") for path, content in data.items()]
    pages += [beside(name, content) for name, content in told.items()]
    pages.append(beside(CHARTS, charts_script(drawings)))
    pages.append(comparison.page(study, results, explored, kind, card, label))
    pages.append(beside(what_if.FLIPS, what_if.flips_file(study, explored, label)))
    if explored.grid is not None:
        pages.append(beside(sliders.SCRIPT, sliders.script(study, explored.grid, kind.measures(study), label)))
    pages += taken(folder, drawings, pictures, origins(study, drawings), study.file)
    packed = {
        name: page.content for page in pages if _is_taken_away(name := page.uri.removeprefix(f"{folder}/"), study)
    }
    pages.append(beside(f"{study.slug}.zip", archive(study, results, imprint, line, packed)))
    pages.append(
        open_data.study_page(
            study,
            results,
            kind,
            imprint,
            summary=summary,
            sentence=card.sentence,
            sure=card.sure,
            names=list(packed),
            drawings=drawings,
        )
    )
    return pages


def _is_taken_away(name: str, study: Study) -> bool:
    """Whether a file beside a report goes into its archive: the study and its data, results, tables, citation, references."""
    return (
        name in (f"{study.slug}.yml", "results.json", *study.files)
        or name.endswith(".csv")
        or name.startswith(("citation.", "references."))
    )
