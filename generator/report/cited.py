"""What a report says of its citation and its references, and the files beside it that say the same to programs."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.catalogue.citing import CITING
from generator.citing.csl import Item, of_source, of_study
from generator.citing.exchange import bibtex, csl_json, ris
from generator.citing.imprint import Imprint
from generator.citing.rendering import in_style
from generator.citing.study import in_print, linked_data, meta_tags
from generator.results import Results
from generator.study import Source, Study

FORMS = ("bib", "ris", "json", "txt")
"""Endings of the files `citation.*`."""


@dataclass(frozen=True)
class Form:
    """The citation in one form."""

    name: str
    """What readers call it."""
    file: str
    text: Markup
    """Escaped, and on one line, so that no Markdown reader takes it apart."""


@dataclass(frozen=True)
class Cited:
    """A report's own citation."""

    line: str
    """As a line of text."""
    version: str
    forms: tuple[Form, ...]
    tags: Markup
    """The tags of the page's head as YAML: pairs of name and content, escaped."""
    linked_data: Markup
    """Linked data as YAML: a text that may stand in a script."""
    files: dict[str, bytes]
    """Name beside the page -> content."""


def cited(study: Study, results: Results[Any], imprint: Imprint, description: str, data: dict[str, str]) -> Cited:
    """The citation of a report. `data` maps the files of its results to their type of media."""
    item = of_study(study, results, imprint)
    line = in_print(item, study, imprint)
    files = {
        "citation.bib": bibtex([item]),
        "citation.ris": ris([item]),
        "citation.json": csl_json([item]),
        "citation.txt": f"{line}\n".encode(),
    }
    tags = [[name, html.escape(content)] for name, content in meta_tags(item, study, imprint)]
    return Cited(
        line,
        item["version"],
        tuple(_form(form, files[f"citation.{form}"]) for form in FORMS if form != "txt"),
        Markup(json.dumps(tags, ensure_ascii=False)),  # noqa: S704 - escaped
        Markup(json.dumps(linked_data(item, study, imprint, description, data))),  # noqa: S704 - escapes what ends a script
        files,
    )


def _form(form: str, content: bytes) -> Form:
    text = html.escape(content.decode().strip("\n")).replace("\n", "&#10;")
    return Form(CITING[form], f"citation.{form}", Markup(text))  # noqa: S704 - escaped


def references(sources: Sequence[Source], plain: Callable[[str], str]) -> tuple[dict[str, Markup], dict[str, bytes]]:
    """Of the sources that a page cites, those printed from their fields, by key; and all of them as files."""
    items = [of_source(source, plain) for source in sources]
    shown = in_style(_of_works(sources, items))
    files = {"references.bib": bibtex(items), "references.json": csl_json(items)} if items else {}
    return {key: Markup(text) for key, text in shown.items()}, files  # noqa: S704 - no tag comes from a source


def _of_works(sources: Iterable[Source], items: Iterable[Item]) -> list[Item]:
    return [item for source, item in zip(sources, items, strict=True) if source.work and not source.citation]
