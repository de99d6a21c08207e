"""The waitress server of one process, ended without dropping an answer."""

from __future__ import annotations

import signal
import time
from types import FrameType
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import TcpWSGIServer, create_server

from bot.errors import SettingsError
from web.refusals import channel_for
from web.settings import Settings

_THREADS = 8
_CONNECTIONS = 2000  # the default of 100 stops answering when some senders are slow
_LAST_ANSWERS = 10.0  # seconds that requests under way get to finish


class Server:
    """Listens from the moment it is made; `run` answers until a signal says stop."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        try:
            made = create_server(
                app,
                host=settings.host,
                port=settings.port,
                ipv4=":" not in settings.host,
                ipv6=":" in settings.host,
                threads=_THREADS,
                connection_limit=_CONNECTIONS,
                asyncore_use_poll=True,
                channel_timeout=60,
                max_request_header_size=32 * 1024,
                max_request_body_size=1024 * 1024,
                ident="",
            )
        except (OSError, ValueError) as error:
            place = f"{settings.host}:{settings.port}"
            raise SettingsError(f"cannot listen on {place}: {error}") from None
        if not isinstance(made, TcpWSGIServer):
            raise SettingsError(f"HOST: '{settings.host}' is several addresses; name one")
        made.channel_class = channel_for(app)
        self._server: Any = made
        self._stopping = False
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        self.address = settings.public_url or f"http://{host}:{made.effective_port}"
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT, then finish what was asked and return."""
        while not self._stopping:
            self._turn(1.0)
        self._finish()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
        self._server.pull_trigger()

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, map=self._server._map, use_poll=True, count=1)

    def _finish(self) -> None:
        # New connections are refused from here on; those that are open get their answers.
        self._server.del_channel()
        self._server.socket.close()
        end = time.monotonic() + _LAST_ANSWERS
        quiet = 0
        while quiet < 3 and time.monotonic() < end:
            self._turn(0.05)
            open_channels = list(self._server.active_channels.values())
            busy = any(c.requests or c.total_outbufs_len for c in open_channels)
            quiet = 0 if busy else quiet + 1
        self._server.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._server._map, ignore_all=True)
