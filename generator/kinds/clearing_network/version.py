"""The version of the clearing model, apart from the model so that checking a study needs none of its libraries."""

VERSION = "1"
"""Raised whenever the same inputs would give other numbers; part of every results digest."""
