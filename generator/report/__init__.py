"""Results and figures become pages: templates, numbers in prose, downloads, provenance."""
