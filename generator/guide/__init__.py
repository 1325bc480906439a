"""The author's reference: read from the declarations of a study file, from examples, and from studies that are written."""
