"""Problems: what was found, where, and what would be right."""
