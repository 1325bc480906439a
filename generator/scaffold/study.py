"""The whole text of a new study."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.catalogue.scaffold import DECISIVE, QUESTIONS, SCAFFOLD, STORIES, SUMMARIES
from generator.kind import Kind
from generator.loading.body import joined
from generator.loading.reading import FORMAT
from generator.scaffold.answers import Answers, keys_of
from generator.scaffold.sketches import sketch
from generator.scaffold.writing import Writer, commented, wrapped
from generator.schema.build import FILE as SCHEMA_FILE
from generator.study_file import StudyEntry

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>&|~$@#]")


def new_study(answers: Answers, kind: Kind[Any], file: str, schema: str = SCHEMA_FILE) -> str:
    """The text of a study that passes and can be run; `schema` is the path from its folder, `file` what to call it."""
    keys = keys_of(answers.actors)
    body = sketch(kind.name, answers.form, keys, answers.actors)
    scenarios = body.pop("scenarios")
    form = answers.form if kind.name == "creditor-debtor" and answers.form == "ordinal" else kind.name
    data: dict[str, Any] = {
        "format": FORMAT,
        "kind": kind.name,
        "title": answers.title,
        "question": answers.question or QUESTIONS[kind.name],
        "summary": _summary(form, keys, answers.actors),
        "period": dict(zip(("start", "end"), answers.period, strict=True)),
        "authors": list(answers.authors),
        "license": answers.license,
        "evidence": {"grade": "assumed", "note": SCAFFOLD["placeholder"]},
        "sources": {"first-source": {"citation": SCAFFOLD["citation"], "note": SCAFFOLD["citation-note"]}},
        "baseline": {"title": SCAFFOLD["baseline"], "says": SCAFFOLD["baseline-says"]},
        **body,
        "scenarios": scenarios,
        "story": [_section(form, scenarios[0]["id"], len(keys))],
        "limits": [SCAFFOLD["limits"]],
    }
    written = {key: value for key, value in data.items() if value}
    lines = [
        f"# yaml-language-server: $schema={schema}",
        *_head(answers, kind.name, file),
        "",
        *Writer().entry(joined(StudyEntry, kind.body), written),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _head(answers: Answers, kind: str, file: str) -> Iterator[str]:
    """What a reader of the file must know first: that it is a draft, and what to replace."""
    yield from commented(SCAFFOLD["head"].format(kind=kind))
    where = f"actors` and `{answers.form}" if kind == "creditor-debtor" else "actors"
    steps = (
        SCAFFOLD["first-sources"], SCAFFOLD["first-figures"].format(where=where), DECISIVE[kind],
        SCAFFOLD["first-words"],
    )  # fmt: skip
    for number, step in enumerate(steps, start=1):
        first, *more = wrapped(step, "#    ")
        yield f"# {number}. {first[5:]}"
        yield from more
    yield from commented(SCAFFOLD["last"].format(file=file))


def _summary(form: str, keys: list[str], names: tuple[str, ...]) -> str:
    a, b = (_MARKDOWN.sub(r"\\\g<0>", name) for name in names[:2])
    x, y = keys[:2]
    if form == "force-exchange" and len(keys) > 2:
        # Among more than two a margin is against somebody.
        x, y = f"{x}.{y}", f"{y}.{x}"
    return SUMMARIES[form].format(a=a, b=b, x=x, y=y)


def _section(form: str, scenario: str, actors: int) -> dict[str, Any]:
    text = STORIES["ordinal" if form == "ordinal" else "default"].format(id=scenario)
    # A study in levels has no chart.
    many = form == "force-exchange" and actors > 2
    charts = {} if form == "ordinal" else {"show": ["system" if many else "scenarios"]}
    return {"title": SCAFFOLD["story"], "text": text, **charts}
