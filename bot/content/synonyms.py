"""Checks of `intents/entities/`: a word or phrase stands for one value, and stands there once.

Of two owners the first would keep the phrase and the other lose it without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.content.strict_yaml import Address, Document
from bot.errors import Problem
from bot.text import words


@dataclass(frozen=True, slots=True)
class _Owner:
    """The first place of a phrase, and the entity and value that it stands for."""

    entity: str
    value: str
    where: str  # the file and line


def problems(documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield every fault of the entity files: values and synonyms that stand twice or say nothing.

    Two synonyms are the same when patients' messages cannot tell them apart: "NERVE" is "nerve",
    "can't bend" is "cant bend".
    """
    owners: dict[tuple[str, ...], _Owner] = {}
    values: dict[tuple[str, str], str] = {}
    for document in documents:
        entity = document.data["id"]
        for at, row in enumerate(document.data["values"]):
            value, address = row["value"], ("values", at, "value")
            where = f"{document.path}:{document.line(address)}"
            if (first := values.setdefault((entity, value), where)) != where:
                message = f"value: '{value}' stands at {first} too; put all synonyms there"
                yield document.problem(address, message)
            for index, synonym in enumerate(row["synonyms"]):
                place = ("values", at, "synonyms", index)
                yield from _phrase(document, place, synonym, (entity, value), owners)


def _phrase(
    document: Document,
    address: Address,
    synonym: str,
    means: tuple[str, str],
    owners: dict[tuple[str, ...], _Owner],
) -> Iterator[Problem]:
    tokens = words(synonym)
    if not tokens:
        message = f"synonyms: “{synonym}” holds no word that could be found; delete it"
        yield document.problem(address, message)
        return
    first = owners.get(tokens)
    if first is None:
        where = f"{document.path}:{document.line(address)}"
        owners[tokens] = _Owner(*means, where)
    elif (first.entity, first.value) == means:
        message = f"synonyms: “{synonym}” stands at {first.where} already; delete one"
        yield document.problem(address, message)
    else:
        message = (
            f"synonyms: “{synonym}” stands for {first.entity} = {first.value} at {first.where}, "
            f"so it is never found as {means[0]} = {means[1]}; keep it in one place"
        )
        yield document.problem(address, message)
