"""The charts of a power-balance report."""
