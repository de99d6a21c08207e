from pathlib import Path

import pytest

from bot.content.load import load_content
from bot.content.sources import compare_sources, fingerprint, split_sections, write_fingerprints
from bot.errors import ContentError

REAL = Path(__file__).parents[3] / "intents"
ARTICLE = "top of page\n\nFirst heading\none two\n\n  three\nSecond heading\nfour\n"
HEADINGS = {fingerprint("First heading"): "a", fingerprint("Second heading"): "b"}


def test_sections_run_from_their_heading_to_the_next():
    found = split_sections(ARTICLE, HEADINGS)
    assert {name: text.split() for name, text in found.items()} == {
        "a": ["one", "two", "three"],
        "b": ["four"],
    }


def test_white_space_does_not_change_a_fingerprint():
    assert fingerprint("one  two\n") == fingerprint(" one\ttwo")
    assert fingerprint("one two") != fingerprint("one too")


def test_a_folder_without_articles_is_refused(tmp_path):
    with pytest.raises(ContentError, match="no article"):
        compare_sources(load_content(REAL), tmp_path)


def test_an_article_without_our_headings_is_missing_everywhere(tmp_path):
    (tmp_path / "other.txt").write_text("Something else\n", encoding="utf-8")
    states = compare_sources(load_content(REAL), tmp_path)
    assert {state.status for state in states} == {"missing"}
    assert all(state.intents for state in states)


def test_writing_keeps_the_file_when_nothing_changed(tmp_path):
    path = tmp_path / "sources.yaml"
    path.write_bytes((REAL / "sources.yaml").read_bytes())
    (tmp_path / "other.txt").write_text("Something else\n", encoding="utf-8")
    content = load_content(REAL)
    assert write_fingerprints(path, compare_sources(content, tmp_path)) == 0
    assert path.read_bytes() == (REAL / "sources.yaml").read_bytes()
