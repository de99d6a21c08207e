"""The first steps of `serve.py`: a model, and the assistant over it, before the web is imported.

What reading them leaves free is scattered and never goes back to the system. Imported afterwards,
Flask and SQLAlchemy fill it: 7 MB. So nothing here imports them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bot.errors import SettingsError
from bot.registry import Registry
from web import logs
from web.assistants import Assistants
from web.settings import Settings


def assistants(settings: Settings, root: Path) -> Assistants:
    """Return what answers. The first start makes the tables and trains a model.

    Raises ContentError and SettingsError when the server must not start at all.
    """
    logs.start()
    if Registry(settings.models_dir).promoted() is None:
        make_tables(settings, root)  # a database that is of no use is told before the training
        _train(settings, root)
    found = Assistants(settings)
    if found.rules_alone:
        print(
            "WARNING: the emergency check stands on its rules alone and misses more. Its second "
            f"voice in {settings.scorer_dir} is missing, damaged or older than the words in "
            f"{settings.intents_dir / 'safety'}. Run python train.py, and start again.",
            flush=True,
        )
    return found


def make_tables(settings: Settings, root: Path) -> None:
    """Bring the database up to date in a process of its own: Alembic's 10 MB end with it.

    Raises SettingsError when it cannot be.
    """
    done = subprocess.run(  # noqa: S603 -- our own script
        [sys.executable, str(root / "serve.py"), "db", "upgrade"],
        cwd=root,
        env=dict(os.environ) | {"DATABASE_URL": settings.database_url},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SettingsError(done.stderr.strip().removeprefix("serve.py: "))


def _train(settings: Settings, root: Path) -> None:
    print("No model yet: training one from the intent files …", flush=True)
    done = subprocess.run(  # noqa: S603 -- our own script with our own folders
        [
            sys.executable,
            str(root / "train.py"),
            f"--intents={settings.intents_dir}",
            f"--var={settings.models_dir.parent}",
            "--by=serve.py",
            "--why=first start",
        ],
        cwd=root,
        check=False,
    )
    if done.returncode or Registry(settings.models_dir).promoted() is None:
        print(
            "There is still no live model. Emergencies are answered all the same, and every other "
            "question goes to staff. Run python train.py to see what is missing.",
            flush=True,
        )
