"""Force exchanges: inputs, hurdles, headlines, games and crises."""

from __future__ import annotations

FIELDS = {
    "units": "number of units",
    "weapons": "weapons per unit",
    "effect": "weight per weapon",
    "availability": "readiness",
    "hidden": "share out of reach",
    "launched_under_attack": "share launched under attack",
    "first_strike_use": "share used in a first strike",
    "c3": "chance that the order gets through",
    "reliability": "reliability",
    "penetration": "penetration of defences",
    "passive": "effect in spite of passive defence",
    "pkill_against": "chance that one shot kills a unit",
    "alpha": "acceptable damage",
    "tau": "unacceptable damage",
    "shots": "most shots at one unit",
    "common_mode": "chance that its attack does not fail as a whole",
    "credibility": "credibility",
    "blowback": "blowback",
    "cost_exponent": "exponent of the cost function",
    "cost_weight": "weight of the enemy's loss",
    "peace_cost": "cost of peace",
    "status_quo": "value of the status quo",
    "war": "value of war",
    "submit": "value of giving way",
    "controllability": "how far a crisis can be controlled",
    "interceptors": "number of interceptors",
    "interceptors_per_warhead": "interceptors fired at one weapon",
    "interception": "chance that one interceptor stops a weapon",
    "tracking": "chance that the defence sees a weapon",
    "reserve": "share kept back against third parties",
    "value": "value in a coalition",
    "first_strike": "damage by a first strike",
    "retaliation": "damage by retaliation",
    "undefended_first_strike": "damage by a first strike without defences",
    "d_inf": "limit",
    "scale": "scale",
    "shape": "shape",
    "cap": "cap",
    "w80": "weight that destroys 80 %",
    "capability": "share of world capability",
    "warheads": "warheads",
    "military_expenditure": "military expenditure",
    "military_personnel": "military personnel",
    "iron_and_steel": "iron and steel",
    "energy": "energy",
    "total_population": "total population",
    "urban_population": "urban population",
    "dissatisfaction": "dissatisfaction of the challenger",
    "first_strike_damage": "damage by going first",
    "retaliatory_damage": "damage after being struck",
    "undefended_damage": "damage by going first, without defences",
    "measurement": "error of the index",
    "margin": "margin of retaliation",
    "index": "index of first-strike stability",
    "aggregate_power": "aggregate power",
    "proximity": "proximity",
    "offensive_capability": "offensive capability",
    "offensive_intentions": "offensive intentions",
}
"""Field of an actor, a leg or a curve -> its name for readers."""

HURDLES: dict[str, tuple[str, str]] = {
    "gross": ("Whole force", "everything the force carries"),
    "availability": ("Ready", "in commission and able to fire at all"),
    "survival": ("Survives", "outlives the opponent's first strike"),
    "c3": ("Ordered", "the decision is taken, passed on and obeyed"),
    "reliability": ("Works and arrives", "the weapon works and reaches the opponent's territory"),
    "penetration": ("Gets through", "passes active defences"),
    "passive": ("Takes effect", "acts in spite of passive defence"),
}

HURDLE_NOUNS = {
    "availability": "readiness",
    "survival": "survival of the first strike",
    "c3": "the order to retaliate",
    "reliability": "reliability",
    "penetration": "penetration of defences",
    "passive": "effect in spite of passive defence",
}

BREAK_EVEN = {
    "stands": "deterrence stands",
    "falls short": "falls short",
    "not binding": "not binding: the rest is enough without it",
    "not enough alone": "not enough alone, however good",
}

HEADLINE = {
    "margin": "{adjective} margin",
    "retaliatory_damage": "Damage by {adjective} retaliation",
    "critical_risk": "{adjective} critical risk",
    "index": "First-strike stability",
    "lowest": "Stability of the worst pair",
    "product": "Product over all rival pairs",
    "incentive_to_pre_empt": "Incentive to pre-empt",
}

HEADLINE_NOTE = {
    "margin": "retaliation after a first strike, divided by what is required; below 1 it falls short",
    "retaliatory_damage": "share of what the other side values, after absorbing its first strike",
    "critical_risk": "how sure of being attacked it must be before going first pays",
    "index": "1: no gain from going first; near 0: strong incentive. Not a forecast of war",
    "lowest": "1: no gain from going first; near 0: strong incentive. Not a forecast of war",
    "product": "falls with every pair that is added, and hides which pair is bad",
    "incentive_to_pre_empt": "what going first saves against being struck first, mean over all possible wars, in units of cost",
}

GAME = {
    "equilibrium": "the only pure equilibrium is that {what}",
    "equilibria": "the pure equilibria are that {what}",
    "wait": "waits",
    "strike": "strikes first",
    "wait wait": "both wait",
    "strike strike": "both strike",
    "apart": "{a} {a_does} and {b} {b_does}",
    "safer": "the safer guess about an unknown opponent is that {what}",
    "no_safer": "neither is the safer guess",
    "mixed": "if both mix, {a} waits with probability {p} and {b} with {q}",
}
"""The game of a pair's costs in words."""

CRISIS = {
    "stability-instability": "little tempts to go first and events can be controlled: a crisis in which each can afford to risk small wars",
    "staircase": "going first tempts and events can be controlled: a crisis that climbs step by step, each a choice",
    "brinkmanship": "little tempts to go first, but events may slip: a contest in running risks",
    "firestorm": "going first tempts and events may slip: the most dangerous kind",
}
"""Type of crisis -> what it means."""

WEAKEST = "The least stable pair is {pair}. {sentence}"

AGAINST = "{name}, against {opponent}"

UNREACHABLE = "cannot be reached"

MORE_THAN_SURE = "more than 100 %"

FIRST = {
    "pays": "Going first pays from this risk of being attacked: {sides}",
    "side": "{name} {risk}",
}
"""Who would gain by striking first, in a line."""
