"""Declarations as JSON Schema: each class once, as a definition; each field with its meaning.

What the validator (`loading/validation.py`) refuses as misshapen, and nothing else, is refused here; the
tests compare the two. Objects carry no `type` in their definition: the field that refers to one says
whether nothing may stand there as well, so that neither needs a union.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Gt, Le

from generator.catalogue.context import PANELS
from generator.catalogue.editor import DISTRIBUTIONS, EDITOR
from generator.loading.declared import declared_fields, doc, families, parts, text_of
from generator.loading.validation import KEY_PATTERN, MAX_ITEMS, MAX_LINE, MAX_TEXT
from generator.quantities import Meaning, Quantity, meaning_of, quantity_of
from generator.schema.numbers import Schema, definition, definition_name, number, ranged_meanings, table_keys
from generator.schema.snippets import entry_snippet
from generator.study import GRADE_MEANINGS
from generator.study_file import Change, Key, Short

_CHOICES = GRADE_MEANINGS | DISTRIBUTIONS | PANELS
_PLAIN: dict[Any, str] = {str: "string", float: "number", int: "integer", bool: "boolean"}


class Shapes:
    """The definitions met so far, by name; a declaration that is met again is only referred to."""

    def __init__(self) -> None:
        self.definitions: Schema = {}

    def entry(self, declaration: Any) -> Schema:
        """All that an object of this declaration may hold."""
        found = declared_fields(declaration)
        return {
            "properties": {name: self.field(hint, default) for name, (hint, default) in found.items()},
            "required": [name for name, (_, default) in found.items() if default is MISSING],
            "additionalProperties": False,
        }

    def field(self, hint: Any, default: Any = MISSING) -> Schema:
        """What may stand under a key, with its meaning; nothing may stand where the default is None."""
        quantity, meaning = quantity_of(hint), meaning_of(hint)
        if quantity is not None:
            return self._number(quantity, required=default is not None)
        schema = self._shape(hint)
        if default is None:
            schema = _or_nothing(schema)
        text = _text(meaning, hint)
        if text:
            schema = {**_described(text), **schema}
        if meaning is not None and meaning.example is not None:
            schema["examples"] = [meaning.example]
        if default not in (MISSING, None, "", ()) and not isinstance(default, dict) and not is_dataclass(default):
            schema["default"] = default
        return schema

    def number(self, quantity: Quantity) -> Schema:
        """A number that stands under a path of `set:`, where nothing is no number."""
        return self._number(quantity, required=True)

    def _number(self, quantity: Quantity, *, required: bool) -> Schema:
        name = definition_name(quantity, required=required)
        if name not in self.definitions:
            for key, hint in table_keys().items():
                self.definitions.setdefault(f"table.{key}", self.field(hint))
            ranged = {key: _described(text) for key, text in ranged_meanings().items()}
            others = {key: _reference(f"table.{key}") for key in table_keys()}
            self.definitions[name] = definition(quantity, ranged, others, required=required)
        return {**number(quantity, required=required), "allOf": [_reference(name)]}

    def _shape(self, hint: Any) -> Schema:
        text = text_of(hint)
        if text is not None:
            return _text_shape(text)
        origin, args = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return {**self._shape(args[0]), **_limits(args[1:])}
        if origin is Literal:
            return _choice(args)
        if origin is dict:
            return self._mapping(*args)
        if origin is tuple:
            return {"type": "array", "items": self._item(args[0]), "maxItems": MAX_ITEMS}
        if origin in (Union, types.UnionType):
            options = [option for option in args if option is not types.NoneType]
            schema = self._families(options) if len(options) > 1 else self._shape(options[0])
            return _or_nothing(schema) if types.NoneType in args else schema
        if is_dataclass(hint):
            return {"type": "object", "allOf": [self._defined(hint)]} | _offered(entry_snippet(hint))
        return {"type": _PLAIN[hint]}

    def _mapping(self, key: Any, value: Any) -> Schema:
        schema: Schema = {"type": "object", "maxProperties": MAX_ITEMS}
        if value != Change:
            # What may be changed hangs on the kind, which says it (`build.py`).
            schema["additionalProperties"] = self._item(value)
        if key == Key:
            schema["propertyNames"] = {"pattern": KEY_PATTERN}
        return schema | _offered(entry_snippet(value, keyed=True))

    def _item(self, hint: Any) -> Schema:
        """An entry of a list or of a mapping."""
        schema = self.field(hint)
        return schema | _offered(entry_snippet(hint)) if is_dataclass(hint) else schema

    def _families(self, options: list[Any]) -> Schema:
        """Several declarations told apart by `family`; chosen by if and then, since editors report `oneOf` poorly."""
        names = [families(option)[0] for option in options]
        hint, _ = declared_fields(options[0])["family"]
        family = {**self.field(hint), "enum": names, "enumDescriptions": [doc(option) for option in options]}
        chosen = [
            {
                "if": {"properties": {"family": {"const": name}}, "required": ["family"]},
                "then": self._defined(option),
            }
            for name, option in zip(names, options, strict=True)
        ]
        return {"type": "object", "properties": {"family": family}, "required": ["family"], "allOf": chosen}

    def _defined(self, declaration: Any) -> Schema:
        # `generator.kinds.force_exchange.study_file` and `generator.study_file` as `force_exchange` and `study`.
        room = declaration.__module__.removesuffix("_file").removesuffix(".study").rpartition(".")[2]
        name = f"{'study' if room == 'generator' else room}.{declaration.__name__.removesuffix('Entry')}"
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.entry(declaration)
        return _reference(name)


def _text(meaning: Meaning | None, hint: Any) -> str:
    """The meaning of a field with the sort of text it takes; without one, what its declaration says of itself."""
    sort = next((found for found in (text_of(part) for part in parts(hint)) if found is not None), None)
    kind = get_args(sort)[1].text if sort is not None else ""
    if meaning is not None:
        return meaning.text if kind in ("", meaning.text) else f"{meaning.text} ({kind})"
    declared = next((part for part in parts(hint) if is_dataclass(part)), None)
    return doc(declared) if declared is not None else kind


def _described(text: str) -> Schema:
    """The text for editors that show it as it is, and for those that read Markdown where it has any."""
    return {"description": text.replace("`", "")} | ({"markdownDescription": text} if "`" in text else {})


def _text_shape(sort: Any) -> Schema:
    if sort == Key:
        return {"type": "string", "pattern": KEY_PATTERN}
    if sort == Short:
        return {"type": "string", "minLength": 1, "maxLength": MAX_LINE}
    return {"type": "string", "maxLength": MAX_TEXT}


def _choice(words: tuple[str, ...]) -> Schema:
    schema: Schema = {"type": "string", "enum": list(words)}
    if all(word in _CHOICES for word in words):
        schema["enumDescriptions"] = [_CHOICES[word] for word in words]
    return schema


def _limits(extras: tuple[Any, ...]) -> Schema:
    found: Schema = {}
    for extra in extras:
        if isinstance(extra, Gt):
            found["exclusiveMinimum"] = extra.gt
        elif isinstance(extra, Le):
            found["maximum"] = extra.le
    return found


def _or_nothing(schema: Schema) -> Schema:
    """The same, or null."""
    if "type" not in schema or "null" in schema["type"]:
        return schema
    schema = {**schema, "type": [schema["type"], "null"]}
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
        if "enumDescriptions" in schema:
            schema["enumDescriptions"] = [*schema["enumDescriptions"], EDITOR["optional"]]
    return schema


def _offered(snippets: list[Any]) -> Schema:
    return {"defaultSnippets": snippets} if snippets else {}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}
