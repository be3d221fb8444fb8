"""What follows from each event of a review: first the cards that are stale, then what is said."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.notices import CardStale, Notice
from bot.domain.reviews.follows import DAYS_MOVED, FOLLOWS, Moved
from bot.domain.reviews.notices import (
    BackAnswered,
    BackWanted,
    ContributionWanted,
    MoreAsked,
    NotRated,
    ReviewOpened,
    ReviewReopened,
    ReviewWithdrawn,
    ScoreApproved,
    ScoresSentBack,
)
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import DECIDED, Event, State

EMPLOYEE, MANAGER, FORMER, BOSS, HR = 2, 1, 5, 8, 9

MY_REVIEW = (EMPLOYEE, "my-review:7")
TEAM = (MANAGER, "team:3:1")
APPROVAL = (MANAGER, "approval:7:1")
FORMER_TEAM = (FORMER, "team:3:5")
FORMER_APPROVAL = (FORMER, "approval:7:5")
INSTEAD = 6
INSTEAD_TEAM = (INSTEAD, "team:3:6")
INSTEAD_APPROVAL = (INSTEAD, "approval:7:6")
QUESTION = (EMPLOYEE, "question:7:3")
LOOKS = (
    (BOSS, "second-looks:3:8"),
    (BOSS, "second-look:3:8:1"),
    (HR, "second-looks:3:9"),
    (HR, "second-look:3:9:1"),
)
TAKE_BACK = (MANAGER, "take-back:7:3")

OPENED = ReviewOpened(to=EMPLOYEE, review_id=7)
MORE_ASKED = MoreAsked(to=EMPLOYEE, review_id=7, number=4)
APPROVED = ScoreApproved(to=EMPLOYEE, review_id=7, number=4)
BACK_WANTED = BackWanted(to=MANAGER, review_id=7, number=4)
BACK_ANSWERED = BackAnswered(to=EMPLOYEE, review_id=7, number=3)
WANTED = ContributionWanted(to=FORMER, review_id=7, number=4)
REOPENED = ReviewReopened(to=EMPLOYEE, review_id=7, number=4)
NOT_RATED = [NotRated(to=to, person_id=EMPLOYEE, cycle_id=3) for to in (EMPLOYEE, MANAGER)]
WITHDRAWN = ReviewWithdrawn(to=EMPLOYEE, review_id=7)


def moved(
    state: State,
    *,
    former: int | None = None,
    question: int | None = None,
    asked_back: int | None = None,
    looked_at: bool = False,
) -> Moved:
    review = Review(
        id=7,
        cycle_id=3,
        employee_id=EMPLOYEE,
        manager_id=MANAGER,
        sheet_id=1,
        state=state,
        owed_since=datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
        version=4,
        lookers=(BOSS, HR) if looked_at or state in DECIDED else (),
    )
    return Moved(review=review, former_manager_id=former, question=question, asked_back=asked_back)


def in_place() -> Moved:
    """One that somebody has in its manager's place."""
    there = moved(State.SELF_SCORED)
    return replace(there, review=replace(there.review, delegate_id=INSTEAD))


def stale(*where: tuple[int, str]) -> list[Notice]:
    return [CardStale(to=to, card=card, because="7.4") for to, card in where]


SENT_BACK = [
    *stale(MY_REVIEW, TEAM, APPROVAL, *LOOKS),
    ScoresSentBack(to=MANAGER, review_id=7, number=4),
]

