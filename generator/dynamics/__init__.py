"""Arms race and weapons plane: what a study of any kind may ask about levels of armament over time."""
