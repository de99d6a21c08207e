"""`compare`, `what-if`, `coverage` and `remember` as a maintainer types them."""

import json
import shutil
from dataclasses import replace

import pytest

from bot.cli.main import run
from bot.registry import Registry
from tests.bot.cli.conftest import NOW, Clinic


def live(clinic):
    return json.loads(clinic("models", "--json").out)["live"]


def test_a_version_compared_with_itself_changes_nothing(clinic):
    said = clinic("compare", live(clinic))
    assert said.code == 0
    assert "3 texts replayed (3 evaluation): 3 the same" in said.out
    assert "0 evaluation questions get a wrong answer" in said.out


def test_another_wording_shows_what_patients_would_notice(clinic):
    old = live(clinic)
    path = clinic.intents / "staff" / "cost.yaml"
    text = path.read_text(encoding="utf-8")
    more = "\n".join(f"- who won the {game} game" for game in ("football", "rugby", "hockey"))
    path.write_text(text.replace("utterances:\n", f"utterances:\n{more}\n", 1), encoding="utf-8")
    clinic("--no-promote")
    versions = [v["version"] for v in json.loads(clinic("models", "--json").out)["versions"]]
    (new,) = set(versions) - {old}
    said = clinic("compare", old, new, "--json")
    found = json.loads(said.out)
    assert found["texts"] == {"evaluation": 3}
    assert sum(found["counts"].values()) == 3
    for row in found["changed"]:
        assert set(row) == {
            "text", "origin", "before", "difference", "old", "new", "wanted", "now_wrong",
        }  # fmt: skip


@pytest.fixture(scope="module")
def _spoiled(_trained, tmp_path_factory):
    """A folder with a dialogue and a second version that has pain and soreness mixed up."""
    folder = tmp_path_factory.mktemp("spoiled") / "clinic"
    shutil.copytree(_trained, folder)
    (folder / "intents" / "evaluation" / "dialogues").mkdir()
    (folder / "intents" / "evaluation" / "dialogues" / "one.yaml").write_text(
        "about: Invented for a test.\ndialogues:\n- half: development\n  turns:\n"
        "  - {text: thanks a lot, kind: small_talk, intents: [thanks]}\n"
        "  - {text: does it hurt, kind: faq, intents: [cost]}\n",
        encoding="utf-8",
    )
    faq = folder / "intents" / "faq" / "topic"
    paths = faq / "pain-during.yaml", faq / "soreness-after.yaml"
    texts = [path.read_text(encoding="utf-8") for path in paths]
    said = [text.split("utterances:\n")[1].split("procedure:")[0] for text in texts]
    for path, text, own, other in zip(paths, texts, said, reversed(said), strict=True):
        path.write_text(text.replace(own, other), encoding="utf-8")
    environment = {"INTENTS_DIR": str(folder / "intents"), "VAR_DIR": str(folder / "var")}
    assert run(["--no-promote"], environment=environment, now=NOW) == 1  # the gate holds it back
    return folder


@pytest.fixture
def spoiled(_spoiled, capsys):
    """The command on that folder, and its two versions: the live one and the spoiled one."""
    clinic = Clinic(_spoiled, capsys)
    old = live(clinic)
    versions = [v["version"] for v in json.loads(clinic("models", "--json").out)["versions"]]
    (new,) = set(versions) - {old}
    return clinic, old, new


def test_what_turned_wrong_stands_first_with_what_would_be_right(spoiled):
    clinic, *versions = spoiled
    said = clinic("compare", *versions)
    assert said.code == 1
    first = said.out.splitlines()[2]
    assert first.startswith("     NOW WRONG  'does it hurt a lot': answer pain-during → answer ")
    assert first.endswith("; right would be: pain-during")
    assert "1 evaluation questions get a wrong answer and did not before: they stand" in said.out
    found = json.loads(clinic("compare", *versions, "--json").out)
    assert found["now_wrong"] == 1
    assert [row["now_wrong"] for row in found["changed"]].index(True) == 0
    assert found["changed"][0]["wanted"] == ["pain-during"]


def test_only_one_kind_still_shows_what_turned_wrong(spoiled):
    clinic, *versions = spoiled
    found = json.loads(clinic("compare", *versions, "--only", "now_abstains", "--json").out)
    assert [row["text"] for row in found["changed"] if row["now_wrong"]] == ["does it hurt a lot"]


def test_messages_of_a_dialogue_are_replayed_in_it(spoiled):
    clinic, *versions = spoiled
    found = json.loads(clinic("compare", *versions, "--json").out)
    assert found["texts"] == {"evaluation": 3, "dialogues": 2}
    (row,) = [row for row in found["changed"] if row["origin"] == "dialogues"]
    assert (row["text"], row["before"]) == ("does it hurt", ["thanks a lot"])
    assert "'does it hurt' (after 'thanks a lot')" in clinic("compare", *versions).out


def test_thresholds_that_moved_are_named(clinic):
    old = live(clinic)
    assert "No threshold moved." in clinic("compare", old).out
    registry = Registry(clinic.models)
    model = registry.load(old)
    config, card = replace(model.config, answer_margin=9.5), replace(model.card, version="moved")
    registry.save(replace(model, config=config, card=card))
    margin = round(model.config.answer_margin, 4)
    said = clinic("compare", old, "moved")
    assert f"Thresholds moved: answer_margin {margin} → 9.5." in said.out
    found = json.loads(clinic("compare", old, "moved", "--json").out)
    assert found["thresholds"] == {"answer_margin": [margin, 9.5]}


