"""What waitress refuses before our application sees it, answered as our own errors are."""

from __future__ import annotations

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from web import logs
from web.errors import ApiError, respond


def channel_for(app: Flask) -> type[HTTPChannel]:
    """Return waitress's channel with our headers and the emergency line on its refusals.

    These are requests it cannot read (400, 501), headers that are too large (431) and bodies that
    are (413). A patient's browser may be behind each of them.
    """

    class Refusal(ErrorTask):  # type: ignore[misc]
        def execute(self) -> None:
            try:
                status, headers, body = _answer(app, self.request.error.code)
            except Exception:  # a plain refusal is better than none
                logs.fault("refusal_failed")
                super().execute()
                return
            self.status = status
            self.response_headers.extend(headers)
            self.set_close_on_finish()
            self.content_length = len(body)
            self.write(body)

    class Channel(HTTPChannel):  # type: ignore[misc]
        error_task_class = Refusal

    return Channel


def _answer(app: Flask, code: int) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return status line, headers and body. Nothing of the request itself can be relied on."""
    with app.test_request_context("/api/"):
        response = app.process_response(app.make_response(respond(ApiError(code))))
        kept = [(k, v) for k, v in response.headers if k.lower() != "content-length"]
        return response.status, kept, response.get_data()
