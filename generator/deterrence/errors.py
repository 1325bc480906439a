"""What a model says when its inputs cannot be solved."""

from __future__ import annotations


class ModelError(ValueError):
    """The inputs contradict each other, or a search did not end: told in the words of the theory, for the author of a study."""
