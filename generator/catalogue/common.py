"""Little words that several rooms need."""

from __future__ import annotations

AND = " and "

OR = ", or "

MORE_THAN_MEASURED = "beyond all measure"

ASSUMPTIONS = {
    "exact": "no range given",
    "ranged": "{value}, drawn from {range}",
    "beta": "beta, as sure as {concentration} counted cases",
}
