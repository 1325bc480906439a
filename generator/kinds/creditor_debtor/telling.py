"""Verdicts, both tests and modifiers as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator import numerals, words
from generator.kinds.creditor_debtor.detail import Detail, Finding
from generator.kinds.creditor_debtor.meaning import label, mode_of, order
from generator.results import CaseResults, Results, Verdict
from generator.study import Study
from generator.uncertainty.estimates import Share

MONEY = words.MONEY


def called(study: Study, side: str) -> str:
    """A side's name inside a sentence."""
    entry = study.layout["actors"][side]
    return str(entry.get("called") or entry["name"])


def vulnerability(study: Study, found: str) -> str:
    """Who can be hurt beyond bearing, as a label."""
    first, second = (called(study, side) for side in order(study))
    return words.MONEY_VULNERABLE[found].format(first=first, second=second)


def finding_of(study: Study, results: Results[Detail], key: str) -> Finding:
    """The finding of a case, in numbers or in levels."""
    if mode_of(study) != "ordinal":
        return results.detail.tests[key].finding
    case, levels = results.cases[key], results.detail.ordinal[key]
    first, second = (levels.vulnerable[side] for side in order(study))
    word = "mutual" if first and second else "only-first" if first else "only-second" if second else "neither"
    held = tuple(text[14:-1] for text in case.verdict.modifiers if text.startswith("SELF-DETERRED("))
    return Finding(case.verdict.key, case.verdict.subtype, case.verdict.stronger, word, held)


def sentence(study: Study, results: Results[Detail], key: str) -> str:
    """Both tests of a case as one or two plain sentences."""
    found, case, sides = finding_of(study, results, key), results.cases[key], order(study)
    first, second = (called(study, side) for side in sides)
    names = {"first": first, "second": second}
    hurt = words.MONEY_SENTENCES[found.vulnerability].format(**names)
    pattern = found.verdict
    if found.stronger is not None:
        weaker = next(side for side in sides if side != found.stronger)
        names |= {"stronger": called(study, found.stronger), "weaker": called(study, weaker)}
        deters = case.classes[found.stronger] in ("S", "D")
        pattern = "one-sided-deters" if deters else "one-sided-hurts"
    text = words.MONEY_SENTENCES[pattern].format(hurt=hurt, **names)
    return numerals.sentence_case(text) + _held(study, found, case)


def _held(study: Study, found: Finding, case: CaseResults) -> str:
    """Who is held back, and by what: the classes say who is deterred by whom."""
    sides = order(study)
    deterred = [side for side, other in zip(sides, sides[::-1], strict=True) if case.classes[other] in ("S", "D")]
    itself = [side for side in deterred if side in found.self_deterred]
    answered = [side for side in deterred if side not in found.self_deterred]
    text = ""
    if itself:
        both = len(itself) > 1
        text += words.MONEY_SENTENCES["held-by-itself"].format(
            names=words.AND.join(called(study, side) for side in itself),
            they=MONEY["they"] if both else MONEY["it"],
            selves=MONEY["themselves"] if both else MONEY["itself"],
        )
    if answered:
        both = len(answered) > 1
        text += words.MONEY_SENTENCES["held-by-reprisal"].format(
            names=numerals.sentence_case(words.AND.join(called(study, side) for side in answered)),
            own=MONEY["their"] if both else MONEY["its"],
            them=MONEY["them"] if both else MONEY["it"],
        )
    return text


def held(results: Results[Detail], key: str) -> Share | None:
    """The share of draws with the verdict of a case, monopoly and superiority counted apart; None of levels."""
    tests = results.detail.tests.get(key)
    return None if tests is None else tests.shares.get(_counted(tests.finding), Share(0.0, 0.0, results.draws))


def shares(results: Results[Detail], key: str) -> Mapping[str, Share]:
    """The share of draws with each verdict of a case, monopoly and superiority counted apart; none of levels."""
    tests = results.detail.tests.get(key)
    return {} if tests is None else tests.shares


def _counted(finding: Finding) -> str:
    """A verdict as its draws are counted."""
    return f"{finding.verdict}/{finding.subtype}" if finding.subtype else finding.verdict


def sure(results: Results[Detail], key: str) -> str:
    """How sure the verdict is, monopoly and superiority counted apart."""
    share = held(results, key)
    if share is None:
        return MONEY["sure-levels"]
    tests = results.detail.tests[key]
    own = _counted(tests.finding)
    first, *others = tests.shares
    draws = f"{results.draws:,}"
    contested = "CONTESTED" in results.cases[key].verdict.modifiers
    if first == own and not (contested and others):
        return MONEY["sure"].format(
            likelihood=words.likelihood(share.value).capitalize(), share=numerals.share_with_error(share), draws=draws
        )
    other = first if first != own else others[0]
    pattern = "sure-contested" if first == own else "sure-other"
    return MONEY[pattern].format(
        share=numerals.share(share),
        draws=draws,
        other=words.verdict_name(other.partition("/")[0], other.partition("/")[2] or None),
        other_share=numerals.share(tests.shares[other]),
    )


def modifiers(study: Study, results: Results[Detail], key: str) -> list[str]:
    """What qualifies the verdict of a case, as sentences; all that is fragile shares one."""
    told, fragile = [], []
    for text in results.cases[key].verdict.modifiers:
        name, _, argument = text.partition("(")
        argument = argument.rstrip(")")
        if name == "FRAGILE":
            fragile.append(label(study, argument))
            continue
        actor = numerals.sentence_case(called(study, argument)) if argument else ""
        what = _added(study, results, key) if name == "RULE-SENSITIVE" else ""
        told.append(words.MONEY_MODIFIERS[name].format(actor=actor, what=what))
    if fragile:
        told.append(words.MONEY_MODIFIERS["FRAGILE"].format(names="; ".join(fragile)))
    return told


def _added(study: Study, results: Results[Detail], key: str) -> str:
    """What differs where the shares are added."""
    tests = results.detail.tests[key]
    parts = []
    if (tests.finding.verdict, tests.finding.subtype) != (tests.added.verdict, tests.added.subtype):
        parts.append(words.verdict_name(tests.added.verdict, tests.added.subtype).lower())
    if tests.finding.vulnerability != tests.added.vulnerability:
        parts.append(vulnerability(study, tests.added.vulnerability).lower())
    for side in tests.added.self_deterred:
        if side not in tests.finding.self_deterred:
            parts.append(MONEY["then-held"].format(name=called(study, side)))
    return ", ".join(parts) or MONEY["same"]


def short_modifiers(study: Study, verdict: Verdict) -> str:
    """The names of the modifiers, each once, for a cell of a table."""
    names: Sequence[str] = list(dict.fromkeys(text.partition("(")[0] for text in verdict.modifiers))
    return ", ".join(MONEY[f"short-{name}"] for name in names)
