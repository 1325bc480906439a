"""The author's guide: pages made from declarations, examples, and what the studies of this site have written.

What a study has written is kept for each study, so that an edit reads that study again and no other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.diagnostics.problem import Problem
from generator.pipeline.cache import Cache, digest
from generator.pipeline.job import Around, Job
from generator.report.pages import Card, Page, from_plain, to_plain

Quoted = dict[str, tuple[str, str, str]]
"""Field -> a key with its value, the title of the study it stands in, and the name of its page."""


def guide(
    around: Around, jobs: Sequence[Job], cards: Sequence[Card], cache: Cache, engine: str
) -> tuple[list[Page], tuple[Problem, ...]]:
    """Every page of the guide that is not written by hand, and what is wrong with their templates."""
    quoted = _quoted(jobs, cards, cache, engine)
    key = digest(engine, json.dumps(quoted))
    raw = cache.get("guide", key)
    if raw is None:
        pages, problems = _made(around, quoted)
        if problems:
            return pages, problems
        raw = json.dumps([to_plain(page) for page in pages]).encode()
        cache.put("guide", key, raw)
    return [from_plain(page) for page in json.loads(raw)], ()


def _made(around: Around, quoted: Quoted) -> tuple[list[Page], tuple[Problem, ...]]:
    from generator.guide.references import references
    from generator.report.narrative import BadTemplateError, Templates
    from generator.report.problem_page import problem_page
    from generator.report.reference import FOLDER, Quote, guide_page, guide_pages

    problems: list[Problem] = []

    def make(templates: Templates, template: str, uri: str, **context: object) -> Page:
        try:
            return guide_page(templates, template, uri, **context)
        except BadTemplateError as error:
            problems.append(error.problem)
            uri = f"{FOLDER}/{uri}/index.md"
            return problem_page(templates, uri, error.problem.file, [error.problem], None, None)

    common, dynamics, kinds = references({key: Quote(*one) for key, one in quoted.items()})
    templates = Templates(around.templates, around.templates_shown)
    return guide_pages(templates, common, dynamics, kinds, make), tuple(problems)


def _quoted(jobs: Sequence[Job], cards: Sequence[Card], cache: Cache, engine: str) -> Quoted:
    """The best example of every field over the studies that have a page."""
    titles = {card.slug: card for card in cards}
    best: dict[str, tuple[int, tuple[str, str, str]]] = {}
    for job in jobs:
        card = titles.get(Path(job.file).stem)
        for key, (rank, text) in (_written(job, card.kind, cache, engine) if card is not None else {}).items():
            if card is not None and (key not in best or rank < best[key][0]):
                best[key] = rank, (text, card.title, card.slug)
    return {key: found for key, (_, found) in sorted(best.items())}


def _written(job: Job, kind: str, cache: Cache, engine: str) -> Mapping[str, tuple[int, str]]:
    """What one study has written under each key."""
    key = digest(engine, job.file.encode(), job.raw)
    raw = cache.get("quotes", key)
    if raw is None:
        from generator.dynamics.study_file import DynamicsKeys
        from generator.guide.quotes import written
        from generator.loading.document import read_document
        from generator.registry import KINDS
        from generator.study_file import StudyEntry

        document = read_document(job.file, job.raw)
        found: dict[str, tuple[int, str]] = {}
        for declaration in (StudyEntry, DynamicsKeys, KINDS[kind].body):
            found |= written(document, declaration)
        raw = json.dumps(found).encode()
        cache.put("quotes", key, raw)
    return {field: (rank, text) for field, (rank, text) in json.loads(raw).items()}
