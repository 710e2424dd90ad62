"""The command `hearthline pack`: make, check, test and evaluate packs of a trade."""
