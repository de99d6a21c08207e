"""Model versions on disk: the same bytes each time, nothing damaged is ever loaded."""

import json
from dataclasses import replace

import numpy as np
import pytest

from bot.errors import ModelError
from bot.registry import Registry
from bot.text import words
from bot.types import Procedure
from tests.bot.small_model import small_model

AT = {"at": "2026-05-04T12:00:00+00:00", "by": "a tester", "why": "a test"}


@pytest.fixture
def registry(tmp_path):
    return Registry(tmp_path / "models")


def test_a_loaded_model_ranks_as_the_saved_one_did(registry):
    model = replace(small_model(), outside_words=frozenset({"weather", "joke"}))
    registry.save(model)
    loaded = registry.load(model.card.version)
    for text in ("does it hurt", "whats the price", "nedling hurts", "zebra", ""):
        before = model.classifier.rank(words(text))
        after = loaded.classifier.rank(words(text))
        assert [row.intent for row in before] == [row.intent for row in after]
        assert np.allclose([r.score for r in before], [r.score for r in after], atol=0.02)
    assert loaded.book == model.book
    assert loaded.config == model.config
    assert loaded.outside_words == model.outside_words
    assert loaded.known.exact(words("does it hurt")) == "pain-during"
    assert loaded.book.entries["pain-during"].texts[Procedure.ANY] == "It may pinch."


def test_saving_twice_gives_the_same_bytes(registry, tmp_path):
    model = small_model()
    one = registry.save(model)
    other = Registry(tmp_path / "other").save(model)
    for path in one.iterdir():
        assert path.read_bytes() == (other / path.name).read_bytes(), path.name


def test_promoting_and_going_back(registry):
    registry.save(small_model("aaaaaaaaaaaa"))
    registry.save(small_model("bbbbbbbbbbbb"))
    assert registry.promoted() is None
    registry.promote("aaaaaaaaaaaa", **AT)
    registry.promote("bbbbbbbbbbbb", **AT)
    assert registry.promoted() == "bbbbbbbbbbbb"
    assert registry.previous() == "aaaaaaaaaaaa"
    registry.promote(registry.previous(), **AT)
    assert [p.version for p in registry.history()] == [
        "aaaaaaaaaaaa",
        "bbbbbbbbbbbb",
        "aaaaaaaaaaaa",
    ]
    assert registry.history()[0].by == "a tester"


def test_without_an_earlier_version_there_is_no_way_back(registry):
    registry.save(small_model())
    registry.promote(small_model().card.version, **AT)
    with pytest.raises(ModelError, match="no earlier version"):
        registry.previous()


def test_an_unknown_version_is_named_with_the_known_ones(registry):
    registry.save(small_model("aaaaaaaaaaaa"))
    with pytest.raises(ModelError, match="no model 'x'; versions: aaaaaaaaaaaa"):
        registry.promote("x", **AT)


@pytest.mark.parametrize("name", ["arrays.npz", "words.json.gz", "book.json.gz", "card.json"])
@pytest.mark.parametrize("harm", ["flip", "cut", "empty", "delete"])
def test_a_damaged_file_is_never_loaded(registry, name, harm):
    version = small_model().card.version
    path = registry.save(small_model()) / name
    data = bytearray(path.read_bytes())
    if harm == "delete":
        path.unlink()
    else:
        middle = len(data) // 2
        data[middle] ^= 0xFF
        path.write_bytes({"flip": data, "cut": data[:middle], "empty": b""}[harm])
    with pytest.raises(ModelError):
        registry.load(version)
    with pytest.raises(ModelError):
        registry.promote(version, **AT)
    assert registry.promoted() is None


def test_a_pickled_array_is_refused_even_with_a_fitting_manifest(registry):
    import hashlib

    version = small_model().card.version
    folder = registry.save(small_model())
    np.savez(folder / "arrays.npz", idf=np.array([{"a": 1}], dtype=object))
    manifest = json.loads((folder / "manifest.json").read_text())
    sealed = hashlib.sha256((folder / "arrays.npz").read_bytes()).hexdigest()
    manifest["files"]["arrays.npz"] = sealed
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="not a readable model"):
        registry.load(version)


def test_another_format_is_refused(registry):
    folder = registry.save(small_model())
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "format": 99}))
    with pytest.raises(ModelError, match="format 99"):
        registry.load(folder.name)


def test_drafts_are_neither_loaded_nor_promoted_where_only_approved_answers_are_served(tmp_path):
    folder = Registry(tmp_path).save(small_model())
    strict = Registry(tmp_path, "approved")
    with pytest.raises(ModelError, match="drafts"):
        strict.load(folder.name)
    with pytest.raises(ModelError, match="drafts"):
        strict.promote(folder.name, **AT)
