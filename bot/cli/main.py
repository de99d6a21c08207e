"""The subcommands of `train.py` and their options."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from bot.cli import asking, bench, comparing, content, covering, models, privacy, safety, training
from bot.cli.output import Place
from bot.errors import ClinicBotError
from bot.evaluation.compare import Difference


def parser(folders: Mapping[str, Path]) -> argparse.ArgumentParser:
    """Return the parser of the command line; `folders` are the defaults of --intents and --var."""
    top = argparse.ArgumentParser(
        prog="train.py",
        description="Train the bot and look after its models. Without a subcommand: check the "
        "content, train, evaluate, report, and put the new model live if the gate holds.",
    )
    common = argparse.ArgumentParser(add_help=False)
    _add_options(top, folders, suppress=False)
    _add_options(common, folders, suppress=True)
    _add_history(top, suppress=False)
    top.add_argument("--no-promote", action="store_true", help="train, but leave the live model")
    commands = top.add_subparsers(dest="command", metavar="SUBCOMMAND")

    def add(name: str, what: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=what, description=what, parents=[common])

    check = add("check", "check every content file; name each fault with file and line")
    check.add_argument("--strict", action="store_true", help="list warnings too, and fail on them")
    evaluate = add("evaluate", "measure a model on the evaluation questions")
    evaluate.add_argument("--version", help="a version (default: the live one)")
    evaluate.add_argument("--half", choices=("development", "sealed"), help="one half only")
    evaluate.add_argument("--safety", action="store_true", help="measure the emergency check")
    evaluate.add_argument(
        "--privacy", action="store_true", help="measure the masking of private details"
    )
    evaluate.add_argument("--advice", action="store_true", help="measure the deferral of advice")
    evaluate.add_argument("--rows", action="store_true", help="list what was not right at once")
    add("advice", "fit the second voice of personal advice to its corpus, after a change there")
    ask = add("ask", "ask the assistant that serves patients")
    ask.add_argument("text", nargs="?", help="what the patient writes")
    ask.add_argument(
        "--jsonl", type=Path, metavar="FILE", help='JSON lines in and out ("-": stdin)'
    )
    explain = add("explain", "show why the bot answers a text as it does")
    explain.add_argument("text", help="what the patient writes")
    coverage = add("coverage", "show what the words cover, what fails, and what to write next")
    coverage.add_argument("--intent", metavar="INTENT", help="one intent only, with its styles")
    compare = add("compare", "replay every question on two versions and list what changes")
    compare.add_argument("old", help='a version, or "live"')
    compare.add_argument("new", nargs="?", help="a version (default: the live one)")
    kinds = [str(kind) for kind in Difference if kind is not Difference.SAME]
    compare.add_argument("--only", action="append", choices=kinds, help="list these alone")
    compare.add_argument(
        "--fail-on", action="append", choices=kinds, help="end with 1 when there is one of these"
    )
    remember = add("remember", "keep a mended mistake, so that no model may make it again")
    remember.add_argument("text", help="what the patient wrote")
    remember.add_argument(
        "--expect", required=True, metavar="WHAT", help="an intent, or abstain, or emergency"
    )
    remember.add_argument("--why", default=argparse.SUPPRESS, help="why, kept beside the case")
    what_if = add("what-if", "show what one more utterance would change, saving nothing")
    what_if.add_argument("text", help="what a patient would write")
    what_if.add_argument("--intent", required=True, help="the intent it would belong to")
    add("models", "list the versions, the live one and the history")
    promote = add("promote", "make a version live if the gate holds")
    promote.add_argument("version", help="as python train.py models lists it")
    _add_history(promote)
    _add_history(add("rollback", "go back to the version that was live before"))
    sources = add("sources", "compare the articles with the fingerprints of their sections")
    sources.add_argument(
        "folder", type=Path, metavar="DIR", help="folder with the articles (*.txt)"
    )
    sources.add_argument("--write", action="store_true", help="write the new fingerprints")
    bench.add_options(add("bench", "measure the classifier on public data, beside plain systems"))
    add("sections", "print the table of sections and the intents that answer them")
    return top


def _add_options(
    target: argparse.ArgumentParser, folders: Mapping[str, Path], *, suppress: bool
) -> None:
    """Add what may stand before or after the subcommand; the default is set once, before it."""

    def default(value: object) -> object:
        return argparse.SUPPRESS if suppress else value

    target.add_argument(
        "--json", action="store_true", default=default(False), help="print the result as JSON"
    )
    for name, what in (
        ("--intents", "content folder (default: INTENTS_DIR, else intents)"),
        ("--var", "folder for models and reports (default: VAR_DIR, else var)"),
    ):
        target.add_argument(
            name, type=Path, metavar="DIR", default=default(folders[name[2:]]), help=what
        )


def _add_history(target: argparse.ArgumentParser, *, suppress: bool = True) -> None:
    """Add who changes the live version and why, where that is written down."""
    for name, value, what in (
        ("--by", "maintainer", "who does this, for the history"),
        ("--why", "", "why, for the history"),
    ):
        target.add_argument(name, default=argparse.SUPPRESS if suppress else value, help=what)


def run(
    argv: Sequence[str],
    *,
    environment: Mapping[str, str],
    now: datetime,
    stored: comparing.Stored = tuple,
) -> int:
    """Run one command and return its exit code: 1 for faults that are named on standard error.

    `stored` gives the questions of patients that the clinic has kept, masked.
    argparse ends the program with 2 for wrong use.
    """
    intents = Path(environment.get("INTENTS_DIR") or "intents")
    var = Path(environment.get("VAR_DIR") or "var")
    top = parser({"intents": intents, "var": var})
    arguments = top.parse_args(argv)
    policy = environment.get("CONTENT_POLICY", "demo")
    if policy not in ("demo", "approved"):
        top.error(f"CONTENT_POLICY is '{policy}'; expected demo or approved")
    if arguments.no_promote and arguments.command:
        top.error("--no-promote belongs to training and stands without a subcommand")
    if arguments.command == "ask" and (arguments.text is None) == (arguments.jsonl is None):
        top.error('ask needs either a text in quotes or --jsonl FILE, such as: ask "does it hurt"')
    if arguments.command == "bench" and (wrong := bench.wrong_use(arguments)):
        top.error(wrong)
    place = Place(
        intents=arguments.intents,
        models=arguments.var / "models",
        reports=arguments.var / "reports",
        policy="approved" if policy == "approved" else "demo",
        as_json=arguments.json,
    )
    try:
        if arguments.command == "bench":
            return bench.bench(place, arguments, environment)
        return _run(arguments, place, now, stored)
    except BrokenPipeError:
        raise
    except (ClinicBotError, OSError) as error:
        place.fail(error)
        return 1


def _run(
    arguments: argparse.Namespace, place: Place, now: datetime, stored: comparing.Stored
) -> int:
    why = arguments.why or {"promote": "promoted", "rollback": "rolled back"}.get(
        arguments.command, "trained"
    )
    if arguments.command not in ("models", "rollback"):  # these read no words
        place.check_intents()
    who = {"at": now.isoformat(timespec="seconds"), "by": arguments.by, "why": why}
    match arguments.command:
        case None:
            return training.train(place, promote=not arguments.no_promote, **who)
        case "check":
            return content.check(place, strict=arguments.strict, today=now.date())
        case "evaluate" if arguments.safety:
            return safety.evaluate(place)
        case "evaluate" if arguments.privacy:
            return privacy.evaluate_privacy(place, rows=arguments.rows)
        case "evaluate" if arguments.advice:
            return training.evaluate_advice(place, arguments.version)
        case "evaluate":
            return training.evaluate(
                place, arguments.version, half=arguments.half, rows=arguments.rows
            )
        case "advice":
            return training.fit_advice(place)
        case "ask" if arguments.jsonl is not None:
            return asking.ask_file(place, arguments.jsonl, now=now)
        case "ask":
            return asking.ask(place, arguments.text, now=now)
        case "explain":
            return asking.explain(place, arguments.text, now=now)
        case "coverage":
            return covering.coverage(place, arguments.intent)
        case "compare":
            return comparing.compare_versions(
                place,
                arguments.old,
                arguments.new,
                stored=stored,
                only=arguments.only or (),
                fail_on=arguments.fail_on or (),
            )
        case "remember":
            return comparing.remember(
                place, arguments.text, arguments.expect, why=arguments.why or ""
            )
        case "what-if":
            return comparing.what_if(place, arguments.text, arguments.intent, stored=stored)
        case "models":
            return models.models(place)
        case "promote":
            return models.promote(place, arguments.version, **who)
        case "rollback":
            return models.rollback(place, **who)
        case "sources":
            return content.check_sources(place, arguments.folder, write=arguments.write)
        case _:
            return content.sections(place)
