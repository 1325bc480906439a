"""Numbers as readers see them: no digit that the doubt has not earned."""

from __future__ import annotations

import math

from generator.quantities import Quantity
from generator.uncertainty.estimates import Estimate, Share

MINUS, TO, INFINITE = "\N{MINUS SIGN}", " to ", "\N{INFINITY}"


def earned_decimals(value: float, width: float, error: float) -> int:
    """Decimal places (negative: tens, hundreds) of an estimate: enough to tell a dozen steps across its
    interval, but no digit finer than its Monte Carlo error, and never more than three that count."""
    most = plain_decimals(value)
    if not width > 0 or math.isinf(width):
        return most
    steps = math.ceil(-math.log10(width / 12))
    sure = math.floor(-math.log10(error)) if error > 0 else steps
    return max(-6, min(most, steps, sure))


def plain_decimals(value: float, digits: int = 3) -> int:
    """Decimal places that show `digits` significant digits of a number given without doubt."""
    return 0 if value == 0 or math.isinf(value) else max(0, min(6, digits - 1 - math.floor(math.log10(abs(value)))))


def number(value: float, decimals: int) -> str:
    """`1234.5` as `1,230` (decimals -1), `1,234` (0) or `1,234.5` (1), with a true minus sign."""
    if math.isinf(value):
        return INFINITE if value > 0 else MINUS + INFINITE
    rounded = round(value, decimals)
    text = f"{abs(rounded):,.{max(0, decimals)}f}"
    return (MINUS if rounded < 0 else "") + text


def percent(value: float, decimals: int = 0) -> str:
    """A share as per cent: `0.834` as `83 %`; never 0 % or 100 % for what is merely close to it."""
    shown = round(value * 100, decimals)
    step = 10.0**-decimals
    if value > 0 and shown <= 0:
        return f"< {number(step, decimals)} %"
    if value < 1 and shown >= 100:
        return f"> {number(100 - step, decimals)} %"
    return f"{number(value * 100, decimals)} %"


def given(value: float, quantity: Quantity) -> str:
    """What an author gave: its word for a level, else a number with at most four significant digits; per cent for a share."""
    if quantity.levels:
        return quantity.word(value)
    shown = value * 100 if quantity.is_share else value
    text = number(shown, plain_decimals(shown, 4))
    return (text.rstrip("0").rstrip(".") if "." in text else text) + quantity.sign


def estimate_parts(found: Estimate, quantity: Quantity) -> tuple[str, str, str]:
    """Median, low and high of an estimate, rounded alike."""
    scale = 100.0 if quantity.is_share else 1.0
    largest = max(abs(found.low), abs(found.median), abs(found.high)) * scale
    decimals = earned_decimals(largest, (found.high - found.low) * scale, found.error * scale)
    low, median, high = (number(part * scale, decimals) for part in (found.low, found.median, found.high))
    return median, low, high


def estimate(found: Estimate, quantity: Quantity, style: str = "estimate") -> str:
    """An estimate in words: `estimate` 1.27, `interval` 0.84 to 1.75, `full` both, `point` the central value."""
    unit = quantity.sign
    median, low, high = estimate_parts(found, quantity)
    if style == "point":
        scale = 100.0 if quantity.is_share else 1.0
        return number(found.point * scale, max(0, plain_decimals(found.point * scale))) + unit
    if style == "interval":
        return f"{low}{TO}{high}{unit}" if low != high else f"{median}{unit}"
    if style == "full" and low != high:
        return f"{median}{unit} ({low}{TO}{high}{unit})"
    return median + unit


def share(found: Share) -> str:
    """A share of draws as per cent."""
    return percent(found.value)


def share_with_error(found: Share) -> str:
    """A share of draws with twice its Monte Carlo error: `83 % ± 0.8`."""
    text = percent(found.value)
    # What is said to lie beyond a bound needs no error.
    if found.error == 0 or text[0] in "<>":
        return text
    error = 200 * found.error
    return f"{text} ± {number(error, 1 if error < 9.95 else 0)}"


def variance_share(value: float, error: float) -> str:
    """A share of variance as per cent with twice its standard error, at least one: `41 % ± 3`."""
    return f"{number(max(0.0, value) * 100, 0)} % ± {number(max(1.0, 200 * error), 0)}"


def sentence_case(text: str) -> str:
    """The text as the start of a sentence."""
    return text[:1].upper() + text[1:]
