"""The training report on a desk and on a phone: all that a reader compares is in sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from bot.evaluation.report import write_report
from bot.registry import Registry
from bot.training.pipeline import train
from tests.bot.evaluation.conftest import QUESTIONS
from tests.bot.small_content import write_content


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    models = Registry(folder / "models")
    trained = train(write_content(folder, QUESTIONS), models, aim=0.4, progress=lambda what: None)
    card = replace(trained.model.card, version="0000aaaa1111")
    config = replace(trained.model.config, answer_score=50.0, clarify_score=-50.0)
    live = replace(trained.model, card=card, config=config)  # asks back where the other answers
    return write_report(trained, folder / "page", live=live)


@pytest.mark.parametrize("width", [1280, 375])
def test_a_changed_question_shows_what_would_be_right(
    report: Path, new_context: Callable[..., BrowserContext], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(report.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cells = page.get_by_label("Changed questions").locator("tbody td")
    assert cells.count() >= 5
    for cell in cells.all():
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_on_a_phone_each_value_carries_the_name_of_its_column(
    report: Path, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(viewport={"width": 375, "height": 800}).new_page()
    page.goto(report.as_uri())
    row = page.get_by_label("Changed questions").locator("tbody tr").first
    names = row.locator("td").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert names == ["none", '"Change"', '"Live"', '"Candidate"', '"Right would be"']
