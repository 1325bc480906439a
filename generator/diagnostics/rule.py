"""A rule of the study format: what a code means, why it is a rule, a wrong and a right example, and the cure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MARK = "# <--"
"""Ends the line of a wrong example that is reported."""


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of a study that is reported, and the same piece mended."""

    wrong: str
    """YAML, indented as in a study. Lines that are reported end with `MARK`."""
    right: str
    kind: str = "force-exchange"
    """What kind of study it is a piece of."""
    without: tuple[str, ...] = ()
    """Keys of the top level that a study around the piece does not have."""
    whole: bool = False
    """True for a whole file rather than a piece of a study."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Its code is stable and is never given to another."""

    code: str
    """E1 reading, E2 shape, E3 meaning, E4 model and verification, E5 narrative, W warnings."""
    title: str
    """What is wrong, in a few words."""
    cause: str
    """When it is reported, and why it matters."""
    cure: str
    """What to do about it."""
    examples: tuple[Example, ...] = ()
    """Empty where a piece of YAML cannot show it."""
    beyond_schema: bool = True
    """Whether a JSON schema cannot know it, so that only the check and the build report it."""

    @property
    def severity(self) -> Literal["error", "warning"]:
        """An error keeps a study from being built, a warning does not."""
        return "warning" if self.code.startswith("W") else "error"

    @property
    def can_be_silenced(self) -> bool:
        """Whether `# ok CODE: reason` in the file silences it: warnings can be, but for those about silencing itself."""
        return self.severity == "warning" and not self.code.startswith("W39")
