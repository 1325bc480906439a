"""One room per kind of study. Rooms do not know each other."""
