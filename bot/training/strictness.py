"""How strict to be: as bold as the unseen development questions allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.config import BotConfig
from bot.dialogue import Reader
from bot.evaluation.metrics import Verdict, judge_decisions, upper_bound
from bot.evaluation.questions import OUTSIDE, Question
from bot.types import Conversation, Parse
from bot.understanding.model import Model
from bot.understanding.parser import Parser


@dataclass(frozen=True, slots=True)
class Chosen:
    """The thresholds in force, and what they made of the development questions.

    `wrong` of `asked` questions in scope got a wrong answer, `let_in` of `outside` messages any.
    """

    config: BotConfig
    wrong: int
    asked: int
    let_in: int
    outside: int

    def keeps(self, aim: float) -> bool:
        """Return whether the shares of wrong answers, in and out of scope, are within `aim`."""
        return self.wrong <= aim * self.asked and self.let_in <= aim * self.outside

    @property
    def numbers(self) -> dict[str, float]:
        """The figures for the model's card: the share seen, and what it is at most (95 %)."""
        return {
            "wrong_seen": round(self.wrong / max(self.asked, 1), 4),
            "wrong_at_most": round(upper_bound(self.wrong, self.asked), 4),
            "let_in_seen": round(self.let_in / max(self.outside, 1), 4),
            "let_in_at_most": round(upper_bound(self.let_in, self.outside), 4),
        }


def choose(
    model: Model, degrees: Sequence[BotConfig], questions: Sequence[Question], *, aim: float
) -> Chosen:
    """Return the boldest of `degrees` (strictest first) that keeps to `aim`, a share of 0 to 1.

    The strictest when none keeps to it, and when there are no questions to tell by.
    """
    parser = RememberingParser(model)
    asked = list(questions)
    for config in reversed(degrees if questions else ()):
        chosen = _tried(parser, config, asked, aim)
        if chosen.keeps(aim):
            break
    else:
        chosen = _tried(parser, degrees[0], asked, 1.0)
    return replace(chosen, config=replace(chosen.config, wrong_answers_aim=aim))


def _tried(
    parser: RememberingParser, config: BotConfig, asked: list[Question], aim: float
) -> Chosen:
    """Return what becomes of the questions, or of the first ones where they go beyond `aim`.

    Those with a wrong answer come to stand first in `asked`: a degree that is too bold as well
    shows it on a few questions.
    """
    reader = Reader(replace(parser.model, config=config), parser)
    outside = sum(question.kind in OUTSIDE for question in asked)
    chosen = Chosen(config, 0, len(asked) - outside, 0, outside)
    wrong: list[Question] = []
    for question in asked:
        if not chosen.keeps(aim):
            break
        readings = reader.read(question.text, Conversation("strictness"))
        verdict = judge_decisions(question, [reading.decision for reading in readings])
        if verdict is Verdict.WRONG:
            wrong.append(question)
            inside = question.kind not in OUTSIDE
            chosen = replace(
                chosen, wrong=chosen.wrong + inside, let_in=chosen.let_in + (not inside)
            )
    asked.sort(key=lambda question: question not in wrong)
    return chosen


@dataclass(frozen=True)
class RememberingParser(Parser):
    """Parses each text once: thresholds decide about a parse, they do not change it."""

    parses: dict[str, Parse] = field(default_factory=dict)

    def parse(self, text: str) -> Parse:
        """Return the parse of `text`, as the parser made it when first asked."""
        if text not in self.parses:
            self.parses[text] = super().parse(text)
        return self.parses[text]
