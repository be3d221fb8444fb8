"""A talk: whose move it is, until when, with what it is prepared and on which day it can have been held."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.history import Entry, Facts
from bot.domain.obligations import Kind
from bot.domain.policy import Schedule
from bot.domain.reviews.talk import (
    PIECE,
    PIECES,
    Material,
    Talk,
    day_held,
    due_on,
    implied,
    is_over,
    last_of,
    offered,
)
from bot.domain.reviews.talk_way import Event, State
from bot.domain.weeks.feedback import FeedbackKind
from bot.errors import Refusal
from tests.builders.approval import CHEN, LIU, review
from tests.builders.feedback import feedback
from tests.builders.people import SUN
from tests.builders.world import FRIDAY
from tests.domain.reviews.test_talk_follows import talk as a_talk

SCHEDULE = Schedule()
TODAY = date(2027, 1, 8)


def talk(state: State = State.TO_HOLD, **rest: object) -> Talk:
    made = replace(a_talk(judge_id=SUN.id), employee_id=CHEN.id, holder_id=LIU.id, state=state)
    return replace(made, **rest)  # type: ignore[arg-type]


def entry(number: int, event: Event, **facts: object) -> Entry[State, Event]:
    return Entry(
        number=number,
        event=event,
        from_state=State.TO_HOLD,
        to_state=State.TO_HOLD,
        by_id=1,
        at=FRIDAY,
        note=None,
        facts=Facts.model_validate(facts),
    )


@pytest.mark.parametrize(
    ("state", "kind", "due", "lapses"),
    [
        (State.TO_HOLD, Kind.TALK, date(2027, 1, 22), False),
        (State.HELD, Kind.ACKNOWLEDGEMENT, date(2027, 1, 15), True),
        (State.APPEALED, Kind.APPEAL, date(2027, 1, 22), False),
    ],
)
def test_what_is_owed_by_whom_until_when(state: State, kind: Kind, due: date, lapses: bool) -> None:
    mover = {Kind.TALK: LIU, Kind.ACKNOWLEDGEMENT: CHEN, Kind.APPEAL: SUN}[kind]
    it = talk(state)

    [owed] = implied(it, mover, CHEN, period="2026Q4", schedule=SCHEDULE)

    assert (owed.person_id, owed.kind, owed.due_on) == (mover.id, kind, due)
    assert owed.other_id == (LIU.id if mover is CHEN else CHEN.id)
    assert owed.lapses_on == (due if lapses else None)
    assert it.mover_id == mover.id


def test_whoever_came_back_to_the_company_has_all_their_days_from_then_on() -> None:
    back = replace(CHEN, returned_on=date(2027, 1, 18))

    assert due_on(talk(State.HELD), back, schedule=SCHEDULE) == date(2027, 1, 25)
    for today, over in ((date(2027, 1, 25), False), (date(2027, 1, 26), True)):
        assert is_over(talk(State.HELD), back, (), today=today, schedule=SCHEDULE) is over


@pytest.mark.parametrize("state", [State.ACKNOWLEDGED, State.UNANSWERED, State.UPHELD, State.REOPENED])
def test_nothing_is_owed_of_what_is_over(state: State) -> None:
    assert list(implied(talk(state), LIU, CHEN, period="2026Q4", schedule=SCHEDULE)) == []
    assert talk(state).mover_id is None


def test_nobody_is_asked_about_somebody_who_has_left_nor_who_has_left() -> None:
    gone = [(LIU, replace(CHEN, left_on=TODAY)), (replace(LIU, left_on=TODAY), CHEN)]

    assert [
        list(implied(talk(), mover, about, period="2026Q4", schedule=SCHEDULE)) for mover, about in gone
    ] == [[], []]


def test_a_talk_counts_from_when_its_employee_reads_the_result() -> None:
    monday = FRIDAY + timedelta(days=3)

    assert due_on(talk(begins_at=monday), LIU, schedule=SCHEDULE) == date(2027, 1, 25)


def test_the_last_offer_stands_until_it_is_said_that_they_have_not_talked() -> None:
    first, second = (FRIDAY + timedelta(days=number) for number in (1, 2))
    said = [entry(2, Event.OFFER, times=(first,)), entry(3, Event.OFFER, times=(first, second))]

    offer = offered(said)
    assert offer is not None
    assert (offer.number, offer.times, offer.chosen) == (3, (first, second), None)
    chosen = offered([*said, entry(4, Event.CHOOSE, chosen=second)])
    assert chosen is not None
    assert chosen.chosen == second
    assert offered([*said, entry(4, Event.DENY)]) is None
    assert offered([]) is None


def test_the_newest_entry_of_any_of_these() -> None:
    said = [entry(2, Event.HOLD), entry(3, Event.DENY), entry(4, Event.HOLD)]

    found = last_of(said, Event.HOLD)
    assert found is not None
    assert found.number == 4
    assert last_of(said, Event.APPEAL) is None


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (None, "talk.no_day"),
        (TODAY + timedelta(days=1), "talk.to_come"),
        (TODAY - timedelta(days=1), "talk.before_release"),
    ],
)
def test_on_which_days_they_cannot_have_talked(day: date | None, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        day_held(day, talk=talk(), holder=LIU, now=FRIDAY)

    assert refused.value.code == code


def test_today_is_the_holders_own() -> None:
    late: datetime = FRIDAY + timedelta(hours=15)  # 01:00 of Saturday in Hangzhou

    assert day_held(TODAY + timedelta(days=1), talk=talk(), holder=LIU, now=late) == date(2027, 1, 9)


def test_it_is_prepared_from_what_was_said_and_given() -> None:
    pieces = [
        feedback(kind=FeedbackKind.POSITIVE, behaviour="You asked the branch first."),
        feedback(kind=FeedbackKind.CONSTRUCTIVE, behaviour="Two\nlines " + "x" * 300),
        *(feedback(kind=FeedbackKind.POSITIVE, behaviour=f"Again {number}.") for number in range(9)),
    ]

    material = Material.of(review(), pieces)

    assert len(material.praised) == PIECES
    assert material.praised[0] == "Again 8.", "the newest first"
    assert material.to_raise[0].startswith("Two lines x")
    assert len(material.to_raise[0]) == PIECE
    assert all(each.strip() for each in (*material.cases, *material.reasons))
