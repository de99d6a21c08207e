"""YAML without surprises: `no` and `08:30` stay text, keys stand once, values know their line."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
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

    Raises ContentError when the file is missing, is not UTF-8 or YAML, or repeats a key.
    """
    name = path.relative_to(root).as_posix() if root else path.as_posix()
    try:
        return parse(path.read_text(encoding="utf-8"), name)
    except FileNotFoundError:
        raise ContentError([Problem(name, 0, "this file is missing")]) from None
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8 text; save the file as UTF-8"
        raise ContentError([Problem(name, 0, message)]) from None


def parse(text: str, name: str) -> Document:
    """Return the document that `text` holds, named `name` in faults. Raises ContentError."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise ContentError([Problem(name, 1, "the file is empty")])
        lines: dict[Address, int] = {}
        problems: list[Problem] = []
        _walk(node, (), lines, problems, name)
        if problems:
            raise ContentError(problems)
        return Document(name, loader.construct_document(node), lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "unreadable"
        hint = "put text that holds ': ', ' #' or begins with a sign in double quotes"
        line = mark.line + 1 if mark else 0
        raise ContentError([Problem(name, line, f"not valid YAML: {what}; {hint}")]) from None


def _walk(
    node: yaml.Node,
    address: Address,
    lines: dict[Address, int],
    problems: list[Problem],
    name: str,
) -> None:
    lines[address] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: set[Hashable] = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                problems.append(Problem(name, line, f"the key '{key.value}' stands twice"))
            seen.add(key.value)
            _walk(value, (*address, key.value), lines, problems, name)
            lines[(*address, key.value)] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*address, index), lines, problems, name)
