"""The patients' questions behind `train.py compare`: read from the clinic's own database."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import make_url

from web.settings import database_url
from web.storage import open_storage
from web.storage.asked import questions


def stored_questions(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the masked questions that the database holds; none where there is no database yet.

    Raises SettingsError and StorageError as the server would.
    """
    url = database_url(environment)
    if url.startswith("sqlite:///") and not Path(make_url(url).database or "").exists():
        return ()
    storage = open_storage(url)
    try:
        with storage.read() as connection:
            return questions(connection)
    finally:
        storage.close()
