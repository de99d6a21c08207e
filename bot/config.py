"""How a trained model behaves: the thresholds that were found on data, saved inside the model."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class BotConfig:
    """The numbers that decide between answering, asking back and handing over.

    An answer needs a score of `answer_score` or more ("not too low") that leads the next intent by
    `answer_margin` or more ("not too close"); by half of it where the next one is named as related,
    for its answer stands a tap below. Where the message says "no" and the utterances of the intent
    hardly ever do, it must lead by `negated_margin`: of the left-out utterances with a lead of 0.6
    to 1.0 there were 64 % right with such a "no", and 81 % without. An answer must lead by
    `outside_margin` where more than `largest_outside_share` of the words that carry the meaning are
    unknown or belong outside: of the left-out out-of-scope messages that got an answer this stops 9
    of 26, and of the right answers it takes 3 in 1000. Choices are offered from `clarify_score` on.
    """

    answer_score: float
    answer_margin: float
    clarify_score: float
    decline_score: float  # the out-of-scope class is believed from here on
    most_choices: int = 3
    misses_before_handoff: int = 2
    wrong_answers_aim: float = 0.02  # highest share of wrong answers the thresholds were found for
    largest_unknown_share: float = 0.34  # more unknown content words than this: never sure
    largest_outside_share: float = 0.24
    outside_margin: float = 1.2
    negated_margin: float = 1.0
    rarely_negated: tuple[str, ...] = ()  # intents whose utterances hardly ever say "no" or "not"

    def margin(self, *, related: bool) -> float:
        """Return the lead an answer needs over the next intent, by whether the two are related."""
        return self.answer_margin / 2 if related else self.answer_margin

    def to_json(self) -> dict[str, Any]:
        """Return the values as a JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> BotConfig:
        """Return the config that `to_json` wrote. Raises TypeError for another shape."""
        return cls(**{**data, "rarely_negated": tuple(data.get("rarely_negated", ()))})
