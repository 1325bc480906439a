"""A new study: what its author has answered becomes the text of a file that passes and can be run at once."""
