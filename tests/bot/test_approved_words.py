"""Whatever is typed, every word back stands in the approved content, byte for byte."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.assistant import load_assistant
from bot.types import Conversation
from tests.approved import INTENTS, NOON, Approved, strangers
from tests.bot.small_model import small_model

ASSISTANT = load_assistant(INTENTS, small_model())


@pytest.mark.parametrize("seed", [1, 2])
def test_random_messages_get_approved_words_only(seed: int) -> None:
    assert list(strangers(ASSISTANT, messages=300, seed=seed)) == []


def test_without_a_model_too() -> None:
    assert list(strangers(load_assistant(INTENTS, None), messages=100, seed=3)) == []


@pytest.mark.parametrize("said", ["does it hurt", "i cant breathe", "no puedo respirar", "zzz qqq"])
def test_one_changed_letter_is_noticed(said: str) -> None:
    approved = Approved(ASSISTANT)
    turn = ASSISTANT.reply_to(said, Conversation("c"), now=NOON)
    assert approved.strangers(turn) == []
    changed = replace(turn, reply=replace(turn.reply, text=turn.reply.text.replace("a", "o", 1)))
    assert approved.strangers(changed)
