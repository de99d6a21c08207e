"""Which assistant serves: a promoted model is taken up, a bad one never is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ContentError, ModelError, Problem
from web import assistants as room
from web.settings import Settings


@dataclass
class FakeRegistry:
    """Models by version; one that is an exception is raised instead of loaded."""

    live: str | None = None
    models: dict[str, Any] = field(default_factory=dict)
    loads: list[str] = field(default_factory=list)
    damaged: bool = False

    def promoted(self) -> str | None:
        if self.damaged:
            raise OSError("disk")
        return self.live

    def load(self, version: str) -> Any:
        self.loads.append(version)
        found = self.models[version]
        if isinstance(found, Exception):
            raise found
        return found


@dataclass(frozen=True)
class FakeCard:
    content_policy: str = "demo"


@dataclass(frozen=True)
class FakeModel:
    card: FakeCard = field(default_factory=FakeCard)


@dataclass(frozen=True)
class FakeSafety:
    voices: tuple[str, ...] = ("rules", "scorer")


@dataclass(frozen=True)
class FakeAssistant:
    model: FakeModel | None
    safety: FakeSafety = field(default_factory=FakeSafety)


class Clock:
    """A clock to set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> FakeRegistry:
    fake = FakeRegistry(models={"v1": FakeModel(), "v2": FakeModel(), "bad": ModelError("torn")})
    monkeypatch.setattr(room, "Registry", lambda root, policy: fake)
    monkeypatch.setattr(room, "load_assistant", lambda intents, model, scorer: FakeAssistant(model))
    return fake


def _look(clock: Clock, assistants: room.Assistants, seconds: float = 1.0) -> Any:
    clock.now += seconds
    found: Any = assistants.current()
    return found.model


def test_a_newly_promoted_model_is_taken_up_within_a_second(
    settings: Settings, registry: FakeRegistry
) -> None:
    registry.live = "v1"
    clock = Clock()
    assistants = room.Assistants(settings, monotonic=clock)
    assert (assistants.version, assistants.problem) == ("v1", None)
    registry.live = "v2"
    assert _look(clock, assistants, 0.5) is registry.models["v1"]
    assert _look(clock, assistants, 0.5) is registry.models["v2"]
    assert assistants.version == "v2"
    assert registry.loads == ["v1", "v2"]


def test_going_back_to_the_model_before_works_too(
    settings: Settings, registry: FakeRegistry
) -> None:
    clock = Clock()
    registry.live = "v2"
    assistants = room.Assistants(settings, monotonic=clock)
    registry.live = "v1"
    assert _look(clock, assistants) is registry.models["v1"]


def test_without_a_model_the_safety_check_still_stands(
    settings: Settings, registry: FakeRegistry
) -> None:
    clock = Clock()
    assistants = room.Assistants(settings, monotonic=clock)
    assert _look(clock, assistants) is None
    assert assistants.problem == "no model is promoted"
    registry.live = "v1"
    assert _look(clock, assistants) is registry.models["v1"]


def test_a_bad_model_keeps_the_last_good_one_and_is_not_tried_at_every_message(
    settings: Settings, registry: FakeRegistry
) -> None:
    registry.live = "v1"
    clock = Clock()
    assistants = room.Assistants(settings, monotonic=clock)
    registry.live = "bad"
    for _ in range(5):
        assert _look(clock, assistants) is registry.models["v1"]
    assert registry.loads == ["v1", "bad"]
    assert assistants.problem == "model bad does not load"
    registry.models["bad"] = FakeModel()
    assert _look(clock, assistants, 31) is registry.models["bad"]
    assert assistants.problem is None


def test_a_registry_that_cannot_be_read_keeps_the_last_good_model(
    settings: Settings, registry: FakeRegistry
) -> None:
    registry.live = "v1"
    clock = Clock()
    assistants = room.Assistants(settings, monotonic=clock)
    registry.damaged = True
    assert _look(clock, assistants) is registry.models["v1"]
    assert assistants.problem is not None


def test_a_model_with_drafts_is_never_served_where_only_approved_words_may(
    settings: Settings, registry: FakeRegistry
) -> None:
    registry.live = "v1"
    registry.models["v2"] = FakeModel(FakeCard("approved"))
    clock = Clock()
    assistants = room.Assistants(
        dataclasses.replace(settings, content_policy="approved"), monotonic=clock
    )
    assert _look(clock, assistants) is None
    registry.live = "v2"
    assert _look(clock, assistants) is registry.models["v2"]


def test_each_time_the_words_are_read_without_a_second_voice_is_logged(
    settings: Settings,
    registry: FakeRegistry,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Clock()
    registry.live = "v1"
    assistants = room.Assistants(settings, monotonic=clock)
    assert not assistants.rules_alone
    assert "rules_alone" not in caplog.messages
    deaf = FakeSafety(("rules",))
    monkeypatch.setattr(
        room, "load_assistant", lambda intents, model, scorer: FakeAssistant(model, deaf)
    )
    registry.live = "v2"
    _look(clock, assistants)
    assert assistants.rules_alone
    assert caplog.messages.count("rules_alone") == 1


def test_without_usable_safety_content_there_is_no_server(
    settings: Settings, registry: FakeRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(intents: Path, model: Any, scorer: Path) -> Any:
        raise ContentError([Problem("intents/safety/heart.yaml", 3, "broken")])

    monkeypatch.setattr(room, "load_assistant", refuse)
    with pytest.raises(ContentError):
        room.Assistants(settings)


def test_a_start_reads_rules_and_lines_once(
    settings: Settings, registry: FakeRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Any] = []

    def load_assistant(intents: Path, model: Any, scorer: Path) -> FakeAssistant:
        read.append(model)
        return FakeAssistant(model)

    monkeypatch.setattr(room, "load_assistant", load_assistant)
    registry.live = "v1"
    clock = Clock()
    assistants = room.Assistants(settings, monotonic=clock)
    assert _look(clock, assistants) is registry.models["v1"]
    assert read == [None]
    registry.live = "v2"  # a later model finds what the clinic has changed since
    assert _look(clock, assistants) is registry.models["v2"]
    assert read == [None, registry.models["v2"]]
