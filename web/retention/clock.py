"""Whether the clock may be believed: one that jumps a year ahead would delete everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.errors import ClinicBotError
from web.storage.records import PurgeRun

_DAY = timedelta(days=1)
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_UPTIME = Path("/proc/uptime")


class ClockJumpError(ClinicBotError):
    """The clock and the notes of the last purge do not fit together: nothing was deleted."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What does not change when somebody sets the clock. Both None where that cannot be told."""

    boot: str | None = None  # which start of the machine this is
    uptime: float | None = None  # seconds since then


def this_machine() -> Machine:
    """Return what Linux tells; elsewhere nothing is known."""
    try:
        boot = _BOOT.read_text(encoding="ascii").strip()[:64]
        return Machine(boot, float(_UPTIME.read_text(encoding="ascii").split()[0]))
    except (OSError, ValueError, IndexError):
        return Machine()


def problem(last: PurgeRun | None, now: datetime, machine: Machine) -> str | None:
    """Return why `now` cannot be believed after the `last` purge, or None.

    On the same start of the machine its own seconds tell how much time has really gone by. After
    another start nobody knows for how long it was off: then up to two days count as a night and
    some delay.
    """
    if last is None:
        return None
    told = now - last.at
    really = _really(last, machine)
    jumped = abs(told - really) > _DAY if really is not None else not -_DAY <= told <= 2 * _DAY
    if not jumped:
        return None
    since = f", but the machine says that {_words(really)} went by" if really is not None else ""
    way = "after" if told >= timedelta(0) else "before"
    return (
        f"the clock says {now:%Y-%m-%d %H:%M} UTC, which is {_words(abs(told))} {way} the last "
        f"purge{since}. Nothing was deleted. Look at the clock; if it is right (the server was "
        "off, say), run: python serve.py purge --clock-is-right"
    )


def _really(last: PurgeRun, machine: Machine) -> timedelta | None:
    known = machine.boot is not None and machine.boot == last.boot
    if not known or last.uptime is None or machine.uptime is None or machine.uptime < last.uptime:
        return None
    return timedelta(seconds=machine.uptime - last.uptime)


def _words(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"
