"""The declarations of a study file as JSON Schema, for editors."""
