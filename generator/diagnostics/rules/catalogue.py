"""All rules by code, in the order in which a page or a list shows them."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.rule import Rule
from generator.diagnostics.rules import (
    actors,
    beside,
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
    "Data files and the bibliography": beside.RULES,
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


def nearest_code(code: str) -> str:
    """A code that differs in a slip of the finger: digits changed places, one is another, a letter stands for one."""
    plain = code.upper().replace("O", "0").replace("I", "1").replace("L", "1")
    if plain in RULES:
        return plain
    swapped = [plain[:i] + plain[i + 1] + plain[i] + plain[i + 2 :] for i in range(1, len(plain) - 1)]
    alike = [known for known in RULES if len(known) == len(plain) and sum(map(str.__ne__, known, plain)) == 1]
    return next((known for known in (*swapped, *alike) if known in RULES), "")
