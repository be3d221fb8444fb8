"""Which cards are announced anew because a day or an hour passed: once each, whatever was missed."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from bot.domain.intake.way import Event as RequestEvent
from bot.domain.reviews.way import Event
from bot.services.passing import bring_up_to_date
from bot.services.reviews.advance import advance
from storage.models.delivery import CardRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import handed_in, opened
from tests.builders.intake import filed, stepped
from tests.builders.nudges import was_nudged
from tests.builders.people import Company, company, person
from tests.builders.told import Told, told

THURSDAY = datetime(2027, 1, 7, 4, 0, tzinfo=UTC)
"""Noon in Hangzhou. Self-scores are due Fri 8, taken until Fri 22, approved by Fri 15 January."""


def midnight(day: int) -> datetime:
    """When that day of January begins in Hangzhou."""
    return datetime(2027, 1, day, tzinfo=UTC) - timedelta(hours=8)


@pytest.fixture
def people(store: Store) -> Company:
    found = company(store)
    bring_up_to_date(acting(store, now=THURSDAY))
    return found


def announced(store: Store, *, now: datetime) -> list[Told]:
    """Run the job; the notices that this run added."""
    before = len(told(store))
    bring_up_to_date(acting(store, now=now))
    return told(store, after=before)


def stands(store: Store, key: str) -> None:
    with store.begin() as unit:
        unit.session.add(CardRow(key=key, channel="D1", ts=key, fingerprint="", posted_at=THURSDAY))


def test_a_self_scores_card_is_announced_after_each_day_that_it_names(store: Store, people: Company) -> None:
    review = opened(store, people.employee, people.manager)
    card = (f"my-review:{review.review_id}", people.employee.id)

    for nothing in (midnight(8), midnight(9) - timedelta(seconds=1)):
        assert announced(store, now=nothing) == []
    assert announced(store, now=midnight(9)) == [card]
    assert announced(store, now=midnight(9)) == []
    assert announced(store, now=midnight(16)) == [card]
    assert announced(store, now=midnight(22)) == []
    assert announced(store, now=midnight(23)) == [card]
    assert announced(store, now=midnight(24)) == []


def test_what_waits_for_an_approval_is_announced_after_its_day_to_both_sides(
    store: Store, people: Company
) -> None:
    review = opened(store, people.employee, people.manager)
    handed_in(store, review.review_id, people.employee, now=THURSDAY)
    manager = people.manager.id
    stands(store, f"team:{review.cycle_id}:{manager}")

    assert announced(store, now=midnight(9)) == []
    assert announced(store, now=midnight(16)) == [
        (f"my-review:{review.review_id}", people.employee.id),
        (f"approval:{review.review_id}:{manager}", manager),
        (f"team:{review.cycle_id}:{manager}", manager),
    ]
    assert announced(store, now=midnight(23)) == []


def test_a_manager_who_has_no_thread_gets_none_of_a_day_that_passed(store: Store, people: Company) -> None:
    opened(store, people.employee, people.manager)

    assert people.manager.id not in {to for _, to in announced(store, now=midnight(16))}


def test_the_last_question_is_announced_after_the_day_that_it_names(store: Store, people: Company) -> None:
    review = opened(store, people.employee, people.manager)
    handed_in(store, review.review_id, people.employee, now=THURSDAY)
    with store.begin() as unit:
        before = unit.reviews.get(review.review_id)
        asked, _ = advance(unit, before, Event.ASK_FOR_MORE, acting(store, by=people.manager, now=THURSDAY))

    assert announced(store, now=midnight(16)) == [
        (f"my-review:{review.review_id}", people.employee.id),
        (f"question:{review.review_id}:{asked.version}", people.employee.id),
    ]


def test_the_day_is_over_in_each_readers_own_zone(store: Store, people: Company) -> None:
    berlin = person(store, "Anna Weber", manager=people.manager, timezone="Europe/Berlin")
    for employee in (people.employee, berlin):
        opened(store, employee, people.manager)

    assert [to for _, to in announced(store, now=midnight(9))] == [people.employee.id]
    assert announced(store, now=midnight(9) + timedelta(hours=6)) == []
    assert [to for _, to in announced(store, now=midnight(9) + timedelta(hours=7))] == [berlin.id]


def test_days_that_were_missed_are_made_up_for_at_once(store: Store, people: Company) -> None:
    late = opened(store, people.employee, people.manager)
    handed = opened(store, people.colleague, people.manager)
    handed_in(store, handed.review_id, people.colleague, now=THURSDAY)

    after = announced(store, now=midnight(30))

    assert {card for card, _ in after if card.startswith("my-review:")} == {
        f"my-review:{late.review_id}",
        f"my-review:{handed.review_id}",
    }
    assert announced(store, now=midnight(31)) == []


def test_where_nobody_ever_looked_all_that_has_passed_is_looked_at(store: Store) -> None:
    people = company(store)
    review = opened(store, people.employee, people.manager)

    assert announced(store, now=midnight(30)) == [(f"my-review:{review.review_id}", people.employee.id)]


def test_an_approved_or_withdrawn_review_has_no_days_any_more(store: Store, people: Company) -> None:
    done, gone = (opened(store, each, people.manager) for each in (people.employee, people.colleague))
    handed_in(store, done.review_id, people.employee, now=THURSDAY)
    with store.begin() as unit:
        advance(
            unit,
            unit.reviews.get(done.review_id),
            Event.APPROVE,
            acting(store, by=people.manager, now=THURSDAY),
        )
        advance(
            unit, unit.reviews.get(gone.review_id), Event.WITHDRAW, acting(store, by=people.hr, now=THURSDAY)
        )

    assert announced(store, now=midnight(30)) == []


def test_a_request_is_announced_to_both_sides_when_its_hour_has_passed(store: Store, people: Company) -> None:
    number = filed(store, people.employee, now=THURSDAY)
    hour = THURSDAY + timedelta(hours=1)

    assert announced(store, now=hour) == []
    assert announced(store, now=hour + timedelta(seconds=1)) == [
        (f"request:{number}", None),
        (f"my-request:{number}", people.employee.id),
    ]
    assert announced(store, now=hour + timedelta(minutes=1)) == []


def test_a_promised_day_is_over_for_each_reader_in_their_own_zone(store: Store, people: Company) -> None:
    berlin = person(store, "Anna Weber", manager=people.manager, timezone="Europe/Berlin")
    number = filed(store, berlin, now=THURSDAY)
    stepped(store, number, RequestEvent.ACCEPT, people.product_manager, due_on=date(2027, 1, 8), now=THURSDAY)

    assert announced(store, now=midnight(9)) == [(f"request:{number}", None)]
    later = midnight(9) + timedelta(hours=7)
    assert announced(store, now=later) == [(f"my-request:{number}", berlin.id)]


def test_only_reminders_that_say_something_else_now_are_announced(store: Store, people: Company) -> None:
    opened(store, people.employee, people.manager)
    other = opened(store, people.colleague, people.manager)
    handed_in(store, other.review_id, people.colleague, now=THURSDAY)
    was_nudged(store, people.employee, THURSDAY)
    was_nudged(store, people.colleague, THURSDAY)
    was_nudged(store, people.developer, THURSDAY)

    def reminded(now: datetime) -> set[Told]:
        return {each for each in announced(store, now=now) if each[0].startswith("nudge:")}

    assert reminded(midnight(8)) == set()
    assert reminded(midnight(9)) == {(f"nudge:{people.employee.id}:2027-01-07", people.employee.id)}
    assert reminded(midnight(10)) == set()


def test_two_processes_at_once_announce_each_card_once(store: Store, people: Company) -> None:
    for employee in (people.employee, people.colleague):
        opened(store, employee, people.manager)
    before = len(told(store))
    ready = threading.Barrier(3)
    failures: list[Exception] = []

    def run() -> None:
        ready.wait()
        try:
            bring_up_to_date(acting(store, now=midnight(9)))
        except Exception as error:  # noqa: BLE001 - a thread's failure is the test's
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert len(told(store, after=before)) == 2


def test_after_a_rehearsal_of_days_to_come_time_goes_on_from_now(store: Store, people: Company) -> None:
    bring_up_to_date(acting(store, now=midnight(20)))
    bring_up_to_date(acting(store, now=THURSDAY))
    review = opened(store, people.employee, people.manager)

    assert announced(store, now=midnight(9)) == [(f"my-review:{review.review_id}", people.employee.id)]


def test_the_number_of_queries_does_not_grow_with_the_company(store: Store, people: Company) -> None:
    statements: list[str] = []

    def count(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    def queries_for(more: int, now: datetime) -> int:
        for number in range(more):
            each = person(store, f"P{more}x{number} Wang", manager=people.manager)
            opened(store, each, people.manager)
            was_nudged(store, each, THURSDAY)
        statements.clear()
        event.listen(store.engine, "before_cursor_execute", count)
        bring_up_to_date(acting(store, now=now))
        event.remove(store.engine, "before_cursor_execute", count)
        return len(statements)

    few, many = queries_for(3, midnight(9)), queries_for(40, midnight(23))

    assert many <= few + 2
