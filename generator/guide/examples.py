"""The example studies that come with the kinds: read once, with the measures that prose may name in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from generator.catalogue.guide import EXAMPLES, PLACEHOLDERS, SPOKEN
from generator.dynamics import meaning as dynamics
from generator.loading.reading import read_study
from generator.quantities import Quantity
from generator.registry import KINDS
from generator.report.reference import Example, Measure
from generator.study import Study

DYNAMICS = "dynamics"


@cache
def text_of(kind: str, name: str) -> str:
    """An example study as it stands in its file; `kind` is a kind of study, or `dynamics`."""
    package = f"generator.{DYNAMICS}" if kind == DYNAMICS else KINDS[kind].package
    return (files(package) / "examples" / f"{name}.yml").read_text(encoding="utf-8")


@cache
def study_of(kind: str, name: str) -> Study:
    """The same as a study. Raises `ValueError` if it has problems, which the tests rule out."""
    file = f"{name}.yml"
    reading = read_study(file, text_of(kind, name).encode(), KINDS)
    if reading.study is None or reading.problems:
        raise ValueError(f"the example {file} has problems: {'; '.join(map(str, reading.problems))}")
    return reading.study


def examples(kind: str) -> tuple[Example, ...]:
    """The examples of a kind, each with the measures that those before it do not have."""
    found: list[Example] = []
    known: set[str] = set()
    for name, shows in EXAMPLES[kind].items():
        study = study_of(kind, name)
        measures = _measures(kind, study)
        new = list(_in_general(measures, study, known))
        known |= {measure.name for measure in new}
        spoken = () if kind == DYNAMICS else tuple(_spoken(KINDS[kind].spoken(study), study, known))
        known |= {measure.name for measure in spoken}
        found.append(Example(name, shows, study.title, text_of(kind, name), tuple(new), spoken))
    return tuple(found)


def _measures(kind: str, study: Study) -> Mapping[str, Quantity]:
    return dynamics.measures(study) if kind == DYNAMICS else KINDS[kind].measures(study)


def _in_general(measures: Mapping[str, Quantity], study: Study, known: set[str]) -> Iterable[Measure]:
    """Each measure once, with what stands for the names that an author chooses."""
    told: dict[str, Measure] = {}
    for name, quantity in measures.items():
        general = generalised(name, study)
        if general not in known and general not in told:
            unit = "" if quantity.unit == "-" else quantity.unit
            told[general] = Measure(general, name, unit, quantity.meaning)
    return told.values()


def _spoken(names: Iterable[str], study: Study, known: set[str]) -> Iterable[Measure]:
    told: dict[str, Measure] = {}
    for name in names:
        general = generalised(name, study)
        if general not in known:
            told.setdefault(general, Measure(general, name, "", SPOKEN[name.rpartition(".")[2]]))
    return told.values()


def generalised(name: str, study: Study) -> str:
    """`usa.margin` as `<actor>.margin`: every step that an author chose replaced by what it stands for."""
    chosen = _chosen(study)
    return ".".join("-".join(chosen.get(part, part) for part in _parts(step, chosen)) for step in name.split("."))


def _parts(step: str, chosen: Mapping[str, str]) -> list[str]:
    """A step whole, or the names that a hyphen joins in it."""
    parts = step.split("-")
    return parts if step not in chosen and all(part in chosen for part in parts) else [step]


def _chosen(study: Study) -> dict[str, str]:
    """Name an author chose -> what stands for it."""
    found: dict[str, str] = {}
    _collect(study.layout, found)
    for item in study.series:
        found |= {line: f"<{PLACEHOLDERS['sides']}>" for line in item.lines if line not in found}
        for points in item.lines.values():
            found |= {f"{year:g}": "<year>" for year in points}
    return found


def _collect(layout: Any, found: dict[str, str]) -> None:
    for key, value in layout.items() if isinstance(layout, Mapping) else ():
        if key in PLACEHOLDERS and isinstance(value, Mapping):
            found |= {name: f"<{PLACEHOLDERS[key]}>" for name in value if name not in found}
        for inner in value.values() if isinstance(value, Mapping) else ():
            _collect(inner, found)
        _collect(value, found)
