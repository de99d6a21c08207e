"""Whether the care team's line belongs below a reply: rules and the statistical voice together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bot.safety.advice import PersonalAdvice
from bot.safety.advice_scorer import LIKELY, SURELY, AdviceScorer, load_scorer

# Words around a question: who asks it or corrects it says nothing about a treatment of theirs.
_AROUND = re.compile(
    r"\b(?:i (?:just |only |really )?(?:mean|meant|asked|wonder|am asking|was asking|am wondering"
    r"|was wondering|want to (?:know|ask|understand)|wanted to (?:know|ask|understand)"
    r"|would like to (?:know|ask|understand|learn))"
    r"|i'd like to (?:know|ask|understand|learn)|i'm (?:asking|wondering|curious))\b",
    re.IGNORECASE,
)
_DOES = re.compile(r"^\W{0,3}dose (?=it|this|that|the|dry|needling)\b", re.IGNORECASE)


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
        already when the request is only likely; not so where it names neither a person nor
        anything of their health ("where do knots hide?").
        """
        if self.rules.asks(text):
            return True
        asked = _DOES.sub("does ", _AROUND.sub(" ", text))
        score = self.voice.score(asked)
        if LIKELY <= score < SURELY:  # seldom, and telling takes as long as the score
            return answered and self.voice.tells_of_somebody(asked)
        return score >= SURELY


def load_deferral(intents: Path) -> Deferral:
    """Return both voices of the folder `intents`. Raises ContentError when one is broken."""
    return Deferral(
        rules=PersonalAdvice.from_file(intents / "personal_advice.yaml"),
        voice=load_scorer(intents),
    )
