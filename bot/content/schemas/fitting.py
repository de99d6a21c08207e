"""A quick yes to "does this fit its JSON Schema?", for the server, where nearly everything does.

jsonschema says what is wrong, each fault with its place. It also takes 5 MB and a tenth of a second
of every start, so it is imported only where something does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

Rules = Mapping[str, Any]


class _UnsureError(Exception):
    """A keyword or a value that only jsonschema can judge."""


def fits(value: Any, schema: Rules) -> bool:
    """Return True when `value` surely fits `schema` (draft 2020-12); False means no, or not sure.

    >>> fits("no", {"type": "string", "maxLength": 2}), fits("no", {"contains": "n"})
    (True, False)
    """
    try:
        return _fits(value, schema, schema)
    except _UnsureError:
        return False


def _fits(value: Any, rules: Rules | bool, root: Rules) -> bool:
    if isinstance(rules, bool):
        return rules
    return all(_meets(value, keyword, rules, root) for keyword in rules)


def _meets(value: Any, keyword: str, rules: Rules, root: Rules) -> bool:
    wanted = rules[keyword]
    if keyword in _PLAIN:
        kind, check = _PLAIN[keyword]
        concerned = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
        return not concerned or check(value, wanted)
    match keyword:
        case "$schema" | "$defs" | "title" | "description" | "then":
            return True
        case "$ref":
            return _fits(value, root["$defs"][wanted.removeprefix("#/$defs/")], root)
        case "if":
            return not _fits(value, wanted, root) or _fits(value, rules["then"], root)
        case "oneOf":
            return sum(_fits(value, one, root) for one in wanted) == 1
        case "items":
            return not isinstance(value, list) or all(_fits(one, wanted, root) for one in value)
    if not isinstance(value, dict) and keyword in _FIELDS:
        return True
    return all(_fits(one, rule, root) for one, rule in _fields(value, keyword, rules))


def _fields(value: Mapping[str, Any], keyword: str, rules: Rules) -> list[tuple[Any, Any]]:
    """Return what a keyword about fields looks at, each with the rules for it."""
    wanted, patterns = rules[keyword], rules.get("patternProperties", {})
    if keyword not in _FIELDS or not all(isinstance(name, str) for name in value):
        raise _UnsureError
    if keyword == "properties":
        return [(value[name], wanted[name]) for name in wanted if name in value]
    if keyword == "propertyNames":
        return [(name, wanted) for name in value]
    if keyword == "patternProperties":
        return [(value[n], rule) for p, rule in wanted.items() for n in value if re.search(p, n)]
    known = rules.get("properties", ())
    others = [n for n in value if n not in known and not any(re.search(p, n) for p in patterns)]
    return [(value[name], wanted) for name in others]


def _type(value: Any, wanted: str | list[str]) -> bool:
    kinds = [wanted] if isinstance(wanted, str) else wanted
    if isinstance(value, float):
        raise _UnsureError  # 2.0 is an integer there
    if isinstance(value, bool):
        return "boolean" in kinds
    return any(isinstance(value, _TYPES[kind]) for kind in kinds)


def _one_of(value: Any, wanted: list[Any]) -> bool:
    if value is not None and type(value) not in (str, int):
        raise _UnsureError
    return any(type(one) is type(value) and one == value for one in wanted)


def _unique(value: list[Any], wanted: bool) -> bool:
    if not wanted or not all(isinstance(one, str) for one in value):
        raise _UnsureError
    return len(set(value)) == len(value)


def _date(value: str, wanted: str) -> bool:
    if wanted != "date":
        raise _UnsureError
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None


_TYPES: dict[str, type] = {
    "string": str,
    "null": type(None),
    "array": list,
    "object": dict,
    "integer": int,
    "number": int,
    "boolean": bool,
}
_FIELDS = ("properties", "patternProperties", "additionalProperties", "propertyNames")
_PLAIN: dict[str, tuple[type, Callable[[Any, Any], bool]]] = {
    "type": (object, _type),
    "enum": (object, _one_of),
    "const": (object, lambda value, wanted: _one_of(value, [wanted])),
    "pattern": (str, lambda text, wanted: re.search(wanted, text) is not None),
    "minLength": (str, lambda text, least: len(text) >= least),
    "maxLength": (str, lambda text, most: len(text) <= most),
    "format": (str, _date),
    "minItems": (list, lambda items, least: len(items) >= least),
    "maxItems": (list, lambda items, most: len(items) <= most),
    "uniqueItems": (list, _unique),
    "required": (dict, lambda fields, names: all(name in fields for name in names)),
    "minProperties": (dict, lambda fields, least: len(fields) >= least),
    "minimum": (int, lambda number, least: number >= least),
    "maximum": (int, lambda number, most: number <= most),
}
"""Keywords that ask one question of one kind of value, and are met by any other kind."""
