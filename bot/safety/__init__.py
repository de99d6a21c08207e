"""The emergency check: red flags, the card that answers them, and requests for personal advice.

It needs no model, no database and no network. Words and rules stand in `intents/safety/`.
"""
