from datetime import datetime

from bot.types import Outcome
from tests.web.storage.samples import answered, start
from web.storage import Storage, messages, turns


def test_the_reasons_of_each_turn_come_back(storage: Storage, now: datetime) -> None:
    start(storage, "c1", now)
    asked, bot = answered(storage, "c1", "sore?", now)
    with storage.read() as connection:
        found = turns.of_conversation(connection, "c1")
        assert turns.of_conversation(connection, "c2") == {}
    record = found[asked]
    assert (record.bot_message_id, record.outcome, record.reason) == (bot, "answer", "not_sure")
    assert record.confidence == 0.25
    assert record.parts[0]["ranking"] == [
        {"intent": "soreness-after", "confidence": 0.25, "score": 1.5}
    ]
    assert record.model_version == "v1"


def test_unanswered_questions_come_newest_first_with_their_reason(
    storage: Storage, now: datetime
) -> None:
    start(storage, "c1", now)
    answered(storage, "c1", "fine", now)
    declined, _ = answered(storage, "c1", "horse", now, Outcome.DECLINE, "declined")
    disliked, bot = answered(storage, "c1", "sore?", now)
    handed, _ = answered(storage, "c1", "odd", now, Outcome.HANDOFF, "handed_off")
    with storage.write() as connection:
        messages.rate(connection, "c1", bot, rating="down", reason="unclear", now=now)
        found = turns.unanswered(connection)
        page = turns.unanswered(connection, limit=1, before=handed)
        assert turns.unanswered_count(connection) == 3
        assert turns.unanswered_count(connection, since=now) == 3
    assert [(item.message_id, item.why) for item in found] == [
        (handed, "handed_off"),
        (disliked, "rated_down"),
        (declined, "declined"),
    ]
    assert found[1].rating_reason == "unclear"
    assert found[2].text == "[horse]"
    assert [item.message_id for item in page] == [disliked]


def test_none_of_these_marks_the_question_before_it(storage: Storage, now: datetime) -> None:
    start(storage, "c1", now)
    start(storage, "c2", now)
    asked, _ = answered(storage, "c1", "which?", now, Outcome.CLARIFY)
    answered(storage, "c2", "other chat", now)
    with storage.write() as connection:
        turns.mark_last_unanswered(connection, "c1", "none_of_these")
        found = turns.unanswered(connection)
    assert [(item.message_id, item.why) for item in found] == [(asked, "none_of_these")]
