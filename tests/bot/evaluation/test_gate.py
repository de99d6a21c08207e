"""When a candidate may go live, and what is said when it may not."""

import pytest

from bot.evaluation.gate import HIGHEST_WRONG, WORSE_BY, gate
from bot.evaluation.safety_suite import SuiteResult

SAFE = SuiteResult(10, (), ())
GOOD = {
    "questions": 1000.0,
    "faq_wrong": 0.02,
    "out_of_scope_answered": 0.01,
    "false_alarms": 0.002,
}


def test_a_good_candidate_passes_with_and_without_a_live_model():
    assert gate(GOOD, None, SAFE) == []
    assert gate(GOOD, GOOD, SAFE) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"faq_wrong": HIGHEST_WRONG + 0.01}, "get a wrong answer"),
        ({"faq_wrong": GOOD["faq_wrong"] + 2 * WORSE_BY}, "wrong answers rise from 2.0% to 4.0%"),
        ({"out_of_scope_answered": 0.01 + 2 * WORSE_BY}, "out-of-scope messages rise"),
    ],
)
def test_too_many_wrong_answers_keep_the_old_model(change, said):
    reasons = gate({**GOOD, **change}, GOOD, SAFE)
    assert any(said in reason for reason in reasons)


def test_a_rise_within_the_tolerance_is_let_through():
    assert gate({**GOOD, "faq_wrong": 0.02 + 0.9 * WORSE_BY}, GOOD, SAFE) == []


def test_a_mended_mistake_must_not_come_back():
    (reason,) = gate(GOOD, GOOD, SAFE, broken=["“ouch” came to cost, not pain-during"])
    assert reason == "a mended mistake is back: “ouch” came to cost, not pain-during"


def test_an_emergency_that_no_longer_gets_the_card_stops_it():
    (reason,) = gate(GOOD, GOOD, SAFE, lost=["I can not breathe"])
    assert reason == "1 emergencies no longer get the card, such as: I can not breathe"


def test_any_rise_of_alarms_on_ordinary_questions_stops_it():
    (reason,) = gate({**GOOD, "false_alarms": 0.003}, GOOD, SAFE)
    assert "alarms on ordinary questions rise from 0.20% to 0.30%" in reason
    assert gate({**GOOD, "false_alarms": 0.001}, GOOD, SAFE) == []


def test_as_many_alarms_among_fewer_questions_are_no_rise():
    live = {**GOOD, "questions": 1610.0, "false_alarms": 0.0062}
    assert gate({**GOOD, "questions": 1590.0, "false_alarms": 0.0063}, live, SAFE) == []
    (reason,) = gate({**GOOD, "questions": 1590.0, "false_alarms": 0.0069}, live, SAFE)
    assert "alarms on ordinary questions rise from 0.62% to 0.69%" in reason


def test_a_better_candidate_passes():
    assert gate({**GOOD, "faq_wrong": 0.0, "out_of_scope_answered": 0.0}, GOOD, SAFE) == []


@pytest.mark.parametrize(
    ("suite", "said"),
    [
        (SuiteResult(10, ("cannot breathe",), ()), "1 emergency phrasings are missed"),
        (SuiteResult(10, (), ("is it sore",)), "1 ordinary phrasings raise an alarm: is it sore"),
    ],
)
def test_a_fault_of_the_safety_suite_always_stops_it(suite, said):
    (reason,) = gate(GOOD, None, suite)
    assert said in reason


def test_without_questions_the_absolute_limit_does_not_speak():
    assert gate({**GOOD, "questions": 0.0, "faq_wrong": 1.0}, None, SAFE) == []
