"""`make bench`: what the site, the model and the charts cost, held against their goals.

The machine's absolute speed means little: pairs are measured in turn (interleaved), at least five rounds
where a round is short, and ratios are medians over rounds. Goals are those of the project's performance
page. Prints a table and writes bench.json. With --full also 500 studies, which takes an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import clearing
import engine
import system
from measure import Row, interleaved, ratio, run
from scratch import ROOT, STUDIES, Project

from generator.pipeline.folder import studies_in

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE / "synthetic.yml"


def main() -> None:
    """Measure everything, or the groups that are named."""
    groups = {
        "commands": commands,
        "draws": draws,
        "system": many,
        "clearing": debts,
        "charts": charts,
        "site": site,
        "growth": growth,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", help=f"only these: {', '.join(groups)}")
    parser.add_argument("--full", action="store_true", help="grow to 500 studies")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each pair (default 5)")
    options = parser.parse_args()
    if unknown := set(options.groups) - set(groups):
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    start, rows = time.perf_counter(), []
    with tempfile.TemporaryDirectory(prefix="bench ") as folder:
        for name in options.groups or groups:
            print(f"\n{name}", flush=True)
            for row in groups[name](Path(folder) / name, options):
                rows.append(row)
                print(row, flush=True)
    missed = [row.name for row in rows if row.met is False]
    print(
        f"\n{sum(row.met is True for row in rows)} goals met, {len(missed)} missed, in {time.perf_counter() - start:.0f} s; written to bench.json"
    )
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.platform()}
    found = {"machine": machine, "rounds": options.rounds, "rows": [{**asdict(row), "met": row.met} for row in rows]}
    (ROOT / "bench.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def commands(folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    """The command line's answers."""
    folder.mkdir()
    study = _one_study()
    times = interleaved(
        max(7, options.rounds),
        bare=lambda: run([sys.executable, "-c", "pass"], folder).seconds,
        help=lambda: run([*STUDIES, "--help"], folder).seconds,
        check=lambda: run([*STUDIES, "check", str(study)], folder).seconds,
    )
    yield Row("commands", "python -c pass", statistics.median(times["bare"]), "s")
    yield Row("commands", "studies --help", statistics.median(times["help"]), "s", 0.1)
    yield Row("commands", f"studies check {study.name}", statistics.median(times["check"]), "s", 0.2)


