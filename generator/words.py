"""The catalogue: every word and sentence pattern that code, rather than a template or a study, puts on a page.

Kept in one place so that a page in another language needs one more catalogue and nothing else.
"""

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

BREAK_EVEN = {
    "stands": "deterrence stands",
    "falls short": "falls short",
    "not binding": "not binding: the rest is enough without it",
    "not enough alone": "not enough alone, however good",
}

CHART: dict[str, str] = {
    "first": "Going first",
    "second": "After absorbing a first strike",
    "strike": "{adjective} first strike",
    "retaliation": "{adjective} retaliation",
    "strike_column": "Strike",
    "tau": "Unacceptable",
    "alpha": "Acceptable",
    "median": "Median",
    "damage_axis": "Share of the victim's value destroyed",
    "damage_finding": "After absorbing a first strike, {name} could still destroy {damage} of what {other} values, where {tau} would be unacceptable.",
    "damage_description": "Bars show the median, lines the range that holds nine draws in ten. \u201cUnacceptable\u201d marks the least damage the victim would find too much, \u201cacceptable\u201d the most it would accept.",
    "hurdle": "After this hurdle",
    "of_force": "of the whole force",
    "needed": "needed",
    "never_enough": "No weight would reach the threshold on this curve.",
    "hurdles_margin": "That is {times} times what deterrence needs.",
    "hurdles_axis": "Weight left, equivalent megatons (EMT)",
    "hurdles_finding": "{share} of the {adjective} force would arrive. Most is lost at one hurdle, {worst}. {margin}",
    "hurdles_description": "Each bar is what is left after a hurdle, the pale part what the hurdle took, at central values. The dashed line is the weight that would do unacceptable damage to {other}.",
    "break_even_text": "{now} now; {status}",
    "break_even_needed": "{now} now; {needed} needed",
    "break_even_stands": "The tightest hurdle is {hurdle}: {now} now, and deterrence would fall below {needed}.",
    "break_even_short": "Retaliation falls short. The nearest remedy is {hurdle}: {now} now, {needed} needed.",
    "break_even_none": "No improvement of a single hurdle would be enough.",
    "now": "Now",
    "break_even": "Break-even",
    "status": "Finding",
    "break_even_axis": "Share of the force that passes the hurdle",
    "break_even_description": "For each hurdle, the share of the force that passes it now and the least share with which retaliation would still be unacceptable, all other hurdles unchanged, at central values.",
    "scenario": "Scenario",
    "side": "Side",
    "margin_axis": "Margin: retaliation divided by what is required",
    "margin_rule": "just unacceptable",
    "scenarios_finding": "{name}: from {least} ({least_in}) to {most} ({most_in}).",
    "scenarios_description": "Dots show the median, lines the range that holds nine draws in ten. A margin of 1 means that retaliation just reaches what the victim would find unacceptable.",
    "verdict": "Verdict",
    "share": "Share of draws",
    "shares_finding": "In the baseline, \u201c{verdict}\u201d comes out in {share} of {draws} draws.",
    "shares_description": "In each draw all uncertain inputs take values from their ranges at once; a bar shows the share of draws with each verdict.",
    "year": "Year",
    "posture": "Posture",
    "timeline_first": "{name} first reaches the threshold in {year}.",
    "timeline_never": "{name} never reaches the threshold.",
    "timeline_description": "Lines show the median, bands the range that holds nine draws in ten; the scale is compressed above 1.",
    "timeline_dashed": " Dashed: {posture}.",
    "of_draws": "{share} of draws",
    "held": "Held in",
    "span": "{verdict} ({start} to {end})",
    "span_one": "{verdict} ({start})",
    "strip_finding": "{posture}: {spans}.",
    "strip_description": "The verdict at central values for each year the study describes, in each posture that is run over time.",
    "swing": "{span} (5 % to 95 % of its range)",
    "tornado_finding": "Most depends on one input: {input}. Over its range alone the {adjective} margin runs from {low} to {high}.",
    "tornado_description": "Each bar shows the margin when one input stands at the low or the high end of its range (its 5 % and 95 % points) and all others at their central values.",
    "input": "Input",
    "input_low": "Input at its low end",
    "input_high": "Input at its high end",
    "at_low": "Margin then (low)",
    "at_high": "Margin then (high)",
    "low_end": "input at its low end",
    "high_end": "input at its high end",
    "peak": "{name} peaked at {value} {unit} in {year}.",
    "series_description": "Context only: {unit} as counted by the source. The model does not use this series.",
    "comparison_text": "published {published}; model {model}",
    "comparison_finding": "{inside} of {all} published numbers lie within the range that holds nine draws in ten.",
    "comparison_description": "The model's number divided by the published one; 1 means that they agree. Dots show the median, lines the range that holds nine draws in ten.",
    "number": "Number",
    "published": "Published",
    "model": "Model, median",
    "unit": "Unit",
    "against": "{name} against {other}",
    "pair": "Pair",
    "margins_finding": "The least margin is that of {least}: {margin}.",
    "system_lowest": "Worst pair",
    "system_product": "Product of all pairs",
    "index_axis": "Index of first-strike stability",
    "stable_rule": "counts as stable",
    "measure": "Measure",
    "system_finding": "The worst pair stands lowest in “{worst}”, at {low}, and highest in “{best}”, at {high}.",
    "system_description": "Dots show the median, lines the range that holds nine draws in ten, over {pairs} pairs of rivals. 1 means that nobody gains by going first. A product falls with every pair that is added and hides which pair is bad; the worst pair shows it.",
    "war": "{first} on {second}",
    "war_column": "First strike by whom on whom",
    "pre_empt": "Against being struck first",
    "strike_first": "Against peace",
    "no_gain": "no gain",
    "incentive_axis": "What going first saves, in units of the cost function",
    "wars_finding": "Fear tempts most to a first strike by {fear}: it saves {fear_value} against being struck first.",
    "wars_greed": " Against peace, too, going first would pay in one war at least, by {greed}: {greed_value}.",
    "wars_no_greed": " Against peace, going first would pay nobody.",
    "wars_description": "A row is a first strike by one side or coalition on another; the others stand aside. Dots show the median, lines the range that holds nine draws in ten. Left of zero, going first costs more than what it is compared with.",
    "before_war": "Before any war",
    "after_war": "With the reserve, after the war with the third",
    "front": "{name} against {other}: {third} has struck",
    "front_column": "Front",
    "when": "When",
    "fronts_finding": "After being struck by a third and answering with all but the reserve, the reserve is still enough in {holds} of {all} cases.",
    "fronts_description": "The third strikes first to disarm, the side answers with all survivors but its reserve, and then faces the disarming strike of its other opponent. Dots show the median, lines the range that holds nine draws in ten.",
    "index_finding": "In {year} the least stable pair is {pair}, at {index}.",
    "index_description": "Lines show the median, bands the range that holds nine draws in ten. 1 means that neither side of the pair gains by going first.",
    "pair_shares_finding": "Surest is the verdict on {pair}: “{verdict}” in {share} of the draws.",
    "system_tornado_finding": "Most depends on one input: {input}. Over its range alone the index of the worst pair runs from {low} to {high}.",
    "ratio": "Model divided by published number",
    "equal": "agree",
}
"""Titles, findings and labels of charts; braces take numbers of the run."""

