"""Which cards are announced anew because a day or an hour passed: once each, whatever was missed."""

import threading
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.domain.intake.states import Event as RequestEvent
from bot.domain.policy import Policy
from bot.domain.reviews.states import State
from bot.services.passing import bring_up_to_date
from storage.models.delivery import CardRow, OutboxRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import filed, stepped
from tests.builders.nudges import was_nudged
from tests.builders.people import Company, person
from tests.builders.world import World

POLICY = Policy()
THURSDAY = datetime(2027, 1, 7, 4, 0, tzinfo=UTC)
"""Noon in Hangzhou. Self-scores are due Fri 8, taken until Fri 22, approved by Fri 15 January."""
KINDS = ("QuarterCardChanged", "QuestionCardChanged", "TeamProgressChanged", "SelfScoreHandedIn")
REQUEST_KINDS = ("MyRequestChanged", "RequestCardChanged")


def midnight(day: int) -> datetime:
    """When that day of January begins in Hangzhou."""
    return datetime(2027, 1, day, tzinfo=UTC) - timedelta(hours=8)


@pytest.fixture
def people(world: World) -> Company:
    bring_up_to_date(world.acting(at=THURSDAY))
    return world.people


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


def test_a_self_scores_card_is_announced_after_each_day_that_it_names(
    world: World, store: Store, people: Company
) -> None:
    review = world.review_at(State.GOALS_AGREED)

    for nothing in (midnight(8), midnight(9) - timedelta(seconds=1)):
        assert announced(store, now=nothing) == []
    [(kind, payload)] = announced(store, now=midnight(9))
    assert (kind, payload["to"], payload["review_id"]) == (
        "QuarterCardChanged",
        people.employee.id,
        review.id,
    )
    assert announced(store, now=midnight(9)) == []
    [(kind, payload)] = announced(store, now=midnight(16))
    assert (kind, payload["to"]) == ("QuarterCardChanged", people.employee.id)
    assert announced(store, now=midnight(22)) == []
    assert kinds(store, now=midnight(23)) == {"QuarterCardChanged": 1}
    assert announced(store, now=midnight(24)) == []


def test_what_waits_for_an_approval_is_announced_after_its_day_to_both_sides(
    world: World, store: Store, people: Company
) -> None:
    review = world.review_at(State.SELF_SCORED, at=THURSDAY)
    stands(store, f"team:{review.cycle_id}:{people.manager.id}")

    assert announced(store, now=midnight(9)) == []
    assert kinds(store, now=midnight(16)) == {
        "QuarterCardChanged": 1,
        "SelfScoreHandedIn": 1,
        "TeamProgressChanged": 1,
    }
    assert announced(store, now=midnight(23)) == []


def test_a_manager_who_has_no_thread_gets_none_of_a_day_that_passed(
    world: World, store: Store, people: Company
) -> None:
    world.review_at(State.GOALS_AGREED)

    assert "TeamProgressChanged" not in kinds(store, now=midnight(16))


def test_the_last_question_is_announced_after_the_day_that_it_names(
    world: World, store: Store, people: Company
) -> None:
    asked = world.review_at(State.MORE_ASKED, at=THURSDAY).version

    after = dict(announced(store, now=midnight(16)))

    assert after["QuestionCardChanged"]["number"] == asked
    assert set(after) == {"QuestionCardChanged", "QuarterCardChanged"}


def test_the_day_is_over_in_each_readers_own_zone(world: World, store: Store, people: Company) -> None:
    berlin = person(store, "Anna Weber", manager=people.manager, timezone="Europe/Berlin")
    world.open_quarter(people.employee, berlin)

    assert [payload["to"] for _, payload in announced(store, now=midnight(9))] == [people.employee.id]
    assert announced(store, now=midnight(9) + timedelta(hours=6)) == []
    [(_, payload)] = announced(store, now=midnight(9) + timedelta(hours=7))
    assert payload["to"] == berlin.id


def test_days_that_were_missed_are_made_up_for_at_once(world: World, store: Store, people: Company) -> None:
    late, handed = world.open_quarter(people.employee, people.colleague)
    world.hand_in(handed, at=THURSDAY)

    after = announced(store, now=midnight(30))

    cards = {payload["review_id"] for kind, payload in after if kind == "QuarterCardChanged"}
    assert cards == {late.id, handed.id}
    assert announced(store, now=midnight(31)) == []


def test_where_nobody_ever_looked_all_that_has_passed_is_looked_at(world: World, store: Store) -> None:
    world.review_at(State.GOALS_AGREED)

    assert kinds(store, now=midnight(30)) == {"QuarterCardChanged": 1}


@pytest.mark.parametrize("state", [State.SCORED, State.WITHDRAWN])
def test_an_approved_or_withdrawn_review_has_no_days_any_more(
    world: World, store: Store, people: Company, state: State
) -> None:
    world.review_at(state, at=THURSDAY)

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


def test_only_reminders_that_say_something_else_now_are_announced(
    world: World, store: Store, people: Company
) -> None:
    world.open_quarter(people.employee, people.colleague)
    world.review_at(State.SELF_SCORED, of=people.colleague, at=THURSDAY)
    was_nudged(store, people.employee, THURSDAY)
    was_nudged(store, people.colleague, THURSDAY)
    was_nudged(store, people.developer, THURSDAY)

    def reminded(now: datetime) -> set[int]:
        return {payload["to"] for kind, payload in announced(store, now=now) if kind == "NudgeChanged"}

    assert reminded(midnight(8)) == set()
    assert reminded(midnight(9)) == {people.employee.id}
    assert reminded(midnight(10)) == set()


def test_two_processes_at_once_announce_each_card_once(world: World, store: Store, people: Company) -> None:
    world.open_quarter(people.employee, people.colleague)
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
    assert len(world.notices()) == 2


def test_after_a_rehearsal_of_days_to_come_time_goes_on_from_now(
    world: World, store: Store, people: Company
) -> None:
    bring_up_to_date(acting(store, now=midnight(20)))
    bring_up_to_date(acting(store, now=THURSDAY))
    world.review_at(State.GOALS_AGREED)

    assert kinds(store, now=midnight(9)) == {"QuarterCardChanged": 1}


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
        for each in newcomers:
            was_nudged(store, each, THURSDAY)
        statements.clear()
        event.listen(store.engine, "before_cursor_execute", count)
        bring_up_to_date(acting(store, now=now))
        event.remove(store.engine, "before_cursor_execute", count)
        return len(statements)

    few, many = queries_for(3, "2026Q3", midnight(9)), queries_for(40, "2026Q4", midnight(23))

    assert many <= few + 2
