"""A candidate trained on the small content, with questions of every kind in both halves."""

import json
from pathlib import Path

import pytest

from bot.registry import Registry
from bot.training.pipeline import Trained, train
from tests.bot.small_content import write_content

HOSTILE = 'price of a session <script>alert("x")</script> & more'
SEALED_ONLY = "xylophone quagmire pain while the needle goes in"


def question(text: str, kind: str, *intents: str, half: str = "development") -> dict[str, object]:
    return {"text": text, "kind": kind, "intents": list(intents), "half": half}


QUESTIONS = (
    question("the needle goes in, is that pain", "faq", "pain-during"),
    question("how fast comes the relief", "faq", "relief-how-soon"),
    question(HOSTILE, "staff", "cost"),
    question("a puppy with a bad limp", "near"),
    question("thanks to you", "small_talk", "thanks"),
    question(SEALED_ONLY, "faq", "pain-during", half="sealed"),
    question("sealed wording on germs in the skin", "faq", "infection-risk", half="sealed"),
    question("sealed football match", "far", half="sealed"),
)


def dialogue(half: str, *turns: dict[str, object]) -> dict[str, object]:
    told = [{name: turn[name] for name in ("text", "kind", "intents")} for turn in turns]
    return {"half": half, "turns": told}


DIALOGUES = (
    dialogue(
        "development",
        question("does it hurt", "faq", "pain-during"),
        question("thanks a lot", "small_talk", "thanks"),
    ),
    dialogue(
        "sealed",
        question("sealed thanks a lot", "small_talk", "thanks"),
        question("sealed germs", "faq", "infection-risk"),
    ),
)


@pytest.fixture(scope="session")
def intents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = write_content(
        tmp_path_factory.mktemp("content"),
        QUESTIONS,
        extra_utterances={
            "soreness-after": ("<b>bad</b> needle & mild",),
            # Words of the questions above, so that they are not unknown words.
            "cost": ("price alert for one more session x script",),
            "infection-risk": ("the sealed skin and germs, what wording",),
        },
    )
    (written / "evaluation" / "dialogues").mkdir()
    told = {"about": "Invented for a test, by nobody.", "dialogues": list(DIALOGUES)}
    path = written / "evaluation" / "dialogues" / "all.yaml"
    path.write_text(json.dumps(told, indent=1), encoding="utf-8")
    return written


@pytest.fixture(scope="session")
def trained(intents: Path, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    models = Registry(tmp_path_factory.mktemp("models"))
    # A handful of questions shows a wrong answer at once, and nothing would ever be given.
    return train(intents, models, aim=0.4, progress=lambda what: None)
