"""The console's routes, one noun a file, each of which adds itself to the blueprint.

They never touch storage.
"""

from __future__ import annotations

from web.console.routes import (
    accounts,
    conversation,
    errors,
    inbox,
    me,
    private,
    sign_in,
    unanswered,
)

__all__ = ["accounts", "conversation", "errors", "inbox", "me", "private", "sign_in", "unanswered"]
