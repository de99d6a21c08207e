"""Reading CSV pairs: generous about how they are written, exact about what is wrong with them."""

from __future__ import annotations

import pytest

from bot.errors import ContentError
from bot.evaluation.bench_files import read_pair
from bot.understanding.classifier import OUT_OF_SCOPE

TRAIN = {
    "pay": ("can i pay by card", "how do i pay my bill", "where do i pay", "pay the bill online"),
    "hours": ("when do you open", "are you open today", "opening hours please", "open on sunday"),
    "pain": ("does it hurt", "will it hurt me", "is it painful", "how much does it hurt"),
    "oos": ("tell me a joke", "who won the match", "what is the weather", "sing me a song"),
}
TEST = {
    "pay": ("can i pay online",),
    "hours": ("are you open on sunday, please",),
    "pain": ("will it hurt", "does it hurt"),
    "oos": ("tell me the weather", "who sings this song"),
}


def csv_text(rows):
    lines = [f'"{text}",{intent}' for intent, said in rows.items() for text in said]
    return "\n".join(["text,intent", *lines]) + "\n"


@pytest.fixture
def read(tmp_path):
    """Read two files whose text or bytes are given, or the small sets above."""

    def run(train=None, test=None, label="oos"):
        for name, content in (("a.csv", train), ("b.csv", test)):
            text = content or csv_text(TRAIN if name == "a.csv" else TEST)
            data = text if isinstance(text, bytes) else text.encode("utf-8")
            (tmp_path / name).write_bytes(data)
        return read_pair(tmp_path / "a.csv", tmp_path / "b.csv", out_of_scope=label)

    return run


@pytest.fixture
def refused(read):
    """Return the faults of two files as (file's name, line, message)."""

    def run(**files):
        with pytest.raises(ContentError) as caught:
            read(**files)
        return [(p.path.rsplit("/", 1)[1], p.line, p.message) for p in caught.value.problems]

    return run


def test_rows_with_the_label_are_out_of_scope(read):
    data = read()
    assert data.intents == ("hours", "pain", "pay")
    assert [row.text for row in data.train if row.intent == OUT_OF_SCOPE] == list(TRAIN["oos"])
    assert read(label="pain").intents == ("hours", "oos", "pay")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("text,intent", "text,category"),
        lambda text: text.replace("text,intent", "Utterance , LABEL"),
        lambda text: text.replace("text,intent", '"text","label"'),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace('"', "").replace(", please", "").replace(",", ";"),
        lambda text: text.replace('",', '"\t').replace("text,", "text\t"),
        lambda text: "id," + text.replace('\n"', '\n7,"'),
        lambda text: text.replace("please", 'please\nsaid ""she""'),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("can i", "can ich, bitte, schön,"),
    ],
    ids=["bom", "category", "case", "quoted header", "crlf", "empty lines", "semicolon", "tab",
         "more columns", "line break and quotes inside", "no newline at the end", "not english"],
)  # fmt: skip
def test_it_is_generous_about_how_the_files_are_written(read, change):
    data = read(train=change(csv_text(TRAIN)), test=change(csv_text(TEST)))
    assert data.intents == ("hours", "pain", "pay")
    assert (len(data.train), len(data.test)) == (16, 6)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('"does it hurt"', '"  "', 10, "the text is empty"),
        ('"does it hurt",pain', '"does it hurt", ', 10, "the intent is empty"),
        ('"does it hurt"', "oh, does it hurt", 10, "3 columns, the header has 2; put a text that"),
        ('"does it hurt",pain', "does it hurt", 10, "1 columns, the header has 2; put a text that"),
        (
            '"does it hurt"',
            '"does it hurt',
            10,
            "not CSV (',' expected after '\"'); a quote inside",
        ),
        ('"how much does it hurt"', '"ow', 13, "not CSV ("),
        ('"does it hurt"', '"does\nit hurt",pain\n\n" "', 13, "the text is empty"),
        ("text,intent", "question;answer", 1, "the header is 'question;answer'; expected a column"),
        ("text,intent\n", "", 1, "the header is '\"can i pay by card\",pay'; expected a column"),
        (",oos", ",out_of_scope", 14, "'out_of_scope' is our own word for it: --out-of-scope out"),
    ],
)
def test_a_fault_in_a_row_is_refused_with_its_line(refused, old, new, line, said):
    first, *_ = refused(train=csv_text(TRAIN).replace(old, new, 1))
    assert first[:2] == ("a.csv", line)
    assert said in first[2]


@pytest.mark.parametrize(
    ("train", "problem"),
    [
        (
            b"text,intent\nhallo sch\xf6n,pay\n",
            (2, "byte 0xf6 is not UTF-8; save the file as UTF-8"),
        ),
        ("text,intent\n", (0, "holds no row below its header")),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(refused, train, problem):
    assert refused(train=train) == [("a.csv", *problem)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"pay": ("a b", "c d")}, "two intents or more are needed"),
        ({"pay": ("a b",), "hours": ("c d",)}, "every intent has one row"),
        ({"pay": ("a b", "c d"), "hours": ("??", "🙂")}, "no row of 'hours' holds a letter a-z"),
    ],
)
def test_too_few_rows_are_refused(refused, rows, said):
    asked = dict.fromkeys(rows, ("a b",))
    ((name, line, message),) = refused(train=csv_text(rows), test=csv_text(asked))
    assert (name, line) == ("a.csv", 0)
    assert said in message


def test_a_row_without_words_is_left_out_of_training_and_asked_all_the_same(read):
    more = {**TRAIN, "pay": (*TRAIN["pay"], "???")}
    data = read(train=csv_text(more), test=csv_text({"pay": ("?!",)}))
    assert (len(data.train), data.without_words) == (16, 1)
    assert [row.text for row in data.test] == ["?!"]


def test_a_test_label_that_training_lacks_is_told_once_with_a_guess(refused):
    asked = csv_text({"hourz": ("when do you open", "open today"), "zzz": ("hm",)})
    first, second = refused(test=asked)
    assert first[:2] == ("b.csv", 2)
    assert first[2].startswith("'hourz' (2 rows) is no intent of ")
    assert first[2].endswith("did you mean 'hours'?")
    assert second[:2] == ("b.csv", 4)
    assert second[2].endswith("is it out of scope? --out-of-scope NAME")


def test_the_faults_of_the_training_file_come_first(tmp_path):
    train, test = tmp_path / "z.csv", tmp_path / "a.csv"
    train.write_text("text,intent\nhi,\n,greet\n", encoding="utf-8")
    test.write_text("text,intent\n,greet\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_pair(train, test, out_of_scope="oos")
    places = [(problem.path, problem.line) for problem in caught.value.problems]
    assert places == [(str(train), 2), (str(train), 3), (str(test), 2)]


def test_a_folder_is_no_csv_file(tmp_path):
    with pytest.raises(ContentError) as caught:
        read_pair(tmp_path, tmp_path, out_of_scope="oos")
    assert f"{tmp_path}: this is a folder; name a CSV file" in str(caught.value)
