"""What any study must mean beyond its shape, whatever its kind: names that exist, sources that are used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.diagnostics.nearest import did_you_mean
from generator.diagnostics.problem import Path, Remark
from generator.dynamics import meaning as dynamics
from generator.dynamics.promised import promised as promised_of_dynamics
from generator.kind import Kind
from generator.loading.bibliography import remarks_on_source
from generator.loading.dates import is_day
from generator.loading.draft import Draft
from generator.loading.numbers import unknown_source
from generator.loading.references import check_references
from generator.loading.sources import Sources
from generator.loading.typed import check_typed_numbers
from generator.promised import charts_named
from generator.study import ADDRESS, BASELINE, Study

DRAWS = (200, 10_000_000)
DRAWN_FROM = {"comparison": "comparisons", "scenarios": "scenarios", "timeline": "states", "series-": "series"}
"""How names of charts begin, and the key that such charts are drawn from."""
FIGURES = 200_000
"""Most figures of all cases together; the studies of this project have at most a few thousand."""
SEEDS = (0, 2**63 - 1)
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/")
"""What stands behind such an address is the same on every day."""
UNNAMED = frozenset({"E321", "E332", "E333", "E340", "E351", "E352", "E353", "E360", "E361", "E362", "E363"})
"""After these nobody can say which measures a study has, so nothing is said of those that its prose names."""


def check_source_keys(draft: Draft, path: Path, data: Any) -> None:
    """Check every `source:` at and below `path`, used or not, and note which sources are named."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "source" and isinstance(value, str):
                if not draft.sources.exists(value):
                    draft.note(unknown_source((*path, key), value, draft.sources))
            else:
                check_source_keys(draft, (*path, key), value)
    elif isinstance(data, list):
        for i, value in enumerate(data):
            check_source_keys(draft, (*path, i), value)


def remarks_on_size(study: Study) -> list[Remark]:
    """Whether a study has more cases than anybody could check or run: nothing else is looked at then."""
    over_time = sum(scenario.over_time for scenario in study.scenarios)
    cases = 1 + len(study.scenarios) + len(study.states) * (1 + over_time)
    if cases * len(study.inputs) <= FIGURES:
        return []
    what = f"{cases:,} cases of {len(study.inputs):,} figures each, {cases * len(study.inputs):,} in all"
    key = "states" if len(study.states) * (1 + over_time) > len(study.scenarios) else "scenarios"
    where = (key,) if study.states or study.scenarios else ("actors",)
    return [Remark(where, "E348", what, f"at most {FIGURES:,}: leave out cases, or make two studies", at_key=True)]


def remarks_on_study(draft: Draft, study: Study, kind: Kind[Any]) -> Iterator[Remark]:
    """What is wrong with a study whose shape is right."""
    yield from _settings(study)
    yield from _history(study)
    yield from _namesakes(study.layout, ())
    of_kind = list(kind.check(study))
    yield from of_kind
    yield from dynamics.check(study)
    if not of_kind:
        charts = (*kind.promised(study), *promised_of_dynamics(study))
        yield from _charts(study, charts)
        yield from _files(draft, charts)
    unnamed = any(remark.code in UNNAMED for remark in of_kind)
    measures = None if unnamed else kind.measures(study)
    yield from _comparisons(study, measures)
    names = None if measures is None else dict.fromkeys((*measures, *kind.spoken(study)))
    lacking = {} if names is None else kind.lacking(study)
    check_references(draft.document, study, draft.sources, names, lacking, dynamics.measures(study))
    check_typed_numbers(draft.document)
    yield from _sources(draft.sources)


def _charts(study: Study, known: Collection[str]) -> Iterator[Remark]:
    """A remark on every name under `show:` that stands for no chart of the study."""
    for i, section in enumerate(study.story):
        for j, name in enumerate(section.show):
            if not charts_named(name, known):
                need = next((key for start, key in DRAWN_FROM.items() if name.startswith(start)), None)
                if need and not getattr(study, need):
                    hint = f"it is drawn from `{need}:`, and the study has none"
                else:
                    hint = did_you_mean(name, known, "charts of this study", cutoff=0.5)
                yield Remark(("story", i, "show", j), "E502", f"there is no chart '{name}'", hint)


