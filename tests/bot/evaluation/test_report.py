"""The report page: complete by itself, the same each time, and careful with texts."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bot.evaluation.compare import Difference
from bot.evaluation.exam import Result
from bot.evaluation.replay import changes
from bot.evaluation.report import percent, thresholds, write_report
from tests.bot.evaluation.conftest import HOSTILE, SEALED_ONLY

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """Remembers tags, attributes and visible words, and finds what is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.words += f" {data}"


@pytest.fixture(scope="module")
def live(trained):
    """A model that asks back where the candidate answers."""
    card = replace(trained.model.card, version="0000aaaa1111")
    config = replace(trained.model.config, answer_score=50.0, clarify_score=-50.0)
    return replace(trained.model, card=card, config=config)


@pytest.fixture(scope="module")
def html(trained, live, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    return write_report(trained, folder, live=live).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def test_the_page_needs_nothing_but_itself(html, page):
    assert not {"script", "link", "img", "iframe", "image", "base"} & set(page.tags)
    for name, value in page.attributes:
        if name.split(":")[-1] in ("src", "href", "srcset", "action"):
            assert value.startswith("#"), (name, value)
    assert not re.search(r"@import|url\((?!#)", html)
    assert "//" not in re.sub(r"<!--.*?-->", "", html.replace("default-src", ""))
    assert "default-src 'none'" in html


def test_every_tag_is_closed_and_every_id_and_link_fits(page):
    assert page.open == []
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = {value[1:] for name, value in page.attributes if name.split(":")[-1] == "href"}
    assert links <= set(ids)


def test_the_same_training_gives_the_same_bytes(trained, live, html, tmp_path):
    again = write_report(trained, tmp_path / "a" / "b", live=live)
    assert again.name == "index.html"
    assert again.read_bytes() == html.encode()


def test_sealed_questions_are_never_printed(html):
    assert SEALED_ONLY not in html
    assert "xylophone" not in html
    assert "sealed wording" not in html
    assert "sealed football" not in html
    assert "sealed thanks" not in html


def test_a_hostile_question_is_shown_as_text(html, page):
    assert "<script" not in html
    assert "&lt;script&gt;alert(" in html
    assert HOSTILE in page.words


def test_a_hostile_utterance_is_shown_as_text(html):
    assert "<b>bad</b>" not in html


def test_the_page_has_every_section_and_both_halves(page):
    ids = {value for name, value in page.attributes if name == "id"}
    assert ids >= {"figures", "coverage", "confidence", "confusions", "changes"}
    assert ids >= {"intents", "safety", "card", "time"}
    for word in ("Development", "Sealed", "Wrong answer given", "answer_margin", "Pain during?"):
        assert word in page.words


def test_dialogues_near_far_and_misspelled_questions_have_figures(page):
    for name in ("Dialogues: right at once", "Near answered", "Far answered", "Misspelled: the"):
        assert name in page.words


def test_each_coverage_picture_says_what_it_shows(html, page):
    assert "What patients get." in page.words
    assert "The ranking alone, not what patients get." in page.words
    assert html.count(">aim: 40%<") == 1


def test_drafts_are_named_and_counted(page):
    total = 6
    assert f"No clinician has reviewed {total} of the {total} texts" in page.words


def test_reviewed_texts_need_no_note(trained, tmp_path):
    entries = {i: replace(e, draft=False) for i, e in trained.model.book.entries.items()}
    model = replace(trained.model, book=replace(trained.model.book, entries=entries))
    path = write_report(replace(trained, model=model), tmp_path, live=None)
    assert "No clinician has reviewed" not in path.read_text(encoding="utf-8")


def test_the_gates_reasons_are_told(trained, tmp_path):
    stopped = replace(trained, reasons=("wrong answers rise <much>",))
    text = write_report(stopped, tmp_path, live=None).read_text(encoding="utf-8")
    assert "does not let this model go live" in text
    assert "wrong answers rise &lt;much&gt;" in text


def test_steps_are_shown_when_they_were_timed(trained, html, tmp_path):
    assert "Nobody timed the steps" in html
    path = write_report(trained, tmp_path, live=None, seconds=[("fitting", 3.0), ("rest", 1.0)])
    text = path.read_text(encoding="utf-8")
    assert "fitting" in text
    assert "width: 75.0%" in text


@pytest.mark.parametrize("same", [False, True])
def test_without_another_live_model_nothing_is_compared(trained, tmp_path, same):
    found = changes(trained, trained.model if same else None)
    assert (found.live, found.halves) == (trained.model.card.version if same else None, ())
    path = write_report(trained, tmp_path, live=trained.model if same else None)
    said = "This very version" if same else "No model is live yet"
    assert said in path.read_text(encoding="utf-8")


def test_changes_count_both_halves_and_list_the_development_half(trained, live):
    found = changes(trained, live)
    counts = {half: comparison.counts for half, comparison in found.halves}
    asked = {half: sum(numbers.values()) for half, numbers in counts.items()}
    assert asked == {"development": 5, "sealed": 3}
    assert counts["sealed"][Difference.NOW_ANSWERED] >= 1
    listed = {row.compared.text: row.wanted for row in found.rows}
    assert listed[HOSTILE] == ("cost",)
    assert SEALED_ONLY not in listed


def test_the_live_model_is_asked_as_it_would_answer(trained):
    twin = replace(trained.model, card=replace(trained.model.card, version="0000aaaa1111"))
    found = changes(trained, twin)
    assert [comparison.changed for _, comparison in found.halves] == [(), ()]


def test_a_report_without_questions_says_so(trained, tmp_path):
    bare = replace(trained, result=Result((), (), (), ()))
    text = write_report(bare, tmp_path, live=None).read_text(encoding="utf-8")
    assert "Nobody has written evaluation questions yet" in text
    assert "none asked" in text


def test_every_threshold_is_explained(trained):
    rows = thresholds(trained.model.config, trained.model.card.thresholds)
    assert {row.name for row in rows} >= set(trained.model.card.thresholds)
    assert all(row.means.endswith(".") for row in rows)


@pytest.mark.parametrize(("share", "said"), [(0, "0\xa0%"), (1, "100\xa0%"), (0.0213, "2.1\xa0%")])
def test_shares_are_written_as_people_read_them(share, said):
    assert percent(share) == said
