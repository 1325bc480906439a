"""Verdicts, modifiers and games as sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator import numerals, words
from generator.kinds.force_exchange.detail import GameFinding
from generator.kinds.force_exchange.dyads import Dyad
from generator.kinds.force_exchange.naming import leg_name
from generator.results import CaseResults
from generator.study import Study


def sentence(study: Study, case: CaseResults, dyad: Dyad) -> str:
    """The verdict of a case on one pair as one plain sentence."""
    judged = case.pairs[dyad.key].verdict
    if judged.stronger is None:
        return words.VERDICTS[judged.key][1]
    actors = study.layout["actors"]
    stronger, weaker = dyad.actors if judged.stronger == dyad.a else dyad.actors[::-1]
    classes = {actor: case.classes[side] for actor, side in zip(dyad.actors, dyad.sides, strict=True)}
    names = {"stronger": called(actors[stronger]), "weaker": called(actors[weaker])}
    pattern = f"{words.ONE_SIDED_STRONGER[classes[stronger]]}; {words.ONE_SIDED_WEAKER[classes[weaker]]}"
    return numerals.sentence_case(pattern.format(**names))


def called(actor: Mapping[str, Any]) -> str:
    """An actor's name inside a sentence."""
    return str(actor.get("called") or actor["name"])


def modifiers(study: Study, found: Sequence[str]) -> list[str]:
    """The modifiers of a verdict as sentences; the fragile hurdles of one leg share one."""
    actors = study.layout["actors"]
    fragile: dict[tuple[str, str], list[str]] = {}
    sentences = []
    for text in found:
        name, arguments = parsed(text)
        if name == "FRAGILE-HURDLE":
            fragile.setdefault((arguments[0], arguments[1]), []).append(words.HURDLE_NOUNS[arguments[2]])
        else:
            actor = numerals.sentence_case(called(actors[arguments[0]])) if arguments else ""
            sentences.append(words.MODIFIERS[name].format(actor=actor))
    for (actor, leg), hurdles in fragile.items():
        entry = actors[actor]
        sentences.append(
            words.MODIFIERS["FRAGILE-HURDLE"].format(
                leg=leg_name(study, actor, leg),
                hurdles=", ".join(hurdles),
                name=called(entry),
            )
        )
    return sentences


def parsed(text: str) -> tuple[str, list[str]]:
    """`FRAGILE-HURDLE(usa, bombers, survival)` as a name and its arguments."""
    match = re.fullmatch(r"([A-Z-]+)(?:\((.*)\))?", text)
    if match is None:
        raise ValueError(f"not a modifier: {text!r}")
    return match[1], [part.strip() for part in (match[2] or "").split(",") if part.strip()]


def modifier_name(study: Study, text: str) -> str:
    """A modifier as a table has it."""
    name, arguments = parsed(text)
    if name != "FRAGILE-HURDLE":
        return name
    return f"{name} ({leg_name(study, arguments[0], arguments[1])}, {words.HURDLE_NOUNS[arguments[2]]})"


def listed(names: Sequence[str]) -> str:
    """Names with commas, and "and" before the last."""
    return words.AND.join(filter(None, [", ".join(names[:-1]), names[-1]]))


def pair_name(study: Study, dyad: Dyad) -> str:
    """Both actors of a pair, as a label."""
    return words.AND.join(study.layout["actors"][actor]["name"] for actor in dyad.actors)


def pair_called(study: Study, dyad: Dyad) -> str:
    """Both actors of a pair inside a sentence."""
    return words.AND.join(called(study.layout["actors"][actor]) for actor in dyad.actors)


def game(study: Study, dyad: Dyad, found: GameFinding) -> str:
    """The equilibria of a pair's game and which is the safer guess, as one sentence."""
    a, b = (called(study.layout["actors"][actor]) for actor in dyad.actors)

    def outcome(actions: tuple[str, str]) -> str:
        first, second = actions
        if first == second:
            return words.GAME[f"{first} {second}"]
        return words.GAME["apart"].format(a=a, a_does=words.GAME[first], b=b, b_does=words.GAME[second])

    parts = [words.GAME["equilibria" if len(found.equilibria) > 1 else "equilibrium"].format(
        what=words.OR.join(map(outcome, found.equilibria))
    )]  # fmt: skip
    if len(found.equilibria) > 1:
        safer = found.risk_dominant
        parts.append(words.GAME["safer"].format(what=outcome(safer)) if safer else words.GAME["no_safer"])
    if found.mixed is not None:
        p, q = (numerals.percent(chance) for chance in found.mixed)
        parts.append(words.GAME["mixed"].format(a=a, b=b, p=p, q=q))
    return numerals.sentence_case("; ".join(parts) + ".")
