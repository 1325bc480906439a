"""What one study's report is made from, and where the engine's own sources are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
"""The folder of the package `generator`."""


@dataclass(frozen=True)
class Job:
    """Everything one study's report is made from."""

    file: str
    """Path relative to the project, with forward slashes."""
    raw: bytes
    templates: Path
    fonts: Path
    cache: Path | None
