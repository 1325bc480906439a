"""Words and sentence patterns by room of the house; the whole catalogue is `words`."""
