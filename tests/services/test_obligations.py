"""What is owed is written by whoever moves something on: at every moment it is what the states imply."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from threading import Event as Signal
from time import sleep

import pytest
from sqlalchemy import delete, select, text, update

from bot.domain.history import NOTHING_MORE, Changed, Facts
from bot.domain.home import Look
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.obligations import Kind, Obligation, Subject, in_teams
from bot.domain.people import Person, Role
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Event, State
from bot.services.intake.hand_over import hand_over_requests
from bot.services.intake.my_request import add_or_reopen
from bot.services.obligations import Ledger, owed_page, rebuild
from bot.services.reviews.advance import advance, hand_over, leave_or_return
from bot.services.reviews.extend_cycle import extend_cycle
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.withdraw_cycle import withdraw_cycle
from storage.models.obligations import ObligationRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import opened
from tests.builders.intake import filed, stepped
from tests.builders.people import WEBSITE, Company, person
from tests.builders.world import World

FRIDAY = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
MONDAY = FRIDAY + timedelta(days=3)

Waits = list[tuple[str, Kind]]


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.GOALS_AGREED)


def waits(store: Store) -> Waits:
    """Whose move what is, and that this is what the states imply."""
    assert rebuild(acting(store, now=MONDAY)) == 0
    with store.read() as unit:
        rows = unit.obligations.open_rows().values()
        return sorted((unit.people.get(each.person_id).name, each.kind) for each in rows)


def happens(
    store: Store, review: Review, event: Event, by: Person | None, facts: Facts = NOTHING_MORE
) -> None:
    somebody = acting(store, by=by, now=FRIDAY)
    with store.begin() as unit:
        advance(unit, unit.reviews.get(review.id), event, somebody, facts=facts)


def goes_over(store: Store, people: Company) -> None:
    with store.begin() as unit:
        hand_over(unit, people.employee.id, people.boss, acting(store, now=FRIDAY))


def leaves(store: Store, who: Person) -> None:
    left_on(store, who, FRIDAY.date())


def returns(store: Store, who: Person) -> None:
    left_on(store, who, None)


def left_on(store: Store, who: Person, day: date | None) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, who.id).left_on = day
        unit.session.flush()
        leave_or_return(unit, who.id, acting(store, now=FRIDAY))


def test_a_review_is_one_persons_move_after_the_other(
    world: World, store: Store, people: Company, review: Review
) -> None:
    assert waits(store) == [("Chen Jie", Kind.SELF_SCORE)]
    world.hand_in(review)
    assert waits(store) == [("Liu Yang", Kind.APPROVAL)]
    happens(store, review, Event.ADJUST, people.manager)
    assert waits(store) == [("Liu Yang", Kind.APPROVAL)]
    happens(store, review, Event.ASK_FOR_MORE, people.manager)
    assert waits(store) == [("Chen Jie", Kind.MORE_ASKED)]
    world.hand_in(review)
    assert waits(store) == [("Liu Yang", Kind.APPROVAL)]
    happens(store, review, Event.APPROVE, people.manager)
    assert waits(store) == []


def test_a_request_is_one_sides_move_after_the_other(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    chen, sun = people.employee, people.product_manager

    def says(event: RequestEvent, *, submission: str) -> None:
        writer = acting(store, by=chen, now=FRIDAY)
        add_or_reopen(
            writer, request_id=number, event=event, text="So it is.", files=[], submission=submission
        )

    assert waits(store) == [("Sun Li", Kind.REQUEST)]
    stepped(store, number, RequestEvent.ASK, sun)
    assert waits(store) == [("Chen Jie", Kind.REPLY)]
    says(RequestEvent.REPLY, submission="V2")
    assert waits(store) == [("Sun Li", Kind.REQUEST)]
    stepped(store, number, RequestEvent.ACCEPT, sun, now=FRIDAY)
    assert waits(store) == []
    stepped(store, number, RequestEvent.FINISH, sun, now=FRIDAY)
    assert waits(store) == [("Chen Jie", Kind.CONFIRMATION)]
    says(RequestEvent.REOPEN, submission="V3")
    assert waits(store) == [("Sun Li", Kind.REQUEST)]


def test_what_the_manager_owes_is_the_new_managers(
    world: World, store: Store, people: Company, review: Review
) -> None:
    goes_over(store, people)
    assert waits(store) == [("Chen Jie", Kind.SELF_SCORE)]
    world.hand_in(review)
    happens(
        store,
        review,
        Event.HAND_OVER,
        None,
        Facts(manager=Changed(was=people.boss.id, now=people.manager.id)),
    )
    assert waits(store) == [("Liu Yang", Kind.APPROVAL)]


def test_an_open_request_is_owed_by_whoever_has_it_now(store: Store, people: Company) -> None:
    filed(store, people.employee)
    person(store, "Wei Na", department=WEBSITE, roles=(Role.PRODUCT_MANAGER,))
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).left_on = FRIDAY.date()

    hand_over_requests(acting(store, now=FRIDAY))

    assert waits(store) == [("Wei Na", Kind.REQUEST)]


BEFORE = pytest.mark.parametrize("before", [State.GOALS_AGREED, State.SELF_SCORED, State.MORE_ASKED])


@BEFORE
def test_nobody_owes_anything_about_somebody_who_left_until_they_are_back(
    world: World, store: Store, people: Company, before: State
) -> None:
    world.review_at(before)
    as_it_was = waits(store)

    leaves(store, people.employee)
    assert waits(store) == []
    returns(store, people.employee)
    assert waits(store) == as_it_was


def test_whose_manager_changed_while_they_were_away_owes_it_to_the_new_one(
    world: World, store: Store, people: Company
) -> None:
    world.review_at(State.SELF_SCORED)
    leaves(store, people.employee)
    goes_over(store, people)
    assert waits(store) == []

    returns(store, people.employee)

    assert waits(store) == [("Zhao Min", Kind.APPROVAL)]


@BEFORE
def test_more_time_moves_the_days_of_what_waits(
    world: World, store: Store, people: Company, before: State
) -> None:
    world.review_at(before)
    as_it_was = waits(store)
    with store.read() as unit:
        [earlier] = unit.obligations.open_rows().values()

    extend_cycle(
        acting(store, by=people.hr, now=FRIDAY), name="2026Q4", closes=date(2027, 1, 29), reason="late"
    )

    assert waits(store) == as_it_was
    with store.read() as unit:
        [later] = unit.obligations.open_rows().values()
    assert (later.since, later.opens_at) == (earlier.since, earlier.opens_at)
    assert later.due_on > earlier.due_on


def test_a_whole_cycle_is_owed_when_it_is_opened_and_not_when_it_is_withdrawn(
    store: Store, people: Company
) -> None:
    open_cycle(acting(store, by=people.hr, now=FRIDAY), name="2026Q4")
    assert len(waits(store)) == 7

    withdraw_cycle(acting(store, by=people.hr, now=FRIDAY), cycle_id=1, reason="Last year's sheets.")

    assert waits(store) == []


def test_a_table_that_is_wrong_is_put_right_and_what_was_right_is_left_alone(
    world: World, store: Store, people: Company
) -> None:
    filed(store, people.colleague)
    review, other, third = world.open_quarter(people.employee, people.colleague, people.developer)
    of = ObligationRow.kind == Kind.SELF_SCORE
    with store.read() as unit:
        implied = set(unit.obligations.open_rows().values())
        right = unit.session.scalars(
            select(ObligationRow.id).where(of, ObligationRow.subject_id == third.id)
        ).all()
    with store.begin() as unit:
        unit.session.execute(delete(ObligationRow).where(of, ObligationRow.subject_id == review.id))
        unit.session.execute(
            update(ObligationRow)
            .where(of, ObligationRow.subject_id == other.id)
            .values(person_id=people.hr.id)
        )

    assert rebuild(acting(store, now=MONDAY)) == 2

    with store.read() as unit:
        assert set(unit.obligations.open_rows().values()) == implied
        left_alone = unit.session.scalars(
            select(ObligationRow.id).where(of, ObligationRow.subject_id == third.id)
        ).all()
    assert left_alone == right


def test_a_row_that_is_there_twice_is_closed_once_and_the_right_one_stays(
    world: World, store: Store, people: Company
) -> None:
    review, other, _ = world.open_quarter(people.employee, people.colleague, people.developer)
    with store.begin() as unit:
        implied = sorted(unit.obligations.open_rows().values(), key=lambda each: each.subject_id)
        [twice] = [each for each in implied if each.subject_id == review.id]
        [beside] = [each for each in implied if each.subject_id == other.id]
        unit.obligations.add([twice, replace(beside, due_on=date(2030, 1, 1))])

    assert rebuild(acting(store, now=MONDAY)) == 2

    with store.read() as unit:
        assert sorted(unit.obligations.open_rows().values(), key=lambda each: each.subject_id) == implied
    assert rebuild(acting(store, now=MONDAY)) == 0


def test_two_processes_that_rebuild_at_once_write_each_row_once(store: Store, review: Review) -> None:
    with store.begin() as unit:
        unit.session.execute(delete(ObligationRow))
    begun = Barrier(2)

    def one_of_them() -> int:
        begun.wait()
        return rebuild(acting(store, now=MONDAY))

    with ThreadPoolExecutor(2) as pool:
        wrong = [each.result() for each in [pool.submit(one_of_them) for _ in range(2)]]

    with store.read() as unit:
        assert [each.subject_id for each in unit.obligations.open_rows().values()] == [review.id]
    assert sorted(wrong) == [0, 1]


def test_what_is_handed_in_while_the_cycle_is_extended_is_owed_by_the_new_day(
    store: Store, people: Company, review: Review
) -> None:
    handing_in = Signal()

    def hands_in() -> None:
        with store.begin() as unit:
            own = unit.reviews.get(review.id)
            advance(unit, own, Event.SUBMIT, acting(store, by=people.employee, now=FRIDAY))
            handing_in.set()
            sleep(0.3)

    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(hands_in)
        handing_in.wait(5)
        extend_cycle(
            acting(store, by=people.hr, now=FRIDAY),
            name="2026Q4",
            closes=date(2027, 1, 29),
            reason="Snow",
        )
        sent.result()

    assert waits(store) == [("Liu Yang", Kind.APPROVAL)]


@pytest.mark.parametrize("column", ["kind", "subject"])
def test_a_row_that_cannot_be_read_is_closed_and_written_anew(
    store: Store, review: Review, column: str
) -> None:
    with store.begin() as unit:
        implied = list(unit.obligations.open_rows().values())
        unit.session.execute(text(f"UPDATE obligations SET {column} = 'of another version'"))

    assert rebuild(acting(store, now=MONDAY)) == 1

    with store.read() as unit:
        assert list(unit.obligations.open_rows().values()) == implied
    assert rebuild(acting(store, now=MONDAY)) == 0


def test_second_looks_at_many_of_one_team_are_a_line_on_home_and_the_rest_as_everywhere(
    store: Store, people: Company, review: Review
) -> None:
    """What the database groups, page by page, is what the rule groups of all of it."""
    boss, liu = people.boss, people.manager
    another = person(store, "Gao Lei", manager=boss, kpis=())
    of_liu = [person(store, name, manager=liu) for name in ("Bai Lu", "Deng Wei", "Fang Ni", "Guo Tao")]
    of_gao = [person(store, name, manager=another) for name in ("Han Mei", "Jiang Bo", "Kong Yi")]
    reviews = [opened(store, each, liu) for each in of_liu] + [
        opened(store, each, another) for each in of_gao
    ]
    with store.begin() as unit:
        unit.obligations.add(
            Obligation(
                person_id=boss.id,
                kind=Kind.SECOND_LOOK,
                subject=Subject.REVIEW,
                subject_id=each.review_id,
                other_id=of.id,
                since=FRIDAY,
                opens_at=FRIDAY,
                due_on=date(2027, 1, 22 - number % 2),
                minutes=2,
                period="2026Q4",
            )
            for number, (each, of) in enumerate(zip(reviews, (*of_liu, *of_gao), strict=True))
        )

    with store.read() as unit:
        owed = Ledger(unit, only=[boss.id]).owed_by(boss, now=MONDAY)
        shown, span = owed_page(unit, boss, Look(), now=MONDAY, most=10)
        first, _ = owed_page(unit, boss, Look(), now=MONDAY, most=1)

    assert shown == in_teams(owed)
    assert (span.total, first) == (2, shown[:1])
    assert [(each.team, each.together, each.minutes) for each in shown] == [
        ("Liu Yang", 4, 8),
        ("Gao Lei", 3, 6),
    ]
