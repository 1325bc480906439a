"""Balance of Terror: from a study in YAML to a page a reader can check.

The data flow one way: YAML -> Study -> Results -> Figure -> Page -> site.
"""

__version__ = "0.1.0"
