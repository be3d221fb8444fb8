"""Which cards are announced anew because a day or an hour passed: once each, whatever was missed."""

import threading
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.domain.intake.states import Event as RequestEvent
from bot.domain.policy import Policy
from bot.domain.reviews.states import Event
from bot.services.passing import bring_up_to_date
from bot.services.reviews.history import advance
from storage.models.delivery import CardRow, OutboxRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import handed_in, opened
from tests.builders.intake import filed, stepped
from tests.builders.nudges import was_nudged
from tests.builders.people import Company, company, person

POLICY = Policy()
THURSDAY = datetime(2027, 1, 7, 4, 0, tzinfo=UTC)
"""Noon in Hangzhou. Self-scores are due Fri 8, taken until Fri 22, approved by Fri 15 January."""
KINDS = ("QuarterCardChanged", "QuestionCardChanged", "TeamProgressChanged", "SelfScoreHandedIn")
REQUEST_KINDS = ("MyRequestChanged", "RequestCardChanged")


def midnight(day: int) -> datetime:
    """When that day of January begins in Hangzhou."""
    return datetime(2027, 1, day, tzinfo=UTC) - timedelta(hours=8)


@pytest.fixture
def people(store: Store) -> Company:
    found = company(store)
    bring_up_to_date(acting(store, now=THURSDAY))
    return found


def announced(store: Store, *, now: datetime) -> list[tuple[str, dict[str, Any]]]:
    """Run the job; the notices that this run added."""
    with store.read() as unit:
        before = set(unit.session.scalars(select(OutboxRow.id)))
    bring_up_to_date(acting(store, now=now))
    with store.read() as unit:
        rows = unit.session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        return [(row.kind, row.payload) for row in rows if row.id not in before]


def kinds(store: Store, *, now: datetime) -> Counter[str]:
    return Counter(kind for kind, _ in announced(store, now=now))


def stands(store: Store, key: str) -> None:
    with store.begin() as unit:
        unit.session.add(CardRow(key=key, channel="D1", ts=key, fingerprint="", posted_at=THURSDAY))


def test_a_self_scores_card_is_announced_after_each_day_that_it_names(store: Store, people: Company) -> None:
    review = opened(store, people.employee, people.manager)

    for nothing in (midnight(8), midnight(9) - timedelta(seconds=1)):
        assert announced(store, now=nothing) == []
    [(kind, payload)] = announced(store, now=midnight(9))
    assert (kind, payload["to"], payload["review_id"]) == (
        "QuarterCardChanged",
        people.employee.id,
        review.review_id,
    )
    assert announced(store, now=midnight(9)) == []
    [(kind, payload)] = announced(store, now=midnight(16))
    assert (kind, payload["to"]) == ("QuarterCardChanged", people.employee.id)
    assert announced(store, now=midnight(22)) == []
    assert kinds(store, now=midnight(23)) == {"QuarterCardChanged": 1}
    assert announced(store, now=midnight(24)) == []


def test_what_waits_for_an_approval_is_announced_after_its_day_to_both_sides(
    store: Store, people: Company
) -> None:
    review = opened(store, people.employee, people.manager)
    handed_in(store, review.review_id, people.employee, now=THURSDAY)
    stands(store, f"team:{review.cycle_id}:{people.manager.id}")

    assert announced(store, now=midnight(9)) == []
    assert kinds(store, now=midnight(16)) == {
        "QuarterCardChanged": 1,
        "SelfScoreHandedIn": 1,
        "TeamProgressChanged": 1,
    }
    assert announced(store, now=midnight(23)) == []


def test_a_manager_who_has_no_thread_gets_none_of_a_day_that_passed(store: Store, people: Company) -> None:
    opened(store, people.employee, people.manager)

    assert "TeamProgressChanged" not in kinds(store, now=midnight(16))


