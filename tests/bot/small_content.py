"""A content folder that is small, valid and quick to train on: four FAQ intents and their kin."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

REAL = Path(__file__).parents[2] / "intents"
COPIED = ("clinic.yaml", "replies.yaml", "sources.yaml", "personal_advice.yaml")
SAFETY = ("words.yaml", "cards.yaml", "heart.yaml")
"""One category is enough: the suites of all of them take seconds."""

FRAMES = (
    "{}", "what about {}", "tell me about {}", "i want to know about {}", "is there {}",
    "could you explain {}", "please say something on {}", "my question is {}", "why {}",
    "does everybody have {}", "will i have {} too", "is {} common", "how common is {}",
    "my friend had {}", "i read about {} online", "are you sure about {}", "{} again",
    "who can tell me more on {}", "somebody mentioned {}", "more on {} please", "{} for adults",
    "what should i think of {}", "help with {}", "{} in the evening", "quick question on {}",
    "is it true about {}", "anything known about {}", "hello, {}", "{} and me", "so, {} then",
    "before i come in: {}", "nobody told me about {}", "{} on the first visit",
)  # fmt: skip
"""Ways of asking that mean the same for any topic; the topic alone tells intents apart."""

FAQ = {
    "pain-during": ("pain while the needle goes in", "does it hurt", "stinging and aching"),
    "soreness-after": (
        "sore muscles the next day",
        "feeling bruised afterwards",
        "stiffness later",
    ),
    "relief-how-soon": ("how fast relief comes", "when it gets better", "days until it works"),
    "infection-risk": ("germs under the skin", "infection danger", "dirty instruments"),
}
ODD = {
    "pain-during": ("ouch", "how bad", "bad needle", "yikes", "strong needle pain or mild"),
    "soreness-after": ("how bad later", "bad days", "oof", "mild or strong later"),
    "relief-how-soon": ("how many days later", "soon later", "finally", "better later or bad"),
    "infection-risk": ("bad danger", "yuck", "needle danger", "how many germs"),
    "cost": ("how many dollars", "bad price"),
}
"""Wordings that no other utterance helps with, so that the folds make mistakes to learn from."""
STAFF = {"cost": ("the price of a session", "how much money", "fees and charges")}
SMALL_TALK = {"thanks": ("thanks a lot", "many thanks", "thank you kindly")}
NEAR = ("toothache in a molar", "a puppy with a limp", "my cat sneezing", "new glasses")
FAR = ("tomorrow's weather", "the football game", "a joke on pirates", "cheap flights abroad")


def write_content(
    folder: Path,
    questions: Iterable[Mapping[str, Any]] = (),
    *,
    extra_utterances: Mapping[str, tuple[str, ...]] | None = None,
) -> Path:
    """Write `folder/intents`, with evaluation `questions` where there are any, and return it.

    `extra_utterances` are added to the intents they name.
    """
    intents = folder / "intents"
    (intents / "safety").mkdir(parents=True)
    for name in COPIED:
        shutil.copy(REAL / name, intents / name)
    for name in SAFETY:
        shutil.copy(REAL / "safety" / name, intents / "safety" / name)
    (intents / "safety" / "languages").mkdir()
    for name in ("en.yaml", "de.yaml"):
        shutil.copy(REAL / "safety" / "languages" / name, intents / "safety" / "languages" / name)
    shutil.copytree(REAL / "safety" / "advice", intents / "safety" / "advice")
    more = extra_utterances or {}
    for intent, topics in FAQ.items():
        _write(intents / "faq" / "topic" / f"{intent}.yaml", _faq(intent, topics, more))
    for intent, topics in STAFF.items():
        reply = "Our billing team will gladly tell you that."
        row = {**_base(intent, topics, more), "desk": "billing", "reply": reply, "related": []}
        _write(intents / "staff" / f"{intent}.yaml", row)
    for intent, topics in SMALL_TALK.items():
        row = {**_base(intent, topics, more), "action": "say", "reply": "You are welcome."}
        _write(intents / "small_talk" / f"{intent}.yaml", row)
    _write(intents / "out_of_scope.yaml", {"near": _asked(NEAR), "far": _asked(FAR)})
    _write(intents / "entities" / "procedure.yaml", _PROCEDURE)
    if rows := [dict(question) for question in questions]:
        about = "Invented for a test, by nobody in particular."
        _write(intents / "evaluation" / "all.yaml", {"about": about, "questions": rows})
    return intents


_PROCEDURE = {
    "id": "procedure",
    "title": "Treatments",
    "values": [
        {"value": "dry_needling", "synonyms": ["dry needling", "needling"]},
        {"value": "injection", "synonyms": ["injection", "shot"]},
    ],
}


def _asked(topics: Iterable[str]) -> list[str]:
    return [frame.format(topic) for topic in topics for frame in FRAMES]


def _base(
    intent: str, topics: Iterable[str], more: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    return {
        "id": intent,
        "title": f"{intent.replace('-', ' ').capitalize()}?",
        "status": "draft",
        "reviewed_by": None,
        "reviewed_on": None,
        "review_by": None,
        "utterances": [*_asked(topics), *ODD.get(intent, ()), *more.get(intent, ())],
    }


def _faq(intent: str, topics: Iterable[str], more: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    text = f"The article says a little on {intent}. Ask your clinician for more."
    answers = {"any": {"text": text, "sources": ["dn-risks"]}}
    base = _base(intent, topics, more)
    return {**base, "procedure": "both", "answers": answers, "safety_net": None, "related": []}


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
