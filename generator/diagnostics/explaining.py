"""Rules as text for a terminal: one in full, or all in a list."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from generator.diagnostics.problem import Paint, unpainted, visible
from generator.diagnostics.rule import Rule

WIDTH = 100


def explained(rule: Rule, paint: Paint = unpainted) -> str:
    """Title, cause, examples of the mistake and its cure, and whether it can be silenced."""
    parts = [paint(f"{rule.severity}[{rule.code}] {rule.title}", rule.severity), _wrapped(rule.cause)]
    for example in rule.examples:
        parts += [f"{paint('wrong', rule.severity)}\n{_indented(example.wrong)}"]
        parts += [f"{paint('right', 'cure')}\n{_indented(example.right)}"]
    return "\n\n".join([*parts, _wrapped(f"What to do: {rule.cure}"), _wrapped(silencing(rule))])


def silencing(rule: Rule) -> str:
    """Whether and how a rule is silenced."""
    if rule.can_be_silenced:
        return (
            f"It can be silenced with a reason: write `# ok {rule.code}: why` at the end of the line, or alone "
            "on the line above."
        )
    return "It cannot be silenced."


def listed(families: Mapping[str, tuple[Rule, ...]], paint: Paint = unpainted) -> str:
    """Every code with its title, by family."""
    return "\n\n".join(
        "\n".join([paint(heading, "place"), *(f"  {paint(r.code, r.severity)}  {r.title}" for r in rules)])
        for heading, rules in families.items()
    )


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _indented(text: str) -> str:
    """A piece of YAML line by line, with characters that would act on a terminal made visible."""
    return "\n".join(f"    {visible(line)}" for line in text.split("\n"))
