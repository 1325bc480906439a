"""What the host itself writes that is not valid HTML, where no template of ours can reach it."""

from __future__ import annotations

import re

_TOGGLE = re.compile(r'(<input class="md-toggle[^"]*"[^>]*) autocomplete="off"')


def mended(page: str) -> str:
    """The page as valid HTML. A checkbox completes nothing, so it may not say that it does not."""
    return _TOGGLE.sub(r"\1", page)
