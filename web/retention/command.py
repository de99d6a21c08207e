"""`python serve.py purge`: what was deleted, or would be, for people and for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from web.retention.clock import this_machine
from web.retention.purge import Place, Report, nothing_yet, purge
from web.retention.rules import NAMES
from web.settings import Settings
from web.storage import (
    Storage,
    StorageError,
    open_storage,
    sqlite_file_is_missing,
    up_to_date,
    upgrade,
)


def purge_command(settings: Settings, *, dry_run: bool, as_json: bool, clock_is_right: bool) -> int:
    """Purge once and print the report; 1 when something that should be gone is not.

    A dry run makes no file and no table; before the first start it finds nothing. Raises
    ClockJumpError, StorageError and SettingsError.
    """
    now = datetime.now(UTC)
    not_made_yet = settings.own_database and sqlite_file_is_missing(settings.database_url)
    if dry_run and not_made_yet:
        report = nothing_yet(settings.retention, now=now)
    else:  # a DATABASE_URL that leads nowhere is refused
        storage = _opened(settings, as_it_is=dry_run)
        report = purge(
            storage,
            settings.retention,
            backups=settings.backups_dir,
            now=now,
            machine=this_machine(),
            dry_run=dry_run,
            clock_is_right=clock_is_right,
        )
        storage.close()
    print(json.dumps(as_document(report), indent=1) if as_json else told(report))
    if dry_run and not_made_yet and not as_json:
        print("There is no database yet: the first start of serve.py makes it.")
    return 0 if report.clean else 1


def _opened(settings: Settings, *, as_it_is: bool) -> Storage:
    storage = open_storage(settings.database_url, as_it_is=as_it_is)
    if not as_it_is:
        upgrade(storage.engine)
    elif not up_to_date(storage.engine):
        raise StorageError(
            "the database does not answer or has the tables of another version, and a dry run "
            "changes nothing: run python serve.py db upgrade first"
        )
    return storage


def as_document(report: Report) -> dict[str, Any]:
    """Return the report as JSON."""
    kinds = [
        {
            "kind": kind,
            "days": report.days[kind],
            "before": report.before[kind].isoformat(timespec="seconds"),
            "count": report.database.counts.get(kind, 0),
        }
        for kind in report.days
    ]
    return {
        "at": report.at.isoformat(timespec="seconds"),
        "dry_run": report.dry_run,
        "clean": report.clean,
        "kinds": kinds,
        "database": asdict(report.database),
        "backups": [asdict(place) for place in report.backups],
        "warning": report.warning,
    }


def told(report: Report) -> str:
    """Return the report as a few lines for a person."""
    lines = ["Would be deleted (this was a dry run):" if report.dry_run else "Deleted:"]
    for kind, days in report.days.items():
        number = report.database.counts.get(kind, 0)
        lines.append(f"  {NAMES[kind]:22}{number:8,}   older than {days:,} days")
    lines += [_proof(place) for place in (report.database, *report.backups) if _proof(place)]
    if report.warning:
        lines.append(f"A real purge would be refused: {report.warning}")
    return "\n".join(lines)


def _proof(place: Place) -> str:
    if place.leftovers is None:
        return f"{place.name}: {place.problem}" if place.problem else ""
    problem = f"\n{place.name}: {place.problem}" if place.problem else ""
    found = f"{place.leftovers} FOUND" if place.leftovers else "none found"
    return (
        f"{place.name}: {place.searched:,} bytes searched for {place.looked_for} of the deleted "
        f"texts: {found}{problem}"
    )
