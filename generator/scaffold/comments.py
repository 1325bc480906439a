"""What a comment says of a key: what an editor shows there, so that neither can drift from the declaration."""

from __future__ import annotations

from dataclasses import MISSING
from typing import Any

from generator.catalogue.editor import EDITOR
from generator.quantities import quantity_of
from generator.schema.shapes import Shapes


def comment(hint: Any, default: Any) -> str:
    """Meaning, unit, range and default of what stands under a key, in one line."""
    shown = Shapes().field(hint, default)
    text = str(shown.get("description", "")).rstrip(".")
    if quantity_of(hint) is not None:
        return text
    remarks = [EDITOR["levels"].format(levels=", ".join(shown["enum"]))] if "enum" in shown else []
    if "default" in shown:
        remarks.append(EDITOR["default"].format(default=shown["default"]))
    elif default is not MISSING:
        remarks.append(EDITOR["optional"])
    if not text or not remarks:
        return text or "; ".join(remarks)
    # What a text already says in brackets and our remarks share one pair.
    start = f"{text[:-1]}; " if text.endswith(")") else f"{text} ("
    return f"{start}{'; '.join(remarks)})"
