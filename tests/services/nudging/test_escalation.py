"""Who else hears that somebody did not move: one step up for each two reminders, whatever they owe."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.goals.way import State as GoalsState
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.intake.way import State as RequestState
from bot.domain.nudging.nudges import Behind
from bot.domain.obligations import Kind, Obligation, Subject
from bot.domain.people import Person, Role
from bot.domain.reviews.way import State
from bot.services.intake.hand_over import hand_over_requests
from bot.services.nudging.nudges import refresh_nudges
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import filed, stepped
from tests.builders.nudges import brought_up_to_date, nudged, shown, was_nudged
from tests.builders.people import Company, person
from tests.builders.world import World

FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
"""16:00 in Hangzhou, on the day on which the steps begin."""
BEFORE = FRIDAY - timedelta(hours=4)
WEEK = timedelta(days=7)
AFTER_THE_HOLIDAYS = datetime(2027, 2, 12, 8, 0, tzinfo=UTC)
SOME_DAYS = timedelta(days=3)
"""So that four reminders fit in before self-scores close."""


def self_score(world: World) -> Person:
    world.review_at(State.GOALS_AGREED)
    return world.people.employee


def more_asked(world: World) -> Person:
    world.review_at(State.MORE_ASKED, at=BEFORE)
    return world.people.employee


def approval(world: World) -> Person:
    world.review_at(State.SELF_SCORED, at=BEFORE)
    return world.people.manager


def reply(world: World) -> Person:
    number = filed(world.store, world.people.employee, now=BEFORE)
    stepped(world.store, number, RequestEvent.ASK, world.people.product_manager, now=BEFORE)
    return world.people.employee


def request(world: World) -> Person:
    return world.request_at(RequestState.NEW, at=BEFORE).owner


def goals(state: GoalsState, *, of_manager: bool = False) -> Callable[[World], Person]:
    """Goals in that state, without the form beside them."""

    def walk(world: World) -> Person:
        theirs = world.goals_at(state, at=BEFORE)
        with world.store.begin() as unit:
            form = unit.job_forms.of_goals(theirs.id)
            unit.obligations.close(Subject.JOB_FORM, [form.id], now=BEFORE)
        return world.people.manager if of_manager else world.people.employee

    return walk


def kept(kind: Kind, subject: Subject) -> Callable[[World], Person]:
    """The row alone: who hears of it is read from what is owed, whatever it is about."""

    def write(world: World) -> Person:
        who, manager = world.people.employee, world.people.manager
        step = Obligation(
            person_id=who.id,
            other_id=manager.id,
            kind=kind,
            subject=subject,
            subject_id=1,
            since=BEFORE,
            opens_at=BEFORE,
            due_on=FRIDAY.date(),
            minutes=5,
        )
        with world.store.begin() as unit:
            unit.obligations.add([step])
        return who

    return write


STEPS: dict[Kind, Callable[[World], Person]] = {
    Kind.GOALS: goals(GoalsState.OPEN),
    Kind.GOALS_AGREEMENT: goals(GoalsState.SENT, of_manager=True),
    Kind.GOALS_ADJUSTED: goals(GoalsState.ADJUSTED),
    Kind.JOB_FORM: kept(Kind.JOB_FORM, Subject.JOB_FORM),
    Kind.JOB_FORM_RATING: kept(Kind.JOB_FORM_RATING, Subject.JOB_FORM),
    Kind.SHARED_KPI: kept(Kind.SHARED_KPI, Subject.SHARED_KPI),
    Kind.FIGURES: kept(Kind.FIGURES, Subject.FIGURES),
    Kind.SELF_SCORE: self_score,
    Kind.MORE_ASKED: more_asked,
    Kind.APPROVAL: approval,
    Kind.REPLY: reply,
    Kind.REQUEST: request,
    Kind.CHECK_IN: kept(Kind.CHECK_IN, Subject.CHECK_IN),
}


def listeners(store: Store, people: Company, *, day: datetime) -> dict[str, tuple[Behind, ...]]:
    """Everybody whose reminder of that day names somebody, and whom, and with what."""
    heard = {
        each.name: (*facts.team_behind, *facts.company_behind)
        for each in people.everyone
        for facts in [shown(store, each, now=day)]
    }
    return {name: behind for name, behind in heard.items() if behind}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("nudges", "manager_hears", "hr_hears"),
    [(0, False, False), (1, False, False), (2, True, False), (3, True, False), (4, True, True)],
)
def test_two_unanswered_nudges_climb_one_step_for_every_kind_of_step(
    world: World, store: Store, people: Company, kind: Kind, nudges: int, manager_hears: bool, hr_hears: bool
) -> None:
    who = STEPS[kind](world)
    was_nudged(store, who, *(FRIDAY + SOME_DAYS * number for number in range(nudges)))

    heard = listeners(store, people, day=FRIDAY + SOME_DAYS * nudges)

    behind = (Behind(name=who.name, owes=((kind, 1),)),)
    manager = next(each for each in people.everyone if each.id == who.manager_id)
    expected = {}
    if manager_hears:
        expected[manager.name] = behind
    if hr_hears:
        expected[people.hr.name] = behind
    assert heard == expected


@pytest.mark.parametrize(
    ("kind", "nudges", "next_friday"),
    [
        (Kind.APPROVAL, 2, FRIDAY + WEEK * 2),
        (Kind.APPROVAL, 4, AFTER_THE_HOLIDAYS),
        (Kind.REQUEST, 2, FRIDAY + WEEK * 2),
    ],
)
def test_whoever_hears_of_it_gets_a_reminder_though_they_owe_nothing_themselves(
    world: World, store: Store, people: Company, kind: Kind, nudges: int, next_friday: datetime
) -> None:
    STEPS[kind](world)
    for week in range(nudges):
        nudged(store, now=FRIDAY + WEEK * week)

    reminded = {who for who, _ in nudged(store, now=next_friday)}

    assert people.boss.id in reminded
    assert (people.hr.id in reminded) is (nudges == 4)


def test_what_is_owed_is_counted_by_kind_and_each_person_named_once(
    world: World, store: Store, people: Company
) -> None:
    for review in world.open_quarter(people.employee, people.colleague):
        world.hand_in(review, at=BEFORE)
    number = filed(store, people.manager, now=BEFORE)
    stepped(store, number, RequestEvent.ASK, people.product_manager, now=BEFORE)
    was_nudged(store, people.manager, FRIDAY, FRIDAY + WEEK)

    facts = shown(store, people.boss, now=FRIDAY + WEEK * 2)

    assert facts.team_behind == (Behind(name="Liu Yang", owes=((Kind.APPROVAL, 2), (Kind.REPLY, 1))),)


def test_nudges_of_other_steps_and_of_the_day_itself_do_not_count(
    world: World, store: Store, people: Company
) -> None:
    was_nudged(store, people.manager, FRIDAY - WEEK * 2, FRIDAY - WEEK)
    approval(world)
    was_nudged(store, people.manager, FRIDAY, FRIDAY + WEEK)

    assert shown(store, people.boss, now=FRIDAY + WEEK).team_behind == ()
    assert shown(store, people.boss, now=FRIDAY + WEEK * 2).team_behind != ()


@pytest.mark.parametrize("gone", ["left_on", "deactivated_on"])
def test_where_the_manager_cannot_hear_it_hr_hears_it_at_once(
    world: World, store: Store, people: Company, gone: str
) -> None:
    who = approval(world)
    was_nudged(store, who, FRIDAY, FRIDAY + WEEK)
    with store.begin() as unit:
        setattr(unit.session.get_one(PersonRow, people.boss.id), gone, date(2027, 1, 4))

    facts = shown(store, people.hr, now=FRIDAY + WEEK * 2)

    assert [each.name for each in facts.company_behind] == ["Liu Yang"]


def test_of_the_head_of_the_company_hr_hears_it(store: Store, people: Company) -> None:
    number = filed(store, people.boss, now=BEFORE)
    stepped(store, number, RequestEvent.ASK, people.product_manager, now=BEFORE)
    was_nudged(store, people.boss, FRIDAY, FRIDAY + WEEK)

    heard = listeners(store, people, day=FRIDAY + WEEK * 2)

    assert heard == {"Zhou Jing": (Behind(name="Zhao Min", owes=((Kind.REPLY, 1),)),)}


def test_hr_is_not_told_of_themselves_and_a_managers_own_people_are_named_once(
    world: World, store: Store, people: Company
) -> None:
    second = person(store, "Ma Li", manager=people.hr, roles=(Role.HR,))
    world.open_quarter(people.hr, second)
    for who in (people.hr, second):
        was_nudged(store, who, *(FRIDAY + SOME_DAYS * number for number in range(4)))

    first = shown(store, people.hr, now=FRIDAY + SOME_DAYS * 4)
    other = shown(store, second, now=FRIDAY + SOME_DAYS * 4)

    assert [each.name for each in first.team_behind] == ["Ma Li"]
    assert first.company_behind == ()
    assert [each.name for each in other.company_behind] == ["Zhou Jing"]


def test_a_request_that_was_handed_over_counts_from_then_on(store: Store, people: Company) -> None:
    filed(store, people.employee, now=BEFORE)
    second = person(store, "Gao Fei", manager=people.boss, roles=(Role.PRODUCT_MANAGER,))
    was_nudged(store, second, FRIDAY, FRIDAY + WEEK)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).left_on = date(2027, 1, 11)
    hand_over_requests(acting(store, now=FRIDAY + WEEK + timedelta(days=3)))

    assert shown(store, people.boss, now=FRIDAY + WEEK * 2).team_behind == ()

    was_nudged(store, second, FRIDAY + WEEK * 2, FRIDAY + WEEK * 3)
    assert [each.name for each in shown(store, people.boss, now=FRIDAY + WEEK * 4).team_behind] == ["Gao Fei"]


def test_what_moves_brings_the_reminder_of_the_managers_manager_up_to_date(
    world: World, store: Store, people: Company
) -> None:
    world.review_at(State.SELF_SCORED, at=BEFORE)
    for week in range(3):
        nudged(store, now=FRIDAY + WEEK * week)
    at = FRIDAY + WEEK * 2 + timedelta(minutes=5)
    world.review_at(State.SCORED, at=at)

    refresh_nudges(acting(store, now=at + timedelta(minutes=1)))

    assert people.boss.id in {
        each["to"] for each in brought_up_to_date(store) if each["because"] == at.isoformat()
    }
