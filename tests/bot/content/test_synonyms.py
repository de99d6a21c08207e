"""What is said of a synonym that stands for two values, or twice for one."""

import pytest

from bot.content.load import load_content
from bot.errors import ContentError
from tests.bot.small_content import write_content

HEAD = """id: procedure
title: Treatments
values:
  - value: dry_needling
    synonyms:
      - dry needling
"""
SHOTS = """  - value: injection
    synonyms:
      - shot
"""


@pytest.fixture
def intents(tmp_path):
    return write_content(tmp_path)


def faults(intents, **files):
    for name, text in files.items():
        (intents / "entities" / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_content(intents)
    return [str(problem) for problem in caught.value.problems]


def test_a_phrase_of_two_values_is_named_with_both_places(intents):
    (fault,) = faults(intents, procedure=HEAD + SHOTS + "      - dry needling\n")
    assert fault == (
        "intents/entities/procedure.yaml:10: synonyms: “dry needling” stands for "
        "procedure = dry_needling at intents/entities/procedure.yaml:6, so it is never found as "
        "procedure = injection; keep it in one place"
    )


def test_a_phrase_of_two_files_is_named_in_the_later_file(intents):
    other = "id: tool\ntitle: Tools\nvalues:\n  - value: syringe\n    synonyms: [syringe, shot]\n"
    (fault,) = faults(intents, procedure=HEAD + SHOTS, tool=other)
    assert fault.startswith("intents/entities/tool.yaml:5: synonyms: “shot” stands for")
    assert "procedure = injection at intents/entities/procedure.yaml:9" in fault


@pytest.mark.parametrize("again", ["shot", "SHOT", '"shot!"'])
def test_a_phrase_that_stands_twice_for_one_value_is_named(intents, again):
    (fault,) = faults(intents, procedure=f"{HEAD}{SHOTS}      - {again}\n")
    assert fault.startswith("intents/entities/procedure.yaml:10: synonyms: “")
    assert "stands at intents/entities/procedure.yaml:9 already; delete one" in fault


def test_each_copy_in_a_list_on_one_line_is_named(intents):
    text = HEAD + "  - value: nerve\n    synonyms: [nerve, nerve, NERVE]\n"
    found = faults(intents, procedure=text)
    assert len(found) == 2
    assert all(fault.startswith("intents/entities/procedure.yaml:8: ") for fault in found)


def test_a_value_that_stands_twice_is_named(intents):
    (fault,) = faults(intents, procedure=HEAD + SHOTS + SHOTS.replace("shot", "jab"))
    assert fault.startswith("intents/entities/procedure.yaml:10: value: 'injection' stands at ")
    assert "intents/entities/procedure.yaml:7 too" in fault


def test_a_synonym_without_a_word_is_named(intents):
    (fault,) = faults(intents, procedure=HEAD + SHOTS + '      - "??"\n')
    assert "procedure.yaml:10: synonyms: “??” holds no word" in fault


def test_one_phrase_may_begin_another(intents):
    path = intents / "entities" / "procedure.yaml"
    path.write_text(HEAD + SHOTS + "      - needling shot\n", encoding="utf-8")
    assert len(load_content(intents).entities) == 2
