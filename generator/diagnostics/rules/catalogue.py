"""All rules by code, in the order in which a page or a list shows them."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.rule import Rule
from generator.diagnostics.rules import (
    actors,
    clearing,
    creditor,
    dynamics,
    evidence,
    forces,
    model,
    narrative,
    power,
    reading,
    shape,
    silencing,
    situations,
    study,
    warnings,
)

FAMILIES: Mapping[str, tuple[Rule, ...]] = {
    "Reading the file": reading.RULES,
    "Shape": shape.RULES,
    "Figures and their evidence": evidence.RULES,
    "Scenarios and states": situations.RULES,
    "The study as a whole": study.RULES,
    "Actors": actors.RULES,
    "Exchange of forces": forces.RULES,
    "Balance of power": power.RULES,
    "Arms race and weapons plane": dynamics.RULES,
    "Creditor and debtor": creditor.RULES,
    "Network of debts": clearing.RULES,
    "Silencing": silencing.RULES,
    "Model and verification": model.RULES,
    "Narrative": narrative.RULES,
    "Warnings": warnings.RULES,
}
"""Heading -> the rules of that family."""

RULES: Mapping[str, Rule] = {rule.code: rule for family in FAMILIES.values() for rule in family}
"""Code -> rule."""
