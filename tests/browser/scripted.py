"""A small assistant with fixed answers, so that browser tests need no trained model."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from bot.content.clinic import Clinic
from bot.content.lines import Lines, load_lines
from bot.privacy.mask import mask
from bot.types import (
    Card,
    Choice,
    Conversation,
    Decision,
    Outcome,
    Parse,
    Part,
    Reply,
    Source,
    Turn,
    Utterance,
)

SORE = Choice("soreness", "Will I be sore afterwards?")
HURT = Choice("hurt", "Does it hurt?")
WHAT = Choice("what", "What is dry needling?")
RISKS = Choice("risks", "What are the risks?")
COST = Choice("cost", "What does it cost?")
ARTICLE = Source(
    "tpi-4", "Trigger Point Injections", "Advanced Spine Clinic", "What to expect", "clinic_article"
)
STORY = Source("dn-7", "My Year of Needles", "Personal blog", "The day after", "patient_account")
ANSWERS = {
    SORE.intent: Reply(
        "Some people feel sore where the needle went in. One patient wrote that it felt like the "
        "day after exercise.\n\nIf pain gets worse when you breathe, or you feel short of breath, "
        "call 911 now. If pain is strong, spreads or worries you, call us today at (212) 555-0142.",
        title=SORE.title,
        sources=(ARTICLE, STORY),
        related=(HURT, RISKS),
        draft=True,
    ),
    HURT.intent: Reply(
        "You may feel a quick prick, and then a twitch or a dull ache. It lasts a moment.",
        title=HURT.title,
        sources=(ARTICLE,),
        related=(SORE,),
        reviewed_on="2026-03-12",
    ),
}
PRICES = Reply(
    "What you pay depends on the treatment and on your plan. I have passed your question to our "
    "front desk. We are closed right now. A person will answer here after we open, as a rule "
    "within one working day. You can keep asking me things meanwhile.",
    title=COST.title,
    related=(HURT, SORE, RISKS),
    offers=("phone",),
    desk="front_desk",
    draft=True,
)
# The cards are as long as the longest that patients are shown.
NOW = Card(
    "call_now",
    "Call 911 now, or have someone call for you. A very bad headache needs a check right away. Do "
    "not drive yourself and do not wait for our reply. Stay with someone if you can. Tell them "
    "about any needle or shot you had. You can keep writing here after you call.",
    "911",
    "911",
    "collapsed-lung",
)
TODAY = Card(
    "call_today",
    "Call us today at (212) 555-0142, or see a doctor today. Leave the spot alone until it is "
    "seen. If it gets worse, or you have trouble breathing, chest pain, a fever or new weakness, "
    "call 911 now.",
    "+1-212-555-0142",
    "(212) 555-0142",
    "needle",
    (("911", "911"),),
)
CRISIS = Card(
    "crisis",
    "Please call or text 988 now to talk with a trained person, any time. I am so sorry it hurts "
    "this much. If you are in danger now, call 911. Stay with someone you trust if you can. This "
    "is an automatic message. You can keep writing here.",
    "988",
    "call or text 988",
    "crisis",
    (("911", "911"),),
)


@dataclass(frozen=True)
class Welcome:
    """What a patient reads first."""

    title: str
    text: str
    limits: str
    emergency: str
    draft_notice: str | None
    topics: tuple[Choice, ...]


@dataclass
class ScriptedAssistant:
    """Knows key words: breathe, die, tingling, cost, sore, hurt, needle, thanks; nothing else."""

    lines: Lines = field(default_factory=lambda: load_lines(Path("intents")))
    model: None = None

    @property
    def clinic(self) -> Clinic:
        return self.lines.clinic

    def masked(self, text: str) -> str:
        return mask(text)

    def line(self, name: str, **values: str) -> str:
        return self.lines.line(name, **values)

    def welcome(self) -> Welcome:
        return Welcome(
            title=self.line("welcome_title"),
            text=self.line("welcome_text"),
            limits=self.line("welcome_limits"),
            emergency=self.line("emergency_line"),
            draft_notice=self.line("draft_notice"),
            topics=(WHAT, HURT, RISKS, SORE, COST),
        )

    def titles(self) -> tuple[Choice, ...]:
        return (WHAT, HURT, RISKS, SORE, COST)

    def emergency(self, text: str) -> Reply | None:
        cards = {"breathe": NOW, "die": CRISIS, "tingling": TODAY}
        card = next((card for sign, card in cards.items() if sign in text), None)
        return Reply(card.text, card=card) if card else None

    def reply_to(
        self, text: str, conversation: Conversation, *, now: datetime, choice: str | None = None
    ) -> Turn:
        if choice is None and (card := self.emergency(text)):
            return Turn(text, mask(text), Decision(Outcome.EMERGENCY, "red_flag"), card)
        if conversation.held_by_staff:
            return Turn(text, mask(text), Decision(Outcome.SILENT, "held_by_staff"), Reply(""))
        decision, reply = self._decide(text.lower(), choice, now)
        parse = Parse(Utterance(text, text.lower(), ()))
        return Turn(text, mask(text), decision, reply, (Part(parse, decision, reply),))

    def _decide(self, text: str, choice: str | None, now: datetime) -> tuple[Decision, Reply]:
        if choice in ("talk_to_staff", "none"):
            reply = Reply(self.lines.handed_off(now), desk="clinical")
            return Decision(Outcome.HANDOFF, "asked_for_person"), reply
        if choice == COST.intent or "cost" in text:
            return Decision(Outcome.HANDOFF, "staff_intent", COST.intent, 0.9), PRICES
        for intent, answer in ANSWERS.items():
            if choice == intent or (choice is None and intent[:4] in text):
                return Decision(Outcome.ANSWER, "sure", intent, 0.9), answer
        if "needle" in text:
            offered = (HURT, SORE)
            reply = Reply(self.line("clarify"), choices=offered)
            ids = tuple(one.intent for one in offered)
            return Decision(Outcome.CLARIFY, "too_close", choices=ids), reply
        if "thanks" in text:
            return Decision(Outcome.SMALL_TALK, "small_talk"), Reply("You are welcome.")
        reply = Reply(self.line("fallback"), offers=("staff", "phone", "topics"))
        return Decision(Outcome.DECLINE, "out_of_scope"), reply

    def remember(self, conversation: Conversation, turn: Turn) -> Conversation:
        if turn.decision.outcome is Outcome.EMERGENCY:
            return replace(conversation, flags=("emergency",))
        if turn.decision.outcome is Outcome.HANDOFF:
            return replace(conversation, waiting=True)
        return conversation


@dataclass
class ScriptedAssistants:
    """Gives the scripted assistant for ever."""

    assistant: ScriptedAssistant = field(default_factory=ScriptedAssistant)
    problem: str | None = None
    version: str | None = "scripted"

    def current(self) -> ScriptedAssistant:
        return self.assistant
