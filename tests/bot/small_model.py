"""A model of four intents that fits in milliseconds, made by the real training code."""

from __future__ import annotations

from functools import cache

from bot.config import BotConfig
from bot.content.book import Book, Entry
from bot.content.records import EntityValue
from bot.text import words
from bot.training.dataset import Row, word_counts
from bot.training.fit import fit_classifier
from bot.types import Choice, ModelCard, Procedure, Source
from bot.understanding.exact import KnownUtterances
from bot.understanding.follow_up_voices import FollowUpVoices
from bot.understanding.follow_ups import FollowUps
from bot.understanding.lexicon import Lexicon
from bot.understanding.model import Model
from bot.understanding.spelling import Speller

SOURCE = Source("s-1", "An article", "A clinic", "A section", "clinic_article")
UTTERANCES = {
    "pain-during": ("does it hurt", "is dry needling painful", "will the shot hurt me", "ouch?"),
    "relief-how-soon": ("how soon does it work", "when do i feel better", "is relief fast"),
    "cost": ("what does it cost", "what is the price", "how much money is one visit"),
    "thanks": ("thanks", "thank you", "many thanks to you"),
    "out_of_scope": ("what is the weather", "tell me a joke", "who won the game"),
}


def entry(intent: str, kind: str, text: str, **more: object) -> Entry:
    """Return an entry of the book with plain values where none are given."""
    values: dict[str, object] = {
        "title": f"{intent.replace('-', ' ').capitalize()}?",
        "texts": {Procedure.ANY: text},
        "sources": {Procedure.ANY: (SOURCE,) if kind == "faq" else ()},
        "procedure": "both",
        "safety_net": None,
        "related": (),
        "desk": "billing" if kind == "staff" else None,
        "action": "say",
        "reviewed_on": None,
        "draft": True,
        **more,
    }
    return Entry(id=intent, kind=kind, **values)  # type: ignore[arg-type]


BOOK = Book(
    {
        e.id: e
        for e in (
            entry(
                "pain-during",
                "faq",
                "It may pinch.",
                texts={Procedure.ANY: "It may pinch.", Procedure.INJECTION: "The shot may pinch."},
                sources={Procedure.ANY: (SOURCE,), Procedure.INJECTION: (SOURCE,)},
                safety_net="If breathing hurts, call {emergency_label} now.",
                related=(Choice("relief-how-soon", "Relief how soon?"),),
            ),
            entry("relief-how-soon", "faq", "It may take days."),
            entry("cost", "staff", "Our billing team will tell you the price."),
            entry("thanks", "small_talk", "You are welcome."),
        )
    },
    "demo",
)


@cache
def small_model(version: str = "0123456789ab") -> Model:
    """Return the model; the same value for the same version."""
    rows = sorted(
        (Row(u, words(u), intent) for intent, said in UTTERANCES.items() for u in said),
        key=lambda row: (row.intent, row.text),
    )
    lexicon = Lexicon.from_values(
        [
            EntityValue("procedure", "injection", ("shot", "injection", "injections")),
            EntityValue("procedure", "dry_needling", ("dry needling", "needling")),
        ]
    )
    card = ModelCard(version, "content", "code", "demo", 1, 4, len(rows), {"faq_wrong": 0.0})
    classifier = fit_classifier(rows, lexicon)
    return Model(
        card=card,
        config=BotConfig(
            answer_score=0.0, answer_margin=0.3, clarify_score=-0.9, decline_score=0.0
        ),
        book=BOOK,
        classifier=classifier,
        known=KnownUtterances.from_rows((row.text, row.intent) for row in rows),
        speller=Speller(word_counts(rows)),
        follow_ups=FollowUps.from_texts((), classifier.classes, classifier.vectoriser),
        follow_up_voices=FollowUpVoices.silent(len(classifier.classes)),
    )
