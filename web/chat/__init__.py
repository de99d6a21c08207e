"""The patient API under /api/v1: routes → service → storage."""

from __future__ import annotations

from web.chat.routes import blueprint

__all__ = ["blueprint"]
