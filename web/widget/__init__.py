"""The patient's door: the loader script, the page in its iframe, and the demo clinic's page."""

from __future__ import annotations

from web.widget.routes import blueprint

__all__ = ["blueprint"]