UNREACHABLE = "cannot be reached"
AND = " and "
AGAINST = "{name}, against {opponent}"

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

PANELS: dict[str, str] = {
    "annual-risk": "How likely is nuclear war in a year?",
    "no-use": "What the years without use teach",
    "consequences": "What nuclear war would do",
    "long-peace": "Is there a long peace?",
    "nuclear-peace": "Do nuclear weapons keep the peace?",
}
"""Panel of context -> its heading."""

CONTEXT: dict[str, str] = {
    "estimate": "Estimate",
    "low": "Low end, % a year",
    "value": "Value, % a year",
    "high": "High end, % a year",
    "grade": "Grade",
    "source": "Source",
    "note": "Note",
    "risk_axis": "Probability in one year, logarithmic",
    "risk_finding": "The highest published figure is {factor} times the lowest. They do not ask about the same event.",
    "risk_description": "Bars show ranges, dots single figures. The axis is logarithmic: each step is ten times the one before. Figures published for several years are spread evenly over them.",
    "risk_row": "{numbers} a year",
    "time_axis": "Probability of at least one such war, if every year carries the same risk",
    "years": "Years",
    "time_name": "{risk} a year",
    "time_finding": "If the yearly risk never changed, {years} years would bring it to {low} at the lowest published figure and to {high} at the highest.",
    "time_description": "Each line compounds one yearly risk: 1 \u2212 (1 \u2212 p) to the power of the number of years, which takes every year to be alike and independent of the others. {lines}. The table has every published figure.",
    "time_line": "{risk} a year: {label}",
    "time_column": "In {years} years, %",
    "time_end": "{label} ({end})",
    "ends": "low, value, high",
    "year": "Year",
    "no_use_axis": "Yearly rate of use in war that the years without it leave",
    "no_use_finding": "{years} years without use, through {through}, leave a yearly rate of {jeffreys} or {laplace}, by the prior, and of up to {upper} with 95 % confidence.",
    "no_use_description": "Three lines fall from {first} to {through}, on a logarithmic axis: the mean with a uniform prior (Laplace), the mean with Jeffreys's prior, and the upper bound with 95 % confidence. Their distance is the weight of the choice of prior.",
    "no_use_upper": "95 % bound",
    "laplace": "Laplace",
    "jeffreys": "Jeffreys",
    "no_use_years": "Years without use",
    "no_use_laplace": "Laplace, % a year",
    "no_use_jeffreys": "Jeffreys, % a year",
    "no_use_bound": "95 % bound, % a year",
    "soot": "{soot} Tg of soot: {weapons} weapons of {yield_kt} kt",
    "soot_column": "Soot, Tg",
    "weapons": "Weapons",
    "yield": "Yield, kt",
    "direct": "Killed directly",
    "without_food": "Without food at the end of the second year",
    "direct_column": "Killed directly, million",
    "without_food_column": "Without food, million",
    "world_share": "Without food, % of the world",
    "famine_axis": "Million people",
    "world": "all people (2010)",
    "famine_finding": "In the largest case {share} of all people would be without food after two years, {times} times as many as are killed directly.",
    "famine_description": "For each case of one study, two bars: people killed by the weapons themselves, and people for whom no food would be left at the end of the second year. The line is the world population the study reckons with. How much soot a war would raise is disputed.",
    "more_than": "more than {number}",
    "million": "{number} million",
    "war": "War",
    "started": "Began",
    "ended": "Ended",
    "battle_deaths": "Battle deaths, at least",
    "armed": "Nuclear weapons (our coding)",
    "wars_axis": "Battle deaths, at least; logarithmic, without civilians",
    "change_point": "1950: change point by Cunen et al.",
    "wars_finding": "Of {count} wars between states that began from {first} to {last}, {large} killed more than {least} soldiers; the last of these began in {latest}.",
    "wars_description": "A dot for each war in the list, by the year in which it began and by the soldiers it killed at least. The list begins too late to compare the time before 1950 with the time after it.",
    "war_text": "{start} to {end}: at least {deaths} battle deaths",
    "decade": "{decade}s",
    "decade_column": "Decade",
    "count": "Wars",
    "peace_axis": "Wars between states, by the decade in which they began",
    "none": "No participant had nuclear weapons",
    "one side": "One side had them",
    "both sides": "Both sides had them",
    "peace_finding": "Of {count} wars, states with nuclear weapons fought each other in {both}: {names}. In {one} more, one side had them.",
    "peace_description": "The 1940s are the years from {first}, the 2000s those to {last}. Who had nuclear weapons when a war began is our coding.",
}
"""Labels, findings and descriptions of the charts of context; braces take numbers computed from the facts."""