TABLE: list[tuple[Event, Moved, list[Notice]]] = [
    (Event.OPEN, moved(State.GOALS_AGREED), [OPENED]),
    (Event.SUBMIT, moved(State.SELF_SCORED), stale(MY_REVIEW, TEAM, APPROVAL)),
    (Event.SUBMIT, moved(State.SELF_SCORED, question=3), stale(MY_REVIEW, TEAM, APPROVAL, QUESTION)),
    (Event.BEGIN, moved(State.SELF_SCORED), stale(MY_REVIEW, APPROVAL)),
    (Event.ADJUST, moved(State.SELF_SCORED), stale(MY_REVIEW, APPROVAL)),
    (Event.ASK_BACK, moved(State.SELF_SCORED), [*stale(MY_REVIEW, APPROVAL), BACK_WANTED]),
    (
        Event.GIVE_BACK,
        moved(State.MORE_ASKED, asked_back=3),
        [*stale(MY_REVIEW, TEAM, APPROVAL, TAKE_BACK), BACK_ANSWERED],
    ),
    (
        Event.KEEP,
        moved(State.SELF_SCORED, asked_back=3),
        [*stale(MY_REVIEW, APPROVAL, TAKE_BACK), BACK_ANSWERED],
    ),
    (
        Event.APPROVE,
        moved(State.SCORED, asked_back=3),
        stale(MY_REVIEW, TEAM, APPROVAL, TAKE_BACK, *LOOKS),
    ),
    (Event.ASK_FOR_MORE, moved(State.MORE_ASKED), [*stale(MY_REVIEW, TEAM, APPROVAL), MORE_ASKED]),
    (Event.APPROVE, moved(State.SCORED), stale(MY_REVIEW, TEAM, APPROVAL, *LOOKS)),
    (Event.CONFIRM, moved(State.SCORED), stale(MY_REVIEW, APPROVAL, *LOOKS)),
    (Event.SETTLE, moved(State.CONFIRMED), stale(MY_REVIEW, TEAM, APPROVAL, *LOOKS)),
    (Event.RESCORE, moved(State.SELF_SCORED, looked_at=True), stale(MY_REVIEW, TEAM, APPROVAL, *LOOKS)),
    (Event.RELOOK, moved(State.SCORED), stale(MY_REVIEW, TEAM, APPROVAL, *LOOKS)),
    (Event.RELEASE, moved(State.RELEASED), [*stale(MY_REVIEW, TEAM, APPROVAL), APPROVED]),
    (Event.RESEAT, moved(State.SCORED), stale(MY_REVIEW, APPROVAL, *LOOKS)),
    (Event.SEND_BACK, moved(State.SELF_SCORED, looked_at=True), SENT_BACK),
    (Event.REOPEN, moved(State.GOALS_AGREED), [*stale(MY_REVIEW), REOPENED]),
    (Event.NOT_RATE, moved(State.NOT_RATED), [*stale(MY_REVIEW, TEAM, APPROVAL), *NOT_RATED]),
    (
        Event.HAND_OVER,
        moved(State.GOALS_AGREED, former=FORMER),
        [*stale(MY_REVIEW, FORMER_TEAM, TEAM), WANTED],
    ),
    (
        Event.HAND_OVER,
        moved(State.SELF_SCORED, former=FORMER),
        [*stale(MY_REVIEW, FORMER_TEAM, TEAM, FORMER_APPROVAL, APPROVAL), WANTED],
    ),
    (
        Event.HAND_OVER,
        moved(State.MORE_ASKED, former=FORMER, question=3),
        [*stale(MY_REVIEW, FORMER_TEAM, TEAM, FORMER_APPROVAL, APPROVAL, QUESTION), WANTED],
    ),
    (Event.DELEGATE, in_place(), stale(MY_REVIEW, TEAM, INSTEAD_TEAM, APPROVAL, INSTEAD_APPROVAL)),
    (
        Event.END_DELEGATION,
        replace(moved(State.SELF_SCORED), former_delegate_id=INSTEAD),
        stale(MY_REVIEW, INSTEAD_TEAM, TEAM, INSTEAD_APPROVAL, APPROVAL),
    ),
    (Event.LEAVE, moved(State.GOALS_AGREED), stale(TEAM)),
    (Event.LEAVE, moved(State.SELF_SCORED), stale(TEAM, APPROVAL)),
    (Event.LEAVE, moved(State.MORE_ASKED), stale(TEAM, APPROVAL)),
    (Event.LEAVE, moved(State.SCORED), stale(TEAM, APPROVAL, *LOOKS)),
    (Event.RETURN, moved(State.SCORED), stale(TEAM, APPROVAL, *LOOKS)),
    (Event.RETURN, moved(State.GOALS_AGREED), stale(TEAM)),
    (Event.RETURN, moved(State.SELF_SCORED), stale(TEAM, APPROVAL)),
    (Event.RETURN, moved(State.MORE_ASKED), stale(TEAM, APPROVAL)),
    (Event.CORRECT, moved(State.GOALS_AGREED), stale(MY_REVIEW, TEAM)),
    (Event.CORRECT, moved(State.MORE_ASKED, question=3), stale(MY_REVIEW, TEAM, APPROVAL, QUESTION)),
    (Event.CORRECT, moved(State.SELF_SCORED, looked_at=True), stale(MY_REVIEW, TEAM, APPROVAL, *LOOKS)),
    (Event.RECOUNT, moved(State.GOALS_AGREED), stale(MY_REVIEW)),
    (Event.RECOUNT, moved(State.SELF_SCORED), stale(MY_REVIEW, APPROVAL)),
    (Event.WITHDRAW, moved(State.WITHDRAWN), [*stale(MY_REVIEW, TEAM), WITHDRAWN]),
]


@pytest.mark.parametrize(
    ("event", "what", "expected"), TABLE, ids=[f"{event}-{what.review.state}" for event, what, _ in TABLE]
)
def test_from_an_event_follows(event: Event, what: Moved, expected: list[Notice]) -> None:
    assert list(FOLLOWS[event].notices(what, because="7.4")) == expected


def test_every_event_is_in_the_table() -> None:
    assert set(FOLLOWS) == set(Event) == {event for event, _, _ in TABLE}


def test_somebody_who_left_is_not_told_that_their_review_was_withdrawn() -> None:
    gone = moved(State.WITHDRAWN)
    gone = replace(gone, review=replace(gone.review, is_here=False))

    notices = list(FOLLOWS[Event.WITHDRAW].notices(gone, because="7.4"))

    assert notices == stale(MY_REVIEW, TEAM)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (moved(State.GOALS_AGREED), stale(MY_REVIEW)),
        (moved(State.SELF_SCORED), stale(MY_REVIEW, APPROVAL)),
        (moved(State.MORE_ASKED, question=3), stale(MY_REVIEW, APPROVAL, QUESTION)),
        (moved(State.SCORED), stale(MY_REVIEW, APPROVAL, *LOOKS)),
    ],
    ids=["open", "handed in", "asked", "scored"],
)
def test_when_days_move_what_names_them_is_stale(what: Moved, expected: list[Notice]) -> None:
    assert list(DAYS_MOVED.notices(what, because="7.4")) == expected
