"""Whether the care team's line belongs below a reply: rules and the statistical voice together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.safety.advice import PersonalAdvice
from bot.safety.advice_scorer import LIKELY, SURELY, AdviceScorer, load_scorer


@dataclass(frozen=True)
class Deferral:
    """Tells requests for a decision about one person. Either voice alone is enough."""

    rules: PersonalAdvice
    voice: AdviceScorer

    @property
    def line(self) -> str:
        """What is added: that the care team decides, and the way to them."""
        return self.rules.line

    def needed(self, text: str, *, answered: bool) -> bool:
        """Return whether `text` asks for personal advice.

        With `answered` the bot is about to say something of its own on it, and the line is due
        already when the request is only likely.
        """
        if self.rules.asks(text):
            return True
        return self.voice.score(text) >= (LIKELY if answered else SURELY)


def load_deferral(intents: Path) -> Deferral:
    """Return both voices of the folder `intents`. Raises ContentError when one is broken."""
    return Deferral(
        rules=PersonalAdvice.from_file(intents / "personal_advice.yaml"),
        voice=load_scorer(intents),
    )
