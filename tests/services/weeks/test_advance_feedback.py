"""Feedback moves on: once it cannot be taken back, and when whoever it is about leaves or comes back."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.weeks.cards import feedback_card
from bot.domain.weeks.feedback import TAKE_BACK_FOR
from bot.domain.weeks.feedback_way import Event, State
from bot.services.weeks.advance_feedback import has_reached, leave_or_return
from bot.services.weeks.feedback import answer_feedback
from storage.cards import Spot
from storage.models.delivery import OutboxRow
from storage.unit import Store, Unit
from tests.builders.acting import MONDAY, acting
from tests.builders.feedback import Saying
from tests.builders.people import Company
from tests.builders.told import told

GONE = date(2026, 11, 24)


@pytest.fixture
def saying(store: Store, people: Company) -> Saying:
    return Saying(store, people)


def leaves(saying: Saying, *, left_on: date | None = GONE) -> None:
    """Wu Min does, or (None) comes back."""
    who = saying.people.colleague

    def then(unit: Unit) -> None:
        leave_or_return(unit, who.id, acting(saying.store))

    saying.change(who, then, left_on=left_on)


def arrived(saying: Saying, feedback_id: int) -> None:
    """Its card stands before Wu Min."""
    key = str(feedback_card(feedback_id, saying.people.colleague.id))
    with saying.store.begin() as unit:
        unit.cards.put(Spot(key=key, channel="D1", ts="1.2", fingerprint="same"), now=MONDAY)


def events(saying: Saying, feedback_id: int) -> list[Event]:
    with saying.store.read() as unit:
        return [entry.event for entry in unit.feedback.history(feedback_id)]


def test_the_copy_of_its_giver_is_drawn_anew_when_it_cannot_be_taken_back_any_more(saying: Saying) -> None:
    given = saying.give()

    with saying.store.read() as unit:
        due = {row.due_at for row in unit.session.scalars(select(OutboxRow))}
    assert due == {MONDAY, given.given_at + TAKE_BACK_FOR}


def test_its_giver_hears_that_it_did_not_reach_whoever_left(saying: Saying) -> None:
    kept, unsent = saying.give(kept=True), saying.give()
    before = len(told(saying.store))

    leaves(saying)

    heard = [to for name, to in told(saying.store, after=before) if name == "FeedbackUndelivered"]
    assert heard == [saying.people.employee.id] * 2
    assert (saying.look(kept.id).state, saying.look(unsent.id).state) == (State.KEPT, State.TOLD)


def test_what_had_reached_them_is_left_alone(saying: Saying) -> None:
    given, answered = saying.give(), saying.give()
    arrived(saying, given.id)
    answer_feedback(saying.by(saying.people.colleague), feedback_id=answered.id, text="True.")

    leaves(saying)

    assert events(saying, given.id) == [Event.GIVE]
    assert events(saying, answered.id) == [Event.GIVE, Event.ANSWER]


def test_whoever_comes_back_gets_what_was_told_and_what_was_kept_stays_kept(saying: Saying) -> None:
    kept, given = saying.give(kept=True), saying.give()
    leaves(saying)
    before = len(told(saying.store))

    leaves(saying, left_on=None)

    assert events(saying, kept.id) == [Event.KEEP, Event.LEAVE, Event.RETURN]
    who = saying.people.colleague.id
    cards = [name for name, to in told(saying.store, after=before) if to == who]
    assert cards == [str(feedback_card(given.id, who))]


def test_whether_it_has_reached_them(saying: Saying) -> None:
    kept, given = saying.give(kept=True), saying.give()

    def reached(feedback_id: int) -> bool:
        with saying.store.read() as unit:
            who = unit.people.get(saying.people.colleague.id)
            return has_reached(unit, unit.feedback.look(feedback_id), who)

    assert (reached(kept.id), reached(given.id)) == (False, True)
    leaves(saying)
    assert not reached(given.id)
    arrived(saying, given.id)
    assert reached(given.id)
