"""The benchmark's figures, on answers whose figures can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bot.evaluation.bench_answers import NOTHING, find_threshold, judge
from bot.evaluation.bench_figures import FIGURES, figures, half_widths, risk_curve
from bot.understanding.classifier import OUT_OF_SCOPE

RANKINGS = [
    ("a", [("a", 0.9, 0.9), ("b", 0.1, 0.1)]),
    ("a", [("a", 0.8, 0.9), ("b", 0.2, 0.1)]),
    ("b", [("c", 0.7, 0.7), ("a", 0.3, 0.2), ("b", 0.2, 0.1)]),
    ("b", [("b", 0.4, 0.5), (OUT_OF_SCOPE, 0.3, 0.1), ("a", 0.1, 0.1)]),
    (OUT_OF_SCOPE, [("a", 0.6, 0.4)]),
    (OUT_OF_SCOPE, [(OUT_OF_SCOPE, 0.9, 0.9), ("c", 0.5, 0.3)]),
]


def answers(rows=RANKINGS):
    return judge([truth for truth, _ in rows], [ranking for _, ranking in rows])


def test_each_figure_is_what_it_is_said_to_be():
    found = figures(answers(), 0.5)
    assert list(found) == list(FIGURES)
    assert found["accuracy"] == 0.75
    assert found["top3"] == 1.0
    assert found["macro_f1"] == pytest.approx((1 + 2 / 3) / 2)
    assert (found["right"], found["wrong"], found["abstained"]) == (0.5, 0.25, 0.25)
    assert found["out_of_scope_recall"] == 0.5
    assert found["auroc"] == pytest.approx(7 / 8)
    assert found["fpr_at_95_recall"] == 0.5
    assert found["right_at_5_percent_wrong"] == 0.5
    # (0.9 and 0.9 are right, 0.7 is wrong, 0.5 is right)
    assert found["calibration_error"] == pytest.approx((2 * 0.1 + 0.7 + 0.5) / 4)


def test_a_message_without_a_known_word_is_rejected_before_all_others():
    found = answers([("a", []), *RANKINGS])
    assert found.score.argmin() == 0
    assert found.score[0] == NOTHING
    assert not found.right[0]


def test_the_threshold_rejects_one_in_twenty_of_the_in_scope_rows():
    scores = np.arange(200, dtype=float)
    truth = np.array(["a"] * 100 + [OUT_OF_SCOPE] * 100)
    assert np.sum(scores[:100] < find_threshold(scores, truth)) == 5


def test_what_no_message_can_tell_is_none():
    inside, outside = answers(RANKINGS[:4]), answers(RANKINGS[4:])
    for name in ("auroc", "fpr_at_95_recall", "out_of_scope_recall"):
        assert figures(inside, 0.5)[name] is None
        assert half_widths(inside, 0.5)[name] is None
    for name in ("accuracy", "auroc", "calibration_error", "right_at_2_percent_wrong"):
        assert figures(outside, 0.5)[name] is None


def test_half_widths_shrink_with_the_messages_and_are_the_same_each_time():
    few, many = half_widths(answers(), 0.5), half_widths(answers(RANKINGS * 25), 0.5)
    for name in FIGURES:
        assert few[name] is not None
        assert many[name] is not None
        assert 0 <= many[name] < few[name] <= 1
    assert half_widths(answers(), 0.5) == few
    # Wilson's interval for 75 of 100
    assert many["accuracy"] == pytest.approx(0.0838, abs=2e-4)


def test_the_curve_answers_messages_of_equal_score_together():
    rows = [("a", [("a", 0.5, 0.5)]), ("b", [("a", 0.5, 0.5)]), ("a", [("a", 0.4, 0.4)])]
    points = risk_curve(answers(rows))
    assert [(round(p.answered, 3), round(p.wrong, 3)) for p in points] == [(0.667, 0.5), (1, 0.333)]