def test_stored_questions_are_replayed_too(clinic, capsys):
    environment = {"INTENTS_DIR": str(clinic.intents), "VAR_DIR": str(clinic.folder / "var")}
    asked = ("will the needle sting", "what is the price")
    arguments = ["compare", "live", "--json"]
    code = run(arguments, environment=environment, now=NOW, stored=lambda: asked)
    found = json.loads(capsys.readouterr().out)
    assert code == 0
    assert found["texts"] == {"evaluation": 3, "stored": 1}  # a text counts once


def test_an_unknown_version_is_named(clinic):
    said = clinic("compare", "ffffffffffff")
    assert said.code == 1
    assert "ffffffffffff" in said.err


def test_what_if_shows_the_change_and_saves_nothing(clinic):
    before = {path: path.read_bytes() for path in clinic.intents.rglob("*.yaml")}
    said = clinic("what-if", "zonk my blorp", "--intent", "pain-during")
    assert said.code == 0
    assert "Before:" in said.out
    assert "After:  answer pain-during" in said.out
    assert "Nothing was saved." in said.out
    assert {path: path.read_bytes() for path in clinic.intents.rglob("*.yaml")} == before


def test_what_is_understood_already_is_worth_little(clinic):
    found = json.loads(clinic("what-if", "does it hurt", "--intent", "pain-during", "--json").out)
    assert found["worth_little"] is True


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["what-if", "ouch", "--intent", "pain"], "there is no intent 'pain'"),
        (["what-if", "?!", "--intent", "pain-during"], "holds no word"),
        (["coverage", "--intent", "pain"], "'pain'. Did you mean 'pain-during'?"),
        (["coverage", "--intent", "xyzzy"], "'xyzzy'. python train.py coverage lists all"),
        (["what-if", "ouch", "--intent", "relief"], "Did you mean 'relief-how-soon'?"),
        (["what-if", "ouch", "--intent", "costs"], "Did you mean 'cost'?"),
        (
            ["remember", "ouch", "--expect", "pain"],
            "'pain'. Did you mean 'pain-during'? Or say abstain or emergency.",
        ),
        (["remember", "", "--expect", "cost"], "holds no word"),
    ],
)
def test_a_wrong_name_is_refused_with_a_reason(clinic, arguments, said):
    found = clinic(*arguments)
    assert found.code == 1
    assert said in found.err
    assert "fitting" not in found.err  # refused before any work


def test_coverage_tells_each_intent_and_what_failed(clinic):
    said = clinic("coverage")
    assert said.code == 0
    for intent in ("pain-during", "soreness-after", "cost", "thanks"):
        assert intent in said.out
    found = json.loads(clinic("coverage", "--intent", "pain-during", "--json").out)
    (row,) = found["intents"]
    assert row["utterances"] > 30
    assert 0 <= row["accuracy"] <= 1
    assert row["distinct_words"] > 10
    assert set(row["styles"]) >= {"short", "long", "question mark", "emoji"}
    assert "emoji" in row["lacking"]


def test_coverage_of_one_intent_counts_its_own_questions(clinic):
    said = clinic("coverage", "--intent", "cost").out
    assert "0 of 1 unseen questions on cost were not right at once." in said
    assert "Hard to tell apart: no cost and another intent; " in said
    assert "Hard to tell apart: no two intents; " in clinic("coverage").out


def test_the_table_names_the_styles_that_hardly_anyone_uses(clinic):
    said = clinic("coverage").out
    assert "styles that" in said.splitlines()[0]
    (row,) = [line for line in said.splitlines() if line.startswith("pain-during")]
    assert row.endswith("capitals, emoji")


def test_a_mended_mistake_is_kept_and_holds_the_next_model_back(clinic):
    said = clinic("remember", "does it hurt", "--expect", "cost", "--why", "only a test")
    assert said.code == 0
    assert "still comes to pain-during" in said.out
    assert clinic("check").code == 0
    again = clinic("remember", "does it hurt", "--expect", "cost")
    assert again.code == 1
    assert "in the file already" in again.err
    trained = clinic()
    assert trained.code == 1
    assert "a mended mistake is back: “does it hurt” came to pain-during, not cost" in trained.out


def test_what_must_not_be_answered_and_emergencies_can_be_kept(clinic):
    kept = (
        ("who won the game", "abstain"),
        ("feels like someone's standing on my chest", "emergency"),
    )
    for text, expect in kept:
        assert "The live model does so." in clinic("remember", text, "--expect", expect).out


def test_a_fault_in_the_file_is_named_with_its_line(clinic):
    clinic("remember", "does it hurt", "--expect", "pain-during")
    path = clinic.intents / "evaluation" / "regression.yaml"
    path.write_text(path.read_text().replace("pain-during", "pain"), encoding="utf-8")
    said = clinic("check")
    assert said.code == 1
    assert "regression.yaml:6" in said.err
    assert "there is no intent 'pain'" in said.err


def test_a_kept_mistake_holds_no_private_detail(clinic):
    clinic("remember", "call me at 212-555-0134", "--expect", "abstain")
    kept = (clinic.intents / "evaluation" / "regression.yaml").read_text(encoding="utf-8")
    assert "212-555-0134" not in kept
