"""A closed table of words tells what the open one told."""

from __future__ import annotations

from bot.safety.word_table import WordTable

WORDS = [f"word{number}" for number in range(300)]


def table() -> WordTable:
    made = WordTable()
    for number, word in enumerate(WORDS):
        made.put(word, number)
        made.put(word, number % 7)
    return made


def test_each_word_keeps_its_numbers_when_the_table_is_closed() -> None:
    made = table()
    told = {word: made.get(word) for word in WORDS}
    made.close()
    assert told["word9"] == (9, 2)
    assert {word: made.get(word) for word in WORDS} == told


def test_a_number_is_noted_once() -> None:
    made = table()
    made.put("word9", 9)
    assert made.get("word9") == (9, 2)


def test_an_unknown_word_has_no_numbers() -> None:
    made = table()
    assert made.get("word") == made.get("") == ()
    made.close()
    assert made.get("word") == made.get("") == ()


def test_a_word_has_the_numbers_of_all_its_beginnings() -> None:
    made = WordTable()
    for number, word in enumerate(["breath", "bre", "brea", "reath"]):
        made.put(word, number)
    assert made.begun("breathing") == {0, 1, 2}
    made.close()
    assert made.begun("breathing") == {0, 1, 2}
    assert made.begun("b") == set()


def test_a_closed_table_of_no_words_is_no_fault() -> None:
    made = WordTable()
    made.close()
    assert made.get("pain") == ()
    assert made.begun("pain") == set()


def test_words_of_two_scripts_whose_letters_are_the_same_bytes_are_two_words() -> None:
    assert hash("ir") == hash("物")
    made = WordTable()
    made.put("ir", 1)
    made.put("物", 2)
    made.close()
    assert (made.get("ir"), made.get("物")) == ((1,), (2,))
