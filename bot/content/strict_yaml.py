"""YAML without surprises: `no` and `08:30` stay text, keys stand once, values know their line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import yaml

from bot.errors import ContentError, Problem

Key = str | int
Address = tuple[Key, ...]
"""Where a value stands in a document, such as ("answers", "any", "text")."""


class _Loader(yaml.CSafeLoader):
    """PyYAML reads `no` as False, `12:30` as 750 and `010` as 8. This one reads them as text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("float", r"^-?[0-9]+\.[0-9]+$", "-0123456789"),
    ("null", r"^(?:null|)$", ["n", ""]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML allows nowhere in a file."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its data, and for the address of every value the line it stands on."""

    path: str
    data: Any
    lines: Mapping[Address, int]

    def line(self, address: Address) -> int:
        """Return the line of the value at `address`, or of the nearest value around it."""
        while address and address not in self.lines:
            address = address[:-1]
        return self.lines.get(address, 1)

    def problem(self, address: Address, message: str) -> Problem:
        """Return a fault of this file that points at the value at `address`."""
        return Problem(self.path, self.line(address), message)


def read(path: Path, *, root: Path | None = None) -> Document:
    """Return the YAML file at `path`; faults name it relative to `root`.

    Raises ContentError when the file cannot be read, is not UTF-8 or YAML, or repeats a key.
    """
    name = path.relative_to(root).as_posix() if root else path.as_posix()
    return parse(read_text(path, name), name)


def read_text(path: Path, name: str) -> str:
    """Return the text of the file at `path`; ContentError names it `name`."""
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise ContentError([Problem(name, 0, "this file is missing")]) from None
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        raise ContentError([Problem(name, 0, message)]) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {data[error.start]:#04x} is not UTF-8 text; save the file as UTF-8"
        raise ContentError([Problem(name, line, message)]) from None


def parse(text: str, name: str) -> Document:
    """Return the document that `text` holds, named `name` in faults. Raises ContentError."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise ContentError([Problem(name, 1, "the file is empty")])
        lines: dict[Address, int] = {}
        problems: list[Problem] = []
        _walk(node, (), lines, problems, name, set())
        if problems:
            raise ContentError(problems)
        return Document(name, loader.construct_document(node), lines)
    except yaml.YAMLError as error:
        raise ContentError([_not_yaml(text, name, error)]) from None
    except RecursionError:
        message = "lists or fields are nested too deeply; see docs/content.md for the format"
        raise ContentError([Problem(name, 0, message)]) from None


def _not_yaml(text: str, name: str, error: yaml.YAMLError) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        # The C reader counts bytes, so the character is looked for here.
        bad = _CONTROL.search(text)
        line = text.count("\n", 0, bad.start()) + 1 if bad else 0
        what = f"the control character {ord(bad[0]):#04x}" if bad else error.reason
        return Problem(name, line, f"not valid YAML: {what} is not allowed; delete it")
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or "unreadable"
    line = mark.line + 1 if mark else 0
    if begun and begun.line + 1 < line:
        what += f", in what begins on line {begun.line + 1}"
    hint = "put text that holds ': ', ' #' or begins with a sign in double quotes"
    lines = text.split("\n")
    if 0 < line <= len(lines) and re.match(r"\A *\t", lines[line - 1]):
        hint = "indent with spaces, not with a tab"
    return Problem(name, line, f"not valid YAML: {what}; {hint}")


def _walk(
    node: yaml.Node,
    address: Address,
    lines: dict[Address, int],
    problems: list[Problem],
    name: str,
    met: set[int],
) -> None:
    lines[address] = node.start_mark.line + 1
    if id(node) in met:  # only an alias puts one node in two places
        message = "'&name' and '*name' are not used here; write the value out, or quote the text"
        problems.append(Problem(name, node.start_mark.line + 1, message))
        return
    met.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                message = "a list cannot name a field; put text that begins with ? in double quotes"
                problems.append(Problem(name, line, message))
                continue
            if key.value in seen:
                message = f"the key '{key.value}' stands twice, first on line {seen[key.value]}"
                problems.append(Problem(name, line, f"{message}; delete one"))
            seen.setdefault(key.value, line)
            _walk(value, (*address, key.value), lines, problems, name, met)
            lines[(*address, key.value)] = line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*address, index), lines, problems, name, met)
