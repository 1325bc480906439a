"""What a page with charts is made from, and where the engine's own sources are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from generator.citing.imprint import NOWHERE, Imprint
from generator.loading.beside import Beside

PACKAGE = Path(__file__).resolve().parent.parent
"""The folder of the package `generator`."""


@dataclass(frozen=True)
class Around:
    """Where a page finds what all pages share."""

    templates: Path
    templates_shown: str
    """What problems call the folder of templates."""
    fonts: Path
    cache: Path | None
    imprint: Imprint = NOWHERE


@dataclass(frozen=True)
class Job:
    """Everything one study's report is made from."""

    file: str
    """Path relative to the project, with forward slashes."""
    raw: bytes
    beside: Beside
    around: Around
    kind: ClassVar[str] = "reports"
    """Where the cache keeps what comes of it."""

    @property
    def parts(self) -> tuple[str | bytes, ...]:
        """What makes it differ from other jobs of the same engine, as long as nothing is wrong with it."""
        imprint = self.around.imprint
        return self.file, self.raw, imprint.name, imprint.url, *self.beside.parts(self.raw)

    @property
    def choices(self) -> str:
        """What else may stand in its problems: which sources there are to choose from, and where."""
        return repr(self.beside.bibliography)


@dataclass(frozen=True)
class ContextJob:
    """Everything the page of all panels is made from, beside the engine."""

    around: Around
    file: ClassVar[str] = "context"
    kind: ClassVar[str] = "context"
    parts: ClassVar[tuple[str | bytes, ...]] = ()
    choices: ClassVar[str] = ""
