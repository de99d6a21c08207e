import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.content import schemas
from bot.content.strict_yaml import parse, read
from bot.errors import ContentError


def test_no_and_times_stay_text():
    document = parse("answer: no\nopens: 08:30\ncode: 010\nyes_or_on: [yes, on]\n", "x.yaml")
    assert document.data == {
        "answer": "no",
        "opens": "08:30",
        "code": "010",
        "yes_or_on": ["yes", "on"],
    }


def test_true_numbers_and_null_are_values():
    assert parse("a: true\nb: 3\nc: 0.5\nd: null\ne:\n", "x.yaml").data == {
        "a": True,
        "b": 3,
        "c": 0.5,
        "d": None,
        "e": None,
    }


def test_every_value_knows_its_line():
    document = parse("id: a\nutterances:\n  - one\n  - two\n", "x.yaml")
    assert document.line(("utterances", 1)) == 4
    assert document.line(("utterances", 9)) == 2
    assert document.line(("nowhere",)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: a\nid: b\n", "x.yaml:2: the key 'id' stands twice"),
        ("id: [a\n", "x.yaml:2: not valid YAML"),
        ("- what: now: then\n", "x.yaml:1: not valid YAML"),
        ("", "x.yaml:1: the file is empty"),
        ("a: !!python/object/apply:os.system [echo]\n", "not valid YAML"),
    ],
)
def test_a_fault_names_file_line_and_what_to_do(text, said):
    with pytest.raises(ContentError) as caught:
        parse(text, "x.yaml")
    assert said in str(caught.value)


def test_a_missing_file_and_a_file_that_is_no_text_are_faults(tmp_path):
    (tmp_path / "latin.yaml").write_bytes(b"a: caf\xe9\n")
    for name, said in (("none.yaml", "missing"), ("latin.yaml", "not UTF-8")):
        with pytest.raises(ContentError, match=said):
            read(tmp_path / name)


@pytest.mark.parametrize(
    "path", sorted(Path(schemas.__file__).parent.glob("*.json")), ids=lambda p: p.stem
)
def test_every_schema_is_one(path):
    """Checked here once, and not at each start of the server."""
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))
