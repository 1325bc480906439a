"""What a reader of Markdown cannot bear: brackets by the thousand and lists in lists without end.

Such a text would take minutes, or all of the stack, to become a page. No author means one.
"""

from __future__ import annotations

import re

MAX_BRACKETS = 200
MAX_NESTED = 10

_ITEM = r"(?:[-+*]|[0-9]{1,9}[.)])[ \t]"
_NESTED = re.compile(
    rf"^(?:(?:[ \t]*(?:{_ITEM}|>)){{{MAX_NESTED + 1}}}|[ \t]{{{4 * (MAX_NESTED + 1)},}}{_ITEM})", re.MULTILINE
)
"""More marks of lists and quotations in a row than anybody needs, or one indented as far as below so many lists."""


def unbearable(text: str) -> tuple[str, str] | None:
    """What was found and what would be right, if a text is no Markdown that can be read."""
    brackets = text.count("[")
    if brackets > MAX_BRACKETS:
        return f"the text has {brackets:,} opening brackets", f"a text has at most {MAX_BRACKETS}"
    if _NESTED.search(text):
        what = f"lists or quotations stand more than {MAX_NESTED} deep in each other"
        return what, "write them one after another, or put an example of code in backquotes"
    return None
