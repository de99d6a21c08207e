"""The assistant that serves right now: takes up a newly promoted model, keeps the last good one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

from bot.assistant import Assistant, load_assistant
from bot.errors import ClinicBotError, ModelError
from bot.registry import Registry
from bot.understanding.model import Model
from web import logs
from web.settings import Settings

_LOOK_EVERY = 1.0  # seconds between two looks at which model is promoted
_RETRY_AFTER = 30.0  # seconds before a model that did not load is tried again


class Assistants:
    """Gives the current assistant. Raises ContentError at once when the safety content is unusable:
    a server without its emergency check must not start."""

    def __init__(
        self, settings: Settings, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings = settings
        self._registry = Registry(
            settings.models_dir, "approved" if settings.content_policy == "approved" else "demo"
        )
        self._monotonic = monotonic
        self._looking = threading.Lock()
        self._version: str | None = None
        self._refused: tuple[str | None, float] = (None, 0.0)
        self.problem: str | None = "no model is promoted"
        self._assistant = load_assistant(settings.intents_dir, None, scorer=settings.scorer_dir)
        self._tell_voices()
        self._looked = monotonic()
        self._look(words_are_fresh=True)

    def current(self) -> Assistant:
        """Return the assistant to use for one message. Never blocks on another thread's look."""
        if self._monotonic() - self._looked >= _LOOK_EVERY and self._looking.acquire(
            blocking=False
        ):
            try:
                self._looked = self._monotonic()
                self._look()
            finally:
                self._looking.release()
        return self._assistant

    @property
    def rules_alone(self) -> bool:
        """Whether the emergency check lacks its second voice."""
        return len(self._assistant.safety.voices) < 2

    @property
    def version(self) -> str | None:
        """The version of the model that answers, None without one."""
        return self._version

    def _look(self, *, words_are_fresh: bool = False) -> None:
        try:
            version = self._registry.promoted()
        except (ClinicBotError, OSError):
            self.problem = "the promoted model cannot be told"
            logs.fault("model_unknown")
            return
        if version == self._version:
            self.problem = None if version else "no model is promoted"
            return
        refused, until = self._refused
        if version is None or (version == refused and self._monotonic() < until):
            return
        try:
            model = self._load(version)
            # Reading rules and lines takes a fifth of a second, so a start does it once.
            if words_are_fresh:
                self._assistant = replace(self._assistant, model=model)
            else:
                intents, scorer = self._settings.intents_dir, self._settings.scorer_dir
                self._assistant = load_assistant(intents, model, scorer=scorer)
                self._tell_voices()
        except Exception:  # whatever is wrong with the new model, the last good one goes on
            self.problem = f"model {version} does not load"
            self._refused = (version, self._monotonic() + _RETRY_AFTER)
            logs.fault("model_refused", version=version)
            return
        self._version, self.problem = version, None
        logs.event("model_live", version=version)

    def _tell_voices(self) -> None:
        if self.rules_alone:
            logs.fault("rules_alone", scorer=str(self._settings.scorer_dir))

    def _load(self, version: str) -> Model:
        model = self._registry.load(version)
        if self._settings.content_policy == "approved" and model.card.content_policy != "approved":
            raise ModelError(f"model {version} was trained with drafts; CONTENT_POLICY is approved")
        return model
