"""Reading a CSV pair for the benchmark: a text and an intent column, whatever they are called.

Nothing is guessed: a row that cannot be read is a fault with file and line, and all faults of both
files are told at once.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ContentError, Problem
from bot.evaluation.bench_data import DataSet, Example, make_set
from bot.understanding.classifier import OUT_OF_SCOPE

TEXT_COLUMNS = ("text", "utterance", "query", "question", "sentence", "message")
INTENT_COLUMNS = ("intent", "category", "label", "class")
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class _Header:
    """Which columns (from 0) hold text and intent, how many there are, and what parts them."""

    text: int
    intent: int
    width: int
    delimiter: str


def read_pair(train: Path, test: Path, *, out_of_scope: str, name: str | None = None) -> DataSet:
    """Return the data set of two CSV files; rows labelled `out_of_scope` belong to no intent.

    Raises ContentError with every fault of both files, those of `train` first.
    """
    problems: list[Problem] = []
    learned = _read(train, out_of_scope, problems)
    asked = _read(test, out_of_scope, problems)
    if learned and asked:
        problems += sorted(_unknown(learned, train, asked, test))
    if problems:
        raise ContentError(problems, in_order=True)
    return make_set(name or f"{train.name}, {test.name}", learned, asked, train)


def unused_label(data: DataSet, label: str) -> str | None:
    """Return a sentence that says so when no row has `label`, which marks what is out of scope."""
    if any(row.intent == OUT_OF_SCOPE for row in (*data.train, *data.test)):
        return None
    near = difflib.get_close_matches(label, data.intents, 1)
    hint = (
        f"did you mean '{near[0]}'?" if near else "--out-of-scope names the label, if there is one"
    )
    return (
        f"no row of either file is labelled '{label}', so nothing is measured about messages that "
        f"are out of scope; {hint}"
    )


def _read(path: Path, out_of_scope: str, problems: list[Problem]) -> list[Example]:
    """Return the rows of one file and add its faults to `problems`."""

    def fault(line: int, message: str) -> None:
        problems.append(Problem(str(path), line, message))

    if path.is_dir():
        fault(0, "this is a folder; name a CSV file")
        return []
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault(line, f"byte {data[error.start]:#04x} is not UTF-8; save the file as UTF-8")
        return []
    header = _header(text)
    if isinstance(header, str):
        fault(1, header)
        return []
    examples: list[Example] = []
    read = 0
    for read, (line, row) in enumerate(_rows(text, header.delimiter)):
        if not read:
            continue  # the header
        if wrong := row if isinstance(row, str) else _wrong(row, header):
            fault(line, wrong)
            continue
        said, intent = row[header.text].strip(), row[header.intent].strip()
        if intent == OUT_OF_SCOPE != out_of_scope:
            fault(line, f"'{intent}' is our own word for it: --out-of-scope {intent}")
        examples.append(Example(said, OUT_OF_SCOPE if intent == out_of_scope else intent, line))
    if not read:
        fault(0, "holds no row below its header")
    return examples


def _header(text: str) -> _Header | str:
    """Return what the first line says, or what is wrong with it."""
    first = io.StringIO(text, newline="").readline()
    for delimiter in _DELIMITERS:
        header = next(csv.reader([first], delimiter=delimiter), [])
        names = [name.strip().casefold() for name in header]
        said = next((names.index(name) for name in TEXT_COLUMNS if name in names), None)
        meant = next((names.index(name) for name in INTENT_COLUMNS if name in names), None)
        if said is not None and meant is not None:
            return _Header(said, meant, len(names), delimiter)
    return (
        f"the header is '{first.strip()[:80]}'; expected a column with the message "
        f"({', '.join(TEXT_COLUMNS)}) and one with its intent ({', '.join(INTENT_COLUMNS)})"
    )


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield (first line, fields) of each row that is not empty; for a fault, what is wrong."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    following = 1
    try:
        for row in reader:
            line, following = following, reader.line_num + 1
            if any(field.strip() for field in row):
                yield line, row
    except csv.Error as error:  # where the next row begins cannot be known
        yield following, f"not CSV ({error}); a quote inside a text is written twice"


def _wrong(row: Sequence[str], header: _Header) -> str | None:
    more = any(field.strip() for field in row[header.width :])
    if len(row) <= max(header.text, header.intent) or more:
        return (
            f"{len(row)} columns, the header has {header.width}; put a text that holds a comma "
            "or a line break in double quotes"
        )
    if not row[header.text].strip():
        return "the text is empty"
    return None if row[header.intent].strip() else "the intent is empty"


def _unknown(
    train: Sequence[Example], learned_from: Path, test: Sequence[Example], path: Path
) -> list[Problem]:
    """Return one fault for each intent of `test` that `train` lacks, at its first row."""
    known = {row.intent for row in train} | {OUT_OF_SCOPE}
    counts = Counter(row.intent for row in test)
    first = {row.intent: row.line for row in reversed(test)}
    problems = []
    for intent in sorted(set(counts) - known):
        near = difflib.get_close_matches(intent, sorted(known - {OUT_OF_SCOPE}), 1)
        hint = f"did you mean '{near[0]}'?" if near else "is it out of scope? --out-of-scope NAME"
        message = f"'{intent}' ({counts[intent]} rows) is no intent of {learned_from}; {hint}"
        problems.append(Problem(str(path), first[intent], message))
    return problems
