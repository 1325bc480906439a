"""Distributions, draws, estimates and sensitivities."""
