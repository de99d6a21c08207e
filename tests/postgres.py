"""A real PostgreSQL of one's own, to be used and to be killed."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")
_ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


class Postgres:
    """A server in a folder of its own, answering at `url`. Fails the test where there is none."""

    def __init__(self) -> None:
        self._root = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # short, for the socket
        programs = _programs(self._root)
        run = self._root / "run"
        run.mkdir()
        who: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            user = next(u for u in pwd.getpwall() if u.pw_name in ("postgres", "nobody"))
            self._root.chmod(0o711)
            os.chown(run, user.pw_uid, user.pw_gid)
            who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        init = ["-D", "d", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run(
            [programs / "initdb", *init, "--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=run,
            env=_ENV,
            **who,
        )
        options = [word for option in _QUICK for word in ("-c", option)]
        with (self._root / "log").open("w") as log:
            self._process = subprocess.Popen(
                [programs / "postgres", "-D", "d", "-k", run, *options],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=run,
                env=_ENV,
                **who,
            )
        self.url = f"postgresql+psycopg://postgres@/postgres?host={run}"
        self._wait(run)

    def _wait(self, run: Path) -> None:
        for _ in range(300):
            try:
                psycopg.connect(f"host={run} user=postgres dbname=postgres").close()
            except psycopg.OperationalError:
                if self._process.poll() is not None:
                    break
                time.sleep(0.03)
            else:
                return
        pytest.fail((self._root / "log").read_text())

    def kill(self) -> None:
        """End it at once, with all its connections, as a crash would."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(20)

    def close(self) -> None:
        """End it, if it still runs, and remove its folder."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(20)
        shutil.rmtree(self._root)


def _programs(scratch: Path) -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1]
    spec = importlib.util.find_spec("pgserver")  # a wheel with PostgreSQL in it; never imported
    if spec is None or spec.origin is None:
        pytest.fail("no PostgreSQL: apt-get install postgresql, or pip install pgserver")
    package = Path(spec.origin).parent
    (scratch / "w").mkdir(mode=0o755)  # copied: the environment may stand in a closed home folder
    for name in ("pgserver/pginstall", "pgserver.libs"):
        shutil.copytree(package.parent / name, scratch / "w" / name, symlinks=True)
    return scratch / "w" / "pgserver/pginstall/bin"
