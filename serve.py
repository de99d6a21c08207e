"""The clinic's command: runs the server, and looks after staff accounts and the database.

python serve.py                      serve on http://127.0.0.1:8000
python serve.py staff add            print a one-time link that creates an account
python serve.py staff add EMAIL      create it here; the password is asked for
python serve.py staff list           list the accounts
python serve.py staff disable EMAIL  keep an account out and end its sessions
python serve.py db upgrade           bring the database to the tables of this version
python serve.py purge                delete what is older than it may become (every night by itself)
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bot.errors import ClinicBotError
from web import memory
from web.settings import Settings

ROOT = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 1 when something has to be put right first."""
    given = _given(arguments)
    chosen = {"HOST": given.host, "PORT": given.port}
    try:
        settings = Settings.from_environment(
            dict(os.environ) | {k: v for k, v in chosen.items() if v},
            root=ROOT,
            make=not getattr(given, "dry_run", False),
        )
        return _run(settings, given)
    except ClinicBotError as error:
        print(f"serve.py: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        where = error.filename or "file"
        print(
            f"serve.py: {where}: {error.strerror}; check the path and its rights", file=sys.stderr
        )
        return 1


def _run(settings: Settings, given: argparse.Namespace) -> int:
    if given.command is None:
        return _serve(settings)
    from web import operate

    if given.command == "db":
        return operate.upgrade_database(settings)
    if given.command == "purge":
        from web.retention.command import purge_command

        return purge_command(
            settings,
            dry_run=given.dry_run,
            as_json=given.json,
            clock_is_right=given.clock_is_right,
        )
    if given.action == "add":
        role = "admin" if given.admin else "staff"
        return operate.add_staff(settings, email=given.email, name=given.name, role=role)
    if given.action == "disable":
        return operate.disable_staff(settings, given.email)
    return operate.list_staff(settings)


def _serve(settings: Settings) -> int:
    """Serve, once all is loaded in the order that takes the least memory: web/start.py says why."""
    memory.prepare()
    from web import start

    assistants = start.assistants(settings, ROOT)
    from web import operate

    return operate.serve(settings, ROOT, assistants)


def _given(arguments: list[str] | None) -> argparse.Namespace:
    """Return what was typed. An unknown option ends the program with the usage of its command."""
    parser, by_command = _parser()
    given, unknown = parser.parse_known_args(arguments)
    if unknown:
        by_command.get(given.command, parser).error(f"unknown: {' '.join(unknown)}; see --help")
    return given


def _parser() -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--host", help="address to listen on")
    parser.add_argument("--port", help="port to listen on; 0 takes a free one")
    commands = parser.add_subparsers(dest="command")
    staff = commands.add_parser("staff", help="staff accounts")
    actions = staff.add_subparsers(dest="action", required=True)
    add = actions.add_parser("add", help="create an account")
    add.add_argument("email", nargs="?", help="without it, a one-time link is printed")
    add.add_argument("--name", help="shown to patients (default: the part before the @)")
    add.add_argument("--admin", action="store_true", help="may look after accounts")
    actions.add_parser("list", help="list the accounts")
    actions.add_parser("disable", help="keep an account out").add_argument("email")
    database = commands.add_parser("db", help="the database")
    database.add_subparsers(dest="action", required=True).add_parser("upgrade")
    purge = commands.add_parser(
        "purge",
        help="delete what is too old",
        description="Delete for good what is older than RETAIN_…_DAYS allows, in the database and "
        "the SQLite files of BACKUP_DIR, and search the files for what was deleted. Exits with 1 "
        "when something is left or the clock has jumped. Days of each kind: docs/operations.md.",
    )
    purge.add_argument("--dry-run", action="store_true", help="count, and change nothing")
    purge.add_argument("--json", action="store_true", help="print the report as JSON")
    purge.add_argument(
        "--clock-is-right", action="store_true", help="purge although the clock has jumped"
    )
    return parser, commands.choices


if __name__ == "__main__":
    sys.exit(main())
