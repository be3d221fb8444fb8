"""A suggestion: by when it is answered, and who can do what with it."""

from datetime import date, timedelta

import pytest

from bot.domain.obligations import Kind, Subject
from bot.domain.weeks.suggestion import due_on, implied
from bot.domain.weeks.suggestion_way import State
from tests.builders.acting import MONDAY
from tests.builders.feedback import suggestion, suggestion_facts
from tests.builders.people import CHEN, LIU, SUN, someone

IN_RIYADH = someone(5, "Noura", country="SA", timezone="Asia/Riyadh")


def test_everybody_who_can_answer_owes_one_answer() -> None:
    owed = list(implied(suggestion(), [LIU, SUN], days=5))

    assert [each.person_id for each in owed] == [LIU.id, SUN.id]
    assert {(each.kind, each.subject, each.subject_id, each.other_id) for each in owed} == {
        (Kind.SUGGESTION, Subject.SUGGESTION, 9, CHEN.id)
    }
    assert {each.due_on for each in owed} == {date(2026, 11, 30)}


@pytest.mark.parametrize("state", [state for state in State if state is not State.OPEN])
def test_nothing_is_owed_of_what_was_answered_or_taken_back(state: State) -> None:
    assert list(implied(suggestion(state), [LIU], days=5)) == []


def test_the_days_are_working_days_of_whoever_answers() -> None:
    assert due_on(MONDAY, LIU, days=5) == date(2026, 11, 30)
    assert due_on(MONDAY, IN_RIYADH, days=5) == date(2026, 11, 30)
    assert due_on(MONDAY, IN_RIYADH, days=4) == date(2026, 11, 29), "a Sunday"


@pytest.mark.parametrize(
    ("state", "minutes", "possible"),
    [
        (State.OPEN, 4, True),
        (State.OPEN, 5, False),
        (State.ADOPTED, 1, False),
        (State.TAKEN_BACK, 1, False),
    ],
)
def test_its_giver_takes_it_back_for_five_minutes_while_nobody_answered(
    state: State, minutes: int, possible: bool
) -> None:
    facts = suggestion_facts(state, reader=CHEN, now=MONDAY + timedelta(minutes=minutes))

    assert facts.may_take_back is possible
    assert not suggestion_facts(state, reader=LIU).may_take_back


def test_only_whoever_it_is_with_is_asked_and_only_while_it_waits() -> None:
    assert suggestion_facts().is_asked
    assert not suggestion_facts(reader=SUN).is_asked
    assert not suggestion_facts(State.DECLINED).is_asked


def test_where_nobody_leads_it_is_hrs() -> None:
    assert suggestion_facts(suggestion=suggestion(head_id=None)).is_for_hr
