"""One JSON Schema (draft-07) for the studies of every kind, made from the declarations they are checked by.

`kind` chooses, by if and then, which further keys there are: an editor then complains of the key that is
wrong and not of four alternatives. What is meant and what hangs together (sources that exist, ranges in
order, references) is beyond a schema; the validator sees to it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING
from typing import Any

from generator.catalogue.editor import EDITOR
from generator.catalogue.editor import KINDS as ASKS
from generator.dynamics.study_file import DynamicsKeys
from generator.kind import Kind
from generator.loading.body import joined
from generator.loading.declared import declared_fields
from generator.loading.meaning import DRAWS, SEEDS
from generator.loading.reading import FORMAT
from generator.loading.told import YEAR_PATTERN
from generator.loading.validation import MAX_ITEMS
from generator.schema.numbers import Schema
from generator.schema.paths import input_patterns
from generator.schema.shapes import Shapes
from generator.study_file import StudyEntry

FILE = ".schema/study.schema.json"
"""Where the schema lies, seen from the folder of the studies."""
DRAFT = "http://json-schema.org/draft-07/schema#"


def study_schema(kinds: Mapping[str, Kind[Any]]) -> dict[str, Any]:
    """The schema of a study of any of `kinds`, as plain data."""
    shapes = Shapes()
    common = declared_fields(joined(StudyEntry, DynamicsKeys))
    properties = {name: shapes.field(hint, default) for name, (hint, default) in common.items()}
    _beyond_types(properties, kinds)
    shapes.definitions["study.Source"] |= {"if": {"not": {"required": ["work"]}}, "then": {"required": ["citation"]}}
    years = shapes.definitions["study.Series"]["properties"]["lines"]["additionalProperties"]
    years["propertyNames"] = {"pattern": f"^{YEAR_PATTERN}$"}
    chosen = [
        {
            "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
            "then": _of_kind(shapes, kind, list(common)),
        }
        for name, kind in kinds.items()
    ]
    return {
        "$schema": DRAFT,
        "description": EDITOR["study"],
        "type": "object",
        "properties": properties,
        "required": [name for name, (_, default) in common.items() if default is MISSING],
        "allOf": chosen,
        "definitions": dict(sorted(shapes.definitions.items())),
    }


def schema_text(kinds: Mapping[str, Kind[Any]]) -> str:
    """The schema as it is checked in."""
    return json.dumps(study_schema(kinds), indent=1, ensure_ascii=False) + "\n"


def _beyond_types(properties: Schema, kinds: Mapping[str, Kind[Any]]) -> None:
    """What the validator asks of single keys beside their type."""
    properties["format"]["enum"] = [FORMAT]
    properties["kind"] |= {"enum": list(kinds), "enumDescriptions": [ASKS[name] for name in kinds]}
    for name, (low, high) in (("draws", DRAWS), ("seed", SEEDS)):
        properties[name] |= {"minimum": low, "maximum": high}


def _of_kind(shapes: Shapes, kind: Kind[Any], common: list[str]) -> Schema:
    """The keys of one kind; of the common ones only that they are allowed, since their meaning stands above."""
    name = f"{kind.name}.changes"
    patterns = input_patterns(joined(DynamicsKeys, kind.body))
    shapes.definitions[name] = {
        "description": EDITOR["change"],
        "type": "object",
        "patternProperties": {pattern: shapes.number(quantity) for pattern, quantity in patterns.items()},
        "additionalProperties": False,
        "maxProperties": MAX_ITEMS,
    }
    changed = {"items": {"properties": {"set": {"$ref": f"#/definitions/{name}"}}}}
    own = shapes.entry(kind.body)
    properties = dict.fromkeys(common, True) | {"scenarios": changed, "states": changed} | own["properties"]
    return {"properties": properties, "required": own["required"], "additionalProperties": False}
