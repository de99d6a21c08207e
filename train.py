"""The maintainer's command: check the content, train, ask, explain, promote, roll back."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime

from bot.cli.main import run


def main() -> int:
    """Run the command line and return the exit code: 1 for faults, 2 for wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return run(sys.argv[1:], environment=os.environ, now=datetime.now(UTC))
    except BrokenPipeError:  # whoever read our output has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The live model is as it was.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
