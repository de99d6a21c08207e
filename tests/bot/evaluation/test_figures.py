"""The numbers and pictures behind the report: each message is counted once."""

import re

import pytest

from bot.evaluation import plots
from bot.evaluation.boldness import by_degree
from bot.evaluation.confusions import Confusion, confusions, heat, per_intent
from bot.evaluation.curves import (
    calibration_error,
    coverage,
    given_wrongly,
    ranked_questions,
    ranked_rows,
    reliability,
)
from bot.evaluation.metrics import Verdict
from bot.evaluation.questions import OUTSIDE
from bot.evaluation.summary import sentence, tiles
from bot.training.dataset import make_rows
from bot.training.thresholds import degrees


def test_the_sentence_takes_the_sealed_half_where_there_is_one(trained):
    said = sentence(trained.judged)
    assert "Measured on 2 questions of the sealed half." in said
    development = [row for row in trained.judged if row.question.half == "development"]
    assert "of the development half" in sentence(development)


def test_tiles_count_each_half(trained):
    found = {tile.name: tile.figures for tile in tiles(trained.result)}
    assert [figure.asked for figure in found["Right at once"]] == [2, 2]
    assert [figure.asked for figure in found["Staff topics routed"]] == [1, 0]
    assert [figure.asked for figure in found["Near answered"]] == [1, 0]
    assert [figure.asked for figure in found["Far answered"]] == [0, 1]
    assert [figure.asked for figure in found["Dialogues: right at once"]] == [2, 2]
    assert [figure.asked for figure in found["Dialogues: wrong"]] == [2, 2]
    assert [figure.asked for figure in found["Misspelled: the same"]] == [4, 2]
    wrong = found["Wrong answer given"][0]
    assert wrong.bound is not None
    assert wrong.bound > wrong.share


def test_tiles_and_the_command_tell_the_same(trained):
    found = {tile.name: tile.figures for tile in tiles(trained.result)}
    card = trained.result.figures
    for name, figure in (
        ("Right at once", "faq_right"),
        ("Near answered", "near_answered"),
        ("Far answered", "far_answered"),
        ("Dialogues: right at once", "dialogue_right"),
        ("Dialogues: one tap", "dialogue_right_or_one_tap"),
        ("Dialogues: wrong", "dialogue_wrong"),
        ("Misspelled: the same", "typos_same"),
    ):
        both = found[name]
        share = sum(half.hits for half in both) / sum(half.asked for half in both)
        assert card[figure] == pytest.approx(share, abs=1e-4), name


def test_the_curve_with_guards_passes_through_what_patients_get(trained):
    development = [r for r in trained.judged if r.question.half == "development"]
    tried = degrees(trained.scores, trained.model.book)
    curve = by_degree(trained.model, tried, [row.question for row in development])
    inside = [row for row in development if row.question.kind not in OUTSIDE]
    wrong = sum(row.verdict is Verdict.WRONG for row in inside)
    assert curve.messages == len(inside)
    assert curve.chosen.wrong == wrong / len(inside)
    assert curve.chosen.wrong == pytest.approx(
        trained.model.card.thresholds["wrong_seen"], abs=1e-4
    )
    assert curve.chosen in curve.points
    assert list(curve.points) == sorted(curve.points, key=lambda p: (p.answered, p.wrong))


def test_without_a_question_in_scope_there_is_no_curve_with_guards(trained):
    outside = [r.question for r in trained.judged if r.question.kind in OUTSIDE]
    assert by_degree(trained.model, [trained.model.config], outside) is None


def test_the_aim_is_drawn_only_where_it_counts(trained):
    curve = coverage(ranked_rows(trained.scores), trained.model.config)
    bare = plots.coverage_plot("a", {"all": curve}, messages="messages")
    assert "aim:" not in bare
    assert "aim: 2%" in plots.coverage_plot("a", {"all": curve}, messages="messages", aim=0.02)


def test_coverage_rises_along_the_curve_and_meets_the_chosen_point(trained):
    ranked = ranked_rows(trained.scores)
    curve = coverage(ranked, trained.model.config)
    answered = [point.answered for point in curve.points]
    assert answered == sorted(answered)
    assert all(0 <= point.wrong <= point.answered <= 1 for point in curve.points)
    assert curve.messages == len(trained.scores.truth)
    assert curve.chosen.wrong == pytest.approx(
        given_wrongly(ranked, trained.model.config) / curve.messages
    )
    assert curve.chosen.answered <= curve.points[-1].answered + 1e-9


def test_reliability_holds_every_message_once(trained):
    ranked = ranked_rows(trained.scores)
    bins = reliability(ranked, trained.model.classifier.blend)
    assert sum(row.messages for row in bins) == len(trained.scores.truth)
    assert 0 <= calibration_error(bins) <= 0.2
    assert calibration_error([]) == 0


def test_no_questions_make_an_empty_curve(trained):
    ranked = ranked_questions(trained.model, [])
    assert coverage(ranked, trained.model.config).points == ()
    assert reliability(ranked, trained.model.classifier.blend) == ()


def test_confusions_and_intents_count_the_same_messages(trained):
    every = make_rows(trained.content, "demo")
    rows = [every[place] for place in trained.scores.places]
    mixed = confusions([row.text for row in rows], trained.scores)
    missed = sum(not right for right in trained.scores.right)
    assert sum(row.count for row in mixed) == missed
    assert all(1 <= len(row.examples) <= 2 and row.truth != row.taken for row in mixed)
    table = per_intent(trained.model, trained.scores, trained.judged)
    assert sum(row.utterances for row in table) == len(rows)
    assert sum(row.asked for row in table) == len(trained.judged)
    assert sum(row.right for row in table) == sum(
        row.verdict is Verdict.RIGHT for row in trained.judged
    )
    assert all(row.accuracy <= row.top3 <= 1 for row in table)
    assert [row.accuracy for row in table] == sorted(row.accuracy for row in table)
    assert all(row.rival != row.intent for row in table)


def test_the_picture_holds_the_commonest_confusions_in_at_most_thirty_rows():
    rows = [Confusion(f"a{i:02}", f"b{i:02}", 90 - i, ()) for i in range(40)]
    rows.append(Confusion("a00", "out_of_scope", 1, ()))
    shown = heat(rows)
    assert len(shown.intents) <= 30
    assert shown.intents[-1] == "out_of_scope"
    assert shown.counts[shown.intents.index("a00")][shown.intents.index("b00")] == 90
    assert shown.shown < shown.total == sum(row.count for row in rows)
    assert heat([]).intents == ()


def test_pictures_escape_words_and_keep_their_ids_apart():
    shown = heat([Confusion("<a>&", "b", 3, ())])
    svg = plots.confusion_plot("one", shown)
    assert "<a>" not in svg
    assert "&lt;a&gt;&amp;" in svg
    assert svg == plots.confusion_plot("one", shown)
    assert re.findall(r'id="([^"]*)"', svg)
    assert all(name.startswith("one-") for name in re.findall(r'id="([^"]*)"', svg))
