"""What an author writes for a value curve, and the curve it stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from generator.deterrence.damage import INDUSTRY, POPULATION, Curve, Exponential, Tabulated, Weibull
from generator.quantities import Meaning, quantities
from generator.study_file import EvidenceEntry
from generator.uncertainty.sampling import Values


@dataclass(frozen=True, kw_only=True)
class WeibullEntry:
    """A saturating curve: d_inf * (1 - exp(-(W / scale) ^ shape)), capped."""

    numbers_of: ClassVar = Weibull
    family: Annotated[Literal["weibull"], Meaning("which curve it is")]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class ExponentialEntry:
    """A curve given by the weight that destroys four fifths of value."""

    numbers_of: ClassVar = Exponential
    family: Annotated[Literal["exponential"], Meaning("which curve it is")]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class PublishedEntry:
    """A curve shipped with the project: the fit to the published assured-destruction table."""

    family: Annotated[Literal["published"], Meaning("which curve it is")]
    name: Annotated[Literal["population", "industry"], Meaning("what is destroyed: people or industry")]


@dataclass(frozen=True, kw_only=True)
class TableEntry:
    """Damage read from a table: shares of value against delivered weights, joined monotonically."""

    family: Annotated[Literal["table"], Meaning("which curve it is")]
    weights: Annotated[tuple[float, ...], Meaning("delivered weights in EMT, rising")]
    shares: Annotated[tuple[float, ...], Meaning("shares of value destroyed, not falling")]
    evidence: EvidenceEntry


CurveEntry = WeibullEntry | ExponentialEntry | PublishedEntry | TableEntry

PUBLISHED: dict[str, Curve] = {"population": POPULATION, "industry": INDUSTRY}


def curve(path: str, entry: Mapping[str, Any], values: Values) -> Curve:
    """The value curve that stands at `path`."""
    family = entry["family"]
    if family == "published":
        return PUBLISHED[entry["name"]]
    if family == "table":
        return Tabulated(tuple(entry["weights"]), tuple(entry["shares"]))
    shape: Callable[..., Curve] = {"weibull": Weibull, "exponential": Exponential}[family]
    declaration = Weibull if family == "weibull" else Exponential
    return shape(**numbers_at(declaration, path, values))


def numbers_at(declaration: Any, path: str, values: Values) -> dict[str, Any]:
    """The quantities of a declaration by field, from the inputs below `path`; None where there is no such input."""
    return {name: values.get(f"{path}.{name}") for name in quantities(declaration)}
