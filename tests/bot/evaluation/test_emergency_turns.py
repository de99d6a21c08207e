"""A candidate must answer every emergency with the card that the live model answers so."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assistant import Assistant, load_assistant
from bot.evaluation.emergency_turns import READABLE, lost_emergencies
from bot.types import Decision, Outcome, Reply, Turn
from tests.bot.small_model import small_model

INTENTS = Path(__file__).parents[3] / "intents"


class Chatty(Assistant):
    """An assistant that answers a question before it looks at the emergency."""

    def reply_to(self, text, conversation, *, now, choice=None):
        if "breathe" in text:
            return Turn(text, text, Decision(Outcome.ANSWER, "sure"), Reply("Soreness passes."))
        return super().reply_to(text, conversation, now=now, choice=choice)


@pytest.fixture(scope="module")
def assistant():
    return load_assistant(INTENTS, None)


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """A folder with the unseen emergencies and one author's of the corpus."""
    folder = tmp_path_factory.mktemp("few") / "intents"
    shutil.copytree(INTENTS / "safety" / "corpus", folder / "safety" / "corpus")
    for path in sorted((folder / "safety" / "corpus").glob("*.yaml"))[1:]:
        path.unlink()
    (folder / READABLE).parent.mkdir(parents=True)
    shutil.copy(INTENTS / READABLE, folder / READABLE)
    return folder


def test_a_sound_candidate_loses_none(assistant):
    assert lost_emergencies(assistant, None, INTENTS) == ()


def test_a_sound_candidate_with_a_model_loses_none_of_the_live_model(assistant, few):
    assert lost_emergencies(replace(assistant, model=small_model()), small_model(), few) == ()


def test_an_emergency_that_is_answered_as_a_question_is_named(assistant, few):
    chatty = Chatty(assistant.lines, assistant.safety, assistant.advice)
    lost = lost_emergencies(chatty, None, few)
    assert len(lost) > 10
    assert all("breathe" in text for text in lost)
