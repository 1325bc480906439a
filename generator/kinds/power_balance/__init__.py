"""The kind of study that asks who balances whom, what two theories expect of it, and how the terror balance compares."""
