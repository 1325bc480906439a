"""Verdicts, classes, what qualifies them, and how sure they are."""

from __future__ import annotations

VERDICTS: dict[str, tuple[str, str]] = {
    "mad-stable": (
        "Mutual assured destruction, stable",
        "Each side could still do unacceptable damage after absorbing a first strike, and neither gains much by going first.",
    ),
    "mad-crisis-prone": (
        "Mutual assured destruction, crisis-prone",
        "Each side could still do unacceptable damage after absorbing a first strike, yet going first would spare it much.",
    ),
    "delicate": (
        "Delicate balance",
        "Both sides could still retaliate unacceptably, but at least one only with little to spare.",
    ),
    "first-strike-prone": (
        "First-strike-prone",
        "Neither side could be sure of retaliating unacceptably once struck, so whoever expects an attack gains by going first.",
    ),
    "minimum-unassured": (
        "Minimum deterrence, unassured",
        "Retaliation would fall short of what the other side would find unacceptable, but going first would change little.",
    ),
    "minimum": (
        "Minimum deterrence",
        "Each side could hurt the other more than it would accept, but less than it would find unacceptable.",
    ),
    "no-deterrence": (
        "No deterrence by punishment",
        "Neither side could hurt the other enough to count; if peace holds, something else holds it.",
    ),
    "one-sided": (
        "One-sided",
        "One side could do to the other what the other could not do to it.",
    ),
    "power-balanced": (
        "Balance of power",
        "The two sides are near enough in strength to check each other, and no dissatisfied challenger has caught up with the dominant power: both theories expect peace.",
    ),
    "power-challenged": (
        "Balance with a challenger",
        "The two sides are near enough in strength to check each other, but a dissatisfied challenger has caught up with the dominant power: balance-of-power theory expects peace, power transition war.",
    ),
    "power-preponderant": (
        "Preponderance",
        "One side is clearly the stronger, and no dissatisfied challenger has caught up with the dominant power: balance-of-power theory expects danger, power transition peace.",
    ),
    "power-transition": (
        "Preponderance in transition",
        "One side is clearly the stronger, and a dissatisfied challenger has caught up with the dominant power: both theories expect danger.",
    ),
}
"""Verdict key -> (name, what it means)."""

VERDICT_GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "force-exchange": (
        "Where each side could strike the other",
        (
            "mad-stable",
            "mad-crisis-prone",
            "delicate",
            "first-strike-prone",
            "minimum-unassured",
            "minimum",
            "no-deterrence",
            "one-sided",
        ),
    ),
    "power-balance": (
        "Where states weigh each other's strength",
        ("power-balanced", "power-challenged", "power-preponderant", "power-transition"),
    ),
}
"""Kind -> heading and keys of its verdicts, for pages that list all of them."""

ONE_SIDED_STRONGER = {
    "S": "Only {stronger} could do unacceptable damage after absorbing a first strike",
    "D": "Only {stronger} could do unacceptable damage after absorbing a first strike",
    "V": "{stronger} could do unacceptable damage, though only by going first",
    "P": "Only {stronger} could do more damage in return than the other would accept",
}

ONE_SIDED_WEAKER = {
    "V": "{weaker} could do so only by going first.",
    "P": "{weaker} could hurt it, but not unacceptably.",
    "N": "{weaker} could not retaliate to any effect.",
}
"""What a one-sided verdict means, by the class of each side."""

SUBTYPES = {"monopoly": "monopoly", "superiority": "superiority", "mutual-defence": "mutual defence"}


def verdict_name(key: str, subtype: str | None = None) -> str:
    """A verdict with its closer word, where it has one."""
    name = VERDICTS[key][0]
    return f"{name}: {SUBTYPES[subtype]}" if subtype in SUBTYPES else name


CLASSES: dict[str, tuple[str, str]] = {
    "S": ("secure", "retaliates unacceptably with a wide margin"),
    "D": ("delicate", "retaliates unacceptably with little to spare"),
    "V": ("vulnerable", "does unacceptable damage only by going first"),
    "P": ("partial", "retaliates painfully, but not unacceptably"),
    "N": ("none", "cannot retaliate to any effect"),
}

MODIFIERS: dict[str, str] = {
    "SELF-DETERRED": "{actor} is deterred by the loss its own strike would inflict on itself, whatever the other side does.",
    "NOT-CREDIBLE": "{actor} is not believed: the probability that it would carry out its reprisal is below what deterring the other side takes.",
    "FRAGILE-HURDLE": "{leg} stand within a fifth of the point at which retaliation by {name} is just unacceptable: {hurdles}.",
    "STABILITY-INSTABILITY": "Stable at the top, fought over below: limited wars took place under this balance.",
    "CONTESTED": "The verdict is contested: no single verdict holds in 70 % of the draws.",
    "CRISIS-PRONE": "Both could still retaliate, yet going first pays.",
}

SHORT = {
    "mad-stable": "MAD",
    "mad-crisis-prone": "MAD?",
    "delicate": "Del.",
    "first-strike-prone": "FS!",
    "minimum-unassured": "Min?",
    "minimum": "Min",
    "no-deterrence": "None",
    "one-sided": "One",
    "power-balanced": "Bal",
    "power-challenged": "Bal!",
    "power-preponderant": "Pre",
    "power-transition": "Pre!",
}
"""Verdict key -> a few letters for a cell of a chart, beside its colour."""

LIKELIHOOD: tuple[tuple[float, str], ...] = (
    (0.99, "virtually certain"),
    (0.90, "very likely"),
    (0.66, "likely"),
    (0.33, "about as likely as not"),
    (0.10, "unlikely"),
    (0.01, "very unlikely"),
    (0.0, "exceptionally unlikely"),
)
"""Least share of draws -> word; the scale of the IPCC (Mastrandrea et al. 2010, guidance note on uncertainty)."""


def likelihood(share: float) -> str:
    """The word for a share of draws, always the same word for the same share."""
    return next(word for least, word in LIKELIHOOD if share >= least)


SURE = "{likelihood}: this verdict holds in {share} of {draws} draws"

SURE_OTHER = "Contested: this verdict holds at central values, but only in {share} of {draws} draws; {other} comes out in {other_share}"
