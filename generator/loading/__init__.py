"""YAML text becomes a study, or a list of problems with places."""
