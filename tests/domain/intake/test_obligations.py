"""What a website request wants, and of whom."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.calendar import Calendar
from bot.domain.intake.obligations import implied
from bot.domain.intake.request import Request
from bot.domain.intake.triage import Urgency
from bot.domain.intake.way import State
from bot.domain.obligations import Kind, Obligation, Subject
from bot.domain.people import Person
from bot.domain.policy import Policy
from tests.builders.people import CHEN, SUN

TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ANSWER_BY = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)

REQUEST = Request(
    id=214,
    requester_id=CHEN.id,
    owner_id=SUN.id,
    state=State.NEW,
    urgency=Urgency.TODAY,
    answer_by=ANSWER_BY,
    promised_for=None,
    owed_since=TUESDAY,
    version=1,
)


def of(
    state: State, *, requester: Person = CHEN, owner: Person = SUN, since: datetime = TUESDAY
) -> list[Obligation]:
    request = replace(REQUEST, state=state, owed_since=since)
    return list(implied(request, requester=requester, owner=owner, policy=Policy()))


@pytest.mark.parametrize(
    ("state", "person", "kind", "due_on"),
    [
        (State.NEW, SUN, Kind.REQUEST, date(2026, 11, 24)),
        (State.NEW, CHEN, None, None),
        (State.ASKED, CHEN, Kind.REPLY, date(2026, 11, 26)),
        (State.ASKED, SUN, None, None),
        (State.ACCEPTED, SUN, None, None),
        (State.ACCEPTED, CHEN, None, None),
        (State.ANSWERED, CHEN, None, None),
        (State.DECLINED, CHEN, None, None),
        (State.DONE, CHEN, Kind.CONFIRMATION, date(2026, 11, 27)),
        (State.DONE, SUN, None, None),
        (State.CONFIRMED, CHEN, None, None),
        (State.UNCONFIRMED, CHEN, None, None),
    ],
)
def test_a_request_waits_for_the_desk_or_for_its_requester(
    state: State, person: Person, kind: Kind | None, due_on: date | None
) -> None:
    owed = next((each for each in of(state) if each.person_id == person.id), None)

    assert (owed.kind if owed else None) is kind
    assert (owed.due_on if owed else None) == due_on


SHARED = {"subject": Subject.REQUEST, "subject_id": 214, "since": TUESDAY, "opens_at": TUESDAY}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (
            State.NEW,
            [
                Obligation(
                    person_id=SUN.id,
                    other_id=CHEN.id,
                    kind=Kind.REQUEST,
                    due_on=date(2026, 11, 24),
                    due_at=ANSWER_BY,
                    minutes=5,
                    **SHARED,
                )
            ],
        ),
        (
            State.ASKED,
            [
                Obligation(
                    person_id=CHEN.id,
                    other_id=SUN.id,
                    kind=Kind.REPLY,
                    due_on=date(2026, 11, 26),
                    minutes=2,
                    **SHARED,
                )
            ],
        ),
        (State.ACCEPTED, []),
        (State.ANSWERED, []),
        (State.DECLINED, []),
        (
            State.DONE,
            [
                Obligation(
                    person_id=CHEN.id,
                    other_id=SUN.id,
                    kind=Kind.CONFIRMATION,
                    due_on=date(2026, 11, 27),
                    lapses_on=date(2026, 12, 2),
                    minutes=1,
                    **SHARED,
                )
            ],
        ),
        (State.CONFIRMED, []),
        (State.UNCONFIRMED, []),
    ],
)
def test_a_state_implies_its_step_whole(state: State, expected: list[Obligation]) -> None:
    assert of(state) == expected


def test_the_day_of_an_answer_is_by_the_calendar_of_whoever_owes_it() -> None:
    in_auckland = replace(SUN, timezone="Pacific/Auckland")
    late = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    request = replace(REQUEST, answer_by=late)

    [here] = implied(request, requester=CHEN, owner=SUN, policy=Policy())
    [there] = implied(request, requester=CHEN, owner=in_auckland, policy=Policy())

    assert (here.due_on, there.due_on) == (date(2026, 11, 24), date(2026, 11, 25))


def test_a_reply_is_due_in_working_days_of_whoever_was_asked() -> None:
    thursday = datetime(2026, 11, 26, 17, 0, tzinfo=UTC)  # Friday in Chengdu
    in_riyadh = replace(CHEN, timezone="Asia/Riyadh", calendar=Calendar("SA"))

    [here] = of(State.ASKED, since=thursday)
    [there] = of(State.ASKED, requester=in_riyadh, since=thursday)

    assert here.due_on == date(2026, 12, 1), "Monday and Tuesday"
    assert there.due_on == date(2026, 11, 30), "Sunday and Monday"
