"""A quantity says what a number is: its symbol, unit, meaning, range and default.

A `Quantity` stands beside the field it describes, in an `Annotated` type. Validation, the
assumptions table, chart axes and the reference page all read it from there, so that a number is
described once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

Spread = Literal["share", "amount", "none"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a number means, declared once beside the field that holds it."""

    symbol: str
    """The letter of the specification, for tables and equations."""
    unit: str
    """The unit in words, e.g. "EMT per weapon"; "share" for a number between 0 and 1."""
    meaning: str
    """One line a reader who is no specialist understands."""
    low: float = -math.inf
    high: float = math.inf
    """The closed range a value must lie in."""
    default: float | None = None
    """Used when an author leaves the field out; None makes the field required or absent."""
    spread: Spread = "none"
    """The family an interval is read as: a share is a beta or triangular distribution, an amount a lognormal."""
    whole: bool = False
    """True for a count that must be a whole number in the file (draws of it stay real numbers)."""
    default_range: tuple[float, float] | None = None
    """Ends of the range over which the default is drawn; None for a default without doubt."""
    default_grade: str = "assumed"
    """How far the default is known, one of the grades of evidence."""
    default_note: str = "default of the model"
    """Where the default comes from or why it was chosen."""
    levels: tuple[str, ...] = ()
    """Words an author writes in place of a number, from the least; the n-th stands for n."""
    example: float | None = None
    """A value as an author might write it, where there is no default to show."""

    @property
    def is_share(self) -> bool:
        """Whether values between 0 and 1 are shown as per cent."""
        return self.unit == "share"

    @property
    def sign(self) -> str:
        """What follows the number in print: a per cent sign for shares and for per cent, otherwise nothing."""
        return " %" if self.unit in ("share", "%") else ""

    @property
    def spoken_unit(self) -> str:
        """The unit where it tells a reader something; empty for pure numbers and for levels."""
        return "" if self.unit in ("-", "level") else self.unit

    @property
    def bounds(self) -> Literal["between", "from", "to", "any"]:
        """How its range is said: it has both ends, the lower, the upper, or none."""
        if math.isfinite(self.low):
            return "between" if math.isfinite(self.high) else "from"
        return "to" if math.isfinite(self.high) else "any"

    @property
    def shown(self) -> float | None:
        """A value for an example: the declared one, else the default; None where there is neither."""
        return self.default if self.example is None else self.example

    def word(self, value: float) -> str:
        """The level that a value stands for; only for quantities that have levels."""
        return self.levels[round(value) - 1]


@cache
def quantities(declaration: Any) -> dict[str, Quantity]:
    """The quantities of a dataclass type by field name, in the order of declaration."""
    hints = get_type_hints(declaration, include_extras=True)
    found = {field.name: quantity_of(hints[field.name]) for field in fields(declaration)}
    return {name: quantity for name, quantity in found.items() if quantity is not None}


def quantity_of(hint: Any) -> Quantity | None:
    """The quantity that stands beside a type, if one does."""
    return next((extra for extra in _beside(hint) if isinstance(extra, Quantity)), None)


def range_ends(declaration: Any) -> Iterator[tuple[str, float]]:
    """Field name and value at the low and at the high end of the range of each quantity, in the order of declaration."""
    for name, quantity in quantities(declaration).items():
        yield name, quantity.low
        yield name, quantity.high


@dataclass(frozen=True, slots=True)
class Meaning:
    """One line about a key of a study file that holds something other than a number."""

    text: str
    example: str | float | None = None
    """What an author might write there."""


def meaning_of(hint: Any) -> Meaning | None:
    """The meaning that stands beside a type, if one does; of two the nearer to the field."""
    return next((extra for extra in reversed(_beside(hint)) if isinstance(extra, Meaning)), None)


def _beside(hint: Any) -> tuple[Any, ...]:
    return get_args(hint)[1:] if get_origin(hint) is Annotated else ()
