"""The pages of the author's guide that are made from the code: the reference, the kinds with their examples, the verdicts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator import words
from generator.deterrence.verdicts import STANDARD
from generator.report.narrative import Templates
from generator.report.pages import Page
from generator.study import GRADE_MEANINGS

FOLDER = "write"


@dataclass(frozen=True)
class Quote:
    """A key with its value as it stands in a study, or as its declaration shows it."""

    text: str
    title: str = ""
    """Title of the study it stands in; empty for a declared example."""
    slug: str = ""
    """Name of the study's page; empty for an example of the guide, which has none."""


@dataclass(frozen=True)
class Field:
    """One key of a study file."""

    name: str
    meaning: str
    facts: tuple[tuple[str, str], ...]
    """What it takes, symbol, unit, range, and what holds where it is left out: heading and text."""
    choices: tuple[tuple[str, str], ...] = ()
    """The words it takes, where only some are allowed, each with its meaning or nothing."""
    leads: tuple[tuple[str, str], ...] = ()
    """Where the keys below it are explained: address and words."""
    example: Quote | None = None


@dataclass(frozen=True)
class Entry:
    """The keys that may stand at one place of a study file."""

    steps: tuple[str, ...]
    """The keys that lead there; empty for the file itself."""
    family: str
    """Which of several it is, where `family:` tells; otherwise empty."""
    path: str
    """The same with what stands for names that an author chooses, e.g. `actors.<actor>.legs.<leg>`."""
    says: str
    fields: tuple[Field, ...]

    @property
    def anchor(self) -> str:
        """The fragment that the heading has on its page."""
        return anchor(self.steps, self.family)


@dataclass(frozen=True)
class Measure:
    """A number that prose may name."""

    name: str
    """With what stands for names that an author chooses."""
    example: str
    """As it is named in an example study."""
    unit: str
    meaning: str


@dataclass(frozen=True)
class Example:
    """A small complete study that the guide shows."""

    name: str
    shows: str
    title: str
    text: str
    measures: tuple[Measure, ...]
    """What it adds to those of the examples before it."""
    spoken: tuple[Measure, ...]


@dataclass(frozen=True)
class Reference:
    """All that an author may write in a study of one kind, or in any study."""

    name: str
    """Name of the kind; of the other pages the last step of their address."""
    title: str
    asks: str
    entries: tuple[Entry, ...]
    examples: tuple[Example, ...] = ()
    charts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Name under `show:` and titles."""
    number: Entry | None = None
    """The table that may stand in place of any number; on the page of what is common."""


def guide_page(templates: Templates, template: str, uri: str, **context: object) -> Page:
    """One page of the guide, whose address ends in `uri`."""
    content = templates.render(template, symbol=symbol, code=code, title_of=title_of, **context)
    return Page(f"{FOLDER}/{uri}/index.md", content, f"site_templates/reports/{template}")


def guide_pages(
    templates: Templates,
    common: Reference,
    dynamics: Reference,
    kinds: Sequence[Reference],
    make: Callable[..., Page] = guide_page,
) -> list[Page]:
    """The reference, a page for each kind with its examples, and how verdicts come about, each made by `make`."""
    known = {"grades": GRADE_MEANINGS, "distributions": words.DISTRIBUTIONS, "styles": words.STYLES, "kinds": kinds}
    pages = [make(templates, "reference.md.j2", "reference", reference=common, common=True, **known)]
    for reference in (*kinds, dynamics):
        uri = f"reference/{reference.name}"
        pages.append(make(templates, "reference.md.j2", uri, reference=reference, common=False, **known))
    for reference in kinds:
        shown = {example.name: example for example in reference.examples}
        pages.append(
            make(
                templates,
                f"{reference.name}/guide.md.j2",
                f"kinds/{reference.name}",
                reference=reference,
                examples=shown,
            )
        )
    pages.append(make(templates, "dynamics.md.j2", "dynamics", examples={one.name: one for one in dynamics.examples}))
    return [*pages, make(templates, "verdicts.md.j2", "verdicts", cutoffs=STANDARD)]


def anchor(steps: tuple[str, ...], family: str = "") -> str:
    """The fragment Markdown gives to the heading of an entry."""
    return "-".join([*steps, *([family] if family else [])]) if steps else "keys"


def title_of(pattern: str) -> str:
    """A chart's title with an ellipsis for each name that the study puts in."""
    return re.sub(r"\{[^}]*\}", "…", pattern)


_GREEK = {
    "alpha": "α", "beta": "β", "tau": "τ", "rho": "ρ", "kappa": "κ", "omega": "ω", "theta": "θ", "psi": "ψ",
    "lam": "λ", "PI": "Π", "Cbar": "C̄", "Chat": "Ĉ",
}  # fmt: skip


def symbol(text: str) -> Markup:
    """A symbol of the specification as HTML: `tau` as the Greek letter, `p_i` with its index below."""
    parts = []
    for part in text.split(", "):
        letter, _, index = part.partition("_")
        shown = Markup("<var>{}</var>").format(_GREEK.get(letter, letter))
        parts.append(shown + Markup("<sub>{}</sub>").format(index) if index else shown)
    return Markup(", ").join(parts)


def code(text: str) -> Markup:
    """Text in which what stands between backticks is code; long words may break after a dot or a slash."""
    parts = re.split(r"`([^`]*)`", text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if i % 2 else escape(part) for i, part in enumerate(parts)
    )
