"""The maintainer's command: check the content, train, ask, explain, promote, roll back."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

from bot.cli.main import run
from bot.errors import ClinicBotError


def main() -> int:
    """Run the command line and return the exit code: 1 for faults, 2 for wrong use."""
    policy = os.environ.get("CONTENT_POLICY", "demo")
    try:
        return run(sys.argv[1:], policy=policy, now=datetime.now(UTC))
    except ClinicBotError as error:
        print(error, file=sys.stderr)
        return 1
    except FileNotFoundError as error:
        print(f"{error.filename}: there is no such file", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
