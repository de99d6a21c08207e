"""Telling staff that somebody waits, by e-mail without a word of the patient in it."""

from __future__ import annotations

from web.notifications.notifier import Notifier

__all__ = ["Notifier"]
