"""What a social card says beside its study."""

from __future__ import annotations

SOCIAL = {
    "name": "Balance of Terror",
    "verdict": "Verdict: {verdict}",
    "shares": "Share of the draws by verdict",
    "nothing_drawn": "Judged once; nothing is drawn",
    "question": "Who could still retaliate, and how sure can we be?",
    "studies": "{count} studies, each with its verdict, its evidence and its doubt",
    "squares": "One square a study, in the colour of its verdict, from the earliest to the latest",
}
