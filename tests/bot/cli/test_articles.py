"""`train.py sources` compares the articles with the fingerprints of their sections."""

from __future__ import annotations

import pytest


@pytest.fixture
def articles(clinic):
    """An article whose two sections are those of a `sources.yaml` of our own."""
    from bot.content.sources import fingerprint

    folder = clinic.folder / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Risks\nold words\nRelief\nmore words\n", encoding="utf-8")
    rows = "".join(
        f"      - id: {name}\n        name: {title} of it\n"
        f'        heading: "{fingerprint(title)}"\n'
        f"        text: {text}  # kept\n"
        for name, title, text in (
            ("dn-risks", "Risks", '"' + fingerprint("old words") + '"'),
            ("dn-relief", "Relief", "null"),
        )
    )
    head = "sources:\n  - id: dn\n    title: An article\n    publisher: A clinic\n"
    head += "    kind: clinic_article\n    sections:\n"
    (clinic.intents / "sources.yaml").write_text(head + rows, encoding="utf-8")
    return folder


def test_a_changed_section_is_named_with_the_answers_on_it_and_written(clinic, articles):
    assert clinic("sources", str(articles), "--write").code == 0  # the null is filled
    path = clinic.intents / "sources.yaml"
    before = path.read_text(encoding="utf-8")
    assert before.count("# kept") == 2
    assert clinic("sources", str(articles)).out == "2 of 2 sections are unchanged.\n"
    (articles / "a.txt").write_text("Risks\nnew words\nRelief\nmore words\n", encoding="utf-8")
    found = clinic("sources", str(articles))
    assert found.code == 1
    assert "dn-risks: changed; answers that rest on it: infection-risk, pain-during" in found.out
    assert clinic("sources", str(articles), "--write").code == 0
    after = path.read_text(encoding="utf-8")
    assert sum(a != b for a, b in zip(before.split(), after.split(), strict=True)) == 1
    assert clinic("sources", str(articles)).code == 0


def test_a_section_that_is_gone_stays_a_fault_after_writing(clinic, articles):
    clinic("sources", str(articles), "--write")
    (articles / "a.txt").write_text("Risks\nold words\n", encoding="utf-8")
    found = clinic("sources", str(articles), "--write")
    assert found.code == 1
    assert "dn-relief: missing" in found.out
    assert "1 sections were found in no article" in found.out
    assert "fingerprints were written" not in found.out


def test_an_article_that_is_no_text_is_named(clinic, articles):
    (articles / "b.txt").write_bytes(b"one\n\xff\n")
    assert "b.txt:2: byte 0xff is not UTF-8" in clinic("sources", str(articles)).err
