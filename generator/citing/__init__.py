"""References in the forms that libraries and programs read: CSL-JSON, BibTeX, RIS, linked data, and print."""
