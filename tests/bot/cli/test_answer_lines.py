"""`ask --jsonl`: the format that programs rely on, and lines that are none."""

from __future__ import annotations

import io
import json
import re

import pytest

from bot.assistant import load_assistant
from bot.cli.asking import answer_lines
from tests.bot.cli.conftest import NOW
from tests.bot.small_content import REAL
from tests.bot.small_model import small_model

FIELDS = [
    *("text", "outcome", "intent", "confidence", "reason", "reply", "choices", "sources"),
    *("flag", "tier", "deferred", "masked"),
]


@pytest.fixture(scope="module")
def assistant():
    return load_assistant(REAL, small_model())


def answered(assistant, *lines):
    given = [x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines]
    return list(answer_lines(assistant, given, now=NOW))


def test_an_answer_has_every_field_in_order(assistant):
    (row,) = answered(assistant, {"id": "a", "text": "does it hurt"})
    assert list(row) == ["id", *FIELDS]
    assert row["id"] == "a"
    assert row["outcome"] == "answer"
    assert row["intent"] == "pain-during"
    assert row["confidence"] == 1.0
    assert row["reason"] == "known_question"
    assert row["reply"].startswith("It may pinch.")
    assert row["sources"] == ["s-1"]
    assert row["choices"] == []
    assert row["flag"] is row["tier"] is None
    assert row["deferred"] is False
    assert row["masked"] == "does it hurt"


def test_a_dialogue_is_one_conversation(assistant):
    (row,) = answered(assistant, {"id": 7, "turns": ["does it hurt", "and with a shot?"]})
    assert list(row) == ["id", "turns"]
    first, second = row["turns"]
    assert list(first) == list(second) == FIELDS
    assert second["reply"].startswith("The shot may pinch.")
    assert second["reason"] == "follow_up"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("what does it cost", "handoff"),
        ("many thanks to you", "small_talk"),
        ("tell me a joke", "decline"),
        ("", "decline"),
        ("🙂🙂", "decline"),
        ("¿duele mucho?", None),
        ("干针疼吗", None),
        ("ouch " * 20_000, None),
        ("a\u0000b\u2028c", None),
        ("<script>alert(1)</script>", None),
    ],
)
def test_any_text_gets_an_outcome(assistant, text, outcome):
    (row,) = answered(assistant, {"id": 1, "text": text})
    assert row["outcome"] in (
        *("answer", "clarify", "handoff", "decline", "small_talk", "emergency", "silent"),
    )
    assert outcome in (None, row["outcome"])
    assert row["text"] == text


def test_choices_are_the_ids_of_intents(assistant):
    rows = answered(assistant, *({"id": t, "text": t} for t in ("needling soon", "feel money")))
    offered = [row for row in rows if row["outcome"] == "clarify"]
    assert offered
    for row in offered:
        assert row["intent"] is None
        assert set(row["choices"]) <= set(small_model().book.entries)


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("i can not breathe since the needle", 1),
        ("fever and the spot is red and hot since the shot", None),
        ("i want to die", "crisis"),
    ],
)
def test_an_emergency_names_its_category_and_tier(assistant, text, tier):
    (row,) = answered(assistant, {"id": 1, "text": text})
    assert row["outcome"] == "emergency"
    assert isinstance(row["flag"], str)
    assert row["tier"] in ((tier,) if tier else (1, 2))


def test_a_personal_decision_is_marked_and_said(assistant):
    text = "should i stop my blood thinner before dry needling"
    (row,) = answered(assistant, {"id": 1, "text": text})
    assert row["deferred"] is True
    assert assistant.lines.fill(assistant.advice.line) in row["reply"]


def test_private_details_are_masked_beside_the_text(assistant):
    text = "call me on 212-555-0187, does it hurt"
    (row,) = answered(assistant, {"id": 1, "text": text})
    assert row["text"] == text
    assert "0187" not in row["masked"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"not json", "not JSON"),
        (b'{"id": "1", "text": "open', "not JSON"),
        (b'{"id": 1, "text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"id": ' + b"9" * 9_000 + b', "text": "hi"}', "digits"),
        (b'{"id": NaN, "text": "hi"}', "NaN is not JSON"),
        (b'{"id": "1", "text": "caf\xe9"}', "0xe9 is not UTF-8"),
        (b"[1, 2]", "expected an object"),
        (b"null", "expected an object"),
        ({"text": "no id"}, '"id" must be'),
        ({"id": None, "text": "hi"}, '"id" must be'),
        ({"id": True, "text": "hi"}, '"id" must be'),
        ({"id": {"a": 1}, "text": "hi"}, '"id" must be'),
        ({"id": "1"}, 'either "text" or "turns"'),
        ({"id": "1", "text": "a", "turns": ["b"]}, 'either "text" or "turns"'),
        ({"id": "1", "text": None}, '"text" must be a string'),
        ({"id": "1", "text": 7}, '"text" must be a string'),
        ({"id": "1", "turns": "abc"}, '"turns" must be a list of strings'),
        ({"id": "1", "turns": ["a", 3]}, '"turns" must be a list of strings'),
    ],
)
def test_a_bad_line_is_named_and_the_run_goes_on(assistant, line, said):
    bad, good = answered(assistant, line, {"id": "after", "text": "does it hurt"})
    assert said in bad["error"]
    assert bad["line"] == 1
    assert set(bad) <= {"id", "line", "error"}
    assert bad.get("id", "1") == "1"
    assert good["outcome"] == "answer"


def test_empty_lines_other_fields_and_a_byte_order_mark_do_no_harm(assistant):
    first = b'\xef\xbb\xbf{"id": "a", "text": "thanks", "wanted": "thanks"}\r\n'
    rows = answered(assistant, first, b"\n", b"  \r\n", '{"id": "b", "text": "x\u2028y"}'.encode())
    assert [row["id"] for row in rows] == ["a", "b"]
    assert "wanted" not in rows[0]


def test_a_file_and_standard_input_give_the_same_lines(clinic, monkeypatch):
    data = '{"id": 1, "text": "does it hurt"}\nbad\n{"id": 2, "text": "x \\ud800 y 😀"}\n'.encode()
    path = clinic.folder / "asked.jsonl"
    path.write_bytes(data)
    from_file = clinic("ask", "--jsonl", str(path))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    from_input = clinic("ask", "--jsonl", "-")
    assert from_file.out == from_input.out
    assert from_file.code == from_input.code == 0
    rows = [json.loads(line) for line in from_file.out.splitlines()]
    assert [row.get("id", row.get("line")) for row in rows] == [1, 2, 2]
    assert rows[2]["text"] == "x \ud800 y 😀"
    assert re.search(r"asked.jsonl: 1 lines? could not be read", from_file.err)
