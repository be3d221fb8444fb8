"""Of fewer than five results nothing is counted together."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.history import Changed, Facts
from bot.domain.moves import Move, Moved
from bot.domain.reviews.export import FEWEST, ResultOf, Results, came_on, told
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


def test_somebody_is_in_a_department_since_they_last_came_to_one() -> None:
    at = datetime(2027, 1, 4, tzinfo=UTC)
    came, post = Changed[str](was="Sales", now="Marketing"), Changed[str](was="Buyer", now="Planner")
    facts = (Facts(department=came), Facts(department=came), Facts(post=post))
    moves = [
        Moved(person_id=1, move=Move.TRANSFER, day=date(2026, number, 1), at=at, facts=each)
        for number, each in enumerate(facts, start=1)
    ]
    assert came_on(moves) == date(2026, 2, 1)
    assert came_on(moves[2:]) is None
