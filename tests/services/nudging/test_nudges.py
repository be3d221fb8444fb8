"""Who is reminded, when, of what; never twice on a day."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from bot.domain.intake.way import Event as RequestEvent
from bot.domain.nudging.nudges import NudgeFacts
from bot.domain.obligations import Kind
from bot.domain.policy import Policy
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.services.nudging.nudges import refresh_nudges, send_nudges
from bot.services.nudging.snooze import do_not_remind, remind_next_week
from storage.models.nudging import NudgeRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import filed, stepped
from tests.builders.nudges import (
    POLICY,
    brought_up_to_date,
    nudged,
    payloads,
    reminders,
    shown,
    was_nudged,
)
from tests.builders.people import Company, person
from tests.builders.world import World

FRIDAY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
"""Friday 8 January, 16:00 in Hangzhou: the day that self-scores are due."""
ISO_FRIDAY = "2027-01-08"
MONDAY = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
NEXT_FRIDAY = FRIDAY + timedelta(days=7)
THIRD_FRIDAY = FRIDAY + timedelta(days=14)


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.GOALS_AGREED)


def behind(facts: NudgeFacts) -> list[str]:
    return [each.name for each in facts.team_behind]


def test_only_those_who_owe_a_step_are_reminded(world: World, store: Store, people: Company) -> None:
    world.open_quarter(people.employee, people.colleague)
    world.review_at(State.SELF_SCORED, of=people.colleague)

    assert nudged(store, now=FRIDAY) == {(people.employee.id, ISO_FRIDAY), (people.manager.id, ISO_FRIDAY)}


@pytest.mark.parametrize(
    "now",
    [
        FRIDAY - timedelta(minutes=1),
        FRIDAY - timedelta(days=2),
        FRIDAY + timedelta(hours=2),
        FRIDAY + timedelta(hours=8),
    ],
    ids=["15:59", "wednesday", "18:00", "saturday 00:00"],
)
def test_nobody_is_reminded_at_any_other_time(store: Store, review: Review, now: datetime) -> None:
    assert nudged(store, now=now) == set()


def test_nobody_is_reminded_on_a_holiday_of_their_branch(
    world: World, store: Store, people: Company, review: Review
) -> None:
    world.hand_in(review)
    spring_festival_eve = datetime(2027, 2, 5, 8, 0, tzinfo=UTC)

    assert nudged(store, now=spring_festival_eve) == set()
    assert nudged(store, now=spring_festival_eve + timedelta(days=7)) == {(people.manager.id, "2027-02-12")}


def test_nobody_is_reminded_twice_on_a_day_however_often_the_job_runs(
    store: Store, people: Company, review: Review
) -> None:
    first = nudged(store, now=FRIDAY)

    assert first == {(people.employee.id, ISO_FRIDAY)}
    assert nudged(store, now=FRIDAY + timedelta(minutes=5)) == set()
    assert nudged(store, now=NEXT_FRIDAY) == {(people.employee.id, "2027-01-15")}


def test_two_processes_at_once_make_one_reminder_each(world: World, store: Store, people: Company) -> None:
    world.open_quarter(people.employee, people.colleague)
    ready = threading.Barrier(4)
    failures: list[Exception] = []

    def run() -> None:
        ready.wait()
        try:
            send_nudges(acting(store, now=FRIDAY))
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(payloads(store, "Nudged")) == 2
    with store.read() as unit:
        assert unit.session.query(NudgeRow).count() == 2


def test_friday_afternoon_is_each_persons_own(world: World, store: Store, people: Company) -> None:
    berlin = person(store, "Anna Weber", manager=people.manager, timezone="Europe/Berlin")
    world.open_quarter(people.employee, berlin)

    assert nudged(store, now=FRIDAY) == {(people.employee.id, ISO_FRIDAY)}
    assert nudged(store, now=FRIDAY + timedelta(hours=7)) == {(berlin.id, ISO_FRIDAY)}


def test_who_left_and_whose_account_was_closed_hear_nothing(
    world: World, store: Store, people: Company
) -> None:
    world.open_quarter(people.employee, people.colleague)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = date(2027, 1, 4)
        unit.session.get_one(PersonRow, people.colleague.id).deactivated_on = date(2027, 1, 4)

    assert nudged(store, now=FRIDAY) == set()


def test_everything_that_is_owed_stands_in_one_reminder_soonest_first(
    store: Store, people: Company, review: Review
) -> None:
    number = filed(store, people.employee, now=FRIDAY - timedelta(days=2))
    stepped(store, number, RequestEvent.ASK, people.product_manager, now=FRIDAY - timedelta(days=2))

    facts = shown(store, people.employee, now=FRIDAY)

    assert [owed.kind for owed in facts.owed] == [Kind.SELF_SCORE, Kind.REPLY]
    assert [owed.due_on for owed in facts.owed] == [date(2027, 1, 8), date(2027, 1, 8)]
    assert facts.owed[0].minutes == 8


def test_a_request_without_an_answer_waits_for_the_product_manager(store: Store, people: Company) -> None:
    filed(store, people.employee, now=FRIDAY - timedelta(days=1))

    assert nudged(store, now=FRIDAY) == {(people.product_manager.id, ISO_FRIDAY)}
    [owed] = shown(store, people.product_manager, now=FRIDAY).owed
    assert (owed.kind, owed.is_late(FRIDAY, person=people.product_manager)) == (Kind.REQUEST, True)


def test_after_two_unanswered_nudges_the_manager_sees_it_in_theirs(
    store: Store, people: Company, review: Review
) -> None:
    employee, manager = people.employee, people.manager

    first, second = nudged(store, now=FRIDAY), nudged(store, now=NEXT_FRIDAY)
    third = nudged(store, now=THIRD_FRIDAY)

    assert {who for who, _ in first | second} == {employee.id}
    assert {who for who, _ in third} == {employee.id, manager.id}
    facts = shown(store, manager, now=THIRD_FRIDAY)
    assert (facts.owed, behind(facts)) == ((), ["Chen Jie"])


def test_nudges_before_the_step_became_theirs_and_on_its_day_do_not_count(
    world: World, store: Store, people: Company, review: Review
) -> None:
    was_nudged(store, people.employee, FRIDAY - timedelta(days=14), FRIDAY - timedelta(days=7))
    was_nudged(store, people.employee, FRIDAY)
    world.hand_in(review, at=FRIDAY + timedelta(hours=1))
    world.review_at(State.MORE_ASKED, at=FRIDAY + timedelta(hours=2))
    was_nudged(store, people.employee, NEXT_FRIDAY)

    nudged(store, now=THIRD_FRIDAY)
    assert behind(shown(store, people.manager, now=THIRD_FRIDAY)) == []

    nudged(store, now=THIRD_FRIDAY + timedelta(days=7))
    assert behind(shown(store, people.manager, now=THIRD_FRIDAY + timedelta(days=7))) == ["Chen Jie"]


def test_another_managers_people_are_not_named(store: Store, people: Company, review: Review) -> None:
    was_nudged(store, people.employee, FRIDAY, NEXT_FRIDAY)

    nudged(store, now=THIRD_FRIDAY)

    assert shown(store, people.boss, now=THIRD_FRIDAY).team_behind == ()


def test_remind_me_on_monday_reminds_once_on_monday(store: Store, people: Company, review: Review) -> None:
    nudged(store, now=FRIDAY)

    remind_next_week(acting(store, by=people.employee, now=FRIDAY), day=FRIDAY.date())

    assert shown(store, people.employee, now=FRIDAY).remind_on == date(2027, 1, 11)
    assert nudged(store, now=MONDAY - timedelta(minutes=1)) == set()
    assert nudged(store, now=MONDAY) == {(people.employee.id, "2027-01-11")}
    assert nudged(store, now=MONDAY + timedelta(minutes=5)) == set()
    assert shown(store, people.employee, now=MONDAY).remind_on is None


def test_a_reminder_asked_for_does_not_come_when_it_is_done_by_then(
    world: World, store: Store, people: Company, review: Review
) -> None:
    nudged(store, now=FRIDAY)
    remind_next_week(acting(store, by=people.employee, now=FRIDAY), day=FRIDAY.date())
    world.hand_in(review, at=FRIDAY + timedelta(hours=1))

    assert nudged(store, now=MONDAY) == set()
    assert shown(store, people.employee, now=MONDAY + timedelta(days=1)).remind_on is None


def test_who_puts_it_off_is_reminded_on_the_due_day_at_the_latest(
    store: Store, people: Company, review: Review
) -> None:
    wednesday = FRIDAY - timedelta(days=2)
    remind_next_week(acting(store, by=people.employee, now=wednesday), day=wednesday.date())

    assert shown(store, people.employee, now=wednesday).remind_on == FRIDAY.date()
    assert nudged(store, now=FRIDAY - timedelta(days=1)) == set()
    assert nudged(store, now=FRIDAY) == {(people.employee.id, ISO_FRIDAY)}


def test_who_asked_for_monday_gets_no_weekly_nudge_before_it(
    world: World, store: Store, people: Company
) -> None:
    wednesday = FRIDAY - timedelta(days=2)
    world.review_at(State.SELF_SCORED, at=wednesday - timedelta(days=1))
    was_nudged(store, people.manager, wednesday)
    remind_next_week(acting(store, by=people.manager, now=wednesday), day=wednesday.date())

    assert nudged(store, now=FRIDAY) == set()
    assert nudged(store, now=MONDAY) == {(people.manager.id, "2027-01-11")}


def test_asking_to_be_reminded_can_be_taken_back(store: Store, people: Company, review: Review) -> None:
    nudged(store, now=FRIDAY)
    remind_next_week(acting(store, by=people.employee, now=FRIDAY), day=FRIDAY.date())

    do_not_remind(acting(store, by=people.employee, now=FRIDAY + timedelta(minutes=1)), day=FRIDAY.date())

    assert shown(store, people.employee, now=FRIDAY).remind_on is None
    assert nudged(store, now=MONDAY) == set()


def test_what_was_taken_back_can_be_asked_for_again(store: Store, people: Company, review: Review) -> None:
    nudged(store, now=FRIDAY)
    chen = acting(store, by=people.employee, now=FRIDAY)
    remind_next_week(chen, day=FRIDAY.date())
    do_not_remind(chen, day=FRIDAY.date())

    remind_next_week(chen, day=FRIDAY.date())

    assert nudged(store, now=MONDAY) == {(people.employee.id, "2027-01-11")}


def test_nothing_is_put_off_where_nothing_is_owed(
    world: World, store: Store, people: Company, review: Review
) -> None:
    nudged(store, now=FRIDAY)
    world.hand_in(review, at=FRIDAY + timedelta(hours=1))

    remind_next_week(acting(store, by=people.employee, now=FRIDAY), day=FRIDAY.date())

    assert shown(store, people.employee, now=FRIDAY).remind_on is None


def test_a_reminder_is_brought_up_to_date_once_for_each_thing_that_moved(
    world: World, store: Store, people: Company, review: Review
) -> None:
    nudged(store, now=FRIDAY)
    handed_in_at = FRIDAY + timedelta(hours=1)
    world.hand_in(review, at=handed_in_at)

    for minute in range(3):
        refresh_nudges(acting(store, now=handed_in_at + timedelta(minutes=minute)))

    employee = people.employee.id
    assert brought_up_to_date(store) == [
        {"to": employee, "card": f"nudge:{employee}:{ISO_FRIDAY}", "because": handed_in_at.isoformat()}
    ]
    assert shown(store, people.employee, now=handed_in_at).is_empty


def test_a_movement_in_a_request_brings_the_reminder_up_to_date(store: Store, people: Company) -> None:
    number = filed(store, people.employee, now=FRIDAY - timedelta(days=1))
    nudged(store, now=FRIDAY)
    stepped(store, number, RequestEvent.ACCEPT, people.product_manager, now=FRIDAY + timedelta(minutes=9))

    refresh_nudges(acting(store, now=FRIDAY + timedelta(minutes=10)))

    assert [changed["to"] for changed in brought_up_to_date(store)] == [people.product_manager.id]


def test_a_new_reminder_takes_the_place_of_the_last(store: Store, people: Company, review: Review) -> None:
    nudged(store, now=FRIDAY)
    nudged(store, now=NEXT_FRIDAY)

    employee = people.employee.id
    replaced = {"to": employee, "card": f"nudge:{employee}:{ISO_FRIDAY}", "because": "replaced-2027-01-15"}
    assert replaced in brought_up_to_date(store)
    facts = shown(store, people.employee, now=NEXT_FRIDAY, day=date(2027, 1, 8))
    assert facts.replaced_on == date(2027, 1, 15)


def test_the_number_of_queries_does_not_grow_with_the_company(
    world: World, store: Store, people: Company
) -> None:
    statements: list[str] = []

    def count(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    def queries_for(more: int, quarter: str, now: datetime) -> int:
        names = (f"P{more}x{number} Wang" for number in range(more))
        newcomers = [person(store, name, manager=people.manager) for name in names]
        world.open_quarter(*newcomers, name=quarter)
        statements.clear()
        event.listen(store.engine, "before_cursor_execute", count)
        send_nudges(acting(store, now=now))
        event.remove(store.engine, "before_cursor_execute", count)
        return len(statements)

    few, many = queries_for(3, "2026Q3", FRIDAY), queries_for(40, "2026Q4", NEXT_FRIDAY)

    assert len(reminders(store)) == 3 + 43
    assert many <= few + 2


def test_a_company_may_choose_its_own_hour(store: Store, people: Company, review: Review) -> None:
    mornings = Policy(schedule=replace(POLICY.schedule, nudge_hour=9))

    early = nudged(Store(store.engine, policy=mornings), now=FRIDAY - timedelta(hours=7), policy=mornings)

    assert early == {(people.employee.id, ISO_FRIDAY)}
