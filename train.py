"""The maintainer's command: check the content, train, ask, explain, promote, roll back."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime

from bot.cli.main import run


def stored_questions() -> tuple[str, ...]:
    """Return the patients' questions in the clinic's database, for comparing models."""
    from web.stored import stored_questions as read  # only `compare` and `what-if` need a database

    return read(os.environ)


def main() -> int:
    """Run the command line and return the exit code: 1 for faults, 2 for wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return run(
            sys.argv[1:], environment=os.environ, now=datetime.now(UTC), stored=stored_questions
        )
    except BrokenPipeError:  # whoever read our output has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The live model is as it was.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
