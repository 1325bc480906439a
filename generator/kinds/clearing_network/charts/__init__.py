"""The charts of a clearing-network report."""
