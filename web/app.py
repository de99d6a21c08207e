"""The web application: the only place that wires the rooms of the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from web import chat, console, errors, health, limits, logs, security, widget
from web.assistants import Assistants
from web.chat.service import ChatService
from web.notifications import Notifier
from web.retention.nightly import Nightly
from web.settings import Settings
from web.storage import Storage, open_storage

_LARGEST_BODY = 64 * 1024


def _utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    settings: Settings,
    *,
    storage: Storage | None = None,
    assistants: Assistants | None = None,
    clock: Callable[[], datetime] = _utc_now,
) -> Flask:
    """Return the web application. Raises SettingsError, and ContentError without safety content.

    Rooms find what they share in `app.extensions`: settings, storage, assistants, limits,
    notifier, nightly purge, clock, and the chat service.
    """
    assistants = assistants or Assistants(settings)
    storage = storage or open_storage(settings.database_url)
    notifier = Notifier(settings, storage, clock=clock)
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=_LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=_LARGEST_BODY,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions |= {
        "settings": settings,
        "storage": storage,
        "assistants": assistants,
        "clock": clock,
        "notifier": notifier,
        "nightly": Nightly(
            settings,
            storage,
            clock=clock,
            timezone=lambda: assistants.current().clinic.timezone,
            every_minute=lambda: limits.forget_idle(app.extensions["limits"]),
        ),
        "chat": ChatService(storage, assistants, clock=clock, staff_news=notifier.wake),
    }
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    logs.watch(app)
    security.protect(app, settings)
    errors.handle(app)
    app.extensions["limits"] = limiter = limits.make_limiter(app, settings)
    for room in (chat, widget, console, health):
        app.register_blueprint(room.blueprint)
    limits.apply(app, limiter)
    return app
