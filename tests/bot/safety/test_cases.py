"""Every case of `intents/safety/`: what must fire, in its category and tier, and what must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.safety.check import SafetyCheck

FOLDER = Path(__file__).parents[3] / "intents" / "safety"
ROWS: list[dict[str, Any]] = [
    yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.yaml"))
    if path.stem not in ("words", "cards")
]
CATEGORIES = {
    "collapsed-lung", "heart", "anaphylaxis", "fainting", "infection", "cauda-equina",
    "nerve-bleed", "headache", "stroke", "bleeding", "clot", "crisis", "overdose",
    "needle", "other",
}  # fmt: skip
MUST_FIRE = [
    pytest.param(row["id"], str(rule["tier"]), case, id=f"{rule['id']}: {case[:60]}")
    for row in ROWS
    for rule in row["rules"]
    for case in rule["must_fire"]
]
MUST_NOT_FIRE = [
    pytest.param(case, id=f"{row['id']}: {case[:60]}")
    for row in ROWS
    for case in row["must_not_fire"]
]


def test_every_row_of_the_red_flag_table_has_a_file() -> None:
    assert {row["id"] for row in ROWS} == CATEGORIES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_category_has_enough_cases(row: dict[str, Any]) -> None:
    assert sum(len(rule["must_fire"]) for rule in row["rules"]) >= 25
    assert len(row["must_not_fire"]) >= 15


@pytest.mark.parametrize(("category", "tier", "case"), MUST_FIRE)
def test_it_fires(safety: SafetyCheck, category: str, tier: str, case: str) -> None:
    flags = safety.check(case)
    assert (category, tier) in {(flag.category, flag.tier.value) for flag in flags}


@pytest.mark.parametrize("case", MUST_NOT_FIRE)
def test_it_does_not_cry_wolf(safety: SafetyCheck, case: str) -> None:
    assert safety.check(case) == ()
