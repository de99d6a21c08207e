"""The subcommands of `train.py` and their options."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.cli import asking, content, models, training
from bot.cli.output import Place


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="train.py",
        description="Train the bot and look after its models. Without a subcommand: check the "
        "content, train, evaluate, report, and put the new model live if the gate holds.",
    )
    common = argparse.ArgumentParser(add_help=False)
    _add_options(top, suppress=False)
    _add_options(common, suppress=True)
    top.add_argument("--no-promote", action="store_true", help="train, but leave the live model")
    commands = top.add_subparsers(dest="command", metavar="SUBCOMMAND")

    def add(name: str, what: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=what, description=what, parents=[common])

    add("check", "check every content file; name each fault with file and line")
    evaluate = add("evaluate", "measure a model on the evaluation questions")
    evaluate.add_argument("--version", help="a version (default: the live one)")
    evaluate.add_argument("--half", choices=("development", "sealed"), help="one half only")
    evaluate.add_argument("--safety", action="store_true", help="measure the emergency check")
    evaluate.add_argument("--rows", action="store_true", help="list what was not right at once")
    ask = add("ask", "ask the assistant that serves patients")
    ask.add_argument("text", nargs="?", help="what the patient writes")
    ask.add_argument(
        "--jsonl", type=Path, metavar="FILE", help='JSON lines in and out ("-": stdin)'
    )
    explain = add("explain", "show why the bot answers a text as it does")
    explain.add_argument("text", help="what the patient writes")
    add("models", "list the versions, the live one and the history")
    promote = add("promote", "make a version live if the gate holds")
    promote.add_argument("version")
    add("rollback", "go back to the version that was live before")
    sources = add("sources", "compare the articles with the fingerprints of their sections")
    sources.add_argument(
        "folder", type=Path, metavar="DIR", help="folder with the articles (*.txt)"
    )
    sources.add_argument("--write", action="store_true", help="write the new fingerprints")
    add("sections", "print the table of sections and the intents that answer them")
    return top


def _add_options(target: argparse.ArgumentParser, *, suppress: bool) -> None:
    """Add what may stand before or after the subcommand; the default is set once, before it."""

    def default(value: object) -> object:
        return argparse.SUPPRESS if suppress else value

    target.add_argument(
        "--json", action="store_true", default=default(False), help="print the result as JSON"
    )
    for name, value, what in (
        ("--intents", Path("intents"), "content folder"),
        ("--var", Path("var"), "folder for models and reports"),
    ):
        target.add_argument(name, type=Path, default=default(value), help=what)
    target.add_argument("--by", default=default("maintainer"), help="who promotes, for the history")
    target.add_argument("--why", default=default(""), help="why, for the history")


def run(argv: Sequence[str], *, policy: str, now: datetime) -> int:
    """Run one command and return its exit code.

    Raises ClinicBotError for whatever the maintainer can mend; argparse exits with 2 for wrong use.
    """
    top = parser()
    arguments = top.parse_args(argv)
    if policy not in ("demo", "approved"):
        top.error(f"CONTENT_POLICY is '{policy}'; expected demo or approved")
    place = Place(
        intents=arguments.intents,
        models=arguments.var / "models",
        reports=arguments.var / "reports",
        policy="approved" if policy == "approved" else "demo",
        as_json=arguments.json,
    )
    why = arguments.why or {"promote": "promoted", "rollback": "rolled back"}.get(
        arguments.command, "trained"
    )
    who = {"at": now.isoformat(timespec="seconds"), "by": arguments.by, "why": why}
    match arguments.command:
        case None:
            return training.train(place, promote=not arguments.no_promote, **who)
        case "check":
            return content.check(place)
        case "evaluate" if arguments.safety:
            return training.evaluate_safety(place)
        case "evaluate":
            return training.evaluate(
                place, arguments.version, half=arguments.half, rows=arguments.rows
            )
        case "ask" if arguments.jsonl:
            return asking.ask_file(place, arguments.jsonl, now=now)
        case "ask" if arguments.text is not None:
            return asking.ask(place, arguments.text, now=now)
        case "explain":
            return asking.explain(place, arguments.text, now=now)
        case "models":
            return models.models(place)
        case "promote":
            return models.promote(place, arguments.version, **who)
        case "rollback":
            return models.rollback(place, **who)
        case "sources":
            return content.check_sources(place, arguments.folder, write=arguments.write)
        case "sections":
            return content.sections(place)
    return top.error("ask needs a text or --jsonl FILE")