def test_the_last_question_is_announced_after_the_day_that_it_names(store: Store, people: Company) -> None:
    review = opened(store, people.employee, people.manager)
    handed_in(store, review.review_id, people.employee, now=THURSDAY)
    with store.begin() as unit:
        row = unit.reviews.get(review.review_id)
        advance(unit, row, Event.ASK_FOR_MORE, acting(store, by=people.manager, now=THURSDAY))
        asked = row.version

    after = dict(announced(store, now=midnight(16)))

    assert after["QuestionCardChanged"]["number"] == asked
    assert set(after) == {"QuestionCardChanged", "QuarterCardChanged"}


def test_the_day_is_over_in_each_readers_own_zone(store: Store, people: Company) -> None:
    berlin = person(store, "Anna Weber", manager=people.manager, timezone="Europe/Berlin")
    for employee in (people.employee, berlin):
        opened(store, employee, people.manager)

    assert [payload["to"] for _, payload in announced(store, now=midnight(9))] == [people.employee.id]
    assert announced(store, now=midnight(9) + timedelta(hours=6)) == []
    [(_, payload)] = announced(store, now=midnight(9) + timedelta(hours=7))
    assert payload["to"] == berlin.id


def test_days_that_were_missed_are_made_up_for_at_once(store: Store, people: Company) -> None:
    late = opened(store, people.employee, people.manager)
    handed = opened(store, people.colleague, people.manager)
    handed_in(store, handed.review_id, people.colleague, now=THURSDAY)

    after = announced(store, now=midnight(30))

    cards = {payload["review_id"] for kind, payload in after if kind == "QuarterCardChanged"}
    assert cards == {late.review_id, handed.review_id}
    assert announced(store, now=midnight(31)) == []


def test_where_nobody_ever_looked_all_that_has_passed_is_looked_at(store: Store) -> None:
    people = company(store)
    opened(store, people.employee, people.manager)

    assert kinds(store, now=midnight(30)) == {"QuarterCardChanged": 1}


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
    filed(store, people.employee, now=THURSDAY)
    hour = THURSDAY + timedelta(hours=1)

    assert announced(store, now=hour) == []
    assert kinds(store, now=hour + timedelta(seconds=1)) == dict.fromkeys(REQUEST_KINDS, 1)
    assert announced(store, now=hour + timedelta(minutes=1)) == []


def test_a_promised_day_is_over_for_each_reader_in_their_own_zone(store: Store, people: Company) -> None:
    berlin = person(store, "Anna Weber", manager=people.manager, timezone="Europe/Berlin")
    number = filed(store, berlin, now=THURSDAY)
    stepped(store, number, RequestEvent.ACCEPT, people.product_manager, due_on=date(2027, 1, 8), now=THURSDAY)

    assert [kind for kind, _ in announced(store, now=midnight(9))] == ["RequestCardChanged"]
    later = midnight(9) + timedelta(hours=7)
    assert [kind for kind, _ in announced(store, now=later)] == ["MyRequestChanged"]


def test_only_reminders_that_say_something_else_now_are_announced(store: Store, people: Company) -> None:
    opened(store, people.employee, people.manager)
    other = opened(store, people.colleague, people.manager)
    handed_in(store, other.review_id, people.colleague, now=THURSDAY)
    was_nudged(store, people.employee, THURSDAY)
    was_nudged(store, people.colleague, THURSDAY)
    was_nudged(store, people.developer, THURSDAY)

    def reminded(now: datetime) -> set[int]:
        return {payload["to"] for kind, payload in announced(store, now=now) if kind == "NudgeChanged"}

    assert reminded(midnight(8)) == set()
    assert reminded(midnight(9)) == {people.employee.id}
    assert reminded(midnight(10)) == set()


def test_two_processes_at_once_announce_each_card_once(store: Store, people: Company) -> None:
    for employee in (people.employee, people.colleague):
        opened(store, employee, people.manager)
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
    with store.read() as unit:
        assert len(unit.session.scalars(select(OutboxRow)).all()) == 2


def test_after_a_rehearsal_of_days_to_come_time_goes_on_from_now(store: Store, people: Company) -> None:
    bring_up_to_date(acting(store, now=midnight(20)))
    bring_up_to_date(acting(store, now=THURSDAY))
    opened(store, people.employee, people.manager)

    assert kinds(store, now=midnight(9)) == {"QuarterCardChanged": 1}


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