def draws(folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    """The model's speed."""
    yield from engine.draws(engine.read(_one_study()), 100_000, options.rounds)


def many(folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    """More than two actors, many states, many draws."""
    yield from system.system(min(options.rounds, 3))
    yield from system.memory()


def debts(folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    """Networks of debts, with one BLAS thread."""
    yield from clearing.clearing(folder, options.rounds)


def charts(folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    """The charts' speed."""
    yield from engine.charts(engine.read(_one_study()), min(options.rounds, 3))


def site(folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    """The project's own site: time, memory and weight against bare MkDocs Material on the same pages."""
    project = Project.with_real_studies(folder, EXAMPLE)
    cold_rounds = min(options.rounds, 3)
    specs = folder / "specs.json"
    drawn = [item for path in studies_in(folder / "studies") for item in engine.drawings(engine.read(path))]
    specs.write_text(
        json.dumps([(item.id, spec) for item in drawn for spec in (item.wide, item.narrow)]), encoding="utf-8"
    )

    def cold() -> float:
        project.empty_cache()
        return project.build().seconds

    project.build()
    project.build_bare()
    if not project.same_as_bare():
        raise RuntimeError("the exported pages differ from the built ones; the comparison means nothing")
    cached = interleaved(
        options.rounds, ours=lambda: project.build().seconds, bare=lambda: project.build_bare().seconds
    )
    colds = interleaved(
        cold_rounds,
        ours=cold,
        bare=lambda: project.build_bare().seconds,
        pictures=lambda: float(
            subprocess.run(
                [sys.executable, str(HERE / "engine.py"), str(specs)], check=True, capture_output=True, text=True
            ).stdout
        ),
    )
    count = len(project.study_pages())
    pages = f"{count} studies, {2 * len(drawn)} pictures"
    yield Row(
        "site",
        "bare MkDocs Material on the exported pages",
        statistics.median(cached["bare"]),
        "s",
        note=f"{pages}, {options.rounds} rounds",
    )
    yield Row("site", "whole site, cached", statistics.median(cached["ours"]), "s")
    yield Row("site", "whole site, cached / bare", ratio(cached, "ours", "bare"), "x", 1.15)
    yield Row(
        "site",
        "whole site, cold: no results, pictures or bundle",
        statistics.median(colds["ours"]),
        "s",
        note=f"{cold_rounds} rounds",
    )
    yield Row(
        "site", "the same pictures and the bundle in a pool of all cores", statistics.median(colds["pictures"]), "s"
    )
    allowed = [1.2 * bare + pictures for bare, pictures in zip(colds["bare"], colds["pictures"], strict=True)]
    yield Row(
        "site",
        "cold / (1.2 x bare + pictures)",
        statistics.median(a / b for a, b in zip(colds["ours"], allowed, strict=True)),
        "x",
        1.0,
    )

    memory = interleaved(
        min(options.rounds, 3),
        ours=lambda: project.build(memory=True).peak_mb,
        bare=lambda: project.build_bare(memory=True).peak_mb,
    )
    yield Row("site", "peak memory, bare", statistics.median(memory["bare"]), "MB")
    yield Row("site", "peak memory, cached", statistics.median(memory["ours"]), "MB")
    yield Row(
        "site", "peak memory, cached / bare", ratio(memory, "ours", "bare"), "x", note="the goal is for many studies"
    )
    project.empty_cache()
    whole = project.build(memory=True).tree_mb
    yield Row(
        "site",
        "peak memory, cold, with all its workers (sampled once)",
        whole,
        "MB",
        note=f"{whole / statistics.median(memory['bare']):.1f} x bare",
    )

    plain, packed = project.page_bytes()
    yield Row(
        "site",
        "a study page, gzipped, without the Vega bundle",
        packed / 1000,
        "KB",
        60,
        note=f"{plain / 1000:.0f} KB plain, median of {count}",
    )
    yield Row("site", "styles and scripts around it, gzipped, kept by the browser", project.around_bytes() / 1000, "KB")


def growth(folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    """From 10 to 100 (to 500) synthetic studies: time and bytes a page stay constant."""
    folder.mkdir()
    sizes = (10, 100, 500) if options.full else (10, 100)
    cold: dict[int, float] = {}
    weight: dict[int, float] = {}
    for count in sizes:
        project = Project.with_copies(folder / str(count), count, EXAMPLE)
        first = project.build(memory=True)
        rounds = options.rounds if count == 10 else 3 if count == 100 else 1
        project.build_bare()
        bare_mb, ours_mb = project.build_bare(memory=True).peak_mb, project.build(memory=True).peak_mb
        times = interleaved(
            rounds, ours=lambda p=project: p.build().seconds, bare=lambda p=project: p.build_bare().seconds
        )
        cold[count], weight[count] = first.seconds, project.page_bytes()[0]
        yield Row("growth", f"{count} studies: bare", statistics.median(times["bare"]), "s", note=f"{rounds} rounds")
        yield Row("growth", f"{count} studies: cached", statistics.median(times["ours"]), "s")
        yield Row("growth", f"{count} studies: cached / bare", ratio(times, "ours", "bare"), "x", 1.15)
        yield Row(
            "growth",
            f"{count} studies: cold",
            cold[count],
            "s",
            note=f"once; {1000 * cold[count] / count:,.0f} ms a study",
        )
        yield Row(
            "growth",
            f"{count} studies: peak memory, cached / bare",
            ours_mb / bare_mb,
            "x",
            2.0 if count >= 100 else None,
            note=f"{ours_mb:.0f} and {bare_mb:.0f} MB",
        )
        yield Row("growth", f"{count} studies: peak memory, cold, with all its workers", first.tree_mb, "MB")
        yield Row("growth", f"{count} studies: HTML of a study page", weight[count] / 1000, "KB")
        if count != 10:
            before = sizes[sizes.index(count) - 1]
            yield Row("growth", f"HTML of a page, {count} against 10", weight[count] / weight[10], "x", 1.05)
            yield Row(
                "growth",
                f"cold time, {count} against {before}",
                cold[count] / cold[before],
                "x",
                4.8 if count == 500 else None,
                note=f"{count / before:g} times the studies",
            )


def _one_study() -> Path:
    """The real study with the most lines; a synthetic one where there is none yet."""
    real = sorted(studies_in(ROOT / "studies"), key=lambda path: path.stat().st_size)
    return real[-1] if real else EXAMPLE


if __name__ == "__main__":
    main()
