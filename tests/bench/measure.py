"""Clocks, processes and rows: how a number is measured and how it is told."""

from __future__ import annotations

import os
import shlex
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One measured number with its goal."""

    group: str
    name: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False
    """The goal is a lower bound."""
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without one."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def __str__(self) -> str:
        goal = "" if self.goal is None else f"{'>=' if self.at_least else '<='} {self.goal:.4g}"
        verdict = {True: "met", False: "MISSED", None: ""}[self.met]
        return f"  {self.name:<62}{_shown(self.value):>10} {self.unit:<10} {goal:<10} {verdict:<7} {self.note}".rstrip()


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


@dataclass(frozen=True)
class Ran:
    """One finished command."""

    seconds: float
    peak_mb: float
    """Largest resident set of its main process, in MB; 0 where there is no /proc."""
    tree_mb: float = 0.0
    """Largest sum over it and all its descendants, sampled; shared pages are counted once where the kernel tells."""


def run(command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None, *, memory: bool = False) -> Ran:
    """Run a command to its end, without its output; `memory` watches it and all its descendants, which costs a little time."""
    peak = tree = 0.0
    stop = threading.Event()

    def watch(pid: int) -> None:
        # Not getrusage: a child's largest set there includes its parent's at the moment of the fork. The sum over
        # the tree makes the kernel walk every page, so it is taken seldom.
        nonlocal peak, tree
        turn = 0
        while not stop.wait(0.03):
            peak = max(peak, _kilobytes(f"/proc/{pid}/status", "VmHWM:") / 1024)
            if turn % 20 == 0:
                tree = max(
                    tree, sum(_kilobytes(f"/proc/{child}/smaps_rollup", "Pss:") for child in _descendants(pid)) / 1024
                )
            turn += 1

    with (cwd / "bench.log").open("wb") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=None if env is None else {**os.environ, **env},
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
        watcher = threading.Thread(target=watch, args=(process.pid,), daemon=True)
        if memory:
            watcher.start()
        try:
            process.wait()
        finally:
            seconds = time.perf_counter() - start
            stop.set()
            if process.poll() is None:
                process.terminate()
    if process.returncode != 0:
        raise RuntimeError(
            f"{shlex.join(command)} in {cwd} ended with {process.returncode}:\n{(cwd / 'bench.log').read_text(errors='replace')[-3000:]}"
        )
    return Ran(seconds, peak, tree)


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for at in found:
        for task in Path(f"/proc/{at}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def _kilobytes(file: str, field: str) -> int:
    try:
        for line in Path(file).read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1])
    except (OSError, IndexError):
        pass
    return 0


def interleaved(rounds: int, **actions: Callable[[], float]) -> dict[str, list[float]]:
    """Call every action once a round, in turn and in alternating order, so that a busy moment falls on all of them."""
    found: dict[str, list[float]] = {name: [] for name in actions}
    for i in range(rounds):
        for name in list(actions) if i % 2 == 0 else list(actions)[::-1]:
            found[name].append(actions[name]())
    return found


def ratio(times: Mapping[str, Sequence[float]], over: str, under: str) -> float:
    """The median of the ratios of each round: what drifts between rounds cancels."""
    return statistics.median(a / b for a, b in zip(times[over], times[under], strict=True))


def seconds(action: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start
