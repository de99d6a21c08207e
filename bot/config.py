"""How the bot behaves: numbers that training finds or a maintainer sets, saved with the model."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class BotConfig:
    """Thresholds on the raw blended score, and the limits of clarifying.

    An answer needs a score of `answer_score` or more ("not too low") that leads the next intent by
    `answer_margin` or more ("not too close"). Choices are offered from `clarify_score` on.
    """

    answer_score: float
    answer_margin: float
    clarify_score: float
    decline_score: float  # the out-of-scope class is believed from here on
    most_choices: int = 3
    misses_before_handoff: int = 2
    wrong_answers_aim: float = 0.08  # highest share of wrong answers the thresholds were found for
    largest_unknown_share: float = 0.5  # more unknown content words than this: never a sure answer

    def to_json(self) -> dict[str, Any]:
        """Return the values as a JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> BotConfig:
        """Return the config that `to_json` wrote. Raises TypeError for another shape."""
        return cls(**data)
