"""Whatever else has fallen, a real server answers an emergency with its card."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bot.small_content import write_content
from tests.postgres import Postgres
from tests.shipped import ROOT, Serve, with_trained_model
from tests.web.storage import samples
from web.storage import handoffs, open_storage

SAID = (
    ("I can't breathe since the needle", "911"),
    ("my chest hurts when i breathe in, worse than yesterday", "911"),
    ("her lips are swelling up after the shot", "911"),
    ("he passed out and wont wake up", "911"),
    ("dads face is drooping on one side and hes slurring", "911"),
    ("cant pee since the injection and numb between my legs", "911"),
    ("the bleeding will not stop", "911"),
    ("worst headache of my life, came out of nowhere", "911"),
    ("took too many of my pain pills", "911"),
    ("i want to die", "988"),
)
UNLIMITED = {"RATE_LIMIT_FACTOR": "1000"}


class Patient:
    """Somebody who writes to a server, in one conversation."""

    def __init__(self, serve: Serve, token: str | None = None) -> None:
        self._serve = serve
        self._sent = 0
        status, started = (201, {}) if token else serve.ask("/api/v1/conversations", {})
        assert status in (201, 503)
        self.token = token or started.get("token", "")

    def says(self, text: str) -> str | None:
        """Return the number on the card that answers `text`, None without a card."""
        self._sent += 1
        body = {"client_message_id": f"{self.token[:8]}-{self._sent}", "text": text}
        status, answer = self._serve.ask("/api/v1/conversation/messages", body, self.token)
        cards = [m.get("card") for m in answer.get("messages", ()) if m.get("card")]
        assert status == 200 or not cards
        return str(cards[-1]["phone"]) if cards else None

    def is_heard(self) -> bool:
        """Return whether every emergency is answered with the right number."""
        return [(text, self.says(text)) for text, _ in SAID] == list(SAID)


@pytest.fixture
def var(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    return with_trained_model(tmp_path)


@pytest.fixture
def serve(var: Path) -> Iterator[Serve]:
    """A server that is well, to be hurt."""
    started = Serve(var, **UNLIMITED)
    yield started
    started.kill()


def test_with_everything_well(serve: Serve) -> None:
    assert Patient(serve).is_heard()


def test_with_the_model_gone(var: Path) -> None:
    (var / "models" / "promoted").write_text("gone")
    serve = Serve(var, **UNLIMITED)
    assert Patient(serve).is_heard()
    serve.kill()


def test_with_the_database_file_removed(serve: Serve, var: Path) -> None:
    before = Patient(serve)
    assert before.is_heard()
    for file in var.glob("*.db*"):
        file.unlink()
    assert before.is_heard()
    assert Patient(serve).is_heard()


def test_with_the_folder_of_the_database_gone(serve: Serve, var: Path) -> None:
    before = Patient(serve)
    shutil.rmtree(var)
    assert before.is_heard()


@pytest.mark.postgres
def test_with_postgresql_killed(var: Path) -> None:
    database = Postgres()
    serve = Serve(var, DATABASE_URL=database.url, **UNLIMITED)
    before = Patient(serve)
    assert before.is_heard()
    database.kill()
    assert before.is_heard()
    assert Patient(serve).is_heard()  # nobody can start a conversation, yet words are heard
    serve.kill()
    database.close()


def test_with_the_disk_full(var: Path) -> None:
    # A file may grow to so many bytes and no further, which a server meets as it does a full disk.
    largest = var / "limit"
    largest.write_text("ulimit -f 512; trap '' XFSZ; exec \"$@\"\n")
    serve = Serve(var, within=("bash", str(largest)), **UNLIMITED)
    before = Patient(serve)
    unsaved = 0
    for number in range(600):
        body = {"client_message_id": f"fill{number}", "text": "parking " * 400}
        status, answer = serve.ask("/api/v1/conversation/messages", body, before.token)
        assert status == 200
        unsaved = unsaved + 1 if not answer["saved"] else 0
        if unsaved == 3:
            break
    assert unsaved == 3, "the disk never became full"
    assert before.is_heard()
    serve.kill()


def test_over_the_rate_limit(var: Path) -> None:
    serve = Serve(var)
    patient = Patient(serve)
    refused = [serve.ask("/api/v1/conversations", {})[0] for _ in range(60)]
    assert 429 in refused
    for number in range(200):
        body = {"client_message_id": f"m{number}", "text": "parking"}
        status, _ = serve.ask("/api/v1/conversation/messages", body, patient.token)
    assert status == 429
    assert patient.is_heard()
    assert Patient(serve, token="x" * 43).is_heard()
    serve.kill()


def test_in_a_message_that_is_too_long(serve: Serve) -> None:
    patient = Patient(serve)
    for length in (4001, 20_000, 900_000):
        rest = "and then i went home. " * (length // 22)
        assert [(t, patient.says(f"{t}. {rest}")) for t, _ in SAID] == list(SAID)


def test_while_a_model_is_trained_and_put_live(tmp_path: Path) -> None:
    question = {"text": "is it sore", "intents": ["soreness-after"], "kind": "faq"}
    more = {"soreness-after": ("will i be sore in bed",)}
    asked = [{**question, "half": "development"}]
    first = write_content(tmp_path / "first", asked)
    second = write_content(tmp_path / "second", asked, extra_utterances=more)
    assert _train(first, tmp_path).wait() == 0
    before = (tmp_path / "models" / "promoted").read_text()
    serve = Serve(tmp_path, **UNLIMITED)
    training = _train(second, tmp_path)
    patient, rounds = Patient(serve), 0
    while training.poll() is None:
        assert patient.is_heard()
        rounds += 1
    assert training.returncode == 0
    assert (tmp_path / "models" / "promoted").read_text() != before
    assert rounds > 1
    assert patient.is_heard()
    serve.kill()


def _train(intents: Path, var: Path) -> subprocess.Popen[bytes]:
    """Start the shipped training of `intents`, with the result in `var`."""
    return subprocess.Popen(
        [sys.executable, "train.py", "--intents", str(intents), "--var", str(var)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_while_staff_hold_the_conversation(serve: Serve, var: Path) -> None:
    patient = Patient(serve)
    body = {"client_message_id": "person"}
    assert serve.ask("/api/v1/conversation/handoff", body, patient.token)[0] == 200
    storage, now = open_storage(f"sqlite:///{var / 'app.db'}"), datetime.now(UTC)
    ana = samples.person(storage, "Ana Ruiz", now)
    with storage.write() as connection:
        handoffs.claim(connection, 1, staff=ana, line="Ana is here", now=now)
    assert patient.says("thanks for looking") is None
    assert patient.is_heard()
    storage.close()


def test_with_the_clock_a_year_ahead(var: Path) -> None:
    serve = Serve(var, **UNLIMITED)
    token = Patient(serve).token
    serve.end()
    later = Serve(var, within=(sys.executable, "-m", "tests.faults.a_year_ahead"), **UNLIMITED)
    assert Patient(later).is_heard()
    assert Patient(later, token).is_heard()
    later.kill()
