"""The web door as a real process, to be stopped and killed."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).resolve().parents[2]


class Process:
    """Starts the server on `url` and waits until it answers."""

    def __init__(self, url: str, *, port: int = 0) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.process", url, str(port)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the server did not start"
        self.port = int(line)

    def ask(self, method: str, path: str, body: Any = None, token: str = "") -> tuple[int, Any]:
        """Return status and JSON of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return answer.status, json.loads(read) if read else None

    def terminate(self) -> int:
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(20)

    def signal_stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)

    def wait(self) -> int:
        return self._process.wait(20)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(20)


def serve(url: str, port: int) -> None:
    """Serve a fake assistant on a real database until a signal comes."""
    from tests.web.fakes import FakeAssistants
    from web.app import create_app
    from web.server import Server
    from web.settings import Settings
    from web.storage import open_storage, upgrade

    storage = open_storage(url)
    upgrade(storage.engine)
    settings = Settings(
        secret_key="0123456789abcdef0123456789abcdef",
        database_url=url,
        models_dir=ROOT / "var" / "models",
        intents_dir=ROOT / "intents",
        port=port,
        limits_factor=1000,
    )
    app = create_app(settings, storage=storage, assistants=cast(Any, FakeAssistants()))

    def slow() -> str:
        time.sleep(1)
        return json.dumps("done")

    app.add_url_rule("/slow", "slow", slow)
    server = Server(app, settings)
    print(server.address.rpartition(":")[2], flush=True)
    server.run()
    storage.close()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
