"""Which cards are announced anew because a day or an hour passed: once each, whatever was missed."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from bot.domain.goals.way import State as GoalsState
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.reviews.way import State
from bot.services.passing import bring_up_to_date
from storage.models.delivery import CardRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import filed, stepped
from tests.builders.nudges import was_nudged
from tests.builders.people import Company, person
from tests.builders.talks import Talks
from tests.builders.told import Told, told
from tests.builders.world import World

THURSDAY = datetime(2027, 1, 7, 4, 0, tzinfo=UTC)
"""Noon in Hangzhou. Self-scores are due Fri 8, taken until Fri 22, approved by Fri 15 January."""


def midnight(day: int) -> datetime:
    """When that day of January begins in Hangzhou."""
    return datetime(2027, 1, day, tzinfo=UTC) - timedelta(hours=8)


@pytest.fixture
def people(world: World) -> Company:
    bring_up_to_date(world.acting(at=THURSDAY))
    return world.people


def announced(store: Store, *, now: datetime) -> list[Told]:
    """Run the job; the notices that this run added."""
    before = len(told(store))
    bring_up_to_date(acting(store, now=now))
    return told(store, after=before)


def stands(store: Store, key: str) -> None:
    with store.begin() as unit:
        unit.session.add(CardRow(key=key, channel="D1", ts=key, fingerprint="", posted_at=THURSDAY))


def test_a_self_scores_card_is_announced_after_each_day_that_it_names(
    world: World, store: Store, people: Company
) -> None:
    review = world.review_at(State.GOALS_AGREED)
    card = (f"my-review:{review.id}", people.employee.id)

    for nothing in (midnight(8), midnight(9) - timedelta(seconds=1)):
        assert announced(store, now=nothing) == []
    assert announced(store, now=midnight(9)) == [card]
    assert announced(store, now=midnight(9)) == []
    assert announced(store, now=midnight(16)) == [card]
    assert announced(store, now=midnight(22)) == []
    assert announced(store, now=midnight(23)) == [card]
    assert announced(store, now=midnight(24)) == []


def test_what_waits_for_an_approval_is_announced_after_its_day_to_both_sides(
    world: World, store: Store, people: Company
) -> None:
    review = world.review_at(State.SELF_SCORED, at=THURSDAY)
    manager = people.manager.id
    stands(store, f"team:{review.cycle_id}:{manager}")

    assert announced(store, now=midnight(9)) == []
    assert announced(store, now=midnight(16)) == [
        (f"my-review:{review.id}", people.employee.id),
        (f"approval:{review.id}:{manager}", manager),
        (f"team:{review.cycle_id}:{manager}", manager),
    ]
    assert announced(store, now=midnight(23)) == []


def test_what_waits_of_goals_is_announced_after_its_day_to_both_sides(
    world: World, store: Store, people: Company
) -> None:
    goals = world.goals_at(GoalsState.SENT)
    employee, manager = people.employee.id, people.manager.id
    stands(store, f"goals-team:{goals.cycle_id}:{manager}")

    assert announced(store, now=midnight(18)) == []
    assert announced(store, now=midnight(19)) == [
        (f"my-goals:{goals.id}", employee),
        (f"agreement:{goals.id}:{goals.sheet_id}:{employee}", employee),
        (f"agreement:{goals.id}:{goals.sheet_id}:{manager}", manager),
        (f"goals-team:{goals.cycle_id}:{manager}", manager),
    ]
    assert announced(store, now=midnight(20)) == []


def test_a_talk_is_announced_after_its_day_to_both_sides(world: World, store: Store, people: Company) -> None:
    talk = Talks.after_release(world).talk
    assert announced(store, now=midnight(21)) == []
    assert set(announced(store, now=midnight(22))) >= {
        (f"talk:{talk.id}:{people.manager.id}", people.manager.id),
        (f"my-talk:{talk.id}", people.employee.id),
    }


def test_goals_that_are_agreed_on_go_out_of_date_no_more(world: World, store: Store, people: Company) -> None:
    world.goals_at(GoalsState.AGREED)

    assert announced(store, now=midnight(19)) == []


def test_the_cards_of_goals_change_as_the_day_of_each_reader_is_over(
    world: World, store: Store, people: Company
) -> None:
    abroad = person(store, "Weber Anna", manager=people.manager, timezone="Europe/Berlin", kpis=())
    goals = world.goals_at(GoalsState.SENT, of=abroad)
    before, manager = f"agreement:{goals.id}:{goals.sheet_id}", people.manager.id

    assert announced(store, now=midnight(19)) == [(f"{before}:{manager}", manager)]
    assert announced(store, now=midnight(19) + timedelta(hours=7)) == [
        (f"my-goals:{goals.id}", abroad.id),
        (f"{before}:{abroad.id}", abroad.id),
    ]


def test_a_manager_who_has_no_thread_gets_none_of_a_day_that_passed(
    world: World, store: Store, people: Company
) -> None:
    world.review_at(State.GOALS_AGREED)

    assert people.manager.id not in {to for _, to in announced(store, now=midnight(16))}


def test_the_last_question_is_announced_after_the_day_that_it_names(
    world: World, store: Store, people: Company
) -> None:
    review = world.review_at(State.MORE_ASKED, at=THURSDAY)

    assert announced(store, now=midnight(16)) == [
        (f"my-review:{review.id}", people.employee.id),
        (f"question:{review.id}:{review.version}", people.employee.id),
    ]


def test_the_day_is_over_in_each_readers_own_zone(world: World, store: Store, people: Company) -> None:
    berlin = person(store, "Anna Weber", manager=people.manager, timezone="Europe/Berlin")
    world.open_quarter(people.employee, berlin)

    assert [to for _, to in announced(store, now=midnight(9))] == [people.employee.id]
    assert announced(store, now=midnight(9) + timedelta(hours=6)) == []
    assert [to for _, to in announced(store, now=midnight(9) + timedelta(hours=7))] == [berlin.id]


def test_days_that_were_missed_are_made_up_for_at_once(world: World, store: Store, people: Company) -> None:
    late, handed = world.open_quarter(people.employee, people.colleague)
    world.hand_in(handed, at=THURSDAY)

    after = announced(store, now=midnight(30))

    assert {card for card, _ in after if card.startswith("my-review:")} == {
        f"my-review:{late.id}",
        f"my-review:{handed.id}",
    }
    assert announced(store, now=midnight(31)) == []


def test_where_nobody_ever_looked_all_that_has_passed_is_looked_at(
    world: World, store: Store, people: Company
) -> None:
    review = world.review_at(State.GOALS_AGREED)

    assert announced(store, now=midnight(30)) == [(f"my-review:{review.id}", people.employee.id)]


def test_the_second_looks_cards_are_announced_after_the_day_that_they_name(
    world: World, store: Store, people: Company
) -> None:
    review = world.review_at(State.SCORED, at=THURSDAY)
    with store.read() as unit:
        due = unit.cycles.facts(review.cycle_id).second_look_due

    assert announced(store, now=midnight(due.day)) == []
    assert sorted(announced(store, now=midnight(due.day + 1))) == sorted(
        [
            *(
                (key, who.id)
                for who in (people.boss, people.hr)
                for key in (
                    f"second-looks:{review.cycle_id}:{who.id}",
                    f"second-look:{review.cycle_id}:{who.id}:{people.manager.id}",
                )
            ),
            (f"my-review:{review.id}", people.employee.id),
        ]
    )


@pytest.mark.parametrize("state", [State.RELEASED, State.WITHDRAWN])
def test_an_approved_or_withdrawn_review_has_no_days_any_more(
    world: World, store: Store, state: State
) -> None:
    review = world.review_at(state, at=THURSDAY)

    assert announced(store, now=midnight(21)) == []
    later = [key.split(":")[0] for key, _ in announced(store, now=midnight(30))]
    assert later == (["talk", "my-review", "my-talk"] if review.stage.released else []), "the talk's day"


def test_a_request_is_announced_to_both_sides_when_its_hour_has_passed(store: Store, people: Company) -> None:
    number = filed(store, people.employee, now=THURSDAY)
    hour = THURSDAY + timedelta(hours=2, minutes=30)  # after lunch

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


def test_only_reminders_that_say_something_else_now_are_announced(
    world: World, store: Store, people: Company
) -> None:
    world.open_quarter(people.employee, people.colleague)
    world.review_at(State.SELF_SCORED, of=people.colleague, at=THURSDAY)
    was_nudged(store, people.employee, THURSDAY)
    was_nudged(store, people.colleague, THURSDAY)
    was_nudged(store, people.developer, THURSDAY)

    def reminded(now: datetime) -> set[Told]:
        return {each for each in announced(store, now=now) if each[0].startswith("nudge:")}

    assert reminded(midnight(8)) == set()
    assert reminded(midnight(9)) == {(f"nudge:{people.employee.id}:2027-01-07", people.employee.id)}
    assert reminded(midnight(10)) == set()


def test_a_reminder_is_announced_on_the_last_day_on_which_something_of_it_is_taken(
    world: World, store: Store, people: Company
) -> None:
    world.open_quarter(people.employee)
    was_nudged(store, people.employee, THURSDAY + timedelta(days=13))
    announced(store, now=midnight(21))

    assert (f"nudge:{people.employee.id}:2027-01-20", people.employee.id) in announced(
        store, now=midnight(22)
    )


def test_two_processes_at_once_announce_each_card_once(world: World, store: Store, people: Company) -> None:
    world.open_quarter(people.employee, people.colleague)
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


def test_after_a_rehearsal_of_days_to_come_time_goes_on_from_now(
    world: World, store: Store, people: Company
) -> None:
    bring_up_to_date(acting(store, now=midnight(20)))
    bring_up_to_date(acting(store, now=THURSDAY))
    review = world.review_at(State.GOALS_AGREED)

    assert announced(store, now=midnight(9)) == [(f"my-review:{review.id}", people.employee.id)]


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
