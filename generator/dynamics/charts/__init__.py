"""The charts of arms race and weapons plane."""
