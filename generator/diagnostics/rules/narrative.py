"""E5: prose or a template names what does not exist."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

_STORY = "story:\n  - title: What follows\n    text: "

RULES = (
    Rule(
        "E501",
        "a reference that leads nowhere",
        "Prose names a case, a measure, an input or a source that this study does not have.",
        "Correct the name as the message suggests.",
        (
            Example(
                _STORY + '"North keeps {{ baseline.north.margn }} times what it needs."  # <--',
                _STORY + '"North keeps {{ baseline.north.margin }} times what it needs."',
            ),
            Example(_STORY + '"So it was written [@primmer]."  # <--', _STORY + '"So it was written [@primer]."'),
        ),
    ),
    Rule(
        "E502",
        "a chart that does not exist",
        "`show:` puts a chart where the story speaks of it, and names one that a page of this study cannot have.",
        "Correct the name as the message suggests. A name with which several charts begin shows all of them.",
        (
            Example(
                _STORY + "Who could still strike back?\n    show: [hurdle-north]  # <--",
                _STORY + "Who could still strike back?\n    show: [hurdles-north]",
            ),
        ),
    ),
    Rule(
        "E503",
        "a template with a mistake",
        "A template of the site, in `site_templates/reports`, cannot be read, or names what a page does not have. It is no mistake of a study; every page made from it is concerned.",
        "Mend the template at the line that is named.",
    ),
    Rule(
        "E504",
        "braces that are no reference",
        "Between double braces stands something other than the name of a number. Nothing there is computed.",
        "Write `{{ case.measure }}`, with `| estimate`, `| interval`, `| full` or `| point` behind it where another form is wanted.",
        (
            Example(
                _STORY + '"North keeps {{ 2 * baseline.north.margin }} of it."  # <--',
                _STORY + '"North keeps {{ baseline.north.margin | full }} times what it needs."',
            ),
        ),
    ),
)  # fmt: skip
