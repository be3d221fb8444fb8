"""Of fewer than five results nothing is counted together."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.reviews.export import FEWEST, ResultOf, Results, told
from bot.domain.reviews.history import Happened, Subject
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.talk_way import Event as TalkEvent
from bot.domain.reviews.way import Event, State
from tests.builders.agreement import CYCLE
from tests.builders.people import CHEN, LIU

AT = datetime(2027, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize("people", [FEWEST - 1, FEWEST])
def test_only_five_and_more_are_counted(people: int) -> None:
    outcome = Outcome(sections=(), exact=Decimal("3.5"), score=Decimal("3.5"), failed=False)
    one = ResultOf(
        person=CHEN,
        number=None,
        manager=LIU,
        cycle=CYCLE,
        state=State.RELEASED,
        released_on=AT.date(),
        outcome=outcome,
    )
    better = replace(one, outcome=replace(outcome, score=Decimal(4)))
    open_ = replace(one, state=State.SCORED, released_on=None, outcome=None)
    results = (*([one] * (people - 1)), better, open_)
    counted = Results(department=None, reader=LIU, at=AT, results=results).counted()
    assert [list(points.items()) for points in counted.values()] == (
        [[(Decimal(4), 1), (Decimal("3.5"), people - 1)]] if people == FEWEST else []
    )


@pytest.mark.parametrize(
    ("subject", "event", "note"),
    [
        (Subject.REVIEW, Event.SEND_BACK, None),
        (Subject.REVIEW, Event.ASK_FOR_MORE, "Say more."),
        (Subject.TALK, TalkEvent.RELOOK, "Say more."),
    ],
)
def test_only_doubts_about_a_review_lose_their_words(subject: Subject, event: Any, note: str | None) -> None:
    at = datetime(2027, 1, 4, tzinfo=UTC)
    entry = Happened(
        subject=subject, row_id=1, about=None, period="2026Q4", event=event, by_id=1, at=at, note="Say more."
    )

    assert told(entry).note == note
