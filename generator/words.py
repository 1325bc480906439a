"""The catalogue: every word and sentence pattern that code, rather than a template or a study, puts on a page.

A page in another language needs one more catalogue and nothing else. The words stand in `catalogue/`, a
module for each room of the house; whoever uses them need not know which.
"""

from __future__ import annotations

from generator.catalogue.charts import CHART, FIRST_ROWS, POINTS, TAKEN
from generator.catalogue.citing import CITING
from generator.catalogue.clearing import CLEARING
from generator.catalogue.common import AND, ASSUMPTIONS, MORE_THAN_MEASURED, OR
from generator.catalogue.context import CONTEXT, PANELS
from generator.catalogue.dynamics import DYNAMICS, DYNAMICS_FIELDS
from generator.catalogue.editor import DISTRIBUTIONS
from generator.catalogue.forces import (
    AGAINST,
    BREAK_EVEN,
    CRISIS,
    FIELDS,
    FIRST,
    GAME,
    HEADLINE,
    HEADLINE_NOTE,
    HURDLE_NOUNS,
    HURDLES,
    MORE_THAN_SURE,
    UNREACHABLE,
    WEAKEST,
)
from generator.catalogue.guide import KIND_TITLES, STYLES
from generator.catalogue.money import (
    MONEY,
    MONEY_CHANNELS,
    MONEY_FIELDS,
    MONEY_MODIFIERS,
    MONEY_PARTS,
    MONEY_SENTENCES,
    MONEY_STRIKES,
    MONEY_VULNERABLE,
)
from generator.catalogue.power import POWER
from generator.catalogue.social import SOCIAL
from generator.catalogue.studies import COMPARE, COMPARE_SAID, ERAS, FILTERS, PAGER
from generator.catalogue.terminal import TERMINAL
from generator.catalogue.verdicts import (
    CLASSES,
    LIKELIHOOD,
    MODIFIERS,
    ONE_SIDED_STRONGER,
    ONE_SIDED_WEAKER,
    SHORT,
    SUBTYPES,
    SURE,
    SURE_OTHER,
    VERDICT_GROUPS,
    VERDICTS,
    likelihood,
    verdict_name,
)
from generator.catalogue.what_if import WHAT_IF

__all__ = [
    "AGAINST",
    "AND",
    "ASSUMPTIONS",
    "BREAK_EVEN",
    "CHART",
    "CITING",
    "CLASSES",
    "CLEARING",
    "COMPARE",
    "COMPARE_SAID",
    "CONTEXT",
    "CRISIS",
    "DISTRIBUTIONS",
    "DYNAMICS",
    "DYNAMICS_FIELDS",
    "ERAS",
    "FIELDS",
    "FILTERS",
    "FIRST",
    "FIRST_ROWS",
    "GAME",
    "HEADLINE",
    "HEADLINE_NOTE",
    "HURDLES",
    "HURDLE_NOUNS",
    "KIND_TITLES",
    "LIKELIHOOD",
    "MODIFIERS",
    "MONEY",
    "MONEY_CHANNELS",
    "MONEY_FIELDS",
    "MONEY_MODIFIERS",
    "MONEY_PARTS",
    "MONEY_SENTENCES",
    "MONEY_STRIKES",
    "MONEY_VULNERABLE",
    "MORE_THAN_MEASURED",
    "MORE_THAN_SURE",
    "ONE_SIDED_STRONGER",
    "ONE_SIDED_WEAKER",
    "OR",
    "PAGER",
    "PANELS",
    "POINTS",
    "POWER",
    "SHORT",
    "SOCIAL",
    "STYLES",
    "SUBTYPES",
    "SURE",
    "SURE_OTHER",
    "TAKEN",
    "TERMINAL",
    "UNREACHABLE",
    "VERDICTS",
    "VERDICT_GROUPS",
    "WEAKEST",
    "WHAT_IF",
    "likelihood",
    "verdict_name",
]
