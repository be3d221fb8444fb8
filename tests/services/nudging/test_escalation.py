"""Who else hears that somebody did not move: one step up for each two reminders, whatever they owe."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.goals.way import State as GoalsState
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.intake.way import State as RequestState
from bot.domain.nudging.nudges import Behind
from bot.domain.obligations import TOLD_TO_NOBODY, Kind, Obligation, Subject
from bot.domain.people import Person, Role
from bot.domain.reviews.way import State
from bot.services.intake.hand_over import hand_over_requests
from bot.services.nudging.nudges import refresh_nudges
from bot.services.nudging.planning import Situations
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import filed, stepped
from tests.builders.nudges import POLICY, brought_up_to_date, nudged, shown, was_nudged
from tests.builders.people import Company, person
from tests.builders.world import World

FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
"""16:00 in Hangzhou, on the day on which the steps begin."""
BEFORE = FRIDAY - timedelta(hours=28)
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
    Kind.SUGGESTION: kept(Kind.SUGGESTION, Subject.SUGGESTION),
    Kind.FIGURES: kept(Kind.FIGURES, Subject.FIGURES),
    Kind.INPUT: kept(Kind.INPUT, Subject.INPUT),
    Kind.SELF_SCORE: self_score,
    Kind.MORE_ASKED: more_asked,
    Kind.APPROVAL: approval,
    Kind.SECOND_LOOK: kept(Kind.SECOND_LOOK, Subject.REVIEW),
    Kind.RELEASE: kept(Kind.RELEASE, Subject.REVIEW),
    Kind.TALK: kept(Kind.TALK, Subject.TALK),
    Kind.ACKNOWLEDGEMENT: kept(Kind.ACKNOWLEDGEMENT, Subject.TALK),
    Kind.APPEAL: kept(Kind.APPEAL, Subject.TALK),
    Kind.PLAN: kept(Kind.PLAN, Subject.PLAN),
    Kind.REPLY: reply,
    Kind.CONFIRMATION: kept(Kind.CONFIRMATION, Subject.REQUEST),
    Kind.REQUEST: request,
    Kind.HANDOVER: kept(Kind.HANDOVER, Subject.HANDOVER),
    Kind.WORDING: kept(Kind.WORDING, Subject.HANDOVER),
    Kind.READY: kept(Kind.READY, Subject.HANDOVER),
    Kind.DECISION: kept(Kind.DECISION, Subject.PROJECT),
    Kind.ARGUMENT: kept(Kind.ARGUMENT, Subject.PROJECT),
    Kind.DUTY_SWAP: kept(Kind.DUTY_SWAP, Subject.DUTY_SWAP),
    Kind.CHECK_IN: kept(Kind.CHECK_IN, Subject.CHECK_IN),
}


def heard(store: Store, *readers: Person, now: datetime) -> dict[str, list[tuple[str, Kind]]]:
    """Each of these who is to be told something at that moment, of whom, and of what kind of step."""
    with store.read() as unit:
        situations = Situations(unit, policy=POLICY, now=now, people=readers)
        told = {each.name: [(of.name, of.step.kind) for of in situations.of(each).tells] for each in readers}
    return {name: some for name, some in told.items() if some}


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

    told = heard(store, *people.everyone, now=FRIDAY + SOME_DAYS * nudges)

    behind = [(who.name, kind)]
    manager = next(each for each in people.everyone if each.id == who.manager_id)
    expected: dict[str, list[tuple[str, Kind]]] = {}
    if manager_hears and kind not in TOLD_TO_NOBODY:
        expected[manager.name] = behind
    if hr_hears and kind not in TOLD_TO_NOBODY:
        expected[people.hr.name] = behind
    assert told == expected


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

    assert (people.boss.id in reminded) is (nudges == 2)
    assert (people.hr.id in reminded) is (nudges == 4)


def test_what_is_owed_is_counted_by_kind_and_each_person_named_once(
    world: World, store: Store, people: Company
) -> None:
    for review in world.open_quarter(people.employee, people.colleague):
        world.hand_in(review, at=BEFORE)
    number = filed(store, people.manager, now=BEFORE)
    stepped(store, number, RequestEvent.ASK, people.product_manager, now=BEFORE)
    was_nudged(store, people.manager, FRIDAY, FRIDAY + WEEK)
    nudged(store, now=FRIDAY + WEEK * 2)

    facts = shown(store, people.boss, now=FRIDAY + WEEK * 2)

    assert facts.team_behind == (Behind(name="Liu Yang", owes=((Kind.APPROVAL, 2), (Kind.REPLY, 1))),)


def test_nudges_of_other_steps_and_of_the_day_itself_do_not_count(
    world: World, store: Store, people: Company
) -> None:
    was_nudged(store, people.manager, FRIDAY - WEEK * 2, FRIDAY - WEEK)
    approval(world)
    was_nudged(store, people.manager, FRIDAY, FRIDAY + WEEK)

    assert heard(store, people.boss, now=FRIDAY + WEEK) == {}
    assert heard(store, people.boss, now=FRIDAY + WEEK * 2) != {}


@pytest.mark.parametrize("gone", ["left_on", "deactivated_on"])
def test_where_the_manager_cannot_hear_it_hr_hears_it_at_once(
    world: World, store: Store, people: Company, gone: str
) -> None:
    who = approval(world)
    was_nudged(store, who, FRIDAY, FRIDAY + WEEK)
    with store.begin() as unit:
        setattr(unit.session.get_one(PersonRow, people.boss.id), gone, date(2027, 1, 4))

    assert heard(store, people.hr, now=FRIDAY + WEEK * 2) == {"Zhou Jing": [("Liu Yang", Kind.APPROVAL)]}


def test_of_the_head_of_the_company_hr_hears_it(store: Store, people: Company) -> None:
    number = filed(store, people.boss, now=BEFORE)
    stepped(store, number, RequestEvent.ASK, people.product_manager, now=BEFORE)
    was_nudged(store, people.boss, FRIDAY, FRIDAY + WEEK)

    told = heard(store, *people.everyone, now=FRIDAY + WEEK * 2)

    assert told == {"Zhou Jing": [("Zhao Min", Kind.REPLY)]}


def test_hr_is_not_told_of_themselves_and_a_managers_own_people_are_named_once(
    world: World, store: Store, people: Company
) -> None:
    second = person(store, "Ma Li", manager=people.hr, roles=(Role.HR,))
    world.open_quarter(people.hr, second)
    for who in (people.hr, second):
        was_nudged(store, who, *(FRIDAY + SOME_DAYS * number for number in range(4)))

    told = heard(store, people.hr, second, now=FRIDAY + SOME_DAYS * 4)

    assert told == {
        "Zhou Jing": [("Ma Li", Kind.SELF_SCORE)],
        "Ma Li": [("Zhou Jing", Kind.SELF_SCORE)],
    }


def test_a_request_that_was_handed_over_counts_from_then_on(store: Store, people: Company) -> None:
    filed(store, people.employee, now=BEFORE)
    second = person(store, "Gao Fei", manager=people.boss, roles=(Role.PRODUCT_MANAGER,))
    was_nudged(store, second, FRIDAY, FRIDAY + WEEK)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).left_on = date(2027, 1, 11)
    hand_over_requests(acting(store, now=FRIDAY + WEEK + timedelta(days=3)))

    assert heard(store, people.boss, now=FRIDAY + WEEK * 2) == {}

    was_nudged(store, second, FRIDAY + WEEK * 2, FRIDAY + WEEK * 3)
    assert heard(store, people.boss, now=FRIDAY + WEEK * 4) == {"Zhao Min": [("Gao Fei", Kind.REQUEST)]}


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


def names(store: Store, reader: Person, *, now: datetime) -> list[str]:
    """Whom the reminder of that day names."""
    facts = shown(store, reader, now=now)
    return [each.name for each in (*facts.team_behind, *facts.company_behind)]


def test_each_listener_is_told_once_of_a_step_however_long_it_lies(
    world: World, store: Store, people: Company
) -> None:
    approval(world)
    told: dict[str, list[int]] = {}
    for week in range(8):
        now = FRIDAY + WEEK * week
        reminded = {who for who, _ in nudged(store, now=now)}
        for reader in (people.boss, people.hr):
            if names(store, reader, now=now):
                assert reader.id in reminded
                told.setdefault(reader.name, []).append(week)

    assert told == {"Zhao Min": [2], "Zhou Jing": [5]}


def test_what_is_done_after_it_was_told_goes_from_the_reminder_of_hr_too(
    world: World, store: Store, people: Company
) -> None:
    approval(world)
    was_nudged(store, people.manager, *(FRIDAY + SOME_DAYS * number for number in range(4)))
    day = FRIDAY + WEEK * 2
    nudged(store, now=day)
    assert names(store, people.hr, now=day) == ["Liu Yang"]
    at = day + timedelta(minutes=5)
    world.review_at(State.SCORED, at=at)

    refresh_nudges(acting(store, now=at + timedelta(minutes=1)))

    assert {each["to"] for each in brought_up_to_date(store)} >= {people.boss.id, people.hr.id}
    assert names(store, people.hr, now=at) == []


def test_what_returns_is_another_step_and_told_anew(world: World, store: Store, people: Company) -> None:
    world.review_at(State.MORE_ASKED, at=BEFORE)
    was_nudged(store, people.employee, FRIDAY, FRIDAY + SOME_DAYS)
    first = FRIDAY + WEEK
    nudged(store, now=first)
    assert names(store, people.manager, now=first) == ["Chen Jie"]
    world.hand_in(world.review_of(people.employee), at=first + timedelta(hours=1))
    world.review_at(State.MORE_ASKED, at=first + timedelta(hours=2))

    was_nudged(store, people.employee, first + timedelta(days=4), first + timedelta(days=6))

    assert heard(store, people.manager, now=first + WEEK) == {"Liu Yang": [("Chen Jie", Kind.MORE_ASKED)]}


def test_two_processes_at_once_tell_it_once(world: World, store: Store, people: Company) -> None:
    approval(world)
    was_nudged(store, people.manager, FRIDAY, FRIDAY + SOME_DAYS)
    with store.read() as unit:
        key = (
            Situations(unit, policy=POLICY, now=FRIDAY + WEEK, people=[people.boss]).of(people.boss).tells[0]
        )

    for _ in range(2):
        with store.begin() as unit:
            unit.told.record([(people.boss.id, key.step)], day=date(2027, 1, 15), at=FRIDAY + WEEK)

    assert heard(store, people.boss, now=FRIDAY + WEEK) == {}
    assert names(store, people.boss, now=FRIDAY + WEEK) == ["Liu Yang"]
