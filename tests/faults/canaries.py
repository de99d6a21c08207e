"""Fifty invented identifiers, and the places of a server where none of them may turn up."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

CANARIES = (
    "212-555-0147", "(646) 555-0163", "+1 917 555 0121", "3475550185", "718.555.0190",
    "+44 20 7946 0958", "929 555 0134", "1-800-555-0119",
    "canary.one@example.org", "canary_two@example.net", "can3+tag@example.com",
    "canary-four@mail.example.edu", "CANARY5@EXAMPLE.IO", "canary.six@example.co.uk",
    "4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "6011 1111 1111 1117",
    "4242424242424242",
    "219-09-9991", "457 55 5462", "078051120", "912-70-1234", "665-31-9876",
    "MRN 77409213", "chart number 5531907", "patient id P0093317", "record AC-209317",
    "case number 229145",
    "member id XQH884213907", "policy number W283944102", "medicaid AB12345C",
    "claim WC-2024-118830", "group number 0098821",
    "passport X12345670", "driver license S53044081127", "license number 711204996",
    "state id ID-0093-2217",
    "born 04/17/1985", "dob 11-02-1958", "my birthday is June 5, 1990", "born 3 March 1955",
    "I live at 1428 Zubrovka Parkway, Apt 5F, Brooklyn, NY 11230",
    "mail to P.O. Box 44719, Nyack NY 10960", "home is 2400 Kvothedale Avenue, Bronx, NY 10458",
    "my name is Zephyrina Quillfeather", "this is Bartholomew Vantongeren",
    "my husband is called Oluwadamilare Tanqueray", "I'm Wilhelmina Strackenbrough",
    "my name is Xiulan Hjalmarsdottir",
)  # fmt: skip

_LEADING = re.compile(
    r"^(?:MRN|chart number|patient id|record|case number|member id|policy number|medicaid|claim"
    r"|group number|passport|driver license|license number|state id|born|dob|my birthday is"
    r"|I live at|mail to|home is|my name is|this is|my husband is called|I'm) "
)


def cores(canary: str) -> tuple[str, ...]:
    """Return what gives the person away: the words or digits without what leads to them."""
    core = _LEADING.sub("", canary)
    digits = re.sub(r"\D", "", core)
    parts = [core] if any(map(str.isdigit, core)) else core.split()
    return (*parts, *([digits] if len(digits) >= 6 else []))


def found_in(text: str) -> list[str]:
    """Return every canary of which `text` holds a tell-tale part, in capitals or not."""
    lowered = text.lower()
    return [c for c in CANARIES if any(core.lower() in lowered for core in cores(c))]


def tables(database: Path, *, but: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield every table of an SQLite file with what is in it; `but` names "table.column"."""
    left_out = set(but)
    connection = sqlite3.connect(database)
    named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in named:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info('{table}')")]
        kept = [column for column in columns if f"{table}.{column}" not in left_out]
        rows = connection.execute(f"SELECT {', '.join(kept)} FROM {table}")  # noqa: S608
        yield table, "\n".join(repr(row) for row in rows)
    connection.close()


def files(folder: Path, *, but: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield every file below `folder` with its bytes as text, but the names in `but`."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in but:
            yield path.relative_to(folder).as_posix(), path.read_bytes().decode("latin-1")
