"""SAFE7 on the shipped model: `python -m tests.proof.approved_words [messages]`, or 20,000.

Ends with 1 when one reply holds a word that stands nowhere in the approved content.
"""

from __future__ import annotations

import sys

from bot.assistant import load_assistant
from bot.registry import Registry
from tests.approved import INTENTS, strangers
from tests.shipped import ROOT


def main() -> int:
    """Print how many replies held unapproved words, with the first ten of them."""
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    registry = Registry(ROOT / "var" / "models", "demo")
    version = registry.promoted()
    if version is None:
        sys.exit("no trained model: run make model")
    assistant = load_assistant(INTENTS, registry.load(version))
    found = list(strangers(assistant, messages=messages, seed=7))
    for said, words in found[:10]:
        print(f"{said[:80]!r} got {words}")
    print(f"approved words: {len(found)} of {messages} replies said anything else")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
