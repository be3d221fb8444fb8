"""What follows from an event of a talk: whose cards change, and who is told."""

import pytest

from bot.domain.reviews.talk import Talk
from bot.domain.reviews.talk_follows import FOLLOWS, TalkMoved
from bot.domain.reviews.talk_way import DECISIONS, Event, State
from tests.builders.world import FRIDAY

EMPLOYEE, HOLDER, JUDGE, BEFORE = 2, 1, 5, 9
DECIDED = set(DECISIONS)
TO_HOLDER = {Event.CHOOSE, Event.DENY, *DECIDED}
TO_EMPLOYEE = {Event.OFFER, Event.HOLD, Event.LAPSE, *DECIDED}


def talk(**rest: int | None) -> Talk:
    who = {"holder_id": HOLDER, "judge_id": None, **rest}
    return Talk(
        id=7,
        review_id=3,
        round=1,
        employee_id=EMPLOYEE,
        state=State.TO_HOLD,
        begins_at=FRIDAY,
        owed_since=FRIDAY,
        version=4,
        **who,
    )


@pytest.mark.parametrize("event", list(Event))
def test_whom_it_is_said_to(event: Event) -> None:
    notices = list(FOLLOWS[event].notices(TalkMoved(talk=talk(judge_id=JUDGE), has_card=True), because="7.4"))

    told = {notice.to for notice in notices if notice.kind == "TalkNews"}
    assert told == {who for who, when in ((HOLDER, TO_HOLDER), (EMPLOYEE, TO_EMPLOYEE)) if event in when}
    drawn = {notice.to for notice in notices if notice.kind == "CardStale"}
    is_judged = event in {Event.APPEAL, Event.RESEAT, *DECIDED}
    assert drawn == {HOLDER} | ({JUDGE} if is_judged else set()) | (
        set() if event is Event.PREPARE else {EMPLOYEE}
    )


def test_who_had_it_before_has_their_card_drawn_too() -> None:
    moved = TalkMoved(talk=talk(holder_id=None), former_holder_id=BEFORE, former_judge_id=JUDGE)

    drawn = {notice.to for notice in FOLLOWS[Event.RESEAT].notices(moved, because="7.5")}

    assert drawn == {BEFORE, JUDGE, EMPLOYEE}