ASSUMPTIONS = {"exact": "no range given", "beta": "beta, as sure as {concentration} counted cases"}

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
OR = ", or "
MORE_THAN_SURE = "more than 100 %"

SURE = "{likelihood}: this verdict holds in {share} of {draws} draws"
SURE_OTHER = "Contested: this verdict holds at central values, but only in {share} of {draws} draws; {other} comes out in {other_share}"

FIRST_ROWS = " (the first {shown} of {all} rows; all are in the CSV)"
"""Added to the caption of a table that is cut short."""

POWER: dict[str, str] = {
    "world": "The world",
    "commitment": "{name}: commitment ({side})",
    "stronger": "{stronger} is clearly stronger than {weaker}",
    "near": "{first} and {second} are near enough in strength to check each other",
    "caught-up": "{challenger} has caught up with {dominant} and is dissatisfied",
    "overtaken": "{challenger} has overtaken {dominant} and is dissatisfied",
    "not-caught-up": "no dissatisfied challenger has caught up with {dominant}",
    "power-balanced": "{strength}, and {challenge}: both theories expect peace.",
    "power-challenged": "{strength}, but {challenge}: balance-of-power theory expects peace, power transition war.",
    "power-preponderant": "{strength}, and {challenge}: balance-of-power theory expects danger, power transition peace.",
    "power-transition": "{strength}, and {challenge}: both theories expect danger.",
    "peace": "expects peace",
    "danger": "expects danger",
    "war": "expects war",
    "preponderance": "below parity",
    "parity": "parity",
    "overtaken-band": "overtaken",
    "headline-power": "{name}: power",
    "headline-power-note": "share of the world's capability that can be counted on this side",
    "headline-balance": "Balance of the sides",
    "headline-balance-note": "power of the weaker side over that of the stronger; 1 would be equal",
    "headline-ratio": "{challenger} / {dominant}",
    "headline-ratio-note": "capability of the challenger over that of the dominant power",
    "actor": "State",
    "rivalry": "Rivalry",
    "axis": "Share of the world's material capability",
    "sides-title-states": "Power of the two sides over the years",
    "sides-finding": "{name}: from {least} ({least_in}) to {most} ({most_in}).",
    "sides-finding-one": "{name}: {most}.",
    "sides-description": "The capability of all named states, each counted by the share of it that can be relied on for that side. Dots show the median, lines the range that holds nine draws in ten.",
    "balance-axis": "Power of the second side ({second}) divided by that of the first ({first})",
    "balance-band": "balanced",
    "balance-finding": "In the draws' median the two sides are balanced in {inside}, and not in {outside}.",
    "balance-finding-all": "In the draws' median the two sides are balanced in {inside}.",
    "balance-finding-none": "In the draws' median the two sides are balanced in none of the situations shown.",
    "balance-description": "The shaded band is balance: the weaker side has at least {cut} of the power of the stronger. Left of it the first side is stronger ({first}), right of it the second ({second}). Dots show the median, lines the range that holds nine draws in ten.",
    "challenger-axis": "Capability of the challenger divided by that of the dominant power",
    "challenger-band": "parity",
    "challenger-label": "{year}: {challenger} / {dominant}",
    "challenger-finding": "{rows}.",
    "challenger-below": "below parity in {places}",
    "challenger-parity": "at parity in {places}",
    "challenger-over": "beyond it in {places}",
    "challenger-description": "The shaded band is parity. Power-transition theory expects war where a dissatisfied challenger enters it or passes it. Dots show the median, lines the range that holds nine draws in ten.",
    "of-power": "Balance of power",
    "of-terror": "Balance of terror",
    "none-given": "Not reckoned here",
    "none-given-short": "\u2013",
    "contrast-finding": "{power} {terror}",
    "contrast-power": "The verdict on power changes in {years}.",
    "contrast-power-never": "The verdict on power never changes.",
    "contrast-terror": "That on terror changes in {years}.",
    "contrast-terror-never": "That on terror never changes.",
    "contrast-description": "For each year the balance of power at central values, and beside it the terror balance of the dominant power and its challenger, by the rules of this site's studies of nuclear forces.",
    "which": "Balance",
    "capability": "Capability",
    "warheads": "Warheads",
    "ratios-axis": "Challenger divided by dominant power",
    "ratios-equal": "equal",
    "ratios-finding": "{most} The two ratios lie furthest apart in {year}: {capability} by capability, {warheads} by warheads.",
    "ratios-agree": "In {n} of {all} years both ratios are on the same side of equality.",
    "ratios-description": "For each year in which the dominant power had warheads: the challenger's capability and the challenger's warheads, each divided by those of the dominant power. 1 means equal.",
    "threat-axis": "From 0 (none) to 1 (as much as can be)",
    "threats-finding": "{first} stands first by the sort key.",
    "threats-description": "Walt's four factors of a threat, each as the study gives it. They are not added up: there are no weights. Only the order of the profiles in the legend follows their geometric mean.",
    "factor": "Factor",
    "profile": "Profile",
    "value": "Value",
    "low": "Low",
    "high": "High",
    "scenarios-finding": "From {least} ({least_in}) to {most} ({most_in}).",
    "tornado-sides": "What moves the balance of the two sides",
    "tornado-sides-finding": "Most depends on one input: {input}. Over its range alone the ratio of the sides runs from {low} to {high}.",
    "tornado-challenger": "What moves the ratio of challenger to dominant power",
    "tornado-challenger-finding": "Most depends on one input: {input}. Over its range alone the ratio runs from {low} to {high}.",
    "tornado-description": "Each bar shows the ratio when one input stands at the low or the high end of its range (its 5 % and 95 % points) and all others at their central values.",
    "at-low": "Ratio then (low)",
    "at-high": "Ratio then (high)",
}
"""What the pages of power-balance studies say beside titles of their charts; braces take names and numbers."""
