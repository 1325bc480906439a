"""What pydantic found wrong, in our words."""

from __future__ import annotations

import re
from typing import Any

from generator.diagnostics.nearest import nearest


def worded(item: Any) -> tuple[str, str, str]:
    """Code, what was found and what would be right, in our words."""
    kind, context, found = item["type"], item.get("ctx", {}), shown(item["input"])
    limits = {
        "greater_than_equal": ("ge", "at least"),
        "less_than_equal": ("le", "at most"),
        "greater_than": ("gt", "more than"),
        "less_than": ("lt", "less than"),
    }
    expected = {
        "float_type": "a number", "int_type": "a whole number", "int_from_float": "a whole number", "string_type": "text",
        "bool_type": "true or false", "dict_type": "a mapping", "dataclass_type": "a mapping", "dataclass_exact_type": "a mapping",
        "tuple_type": "a list", "list_type": "a list", "finite_number": "a finite number", "none_required": "nothing",
    }  # fmt: skip
    if kind in limits:
        key, words = limits[kind]
        return "E207", f"found {found}", f"must be {words} {context[key]:g}"
    if kind in expected:
        right = expected[kind]
        if right.endswith("number") and isinstance(item["input"], str):
            right += _number_hint(item["input"])
        return "E204", f"found {found}", f"must be {right}"
    if kind == "literal_error":
        choices = [choice.strip(" '") for choice in str(context["expected"]).replace(" or ", ",").split(",")]
        return "E208", f"found {found}", _choice(item["input"], choices)
    if kind == "string_pattern_mismatch":
        return (
            "E209",
            f"found {found}",
            "must be lower-case letters, digits, - and _, starting with a letter, at most 40",
        )
    if kind in ("too_long", "string_too_long"):
        return (
            "E210",
            f"found {context.get('actual_length', 'too many')}",
            f"at most {context['max_length']} are allowed",
        )
    if kind in ("too_short", "string_too_short"):
        least = f"at least {context['min_length']}"
        what = "an empty text" if kind == "string_too_short" else found
        return (
            "E210",
            f"found {what}",
            f"must have {least} character" if kind == "string_too_short" else f"must have {least}",
        )
    if kind == "union_tag_invalid":
        choices = [choice.strip(" '") for choice in context["expected_tags"].split(",")]
        return "E208", f"found {shown(context['tag'])}", _choice(context["tag"], choices)
    return "E204", f"found {found}", str(item["msg"])


def _number_hint(text: str) -> str:
    """How a text that looks like a number becomes one."""
    if re.fullmatch(r"[-+]?[0-9.]+([eE][-+]?[0-9]+)?", text):
        return ": write it plain, without quotes"
    if re.fullmatch(r"[-+]?[0-9.]+ ?%", text):
        return ": write 0.5 for 50 %"
    if re.fullmatch(r"[-+]?[0-9][0-9., _']*", text):
        return ": write 1400.5, with a point and nothing between thousands"
    return ""


def _choice(found: Any, choices: list[str]) -> str:
    close = nearest(found, choices) if isinstance(found, str) else None
    return f"did you mean '{close}'?" if close else f"choose from {', '.join(choices)}"


def shown(value: Any) -> str:
    """A value of a file in a message: short, and of a list or mapping no more than that it is one."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    text = text if len(text) <= 60 else text[:57] + "..."
    return f"'{text}'" if isinstance(value, str) else text
