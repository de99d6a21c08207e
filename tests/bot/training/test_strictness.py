"""How strict to be follows the development questions, asked of the reader that serves patients."""

from dataclasses import replace

from bot.dialogue import Reader
from bot.evaluation.questions import Question
from bot.training.strictness import choose
from tests.bot.small_model import small_model

MODEL = small_model()
STRICT = replace(MODEL.config, answer_score=50.0)
FAIR = replace(MODEL.config, answer_score=0.0, answer_margin=0.2)
BOLD = replace(MODEL.config, answer_score=-9.0, answer_margin=0.0)
DEGREES = (STRICT, FAIR, BOLD)


def asked(text, kind, *intents):
    return Question(text, kind, intents, "development", "intents/evaluation/a.yaml")


EASY = [
    asked("does it hurt me", "faq", "pain-during"),
    asked("many thanks", "small_talk", "thanks"),
]
TRAP = asked("needling relief soon", "faq", "pain-during")


def test_it_is_as_bold_as_the_questions_allow():
    assert choose(MODEL, DEGREES, EASY, aim=0.0).config.answer_score == BOLD.answer_score
    careful = choose(MODEL, DEGREES, [*EASY, TRAP], aim=0.0)
    assert careful.config.answer_score > BOLD.answer_score
    assert careful.wrong == 0
    assert choose(MODEL, DEGREES, [*EASY, TRAP], aim=0.5).config.answer_score == BOLD.answer_score


def test_an_answered_message_from_outside_counts_too():
    outside = asked("is dry relief painful", "far")
    bold = choose(MODEL, (BOLD,), [*EASY, outside], aim=1.0)
    assert (bold.let_in, bold.outside) == (1, 1)
    assert choose(MODEL, DEGREES, [*EASY, outside], aim=0.0).let_in == 0


def test_without_questions_nothing_is_risked():
    assert choose(MODEL, DEGREES, [], aim=0.02).config.answer_score == STRICT.answer_score


def test_the_card_tells_the_share_seen_and_what_it_may_be():
    numbers = choose(MODEL, DEGREES, EASY, aim=0.02).numbers
    assert numbers["wrong_seen"] == 0.0
    assert 0.5 < numbers["wrong_at_most"] <= 1.0  # two questions show next to nothing


def test_a_degree_that_is_too_bold_is_known_after_a_few_questions(monkeypatch):
    asked_of: list[str] = []
    read = Reader.read

    def watched(self, text, conversation):
        asked_of.append(text)
        return read(self, text, conversation)

    monkeypatch.setattr(Reader, "read", watched)
    bolder = replace(BOLD, clarify_score=-9.0)
    chosen = choose(MODEL, (STRICT, FAIR, BOLD, bolder), [*EASY, TRAP], aim=0.0)
    assert chosen.asked == 3
    assert asked_of[2:4] == [TRAP.text, TRAP.text]  # the wrong one of the first degree comes first
    assert asked_of.count(EASY[0].text) < asked_of.count(TRAP.text)
