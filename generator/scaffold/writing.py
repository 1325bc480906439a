"""Plain data and the declaration it follows become YAML that a person may edit: block style, a comment for each key.

Only what this room makes is written; it is no general writer of YAML. Whatever an author typed stands
in double quotes, as JSON has them, or in a folded block, so that no character of it means anything.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

from generator.catalogue.scaffold import SCAFFOLD
from generator.loading.declared import declared_classes, declared_fields, inside, parts, text_of
from generator.quantities import quantity_of
from generator.scaffold.comments import comment
from generator.study_file import Prose, Short

WIDTH = 110
_WORD = re.compile(r"(?!(?:null|true|false|yes|no|on|off|y|n)$)[a-z][a-z0-9_-]*")
"""Keys and choices, which need no quotes under any rules of YAML."""
_REFERENCE = re.compile(r"\{\{.*?\}\}")


def quoted(text: str) -> str:
    """The text in double quotes: JSON's are YAML's, for all that may stand in a text."""
    return json.dumps(text, ensure_ascii=False)


class Writer:
    """Writes entries; what a key means is said once, where it first stands."""

    def __init__(self) -> None:
        self.said: set[tuple[Any, str]] = set()

    def entry(self, declaration: Any, data: Mapping[str, Any], depth: int = 0, field: Any = None) -> Iterator[str]:
        """The lines of a mapping that follows a declaration, one of those its `field` stands for."""
        known = dict(declared_fields(declaration))
        families = [declared_fields(part)["family"] for part in parts(field) if "family" in known]
        if families:
            # The choice is among all that may stand here, not among the keys of the one that does.
            names = tuple(name for hint, _ in families for part in parts(hint) for name in get_args(part))
            known["family"] = (Annotated[(Literal[names], *get_args(known["family"][0])[1:])], known["family"][1])
        first = not any(declaration is seen for seen, _ in self.said)
        for name, value in data.items():
            hint, default = known[name]
            if (declaration, name) not in self.said:
                self.said.add((declaration, name))
                yield from commented(comment(hint, default), depth)
            yield from self._field(name, hint, value, depth)
            if depth == 0:
                yield ""
        left = [f"`{name}`" for name in known if name not in data]
        if first and left:
            yield from commented(SCAFFOLD["also"].format(keys=", ".join(left)), depth)

    def _field(self, name: str, hint: Any, value: Any, depth: int) -> Iterator[str]:
        indent = "  " * depth
        declared = _declared(hint, value)
        if isinstance(value, Mapping) and quantity_of(hint) is None and value:
            yield f"{indent}{name}:"
            if declared is not None:
                yield from self.entry(declared, value, depth + 1, hint)
            else:
                inner = next((get_args(part)[1] for part in parts(hint) if get_origin(part) is dict), Any)
                for key, item in value.items():
                    yield from self._field(key, inner, item, depth + 1)
        elif isinstance(value, Sequence) and value and isinstance(value[0], Mapping):
            yield f"{indent}{name}:"
            for item in value:
                yield from _dashed(list(self.entry(_declared(hint, item), item, depth + 2)))
        elif isinstance(value, Sequence) and any(text_of(item) == Prose for item in _items(hint)):
            yield f"{indent}{name}:"
            yield from (f"{indent}  - {quoted(item)}" for item in value)
        elif text_of(hint) == Prose and len(value) > WIDTH // 2:
            yield f"{indent}{name}: >-"
            yield from wrapped(value, f"{indent}  ")
        else:
            words = name == "kind" or text_of(hint) not in (Short, Prose)
            yield f"{indent}{name}: {_scalar(value, plain=words)}"


def _items(hint: Any) -> tuple[Any, ...]:
    """What the items of a list are declared as; nothing for anything but a list."""
    origin, args = get_origin(hint), get_args(hint)
    return _items(args[0]) if origin is Annotated else args if origin is tuple else ()


def _declared(hint: Any, value: Any) -> Any:
    """The declaration that an entry under this hint follows; of several the one whose family it names."""
    for part in inside(hint):
        if get_origin(part) is dict:
            return None
        if is_dataclass(part):
            return next(iter(declared_classes(hint, value)), part)
    return None


def _scalar(value: Any, *, plain: bool = True) -> str:
    """A number, a word, a quoted text, or a short list or mapping in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if plain and _WORD.fullmatch(value) else quoted(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_scalar(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(_scalar(item) for item in value) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _dashed(lines: list[str]) -> Iterator[str]:
    """The lines of an entry as an item of a list: a dash before its first key."""
    place = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
    for i, line in enumerate(lines):
        start = len(line) - len(line.lstrip())
        yield f"{line[: start - 2]}- {line[start:]}" if i == place else line


def commented(text: str, depth: int = 0) -> Iterator[str]:
    """The text as comment lines."""
    yield from wrapped(text, f"{'  ' * depth}# ")


def wrapped(text: str, start: str) -> Iterator[str]:
    """The text in lines that begin so; a reference to a number is never broken."""
    whole = _REFERENCE.sub(lambda found: found[0].replace(" ", "\0"), text)
    for line in textwrap.wrap(
        whole,
        WIDTH,
        initial_indent=start,
        subsequent_indent=start,
        break_long_words=False,
        break_on_hyphens=False,
    ):
        yield line.replace("\0", " ")
