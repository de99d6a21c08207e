"""Prints the slowest patterns on hostile text: `python -m tests.benchmarks.patterns`."""

from __future__ import annotations

import time

from tests.patterns import all_patterns, hostile

LENGTH = 4000
MOST_MILLISECONDS = 50.0


def main() -> None:
    """Print each pattern's worst time, the slowest first, and how many are over the limit."""
    rows = []
    for place, pattern in all_patterns().items():
        worst = 0.0
        for make in hostile(pattern):
            text = make(LENGTH)
            start = time.thread_time()
            pattern.sub("", text)
            worst = max(worst, (time.thread_time() - start) * 1000)
        rows.append((worst, place, pattern.pattern[:60]))
    rows.sort(reverse=True)
    for worst, place, source in rows:
        print(f"{worst:8.2f} ms  {place}  {source!r}")
    over = sum(worst > MOST_MILLISECONDS for worst, _, _ in rows)
    print(f"{len(rows)} patterns, {over} over {MOST_MILLISECONDS:.0f} ms at {LENGTH} characters")


if __name__ == "__main__":
    main()
