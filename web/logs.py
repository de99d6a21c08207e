"""Logs as JSON lines: ids, outcomes, durations. Never what somebody wrote."""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from flask import Flask, Response

_logger = logging.getLogger("clinic")


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object.

    Of an exception it keeps the type and the places in the code. The message stays out: libraries
    quote in it the value that they choked on, and that value may be a patient's sentence.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "log": record.name}
        line["event"] = record.msg if record.name == "clinic" else record.getMessage()
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["where"] = [f"{frame.filename}:{frame.lineno}" for frame in frames[-8:]]
        return json.dumps(line)


def start(stream: TextIO = sys.stderr, *, level: int = logging.INFO) -> None:
    """Send the logs of this process to `stream`."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    _logger.setLevel(level)


def event(name: str, **fields: Any) -> None:
    """Log that something happened. Fields are ids, codes and numbers."""
    _logger.info(name, extra={"fields": fields})


def fault(name: str, **fields: Any) -> None:
    """Log that something failed, with the place in the code when an exception is at hand."""
    failing = sys.exc_info()[0] is not None
    _logger.error(name, extra={"fields": fields}, exc_info=failing)


def watch(app: Flask) -> None:
    """Log each request by its route, not its address: an address can carry a one-time secret."""
    from flask import g, request  # here, for the model is read before the web is imported

    @app.before_request
    def _begin() -> None:
        g.began = time.monotonic()

    @app.after_request
    def _end(response: Response) -> Response:
        if response.status_code != 304 and request.endpoint != "static":
            spent = time.monotonic() - g.get("began", time.monotonic())
            event(
                "request",
                method=request.method if len(request.method) < 10 else "?",
                route=str(request.url_rule) if request.url_rule else None,
                status=response.status_code,
                ms=round(spent * 1000, 1),
            )
        return response
