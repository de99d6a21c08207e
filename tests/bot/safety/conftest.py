"""The check as the server starts it, once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.clinic import Clinic, load_clinic
from bot.safety.check import SafetyCheck

INTENTS = Path(__file__).parents[3] / "intents"


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    return load_clinic(INTENTS)


@pytest.fixture(scope="session")
def safety(clinic: Clinic) -> SafetyCheck:
    return SafetyCheck.from_folder(INTENTS / "safety", clinic)
