"""From an utterance to a ranking of intents: exact, then fuzzy, then the TF-IDF classifier."""
