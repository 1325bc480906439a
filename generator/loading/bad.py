"""Paths of what has the wrong shape: told once, and nothing further is said of what depends on it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from generator.diagnostics.problem import Path


class BadPaths(set[Path]):
    """A set of paths that also answers what lies above and below them, however many there are."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        super().__init__()
        self._above: set[Path] = set()
        self.update(paths)

    def add(self, path: Path) -> None:
        """Note a path."""
        super().add(path)
        self._above.update(path[:length] for length in range(len(path) + 1))

    def update(self, *others: Iterable[Path]) -> None:
        """Note many."""
        for paths in others:
            for path in paths:
                self.add(path)

    def __ior__(self, others: AbstractSet[Path]) -> BadPaths:  # type: ignore[override,misc]
        self.update(others)
        return self

    def inside(self, path: Path) -> bool:
        """Whether something bad stands at or below `path`."""
        return path in self._above

    def around(self, path: Path) -> bool:
        """Whether `path` lies at or below something bad."""
        return any(path[:length] in self for length in range(len(path) + 1))
