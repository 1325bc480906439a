"""Results become figures: one theme, shared shapes, static pictures, descriptions."""
