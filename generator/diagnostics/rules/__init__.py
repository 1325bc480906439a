"""Every rule of the study format, one module for each family of codes."""
