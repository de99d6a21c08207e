"""Everything that is asked, replayed on two assistants: what turned wrong comes first."""

from dataclasses import replace

from bot.evaluation.compare import Difference
from bot.evaluation.exam import Exam
from bot.evaluation.questions import Dialogue, Question
from bot.evaluation.replayed import gravest_first, replay
from bot.types import Decision, Outcome, Reply, Turn
from tests.bot.fakes import FakeReplies


def turn(intent=None, outcome=Outcome.ANSWER):
    return Turn("t", "t", Decision(outcome, "sure", intent), Reply(""))


A, B, HANDED = turn("a"), turn("b"), turn(None, Outcome.HANDOFF)


class Remembering(FakeReplies):
    """Keeps in mind how many messages a conversation had."""

    def remember(self, conversation, turn):
        return replace(conversation, misses=conversation.misses + 1)


def question(text, *intents, half="development"):
    return Question(text, "faq" if intents else "far", intents, half, "x.yaml")


def test_what_turned_wrong_is_marked_and_stands_first():
    old = FakeReplies({"1": HANDED, "2": A, "3": A, "4": B, "5": HANDED})
    new = FakeReplies({"1": A, "2": B, "3": HANDED, "4": B, "5": B})
    asked = [question(text, "a") for text in "1234"]
    rows = gravest_first(replay(old, new, Exam((*asked, question("5"))), ()))
    assert [(row.asked.text, row.now_wrong) for row in rows] == [
        ("2", True),  # another answer, and a wrong one
        ("5", True),  # none of our business, but answered
        ("3", False),
        ("1", False),
        ("4", False),  # wrong before as well
    ]
    assert rows[0].asked.wanted == ("a",)
    assert rows[1].asked.wanted == ()


def test_other_answers_come_before_what_is_only_newly_answered():
    old = FakeReplies({"1": HANDED, "2": A, "3": A})
    new = FakeReplies({"1": A, "2": HANDED, "3": B})
    rows = gravest_first(replay(old, new, Exam(()), ("1", "2", "3")))
    assert [row.compared.difference for row in rows] == [
        Difference.ANSWER_CHANGED,
        Difference.NOW_ABSTAINS,
        Difference.NOW_ANSWERED,
    ]
    assert {row.asked.wanted for row in rows} == {None}
    assert not any(row.now_wrong for row in rows)


def test_a_message_of_a_dialogue_is_asked_in_its_dialogue():
    said = (question("1", "a"), question("2", "a"))
    exam = Exam((), (Dialogue(said, "development", "x.yaml"),))
    old, new = Remembering({"1": A, "2": A}), Remembering({"1": A, "2": B})
    first, second = replay(old, new, exam, ())
    for assistant in (old, new):
        assert [(text, conversation.misses) for text, conversation in assistant.asked] == [
            ("1", 0),
            ("2", 1),
        ]
    assert (first.asked.before, second.asked.before) == ((), ("1",))
    assert (first.now_wrong, second.now_wrong) == (False, True)


def test_a_text_is_asked_once_and_what_is_skipped_never():
    old = FakeReplies({"1": A, "2": A})
    twice = (question("1", "a"), question("1", "b", half="sealed"))
    (one,) = replay(old, FakeReplies({"1": B}), Exam(twice), ("1", "2"), skip="2")
    assert [text for text, _ in old.asked] == ["1"]
    assert one.asked.origin == "evaluation"
    assert one.asked.wanted == ("a", "b")
    assert one.asked.sealed
    assert one.now_wrong
