"""Pages of clinics that embed the chat, served from an origin of their own."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

_HOSTILE = """<style>
* { color: red !important; font: 40px cursive !important; direction: rtl; letter-spacing: 9px }
button, iframe, div { display: none !important; position: static !important }
iframe { opacity: .1 !important }
</style>"""


class HostPages:
    """One server under two names: `allowed` is configured to embed the chat, `foreign` is not."""

    def __init__(self) -> None:
        self.server = ""  # the application that the pages embed
        pages = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(asked.query).items()}
                body = pages.page(asked.path, query).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                if asked.path == "/strict":
                    self.send_header("Content-Security-Policy", pages.strict_policy())
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._port = self._http.server_address[1]
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    @property
    def allowed(self) -> str:
        """The origin that may embed the chat; another site than the application's."""
        return f"http://localhost:{self._port}"

    @property
    def foreign(self) -> str:
        """An origin that nobody configured."""
        return f"http://127.0.0.1:{self._port}"

    def url(self, path: str, *, origin: str = "", **settings: Any) -> str:
        """Return the address of a page; `settings` become window.ClinicChatSettings."""
        query = f"?settings={json.dumps(settings)}" if settings else ""
        return f"{origin or self.allowed}/{path}{query}"

    def strict_policy(self) -> str:
        """A clinic's policy without unsafe-inline: just what docs/embedding.md asks for."""
        return f"default-src 'self'; script-src {self.server}; frame-src {self.server}"

    def page(self, path: str, query: dict[str, str]) -> str:
        """Return the HTML of a page."""
        settings = json.dumps(json.loads(query.get("settings", "{}")))
        before = f"<script>window.ClinicChatSettings = {settings}</script>"
        if path == "/strict":
            before = ""
        if path == "/queue":
            before += '<script>window.ClinicChat = [["open"], ["ask", "Will I be sore?"]]</script>'
        style = _HOSTILE if path == "/hostile" else ""
        direction = "rtl" if path == "/rtl" else "ltr"
        return (
            f'<!doctype html><html lang="en" dir="{direction}"><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width"><title>A clinic</title>{style}'
            '</head><body><main><h1>A clinic</h1><p><a href="/bare?next">Next page</a> '
            '<button id="before">A button</button></p></main>'
            f'{before}<script async src="{self.server}/widget.js" data-site="test"></script>'
            "</body></html>"
        )

    def close(self) -> None:
        """Stop the server."""
        self._http.shutdown()
        self._http.server_close()
