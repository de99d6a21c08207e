"""The brain: text in, Turn out. No web, database, network, clock or environment in here."""