def _files(draft: Draft, charts: Collection[str]) -> Iterator[Remark]:
    """A remark on every data file whose name the report gives to the data of a chart; panels' charts begin with `context-`."""
    for key, entry in draft.mapping("series").items():
        name = str(entry.get("file") or "")
        stem = name.removesuffix(".csv")
        if stem != name and (stem in charts or re.fullmatch(r"context-[^/]*", stem)):
            what = f"'{name}' is what the report calls the data of a chart of its own"
            yield Remark(("series", key, "file"), "E377", what, "give the file another name, or put it into a folder")


def _settings(study: Study) -> Iterator[Remark]:
    if not re.fullmatch(ADDRESS, study.slug):
        what = f"the file name '{study.slug}' cannot be an address"
        yield Remark((), "E317", what, "use lower-case letters, digits and -")
    if study.period[0] > study.period[1]:
        what = f"the period ends in {study.period[1]}, before it starts in {study.period[0]}"
        yield Remark(("period", "end"), "E308", what, "give the earlier year first")
    if not DRAWS[0] <= study.draws <= DRAWS[1]:
        yield Remark(("draws",), "E318", f"found {study.draws:,}", f"must be between {DRAWS[0]:,} and {DRAWS[1]:,}")
    if not SEEDS[0] <= study.seed <= SEEDS[1]:
        yield Remark(("seed",), "E318", f"found {study.seed}", "must be a whole number from 0 to 2^63 - 1")


def _history(study: Study) -> Iterator[Remark]:
    """A remark on every entry of the history without a day, or before the entry above it."""
    for i, entry in enumerate(study.history):
        where = ("history", i, "date")
        if not is_day(entry.date):
            yield Remark(where, "E383", f"'{entry.date}' is no day", "write year, month and day, as '2026-11-22'")
        elif i and is_day(study.history[i - 1].date) and entry.date < study.history[i - 1].date:
            what = f"{entry.date} comes before {study.history[i - 1].date}, which stands above it"
            yield Remark(where, "E384", what, "put the newest last")


def _comparisons(study: Study, measures: Collection[str] | None) -> Iterator[Remark]:
    for i, comparison in enumerate(study.comparisons):
        if measures is not None and comparison.measure not in measures:
            hint = did_you_mean(comparison.measure, measures, "known measures", cutoff=0.5)
            yield Remark(("comparisons", i, "measure"), "E319", f"there is no measure '{comparison.measure}'", hint)
        known = [BASELINE, *(scenario.id for scenario in study.scenarios)]
        if comparison.scenario not in known:
            hint = did_you_mean(comparison.scenario, known, "known scenarios")
            yield Remark(("comparisons", i, "scenario"), "E319", f"there is no scenario '{comparison.scenario}'", hint)


def _namesakes(part: Any, path: Path) -> Iterator[Remark]:
    """A remark on every name that stands for two things side by side: charts and sentences could not tell them apart."""
    if not isinstance(part, Mapping):
        return
    called: dict[str, str] = {}
    for key, entry in part.items():
        name = entry.get("name") if isinstance(entry, Mapping) and "family" not in entry else None
        if isinstance(name, str) and called.setdefault(" ".join(name.split()), key) != key:
            what = f"'{name}' is the name of '{called[' '.join(name.split())]}' too"
            yield Remark((*path, key, "name"), "E349", what, "give each a name of its own")
        yield from _namesakes(entry, (*path, key))


def _sources(sources: Sources) -> Iterator[Remark]:
    for key, entry in sources.own.items():
        url = entry.get("url")
        wrong = list(remarks_on_source(entry, ("sources", key)))
        yield from wrong
        if not wrong and url is not None and not entry.get("accessed") and not _DOI.match(url):
            what = "the web page has no day on which it was read, and it may change"
            yield Remark(("sources", key, "url"), "W304", what, "add `accessed:`", severity="warning")
        if key not in sources.used:
            what = f"the source '{key}' is never used"
            yield Remark(("sources", key), "W301", what, "cite it, or remove it", at_key=True, severity="warning")
