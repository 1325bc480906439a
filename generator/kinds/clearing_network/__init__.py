"""The kind of study that asks whose default would pull down whom, and who would therefore not let whom fall."""
